"""Moving through the list, or through the text or the panel where that has the focus."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from reader.changes import SetStatus
from reader.papers import Status
from reader.tui.widgets.paper_list import PaperList
from reader.tui.widgets.side_panel import SidePanel

if TYPE_CHECKING:
    from reader.tui.screens.reading_room import ReadingRoom

AT_ONCE = 100
"""Of so many papers the marks are fetched at once."""


def _rows(room: "ReadingRoom") -> PaperList | SidePanel:
    """Return what has the cursor that moves."""
    return room.panel if room.pane == "panel" else room.papers


def _by_rows(direction: int, page_share: float = 0) -> Callable[["ReadingRoom", int | None], None]:
    """Return an action that moves by lines, or by a share of the page, `count` times."""

    def move(room: "ReadingRoom", count: int | None) -> None:
        pane = room.detail if room.reading else _rows(room)
        step = max(1, round(pane.scrollable_content_region.height * page_share)) if page_share else 1
        rows = direction * step * (count or 1)
        if room.reading:
            room.detail.scroll_relative(y=rows, animate=False)
        else:
            _rows(room).move(rows)

    return move


def _top(room: "ReadingRoom", count: int | None) -> None:
    if room.reading:
        room.detail.scroll_home(animate=False)
    else:
        _rows(room).move_to((count or 1) - 1)


def _bottom(room: "ReadingRoom", count: int | None) -> None:
    if room.reading:
        room.detail.scroll_end(animate=False)
    else:
        _rows(room).move_to((count or _rows(room).rows) - 1)


def _to_unread(direction: int) -> Callable[["ReadingRoom", int | None], None]:
    """Return an action that goes to the next unread paper in a direction."""

    def go(room: "ReadingRoom", count: int | None) -> None:
        rows = range(room.papers.cursor + direction, room.papers.rows if direction > 0 else -1, direction)
        found = list(islice(_unread(room, rows), count or 1))
        if found:
            room.papers.move_to(found[-1])
        else:
            room.reader.say("No unread paper below." if direction > 0 else "No unread paper above.")

    return go


def _unread(room: "ReadingRoom", rows: range) -> Iterator[int]:
    """Yield the rows of unread papers, looking only as far as somebody wants to know."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        marks = room.library.marks([room.papers.numbers[row] for row in some])
        yield from (row for row, mark in zip(some, marks, strict=True) if mark.status is Status.UNREAD)


def _read_on(room: "ReadingRoom", count: int | None) -> None:
    """Scroll the text; at its end mark the paper read and go to the next unread one.

    What was not in sight cannot be at its end: a hidden text is opened first.
    """
    if not room.detail.display:
        room.show_reading(on=True)
        return
    if not room.detail.at_end:
        room.detail.scroll_page_down(animate=False)
        return
    room.mark(SetStatus(Status.READ, room.library.now))
    _to_unread(+1)(room, count)


ACTIONS = {
    "move.down": _by_rows(+1),
    "move.up": _by_rows(-1),
    "move.half_down": _by_rows(+1, 0.5),
    "move.half_up": _by_rows(-1, 0.5),
    "move.page_down": _by_rows(+1, 1.0),
    "move.page_up": _by_rows(-1, 1.0),
    "move.top": _top,
    "move.bottom": _bottom,
    "move.next_unread": _to_unread(+1),
    "move.previous_unread": _to_unread(-1),
    "move.read_on": _read_on,
}
