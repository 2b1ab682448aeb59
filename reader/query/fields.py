"""The closed table of fields: what may stand before a colon, and how what follows it is read."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar, get_args

from reader.errors import QueryError
from reader.query.ast import (
    Has,
    Id,
    Is,
    Node,
    Or,
    Phrase,
    Prefix,
    Sort,
    SortKey,
    Source,
    State,
    Tag,
    TextField,
    Thing,
    Word,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Value:
    """What stands after a field's colon, or alone."""

    text: str
    """Clean; empty while there is nothing yet."""
    column: int
    quoted: bool = False
    unfinished: bool = False
    """Being typed: there may be more to come."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many results at most."""

    count: int


Meaning = Node | Sort | Limit | None
"""What a value comes to; None says nothing (yet)."""
Reader = Callable[[Value], Meaning]
"""Reads the value of a field. Raises `QueryError` for one that cannot be meant."""

_STATES: dict[str, State] = {state: state for state in get_args(State)} | {"starred": "bookmarked"}
_THINGS: dict[str, Thing] = {thing: thing for thing in get_args(Thing)}
_SORT_KEYS: dict[str, SortKey] = {key: key for key in get_args(SortKey)}
_STARS = re.compile(r"\*+")
_COUNT = re.compile(r"0*([1-9][0-9]{0,8})")
_FIELD_LIKE = re.compile(r"([^\W\d_]{2,20}):(?![/\\:])")
"""`foo:bar`, but no URL, path or C++ name."""


def _text_in(field: TextField | None) -> Reader:
    """Return a reader of words, prefixes and phrases in `field`."""

    def read(value: Value) -> Meaning:
        if value.quoted:
            return Phrase(value.text, field) if value.text else None
        text = value.text.replace("*", "")  # stars elsewhere than at the end mean nothing yet
        if not text:
            return None
        if value.text.endswith("*"):
            return Prefix(text, field)
        word = Word(text, field)
        return Or((word, Prefix(text, field))) if value.unfinished else word

    return read


def _tag(value: Value) -> Meaning:
    """Fold as `papers.clean_tag` does, but refuse nothing: a pattern need not be a tag."""
    pattern = value.text.lstrip("# ").casefold().replace(" ", "-")
    return Tag(_STARS.sub("*", pattern)) if pattern else None


def _source(value: Value) -> Meaning:
    return Source(_STARS.sub("*", value.text)) if value.text else None


def _id(value: Value) -> Meaning:
    prefix = value.text.rstrip("* ")
    return Id(prefix) if prefix else None


def _is(value: Value) -> Meaning:
    state = _choose("is:", value.text, _STATES, value)
    return Is(state) if state else None


def _has(value: Value) -> Meaning:
    thing = _choose("has:", value.text, _THINGS, value)
    return Has(thing) if thing else None


def _sort(value: Value) -> Meaning:
    key = _choose("sort:", value.text.removeprefix("-"), _SORT_KEYS, value)
    return Sort(key, reverse=value.text.startswith("-")) if key else None


def _limit(value: Value) -> Meaning:
    if not value.text:
        return None
    count = _COUNT.fullmatch(value.text)
    if not count:
        hint = "limit: takes a whole number from 1 to 999999999: limit:20"
        raise QueryError(f"“limit:{value.text}” is no limit.", hint, column=value.column)
    return Limit(int(count[1]))


ANYWHERE: Reader = _text_in(None)
"""Reads what stands without a field."""
FIELDS: Mapping[str, Reader] = {
    "title": _text_in("title"),
    "abstract": _text_in("abstract"),
    "abs": _text_in("abstract"),
    "tag": _tag,
    "source": _source,
    "id": _id,
    "is": _is,
    "has": _has,
    "sort": _sort,
    "limit": _limit,
}
"""Every field, and how its values are read. Names are in lower case."""


def field_hint(text: str) -> str | None:
    """Return a remark on `foo:bar` and `foo:`, words that look like a field; None for other words."""
    match = _FIELD_LIKE.match(text)
    if not match:
        return None
    near = _nearest(match[1].lower(), FIELDS)
    hint = f"There is no field “{match[1]}:”, so it is searched for as a word."
    return f"{hint} Did you mean {near}:?" if near else hint


def _choose(field: str, text: str, choices: Mapping[str, T], value: Value) -> T | None:
    """Return what `text` stands for; None where it is missing or still being typed."""
    name = text.lower()
    if name in choices:
        return choices[name]
    if not name or (value.unfinished and any(choice.startswith(name) for choice in choices)):
        return None
    near = _nearest(name, choices)
    listed = f"{field} takes {', '.join(choices)}."
    hint = f"Did you mean {field}{near}? {listed}" if near else listed
    raise QueryError(f"There is no “{field}{value.text}”.", hint, column=value.column)


def _nearest(name: str, choices: Iterable[str]) -> str | None:
    from difflib import get_close_matches  # late: most queries have no mistake

    return next(iter(get_close_matches(name, choices, n=1)), None)
