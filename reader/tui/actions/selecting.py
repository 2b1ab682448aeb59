"""Papers in bulk: which ones the next action is for, and all that are listed."""

from typing import TYPE_CHECKING

from reader.changes import SetStatus
from reader.papers import Status

if TYPE_CHECKING:
    from reader.tui.screens.reading_room import ReadingRoom


def _toggle(room: "ReadingRoom", count: int | None) -> None:
    """Select the paper under the cursor, or as many from there as the count says; or let go of them."""
    first = room.papers.cursor
    rows = range(first, min(first + (count or 1), room.papers.rows))
    room.papers.select(lambda selection: selection.close_range() if selection.ranging else selection.toggle(rows))


def _range(room: "ReadingRoom", _count: int | None) -> None:
    """Begin a range that follows the cursor, or end it where it is."""
    room.papers.select(lambda selection: selection.close_range() if selection.ranging else selection.open_range())


def _all(room: "ReadingRoom", _count: int | None) -> None:
    rows = range(room.papers.rows)
    room.papers.select(lambda selection: selection.toggle(rows))


def _read_all(room: "ReadingRoom", _count: int | None) -> None:
    """Mark read what is listed, all of it and nothing else."""
    room.mark(SetStatus(Status.READ, room.library.now), numbers=room.papers.numbers)


ACTIONS = {
    "select.toggle": _toggle,
    "select.range": _range,
    "select.all": _all,
    "select.again": lambda room, _count: room.papers.select(lambda selection: selection.again()),
    "list.read_all": _read_all,
}
