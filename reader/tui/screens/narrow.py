"""What the listed papers have in common; one key narrows the list to it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from string import ascii_lowercase

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.library import Facet, FacetValue
from reader.library.facets import FacetName
from reader.query import Not, Query, narrowed

_MOST: dict[FacetName, int] = {"status": 5, "code": 1, "tags": 10, "dumps": 6, "years": 4}
"""How many of each: 26 in all, a letter for each."""
_NAME_CELLS = 7
_LETTER_CELLS = 2

Row = tuple[str, FacetName, FacetValue]
"""A letter and what it stands for."""


class NarrowScreen(ModalScreen[Query | None]):
    """A letter before each value; gives back the query with it, or without it for a capital."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n", "scroll(1)", show=False),
        Binding("up,ctrl+p", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    def __init__(self, query: Query, rows: Sequence[Row], papers: int) -> None:
        """Take the query of the list, what may be chosen, and how many papers are listed."""
        super().__init__()
        self._query = query
        self._rows = rows
        self._papers = papers

    def compose(self) -> ComposeResult:
        """The values, as far as they fit; the rest is scrolled to."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = f"Narrow {self._papers:,} papers"
            dialog.border_subtitle = "a letter narrows · a capital excludes · Esc"
            with VerticalScroll(can_focus=False):
                yield Static(_content(self._rows, self._width))

    def on_key(self, event: events.Key) -> None:
        """Choose by letter."""
        for letter, _, value in self._rows:
            if event.character == letter:
                self.dismiss(narrowed(self._query, value.condition))
            elif event.character == letter.upper():
                self.dismiss(narrowed(self._query, Not(value.condition)))

    @property
    def _width(self) -> int:
        """How many cells a line has."""
        return min(72, self.app.size.width * 95 // 100) - 6

    def action_scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)


def narrowing(facets: Sequence[Facet], papers: int) -> list[Row]:
    """Return the values that narrow a list of so many papers, a letter for each; none that all of them have."""
    values = [
        (facet.name, value)
        for facet in facets
        for value in [value for value in facet.values if value.papers < papers][: _MOST[facet.name]]
    ]
    return [(letter, name, value) for letter, (name, value) in zip(ascii_lowercase, values, strict=False)]


def _content(rows: Sequence[Row], width: int) -> Content:
    """Return a line for each value; long labels are cut so that the counts stay in sight."""
    widest = max(cell_len(value.shown or value.label) for _, _, value in rows)
    counts = max(len(f"{value.papers:,}") for _, _, value in rows) + 2
    return Content("\n").join(_lines(rows, max(1, min(widest, width - _NAME_CELLS - _LETTER_CELLS - counts)), counts))


def _lines(rows: Sequence[Row], label_cells: int, count_cells: int) -> Iterator[Content]:
    for name, group in groupby(rows, key=lambda row: row[1]):
        for number, (letter, _, value) in enumerate(group):
            yield Content.assemble(
                ("" if number else name).ljust(_NAME_CELLS),
                (f"{letter} ", "bold $text-accent"),
                set_cell_size(value.shown or value.label, label_cells),
                (f"{value.papers:>{count_cells},}", "dim"),
            )
