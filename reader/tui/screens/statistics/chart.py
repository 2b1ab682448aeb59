"""A line over time, of box-drawing characters: they join in any font, where the dots of braille often do not."""

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from reader.tui.screens.statistics.drawing import BAR

_LEAST_CELLS = 12
_DATE_CELLS = 6
_ROOM_FOR_DATE_CELLS = 20


def line_chart(days: Sequence[date], values: Sequence[int], width: int, height: int) -> Content:
    """Return a line through `values`, one for each of `days` and none below 0, with its axes named.

    Takes at least two values and three rows, the last of which is for the dates.
    """
    most, top = max(*values, 1), height - 2
    labels = {row: f"{round(most * row / top):,}" for row in (0, top // 2, top)}
    axis = max(map(len, labels.values())) + 1
    cells = max(width - axis, _LEAST_CELLS)
    sampled = [values[_scaled(cell, cells, len(values))] for cell in range(cells)]
    drawn = draw([round(value / most * top) for value in sampled], height - 1)
    lines = [
        Content.assemble((f"{labels.get(row, ''):>{axis - 1}} ", "dim"), (line, BAR))
        for row, line in zip(range(top, -1, -1), drawn, strict=True)
    ]
    return Content("\n").join([*lines, Content.styled(" " * axis + _dates(days, cells), "dim")])


def draw(rows: Sequence[int], height: int) -> Iterator[str]:
    """Yield the lines, from the top, of a line that goes through one row in each column, counted from below."""
    steps = [*zip([rows[0], *rows], rows, strict=False)]
    for row in range(height - 1, -1, -1):
        yield "".join(_piece(before, now, row) for before, now in steps).rstrip()


def _piece(before: int, now: int, row: int) -> str:
    """Return what stands in a row of the column in which the line goes from one row to another."""
    if row == now:
        return "─" if before == now else "╭" if before < now else "╰"
    if row == before:
        return "╯" if before < now else "╮"
    return "│" if min(before, now) < row < max(before, now) else " "


def _dates(days: Sequence[date], cells: int) -> str:
    """Return the dates under the line: the first, the last, and some between where there is room."""
    parts = max(1, min(len(days) - 1, cells // _ROOM_FOR_DATE_CELLS))
    line = ""
    for part in range(parts + 1):
        cell = _scaled(part, parts + 1, cells)
        day = days[_scaled(cell, cells, len(days))]
        line = line.ljust(min(cell, cells - _DATE_CELLS)) + f"{day:%b} {day.day}"
    return line


def _scaled(place: int, of: int, to: int) -> int:
    """Return the place among `to` that lies where `place` does among `of`: first at first, last at last."""
    return round(place * (to - 1) / (of - 1))
