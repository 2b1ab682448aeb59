"""Numbers as text: rows with bars, facts with remarks. All of it is aligned, and fits a width in cells."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from rich.cells import cell_len, set_cell_size
from textual.content import Content

BAR = "$text-accent"
_GAP = "  "
_MOST_BAR_CELLS = 40
_LEAST_BAR_CELLS = 6
_LEAST_LABEL_CELLS = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A thing and its numbers, the last of which is drawn as a bar beside it."""

    label: str
    cells: tuple[str, ...]
    bar: int


def heading(text: str) -> Content:
    """Return a heading, with the blank line under it."""
    return Content.styled(f"{text}\n", "bold")


def number(value: int) -> str:
    """Return a number as it stands in a row: none is a dot, so that the others stand out."""
    return f"{value:,}" if value else "·"


def table(heads: Sequence[str], rows: Sequence[Row], width: int) -> Content:
    """Return rows under the heads of their columns; long labels are cut, and where there is no room, bars left out."""
    cells = [
        max(cell_len(text) for text in column) for column in zip(heads[1:], *(row.cells for row in rows), strict=True)
    ]
    room = width - sum(cells) - len(cells) * len(_GAP)
    widest = max(cell_len(text) for text in (heads[0], *(row.label for row in rows)))
    label = min(widest, max(_LEAST_LABEL_CELLS, room - len(_GAP) - _LEAST_BAR_CELLS))
    bar = min(_MOST_BAR_CELLS, room - label - len(_GAP))
    most = max((row.bar for row in rows), default=0)
    lines = [Content.styled(_line(heads[0], heads[1:], label, cells), "dim")]
    for row in rows:
        drawn = _GAP + bar_text(row.bar, most, bar) if bar >= _LEAST_BAR_CELLS else ""
        lines.append(Content.assemble(_line(row.label, row.cells, label, cells), (drawn, BAR)))
    return Content("\n").join(lines)


def bar_text(value: int, most: int, cells: int) -> str:
    """Return a bar, exact to half a cell; where there is anything, something is seen."""
    if not value:
        return ""
    whole, half = divmod(max(1, round(2 * cells * value / most)), 2)
    return "━" * whole + "╸" * half


def facts(lines: Iterable[tuple[str, str, str]], width: int) -> Content:
    """Return facts: what, how much, and a remark, below where it does not fit beside."""
    known = list(lines)
    name = max(cell_len(line[0]) for line in known)
    value = max(cell_len(line[1]) for line in known)
    return Content("\n").join(part for line in known for part in _fact(line, name, value, width))


def _fact(line: tuple[str, str, str], name: int, value: int, width: int) -> Iterator[Content]:
    what, much, remark = line
    start = name + len(_GAP)
    beside = remark if start + value + len(_GAP) + cell_len(remark) <= width else ""
    yield Content.assemble(
        (set_cell_size(what, start), "dim"),
        set_cell_size(much, value + len(_GAP)) if beside else much,
        (beside, "dim"),
    )
    for part in wrap("" if beside else remark, max(width - start, 1)):
        yield Content.styled(" " * start + part, "dim")


def _line(label: str, cells: Sequence[str], label_cells: int, widths: Sequence[int]) -> str:
    first = label if cell_len(label) <= label_cells else f"{set_cell_size(label, label_cells - 1)}…"
    columns = (" " * (width - cell_len(text)) + text for text, width in zip(cells, widths, strict=True))
    return _GAP.join([set_cell_size(first, label_cells), *columns])
