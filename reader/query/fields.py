"""The closed table of fields: what may stand before a colon, and how what follows it is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import get_args

from reader.errors import QueryError
from reader.query.ast import Mode, Node, Not, Or, Sort, SortKey
from reader.query.dates import DATES, read_date, read_period
from reader.query.leaves import (
    Fuzzy,
    Has,
    Id,
    Is,
    Like,
    Phrase,
    Prefix,
    Saved,
    Source,
    State,
    Tag,
    TextField,
    Thing,
    Url,
    Wildcard,
    Word,
)
from reader.query.numbers import NUMBERS, read_number
from reader.query.topics import InTopic, slug
from reader.query.values import Value, choose, nearest


@dataclass(frozen=True, slots=True)
class Limit:
    """How many results at most."""

    count: int


@dataclass(frozen=True, slots=True)
class By:
    """What papers are found by."""

    mode: Mode


Meaning = Node | Sort | Limit | By | None
"""What a value comes to; None says nothing (yet)."""
Reader = Callable[[Value], Meaning]
"""Reads the value of a field. Raises `QueryError` for one that cannot be meant."""

_STATES: dict[str, State] = {state: state for state in get_args(State)} | {"starred": "bookmarked"}
_THINGS: dict[str, Thing] = {thing: thing for thing in get_args(Thing)}
_SORT_KEYS: dict[str, SortKey] = {key: key for key in get_args(SortKey)}
_MODES: dict[str, Mode] = {mode: mode for mode in get_args(Mode)}
_STARS = re.compile(r"\*+")
_FUZZY = re.compile(r"(.+)~([12]?)", re.DOTALL)
_MOST_SLOP = 99
_COUNT = re.compile(r"0*([1-9][0-9]{0,8})")
_FIELD_LIKE = re.compile(r"([^\W\d]{2,20}):(?![/\\:])")
"""`foo:bar`, but no URL, path or C++ name."""


def _text_in(field: TextField | None) -> Reader:
    """Return a reader of words, their beginnings and shapes, and phrases in `field`."""

    def read(value: Value) -> Meaning:
        if not value.text:
            return None
        if value.quoted:
            return Phrase(value.text, field, _slop(value))
        if "*" in value.text:
            return _starred(value, field)
        if fuzzy := _FUZZY.fullmatch(value.text):
            return Fuzzy(fuzzy[1], field, int(fuzzy[2]) if fuzzy[2] else None)
        word = Word(value.text, field)
        return Or((word, Prefix(value.text, field))) if value.unfinished else word

    return read


def _starred(value: Value, field: TextField | None) -> Prefix | Wildcard | None:
    text = _STARS.sub("*", value.text)
    if text == "*":
        return None
    if text.index("*") == len(text) - 1:
        return Prefix(text[:-1], field)
    return Wildcard(f"{text}*" if value.unfinished and not text.endswith("*") else text, field)


def _slop(value: Value) -> int:
    digits = value.slop.lstrip("0")
    return int(digits or 0) if len(digits) <= len(str(_MOST_SLOP)) else _MOST_SLOP


def _tag(value: Value) -> Meaning:
    """Fold as `papers.clean_tag` does, but refuse nothing: a pattern need not be a tag."""
    pattern = value.text.lstrip("# ").casefold().replace(" ", "-")
    return Tag(_STARS.sub("*", pattern)) if pattern else None


def _source(value: Value) -> Meaning:
    return Source(_STARS.sub("*", value.text)) if value.text else None


def _saved(value: Value) -> Meaning:
    return Saved(value.text, value.column, value.unfinished) if value.text else None


def _like(value: Value) -> Meaning:
    return Like(value.text, value.unfinished) if value.text else None


def _topic(value: Value) -> Meaning:
    name = slug(value.text)
    return InTopic(name, value.column, value.unfinished) if name else None


def _url(value: Value) -> Meaning:
    return Url(_STARS.sub("*", value.text)) if value.text else None


def _id(value: Value) -> Meaning:
    prefix = value.text.rstrip("* ")
    return Id(prefix) if prefix else None


def _is(value: Value) -> Meaning:
    state = choose("is:", value.text, _STATES, value)
    return Is(state) if state else None


def _has(value: Value) -> Meaning:
    thing = choose("has:", value.text, _THINGS, value)
    return Has(thing) if thing else None


def _older_than(value: Value) -> Meaning:
    newer = read_period("older_than", value)
    return newer and Not(newer)


def _sort(value: Value) -> Meaning:
    key = choose("sort:", value.text.removeprefix("-"), _SORT_KEYS, value)
    return Sort(key, reverse=value.text.startswith("-")) if key else None


def _mode(value: Value) -> Meaning:
    mode = choose("mode:", value.text, _MODES, value)
    return By(mode) if mode else None


def _limit(value: Value) -> Meaning:
    if not value.text or (value.unfinished and not value.text.strip("0")):
        return None
    count = _COUNT.fullmatch(value.text)
    if not count:
        hint = "limit: takes a whole number from 1 to 999999999: limit:20"
        raise QueryError(f"“limit:{value.text}” is no limit.", hint, column=value.column)
    return Limit(int(count[1]))


ANYWHERE: Reader = _text_in(None)
"""Reads what stands without a field."""
FIELDS: Mapping[str, Reader] = {
    **{field: _text_in(field) for field in get_args(TextField)},
    "abs": _text_in("abstract"),
    "tag": _tag,
    "source": _source,
    "id": _id,
    "list": _saved,
    "like": _like,
    "topic": _topic,
    "url": _url,
    "is": _is,
    "has": _has,
    **{name: partial(read_number, name) for name in NUMBERS},
    **{name: partial(read_date, name) for name in DATES},
    "newer_than": partial(read_period, "newer_than"),
    "older_than": _older_than,
    "sort": _sort,
    "mode": _mode,
    "limit": _limit,
}
"""Every field, and how its values are read. Names are in lower case."""
FIELD_NAMES = tuple(FIELDS)


def field_hint(text: str) -> str | None:
    """Return a remark on `foo:bar` and `foo:`, words that look like a field; None for other words."""
    match = _FIELD_LIKE.match(text)
    if not match:
        return None
    near = nearest(match[1].lower(), FIELDS)
    hint = f"There is no field “{match[1]}:”, so it is searched for as a word."
    return f"{hint} Did you mean {near}:?" if near else hint
