"""The single conditions of a query as values: texts for the index, states for the store, names of saved queries.

Every leaf prints as the text that it is parsed from. Numbers and dates have rooms of their own.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

TextField = Literal["title", "abstract", "author", "note"]
"""Fields whose words are searched."""
State = Literal[
    "unread", "reading", "read", "skipped", "bookmarked", "tagged", "noted", "rated", "recurring", "new", "foryou"
]
"""What `is:` takes."""
Thing = Literal["code", "url", "note", "math", "authors", "date"]
"""What `has:` takes."""

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
class Wildcard:
    """Words of this shape: `wild*card`, `*former`."""

    text: str
    """Each star is any run of characters; one stands before the end, none beside another. As typed, so that
    it may also hold what no word does (`*-`)."""
    field: TextField | None = None

    def __str__(self) -> str:
        return _in_field(self.field, self.text)


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words that are spelled nearly so: `atention~`."""

    text: str
    """Without the tilde; never empty."""
    field: TextField | None = None
    distance: int | None = None
    """How many letters may differ, 1 or 2; None leaves it to the length of the word."""

    def __str__(self) -> str:
        return _in_field(self.field, f"{self.text}~{self.distance or ''}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other, or stand near each other: `"near words"~5`."""

    text: str
    """Without the quotes; white space folded; never empty."""
    field: TextField | None = None
    slop: int = 0
    """How many other words may stand between them, 0 to 99."""

    def __str__(self) -> str:
        return _in_field(self.field, f'"{self.text}"' + (f"~{self.slop}" if self.slop else ""))


@dataclass(frozen=True, slots=True)
class Is:
    """Papers in a state: `is:unread`."""

    state: State

    def __str__(self) -> str:
        return f"is:{self.state}"


FOR_YOU = Is("foryou")
"""Unread papers that the reader is likely to like."""


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

    @classmethod
    def named(cls, file: str) -> "Source":
        """Return the condition for a dump's name; quotes, which no query can hold, may be anything."""
        return cls(file.replace('"', "*"))


@dataclass(frozen=True, slots=True)
class Id:
    """The paper whose id begins so."""

    prefix: str

    def __str__(self) -> str:
        return f"id:{_quoted(self.prefix)}"


@dataclass(frozen=True, slots=True)
class Url:
    """Papers with a link: `url:github.com`."""

    pattern: str
    """A part of an address; or, with `*` for any run of characters, a whole one, with or without `https://`.
    Case does not matter."""

    def __str__(self) -> str:
        return f"url:{_quoted(self.pattern)}"


@dataclass(frozen=True, slots=True)
class Like:
    """Papers like the one whose id begins so: `like:1228`; those that share its telling words."""

    prefix: str
    """As `Id`'s; never empty."""
    unfinished: bool = field(default=False, compare=False, repr=False)
    """Being typed: the id may go on."""

    def __str__(self) -> str:
        return f"like:{_quoted(self.prefix)}"


@dataclass(frozen=True, slots=True)
class Saved:
    """Papers that a saved query finds: `list:"to read"`; only its condition counts, not its order and limit."""

    name: str
    """As written; case does not matter. Never empty."""
    column: int = field(default=0, compare=False, repr=False)
    """Where the name stands in the text that was parsed, in characters from 0: for errors."""
    unfinished: bool = field(default=False, compare=False, repr=False)
    """Being typed: the name may go on."""

    def __str__(self) -> str:
        return f"list:{_quoted(self.name)}"
