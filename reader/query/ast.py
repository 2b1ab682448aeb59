"""A query as a value: what is looked for, in which order, how many.

Every node prints as the text that it is parsed from: `parse(str(query)) == query`.
"""

from dataclasses import dataclass, field
from typing import Literal

from reader.query.dates import Date
from reader.query.leaves import Fuzzy, Has, Id, Is, Like, Phrase, Prefix, Saved, Source, Tag, Url, Wildcard, Word
from reader.query.numbers import Number
from reader.query.topics import InTopic

SortKey = Literal["relevance", "added", "title", "read", "seen", "rating", "trending", "foryou", "random"]
"""What `sort:` takes; each has its natural direction: best, newest, A, most first."""
Mode = Literal["words", "meaning"]
"""What `mode:` takes: whether papers have the words that are asked for, or are about what they say."""


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


WordNode = Word | Prefix | Phrase | Wildcard | Fuzzy
"""What the index answers."""
StateNode = Is | Has | Tag | Source | Id | Url | Number | Date
"""What the store answers."""
Node = WordNode | StateNode | Saved | Like | InTopic | Not | And | Or


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
    mode: Mode | None = None
    """None: by words."""
    hints: tuple[str, ...] = field(default=(), compare=False)
    """Remarks for the user on text that may not mean what it seems to (`foo:bar` is plain text)."""

    def __str__(self) -> str:
        mode, limit = self.mode and f"mode:{self.mode}", self.limit and f"limit:{self.limit}"
        parts = (self.where, mode, self.sort, limit)
        return " ".join(str(part) for part in parts if part is not None)
