"""What stands after a field's colon: choosing what it means, and saying what it may be where it means nothing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from reader.errors import QueryError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Value:
    """What stands after a field's colon, or alone."""

    text: str
    """Clean; empty while there is nothing yet."""
    column: int
    quoted: bool = False
    slop: str = ""
    """The digits after `"..."~`."""
    unfinished: bool = False
    """Being typed: there may be more to come."""


def choose(field: str, text: str, choices: Mapping[str, T], value: Value) -> T | None:
    """Return what `text` stands for; None where it is missing or still being typed.

    Raises:
        QueryError: it is none of `choices`.
    """
    name = text.lower()
    if name in choices:
        return choices[name]
    if not name or (value.unfinished and any(choice.startswith(name) for choice in choices)):
        return None
    near = nearest(name, choices)
    listed = f"{field} takes {', '.join(choices)}."
    hint = f"Did you mean {field}{near}? {listed}" if near else listed
    raise QueryError(f"There is no “{field}{value.text}”.", hint, column=value.column)


def may_begin(text: str, rests: Iterable[str], read: Callable[[str], object | None]) -> bool:
    """Say whether `text`, which says nothing by itself, does with one of the `rests` after it."""
    return any(read(text + rest) is not None for rest in rests)


def refusal(name: str, value: Value, what: str, near: object | None, takes: str) -> QueryError:
    """Return the error for a value that is `what` (`no date`), with a query that is near to it, if any is."""
    hint = f"Did you mean {near}? {takes}" if near else takes
    return QueryError(f"“{name}:{value.text}” is {what}.", hint, column=value.column)


def nearest(name: str, choices: Iterable[str]) -> str | None:
    """Return the one of `choices` that looks most like `name`, if any does."""
    from difflib import get_close_matches  # late: most queries have no mistake

    return next(iter(get_close_matches(name, choices, n=1)), None)
