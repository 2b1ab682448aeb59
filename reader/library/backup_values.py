"""What the values in a backup may be."""

from collections.abc import Callable, Mapping
from typing import Any

from reader.papers import clean_line

_MOST = 2**53
"""Counts beyond this are no counts, and no JSON reader agrees on them."""


def clean(value: Any) -> Any:
    """Return texts as clean lines, lists as tuples, and all else as it is."""
    if isinstance(value, list):
        return tuple(map(clean, value))
    return clean_line(value) if isinstance(value, str) else value


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _are_pairs(value: Any) -> bool:
    return isinstance(value, list) and all(_are_texts(pair) and len(pair) == 2 for pair in value)


def is_count(value: Any) -> bool:
    """Say whether it is a whole number from 0 on."""
    return type(value) is int and 0 <= value <= _MOST


FITS: Mapping[str, Callable[[Any], bool]] = {
    "<class 'str'>": _is_text,
    "int | None": is_count,
    "tuple[str, ...]": _are_texts,
    "tuple[tuple[str, str], ...]": _are_pairs,
}
"""By the type of a fact: whether a value is of it."""
