"""JSON to items with their places: lists, objects that hold a list, and one object a line, damaged or not."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from reader.dumps.dump import Reject
from reader.papers import clean_line

LIMIT_RECORD_CHARS = 8 << 20
"""Of one line of JSON; the longest of 100,000 real ones takes 70 KB."""
SHOWN_CHARS = 80
LIST_KEYS = frozenset({"papers", "dailyPapers", "items", "results", "records", "entries", "data"})
"""Under one of these names an object holds its list of items."""
_SPACE = re.compile(r"[ \t\n\r\ufeff]*")
_SAMPLE_LINES = 20
_OPENS_LIST = re.compile(r"[ \t\n\r\ufeff]*\{\s*\"[^\"\\]*\"\s*:\s*\[\s*\Z")
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Item:
    """A value that should be a paper."""

    value: Any
    line: int
    """Where it begins in the file, from 1."""


def items_in(text: str) -> Iterator[Item | Reject]:
    """Yield the items of a document, or of several in a row, up to where one is damaged."""
    yield from _Walk(text).values()


def items_of_lines(stream: TextIO) -> Iterator[Item | Reject]:
    """Yield the item on each line; what is no JSON, or longer than a record may be, costs its own line only."""
    number = 0
    while line := stream.readline(LIMIT_RECORD_CHARS + 1):
        number += 1
        if len(line) > LIMIT_RECORD_CHARS and not line.endswith("\n"):
            yield Reject(number, shown(line), f"longer than {LIMIT_RECORD_CHARS >> 20} MB")
            while line and not line.endswith("\n"):
                line = stream.readline(LIMIT_RECORD_CHARS)
            continue
        text = line.strip(" \t\r\n\ufeff\x1e")
        if text:
            yield _item(text, number)


def sample_objects(head: str) -> list[dict[str, Any]]:
    """Return the objects that stand on a line each among the first lines of `head`; none for other layouts.

    An object alone in its file, and a list under its name, are documents, not lines.
    """
    lines = [line for line in head.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES] if line.strip()]
    first = lines[0].strip("\ufeff \t\r") if lines else ""
    if len(lines) < 2 or first == "{" or first.startswith("[") or _OPENS_LIST.match(lines[0]):
        return []
    found = [_item(line.strip("\ufeff\x1e \t\r"), 1) for line in lines if line.lstrip("\ufeff\x1e \t").startswith("{")]
    return [item.value for item in found if isinstance(item, Item) and isinstance(item.value, dict)]


def shown(text: str) -> str:
    """Return the beginning of a piece of a file, as reports show it."""
    return clean_line(text[: 4 * SHOWN_CHARS])[:SHOWN_CHARS]


def _item(text: str, line: int) -> Item | Reject:
    try:
        return Item(_DECODER.decode(text), line)
    except json.JSONDecodeError as error:
        return Reject(line, shown(text), f"damaged JSON: {_said(error)} at column {error.colno}")
    except (ValueError, RecursionError) as error:
        return Reject(line, shown(text), _unreadable(error))


class _Walk:
    """A way through the text of a document, from item to item."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._counted = 0
        self._line = 1

    def values(self) -> Iterator[Item | Reject]:
        """Yield the items of each value on the top level."""
        begun = 0
        try:
            while self._next():
                begun = self._at
                yield from self._top()
        except json.JSONDecodeError as error:
            place = self._place(error.pos)
            column = error.pos - self._text.rfind("\n", 0, error.pos)
            reason = f"damaged JSON: {_said(error)} at column {column}; what follows is not read"
            yield Reject(place, shown(self._text[max(begun, self._at) :]), reason)
        except (ValueError, RecursionError) as error:
            yield Reject(self._place(self._at), shown(self._text[self._at :]), _unreadable(error))

    def _top(self) -> Iterator[Item | Reject]:
        if self._next() == "[":
            yield from self._list()
        elif self._next() == "{":
            yield from self._object()
        else:
            yield self._value()

    def _list(self) -> Iterator[Item]:
        self._step("[")
        while self._next() != "]":
            yield self._value()
            if self._next() != "]":
                self._step(",")
        self._step("]")

    def _object(self) -> Iterator[Item]:
        """Yield the items of the lists that an object holds under known names; without any, the object is one."""
        line = self._place(self._at)
        members: dict[str, Any] = {}
        holds_list = False
        self._step("{")
        while self._next() != "}":
            if self._next() != '"':
                raise json.JSONDecodeError("Expecting property name enclosed in double quotes", self._text, self._at)
            key = self._value().value
            self._step(":")
            if key in LIST_KEYS and self._next() == "[":
                holds_list = True
                yield from self._list()
            else:
                members[key] = self._value().value
            if self._next() != "}":
                self._step(",")
        self._step("}")
        if not holds_list:
            yield Item(members, line)

    def _value(self) -> Item:
        self._next()
        item_line = self._place(self._at)
        value, self._at = _DECODER.raw_decode(self._text, self._at)
        return Item(value, item_line)

    def _next(self) -> str:
        """Return the next character that is no space, and go there; empty at the end."""
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        return self._text[self._at : self._at + 1]

    def _step(self, character: str) -> None:
        if self._next() != character:
            raise json.JSONDecodeError(f"Expecting '{character}'", self._text, self._at)
        self._at += 1

    def _place(self, position: int) -> int:
        """Return the line of a position that is not before those asked for earlier."""
        self._line += self._text.count("\n", self._counted, position)
        self._counted = max(self._counted, position)
        return self._line


def _said(error: json.JSONDecodeError) -> str:
    return error.msg.removesuffix(" starting at")


def _unreadable(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else "a number too long to be one"
