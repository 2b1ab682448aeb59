"""The screen: terms to move through, the plot of the one under the cursor; counted in a thread."""

import asyncio
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.errors import ReaderError
from reader.library import Library, Rising, RisingTerm, SpanUnit
from reader.tui.explaining import explained
from reader.tui.screens.rising.drawing import UNITS, heading, plot, rows
from reader.tui.widgets.key_bar import KeyBar

MOST_TERMS = 40
_BESIDE_CELLS = 100
"""From here on the plot stands beside the terms."""
ROWS_BELOW = 10
"""Of the plot, where it stands below the terms."""
_OTHER_ROWS = 3
_SCROLLBAR_CELLS, _MARGIN_CELLS = 3, 3
_KEYS = (("Enter", "list the papers"), ("h l", "week, month, year"), ("j k", "move"), ("Esc", "back"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where the screen was left: the next time it opens there."""

    unit: SpanUnit = "month"
    term: str = ""
    query: str = ""
    """Finds the papers that shall be listed; empty where none shall."""


class RisingScreen(Screen[Chosen | None]):
    """What the newest papers speak of more than those before."""

    AUTO_FOCUS = "OptionList"
    BINDINGS = [
        Binding("escape,q", "leave", show=False),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        Binding("ctrl+d,ctrl+f", "page(1)", show=False),
        Binding("ctrl+u,ctrl+b", "page(-1)", show=False),
        Binding("g", "end(-1)", show=False),
        Binding("G", "end(1)", show=False),
        Binding("l,right,tab,w", "turn(1)", show=False),
        Binding("h,left,shift+tab", "turn(-1)", show=False),
    ]

    def __init__(self, library: Library, place: Chosen) -> None:
        """Take the library, and where the screen was left."""
        super().__init__()
        self._library = library
        self._unit: SpanUnit = place.unit
        self._term = place.term
        self._counted: dict[SpanUnit, Rising] = {}
        self._counting: set[SpanUnit] = set()
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """What is compared, the terms, the plot of one, the keys."""
        yield Static(id="rising-heading")
        with Container(id="rising-body"):
            yield OptionList(id="rising-terms", markup=False)
            yield Static(id="rising-plot")
        yield KeyBar(id="key-bar")

    def on_mount(self) -> None:
        """Count."""
        self.query_one(KeyBar).show(_KEYS)
        self._show()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.set_class(self.app.size.width >= _BESIDE_CELLS, "-beside")
        self.call_after_refresh(self._show)

    @property
    def _found(self) -> Rising | None:
        return self._counted.get(self._unit)

    @property
    def _current(self) -> RisingTerm | None:
        row = self._list.highlighted
        return self._found.terms[row] if self._found and row is not None and row < len(self._found.terms) else None

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def _plot(self) -> Static:
        return self.query_one("#rising-plot", Static)

    @property
    def _width(self) -> int:
        """How many cells the terms have, and the plot: computed, as what was not drawn yet has no size."""
        width = self.app.size.width
        return width // 2 if width >= _BESIDE_CELLS else width

    @property
    def _plot_rows(self) -> int:
        return ROWS_BELOW if self._width == self.app.size.width else self.app.size.height - _OTHER_ROWS

    def _show(self) -> None:
        """Show what was counted; else count it."""
        found = self._found
        self.query_one("#rising-heading", Static).update(heading(self._unit, found))
        if found is None:
            self._list.display = False
            self._plot.update(Content(self._trouble or "counting…"))
            if self._unit not in self._counting:
                self._counting.add(self._unit)
                self.run_worker(self._count(self._unit))
            return
        term = self._term
        self._list.display = bool(found.terms)
        self._list.clear_options()
        if found.terms:
            self._list.add_options(map(Option, rows(found.terms, self._width - _SCROLLBAR_CELLS)))
            known = [each.text for each in found.terms]
            self._list.highlighted = known.index(term) if term in known else 0
            self._list.focus()
        self._draw()

    async def _count(self, unit: SpanUnit) -> None:
        try:
            self._counted[unit] = await asyncio.to_thread(self._library.rising, unit, MOST_TERMS)
        except ReaderError as error:
            self._trouble = explained(error)
        if unit == self._unit:
            self._show()

    @on(OptionList.OptionHighlighted)
    def _draw(self) -> None:
        """Plot the term under the cursor; where there is none, say why."""
        found, term = self._found, self._current
        if term and found:
            self._term = term.text
            self._plot.update(plot(found, term, self._width - _MARGIN_CELLS, self._plot_rows))
        elif found:
            self._plot.update(Content(found.remark))

    @on(OptionList.OptionSelected)
    def _list_papers(self) -> None:
        if term := self._current:
            self.dismiss(Chosen(self._unit, term.text, str(term.query)))

    def action_leave(self) -> None:
        """Go back, and remember the place."""
        self.dismiss(Chosen(self._unit, self._term))

    def action_turn(self, by: int) -> None:
        """Compare weeks, months or years; the cursor stays on its term, where that rises there too."""
        self._unit = UNITS[(UNITS.index(self._unit) + by) % len(UNITS)]
        self._show()

    def action_move(self, rows: int) -> None:
        """Move the cursor, stopping at the ends."""
        last = self._list.option_count - 1
        if last >= 0:
            self._list.highlighted = max(0, min((self._list.highlighted or 0) + rows, last))

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.action_move(direction * max(1, self._list.scrollable_content_region.height - 1))

    def action_end(self, direction: int) -> None:
        """Move the cursor to the first term or the last."""
        self.action_move(direction * MOST_TERMS)
