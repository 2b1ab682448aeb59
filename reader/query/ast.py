"""A query as a value: what is looked for, in which order, how many.

Every node prints as the text that it is parsed from: `parse(str(query)) == query`.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

TextField = Literal["title", "abstract"]
"""Fields whose words are searched."""
State = Literal["unread", "reading", "read", "skipped", "bookmarked", "tagged", "noted", "rated", "recurring"]
"""What `is:` takes."""
Thing = Literal["code", "url", "note", "authors"]
"""What `has:` takes."""
SortKey = Literal["relevance", "added", "title", "read", "seen", "rating"]
"""What `sort:` takes; each has its natural direction: best, newest, A, most first."""

_BARE = re.compile(r'[^\s"()|]+')
"""Values that need no quotes."""


def _in_field(field: TextField | None, text: str) -> str:
    return f"{field}:{text}" if field else text


def _quoted(value: str) -> str:
    return value if _BARE.fullmatch(value) else f'"{value}"'


@dataclass(frozen=True, slots=True)
class Word:
    """One word, stemmed and accent-folded when looked up. May be several terms (`few-shot`)."""

    text: str
    field: TextField | None = None
    """None is all text fields."""

    def __str__(self) -> str:
        return _in_field(self.field, self.text)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so: `transf*`."""

    text: str
    """Without the star; never empty."""
    field: TextField | None = None

    def __str__(self) -> str:
        return _in_field(self.field, f"{self.text}*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other."""

    text: str
    """Without the quotes; white space folded; never empty."""
    field: TextField | None = None

    def __str__(self) -> str:
        return _in_field(self.field, f'"{self.text}"')


@dataclass(frozen=True, slots=True)
class Is:
    """Papers in a state: `is:unread`."""

    state: State

    def __str__(self) -> str:
        return f"is:{self.state}"


@dataclass(frozen=True, slots=True)
class Has:
    """Papers that have something: `has:code`."""

    thing: Thing

    def __str__(self) -> str:
        return f"has:{self.thing}"


@dataclass(frozen=True, slots=True)
class Tag:
    """Papers with a tag: `tag:nlp`, all below one with `tag:nlp/*`, without any with `tag:none`."""

    pattern: str
    """A tag in lower case, where `*` stands for any run of characters; `none` is no tag."""

    def __str__(self) -> str:
        return f"tag:{_quoted(self.pattern)}"


@dataclass(frozen=True, slots=True)
class Source:
    """Papers seen in a dump: `source:000*`."""

    pattern: str
    """A file name, where `*` stands for any run of characters and case does not matter; one without
    a star also matches as a part of the name."""

    def __str__(self) -> str:
        return f"source:{_quoted(self.pattern)}"


@dataclass(frozen=True, slots=True)
class Id:
    """The paper whose id begins so."""

    prefix: str

    def __str__(self) -> str:
        return f"id:{_quoted(self.prefix)}"


@dataclass(frozen=True, slots=True)
class Not:
    """All papers but these."""

    child: "Node"

    def __str__(self) -> str:
        return f"-({self.child})" if isinstance(self.child, And | Or) else f"-{self.child}"


@dataclass(frozen=True, slots=True)
class And:
    """Papers that are in every child; two children at least, none of them an `And`."""

    children: tuple["Node", ...]

    def __str__(self) -> str:
        return " ".join(f"({child})" if isinstance(child, Or) else str(child) for child in self.children)


@dataclass(frozen=True, slots=True)
class Or:
    """Papers that are in any child; two children at least, none of them an `Or`."""

    children: tuple["Node", ...]

    def __str__(self) -> str:
        return " OR ".join(map(str, self.children))


WordNode = Word | Prefix | Phrase
"""What the index answers."""
StateNode = Is | Has | Tag | Source | Id
"""What the store answers."""
Node = WordNode | StateNode | Not | And | Or


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of results."""

    key: SortKey
    reverse: bool = False
    """Against the key's natural direction."""

    def __str__(self) -> str:
        return f"sort:{'-' if self.reverse else ''}{self.key}"


@dataclass(frozen=True, slots=True)
class Query:
    """What the user asks for. `Query()` is everything, newest added first."""

    where: Node | None = None
    """None is every paper."""
    sort: Sort | None = None
    """None: by relevance where there are words to be relevant to, else newest added first."""
    limit: int | None = None
    hints: tuple[str, ...] = field(default=(), compare=False)
    """Remarks for the user on text that may not mean what it seems to (`foo:bar` is plain text)."""

    def __str__(self) -> str:
        parts = (self.where, self.sort, self.limit and f"limit:{self.limit}")
        return " ".join(str(part) for part in parts if part is not None)
