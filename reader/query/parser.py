"""Tokens -> Query, by recursive descent.

    any   := all (OR all)*
    all   := unary ([AND] unary)*
    unary := NOT* (WORD | PHRASE | group | FIELD (WORD | PHRASE | group))
    group := OPEN any CLOSE

Whatever is missing is left out: an operator without its operand, a group or a value without content.
"""

from collections.abc import Iterable, Iterator

from reader.errors import QueryError
from reader.query.ast import Mode, Node, Query, Sort
from reader.query.canonical import all_but, all_of, any_of
from reader.query.fields import ANYWHERE, FIELDS, By, Limit, Meaning, Reader, field_hint
from reader.query.leaves import Fuzzy, Wildcard
from reader.query.lexer import Kind, Token, tokens
from reader.query.values import Value

_DEEPEST = 50
"""Parentheses within each other: keeps parsing, printing and searching far from Python's recursion limit."""
_MOST = 300
"""Words and conditions: a whole abstract, pasted, is a query."""
_MOST_PATTERNS = 10
"""Words with stars within or slips: each is looked for among all words that there are."""
_MOST_HINTS = 3


def parse(text: str, *, typing: bool = False) -> Query:
    """Return what `text` asks for. Incomplete parts of it are left out; the result prints back as itself.

    While `typing`, a word at the very end is also a prefix, and a value there that a valid one begins with
    (`is:unr`, `added:2026-`) is left out too.

    Raises:
        QueryError: where a part cannot be meant (`is:foo`, `added:2026-13`), or there is too much of it: parentheses
            more than 50 deep, more than 300 words and conditions, more than 10 `*shapes` and `slips~`.
    """
    return _Parser(text, typing=typing).query()


def _balanced(tokens: Iterable[Token], deepest: int) -> Iterator[Token]:
    """Yield `tokens` without the closing parentheses that nothing opened."""
    depth = 0
    for token in tokens:
        if token.kind is Kind.CLOSE and not depth:
            continue
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if depth > deepest:
            hint = "Most parentheses can go: a space binds closer than OR."
            raise QueryError(f"More than {deepest} parentheses within each other.", hint, column=token.start)
        yield token


class _Parser:
    """One reading of one text."""

    def __init__(self, text: str, *, typing: bool) -> None:
        deepest = _DEEPEST - 1 if typing else _DEEPEST  # the prefix of the last word may print one level more
        self._tokens = tuple(_balanced(tokens(text), deepest))
        self._at = 0
        self._left = _MOST - 1 if typing else _MOST  # that prefix is one more, too
        self._patterns_left = _MOST_PATTERNS
        self._typed_until = len(text) if typing else None
        self._sort: Sort | None = None
        self._limit: int | None = None
        self._mode: Mode | None = None
        self._hints: dict[str, None] = {}

    def query(self) -> Query:
        where = self._any(ANYWHERE)
        return Query(where, self._sort, self._limit, self._mode, tuple(self._hints))

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, *kinds: Kind) -> Token | None:
        """Step over the next token and return it, if it is one of `kinds`."""
        token = self._peek()
        if not token or token.kind not in kinds:
            return None
        self._at += 1
        return token

    def _any(self, read: Reader) -> Node | None:
        nodes = [self._all(read)]
        while self._take(Kind.OR):
            nodes.append(self._all(read))
        return any_of(nodes)

    def _all(self, read: Reader) -> Node | None:
        nodes: list[Node | None] = []
        while (token := self._peek()) and token.kind not in {Kind.OR, Kind.CLOSE}:
            if not self._take(Kind.AND):
                nodes.append(self._unary(read))
        return all_of(nodes)

    def _unary(self, read: Reader) -> Node | None:
        negative = False
        while self._take(Kind.NOT):
            negative = not negative
        match self._term(read):
            case Sort(key, reverse):
                self._sort = Sort(key, reverse != negative)
            case Limit(count):
                self._limit = count
            case By(mode):
                self._mode = mode
            case node:
                return all_but(node) if negative else node
        return None

    def _term(self, read: Reader) -> Meaning:
        if name := self._take(Kind.FIELD):
            return self._term(FIELDS[name.text])
        if self._take(Kind.OPEN):
            group = self._any(read)
            self._take(Kind.CLOSE)
            return group
        if token := self._take(Kind.WORD, Kind.PHRASE):
            if read is ANYWHERE and token.kind is Kind.WORD:
                self._remark(token)
            meaning = read(self._value(token))
            self._count(meaning, token)
            return meaning
        return None

    def _count(self, meaning: Meaning, token: Token) -> None:
        """Refuse what no person writes, and what would keep one waiting."""
        if meaning is None or isinstance(meaning, Sort | Limit | By):
            return
        self._left -= 1
        self._patterns_left -= isinstance(meaning, Wildcard | Fuzzy)
        if self._left < 0:
            hint = "Leave some out; a phrase in quotes counts as one."
            raise QueryError(f"More than {_MOST} words and conditions.", hint, column=token.start)
        if self._patterns_left < 0:
            hint = "A star at the end of a word (transf*) may stand as often as you like."
            raise QueryError(f"More than {_MOST_PATTERNS} words with * within or ~.", hint, column=token.start)

    def _value(self, token: Token) -> Value:
        return Value(
            token.text,
            token.start,
            quoted=token.kind is Kind.PHRASE,
            slop=token.slop,
            unfinished=token.end == self._typed_until,
        )

    def _remark(self, word: Token) -> None:
        """Note a hint on a word such as `foo:bar` or `foo:"bar"`; `foo: bar` is a title's punctuation."""
        following = self._peek()
        joined = following is not None and following.start == word.end
        if (
            (joined or not word.text.endswith(":"))
            and len(self._hints) < _MOST_HINTS
            and (hint := field_hint(word.text))
        ):
            self._hints[hint] = None
