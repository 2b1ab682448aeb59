"""Rows out of the trees of a SQLite file, some of whose pages are damaged.

Nothing here raises over damage: a page, or a cell of one, that makes no sense is left out and counted.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from reader.store.salvage.pages import PAGE_BYTES, Pages

Value = str | int | float | bytes | None
Key = int | tuple[Any, ...]
Accept = Callable[[int, list[Value]], Key | None]
"""Takes a row's number (0 in trees without) and its values; returns what orders it, None for what is no such row."""

_TABLE, _INDEX = {0x05: "inner", 0x0D: "leaf"}, {0x02: "inner", 0x0A: "leaf"}
_INT_BYTES = (0, 1, 2, 3, 4, 6, 8)
_FIRST_HEAD = 100
_LEAST_CELL = 4
"""So many bytes of a page even a shorter cell takes."""


class _TornError(Exception):
    """Something on a page makes no sense."""


@dataclass
class Tree:
    """What was read of one tree."""

    rows: list[tuple[int, list[Value]]] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    torn: int = 0
    """How many pages and rows could not be read."""


@dataclass(frozen=True, slots=True)
class _Branch:
    page: int
    low: Key | None
    high: Key | None


@dataclass(frozen=True, slots=True)
class _Page:
    data: bytes
    is_leaf: bool
    cells: list[int]
    right: int
    cell_bytes: int
    """So much of the page are cells, by its own account."""


def read_tree(pages: Pages, root: int, accept: Accept, *, is_table: bool) -> Tree:
    """Return the rows of the tree at `root` that `accept` takes and that stand where their order has them."""
    tree = Tree()
    waiting = [_Branch(root, None, None)]
    while waiting:
        branch = waiting.pop()
        if branch.page in tree.pages:
            tree.torn += 1
            continue
        tree.pages.add(branch.page)
        try:
            page = _page(pages, branch.page, is_table=is_table)
        except _TornError:
            tree.torn += 1
            continue
        waiting += _read(pages, page, branch, tree, accept, is_table=is_table)
    return tree


def read_leaf(pages: Pages, number: int, accept: Accept) -> list[tuple[int, list[Value]]]:
    """Return the rows on a page that no tree leads to any more."""
    try:
        page = _page(pages, number, is_table=True)
    except _TornError:
        return []
    tree = Tree()
    if page.is_leaf:
        _read(pages, page, _Branch(number, None, None), tree, accept, is_table=True)
    return tree.rows


def _read(
    pages: Pages, page: _Page, branch: _Branch, tree: Tree, accept: Accept, *, is_table: bool
) -> Iterator[_Branch]:
    """Put the rows of a page into `tree`; return where it leads to."""
    low = branch.low
    below: list[_Branch] = []
    cell_bytes = 0
    for at in page.cells:
        try:
            child, start = (0, at) if page.is_leaf else (_number(page.data, at, 4), at + 4)
            if is_table and not page.is_leaf:
                number, end = _varint(page.data, start)
                values: list[Value] = []
                key: Key | None = number
            else:
                number, values, end = _cell(pages, page.data, start, is_table=is_table)
                key = accept(number, values)
            cell_bytes += max(end - at, _LEAST_CELL)
        except _TornError:
            tree.torn += 1
            continue
        if child:
            below.append(_Branch(child, low, key or branch.high))
        if key is None or not _is_between(low, key, branch.high):
            tree.torn += 1
            continue
        if page.is_leaf or not is_table:
            tree.rows.append((number, values))
        low = key
    tree.torn += cell_bytes != page.cell_bytes  # a cell that the page forgot
    if page.right:
        below.append(_Branch(page.right, low, branch.high))
    return reversed(below)


def _is_between(low: Key | None, key: Key, high: Key | None) -> bool:
    return (low is None or low < key) and (high is None or key <= high)  # type: ignore[operator] # of one kind in a tree


