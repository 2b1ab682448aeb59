"""JSON to items: a list, an object that holds one, or an object a line; each with the line where it begins."""

import ast
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from reader.dumps.decode import decode
from reader.dumps.fields import Piece, reject
from reader.dumps.source import LIMIT_LINE, Source

Item = dict[str, Any]
_HOLDERS = ("papers", "items", "results", "references", "data", "dailyPapers")
_SPACE = re.compile(r"[ \t\r\n]*")
_LIST_IN_OBJECT = re.compile(rf"\A\s*\{{\s*\"(?:{'|'.join(_HOLDERS)})\"\s*:\s*(?=\[)")
_UNREADABLE = (ValueError, RecursionError)  # numbers of thousands of digits, brackets without end


def read_items(source: Source, as_piece: Callable[[Item, int], Piece]) -> Iterator[Piece]:
    """Yield what `as_piece` makes of each item, in order; a place that is no JSON is a reject."""
    head = decode(source.head)
    if by_lines(head):
        yield from _lines(source, as_piece)
        return
    text = source.whole()
    if start := _LIST_IN_OBJECT.match(text):
        yield from _array(text, start.end(), as_piece)
    elif text.lstrip().startswith("["):
        yield from _array(text, len(text) - len(text.lstrip()), as_piece)
    else:
        yield from _document(text, as_piece)


def by_lines(head: str) -> bool:
    """Tell whether a file that begins so has an object a line: its first line is one, or goes beyond `head`."""
    first, end, _ = head.lstrip().partition("\n")
    if not first.startswith("{") or _LIST_IN_OBJECT.match(first):
        return False
    return first.rstrip().endswith("}") if end else True


def pieces_of(value: Any, at: int, as_piece: Callable[[Item, int], Piece]) -> Iterator[Piece]:
    """Yield what `value` holds: an object is an item, unless it has a list of them."""
    if isinstance(value, str) and value.startswith("{"):
        value = _told(value)
    if not isinstance(value, dict):
        yield reject(at, str(value)[:400], "not an object with a title")
        return
    held = next((value[name] for name in _HOLDERS if isinstance(value.get(name), list)), None)
    if held is None or value.get("title"):
        yield as_piece(value, at)
        return
    for item in held:
        yield (
            as_piece(item, at) if isinstance(item, dict) else reject(at, str(item)[:400], "not an object with a title")
        )


def _told(text: str) -> Any:
    """Return the object that a text is, in JSON or as Python prints it: some archives of the API are lists of those."""
    try:
        return json.loads(text)
    except _UNREADABLE:
        try:
            return ast.literal_eval(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return text


def _lines(source: Source, as_piece: Callable[[Item, int], Piece]) -> Iterator[Piece]:
    for number, line in source.lines():
        if line is None:
            yield reject(number, "", f"longer than {LIMIT_LINE >> 20} MB")
            continue
        if not (text := line.strip(" \t\r\n\ufeff")):
            continue
        try:
            value = json.loads(text)
        except _UNREADABLE as error:
            yield reject(number, text[:400], f"damaged JSON: {_why(error)}")
            continue
        yield from pieces_of(value, number, as_piece)


def _document(text: str, as_piece: Callable[[Item, int], Piece]) -> Iterator[Piece]:
    try:
        value = json.loads(text)
    except _UNREADABLE as error:
        at = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        yield reject(at, text[:400], f"damaged JSON: {_why(error)}")
        return
    yield from pieces_of(value, 1, as_piece)


def _array(text: str, start: int, as_piece: Callable[[Item, int], Piece]) -> Iterator[Piece]:
    """Read the list that begins at `start`, item by item: what stands before a damaged place is kept."""
    decoder = json.JSONDecoder()
    at = _past_space(text, start + 1)
    number, counted = 1, 0
    closed = text[at : at + 1] == "]"
    while not closed:
        number, counted = number + text.count("\n", counted, at), at
        try:
            value, end = decoder.raw_decode(text, at)
        except _UNREADABLE as error:
            line = error.lineno if isinstance(error, json.JSONDecodeError) else number
            yield reject(line, text[at : at + 400], f"damaged JSON, nothing read from here on: {_why(error)}")
            return
        yield from pieces_of(value, number, as_piece)
        at = _past_space(text, end)
        closed = text[at : at + 1] == "]"
        if not closed and text[at : at + 1] != ",":
            number += text.count("\n", counted, at)
            why = "the list is not closed" if at >= len(text) else "no comma between two items"
            yield reject(number, text[at : at + 400], f"damaged JSON, nothing read from here on: {why}")
            return
        at = _past_space(text, at + 1)


def _past_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else "a number that is too long"
