"""Where in a query one is typing: the piece at the cursor, and of which field it is a value."""

import re
from dataclasses import dataclass

from reader.query.lexer import Kind, Token, tokens

_REST_OF_WORD = re.compile(r'[^\s"()|]*')
_REST_OF_PHRASE = re.compile(rf'(?:[^"]*")?{_REST_OF_WORD.pattern}')
_PARTED = (" ", "(", "|")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a query's text that something else may take the place of."""

    start: int
    end: int
    """Where it stands, quotes included, in characters from 0."""
    field: str
    """The field whose value it is; empty for a word by itself, which may become a field's name."""
    typed: str
    """What of it stands before the cursor, without quotes."""


def piece_at(text: str, cursor: int) -> Piece | None:
    """Return the piece of `text` that the cursor is in or behind; None between pieces and in plain phrases."""
    before = text[:cursor]
    field, last = _innermost(before)
    if last and last.kind is Kind.WORD and before[last.start :] == last.text:
        rest = _REST_OF_WORD.match(text, cursor)
    elif last and last.kind is Kind.PHRASE and field:
        rest = (_REST_OF_PHRASE if _is_open(before[last.start :]) else _REST_OF_WORD).match(text, cursor)
    elif not last and field and before.endswith(_PARTED):
        return Piece(cursor, cursor, field, "")
    else:
        return None
    return Piece(last.start, rest.end() if rest else cursor, field, last.text)


def _innermost(before: str) -> tuple[str, Token | None]:
    """Return the field that is being given a value at the end of `before`, and the word or phrase that ends there."""
    scopes = [""]
    name: str | None = None
    field, last = "", None
    for token in tokens(before):
        field = scopes[-1] if name is None else name
        last = token
        name = token.text if token.kind is Kind.FIELD else None
        if token.kind is Kind.OPEN:
            scopes.append(field)
        elif token.kind is Kind.CLOSE and len(scopes) > 1:
            scopes.pop()
    if last and last.end == len(before) and last.kind in {Kind.WORD, Kind.PHRASE}:
        return field, last
    return scopes[-1], None


def _is_open(phrase: str) -> bool:
    return '"' not in phrase[1:]