def _page(pages: Pages, number: int, *, is_table: bool) -> _Page:
    data = pages[number]
    start = _FIRST_HEAD if number == 1 else 0
    if len(data) < PAGE_BYTES:
        raise _TornError
    kind = (_TABLE if is_table else _INDEX).get(data[start])
    if kind is None:
        raise _TornError
    head = 8 if kind == "leaf" else 12
    count = _number(data, start + 3, 2)
    if count > PAGE_BYTES // 4:
        raise _TornError
    cells = [_number(data, start + head + 2 * cell, 2) for cell in range(count)]
    begin = (_number(data, start + 5, 2) - 1) % 65536 + 1  # 0 is 65536
    cell_bytes = len(data) - begin - data[start + 7] - _free_bytes(data, _number(data, start + 1, 2))
    return _Page(data, kind == "leaf", cells, 0 if kind == "leaf" else _number(data, start + 8, 4), cell_bytes)


def _free_bytes(data: bytes, at: int) -> int:
    """Return how much of a page is in its chain of free blocks, which ascends."""
    total = 0
    while at:
        following = _number(data, at, 2)
        total += _number(data, at + 2, 2)
        if following and following <= at:
            raise _TornError
        at = following
    return total


def _cell(pages: Pages, data: bytes, at: int, *, is_table: bool) -> tuple[int, list[Value], int]:
    """Return the number and the values of a row, and where it ends on the page."""
    size, at = _varint(data, at)
    number, at = _varint(data, at) if is_table else (0, at)
    payload, end = _payload(pages, data, at, size, is_table=is_table)
    return number, _values(payload), end


def _payload(pages: Pages, data: bytes, at: int, size: int, *, is_table: bool) -> tuple[bytes, int]:
    """Return what a row holds, from its page and those that it flows over to; and where it ends on its own."""
    usable = PAGE_BYTES
    least = (usable - 12) * 32 // 255 - 23
    most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
    if not 0 <= size <= len(pages) * usable:
        raise _TornError
    local = least + (size - least) % (usable - 4)
    local = size if size <= most else local if local <= most else least
    parts, rest = [data[at : at + local]], size - local
    if len(parts[0]) < local:
        raise _TornError
    end = at + local + (4 if rest else 0)
    following = _number(data, at + local, 4) if rest else 0
    while rest > 0:
        page = pages[following]
        if following < 2 or len(page) < usable:
            raise _TornError
        parts.append(page[4 : 4 + min(rest, usable - 4)])
        following, rest = _number(page, 0, 4), rest - (usable - 4)
    return b"".join(parts), end


def _values(payload: bytes) -> list[Value]:
    """Return the columns of a row."""
    end, at = _varint(payload, 0)
    if not 0 < end <= len(payload):
        raise _TornError
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    at = end
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise _TornError
    return values


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in (8, 9):
        return kind - 8, at
    length = _INT_BYTES[kind] if kind < len(_INT_BYTES) else (kind - 12) // 2 if kind >= 12 else -1
    data = payload[at : at + length] if length >= 0 else b""
    if len(data) != length:  # 7 is a float, which no library has; 10 and 11 are nothing
        raise _TornError
    if kind < len(_INT_BYTES):
        return (int.from_bytes(data, "big", signed=True) if kind else None), at + length
    if kind % 2 == 0:
        return data, at + length
    try:
        return data.decode(), at + length
    except UnicodeDecodeError as error:
        raise _TornError from error


def _number(data: bytes, at: int, length: int) -> int:
    if len(data) < at + length:
        raise _TornError
    return int.from_bytes(data[at : at + length], "big")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where it ends."""
    number = 0
    for length in range(9):
        if at + length >= len(data):
            raise _TornError
        byte = data[at + length]
        if length == 8:
            number = number << 8 | byte
            return (number - (1 << 64) if number >= 1 << 63 else number), at + 9
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + length + 1
    raise _TornError
