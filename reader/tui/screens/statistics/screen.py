"""The screen: sections by keys, counted in a thread."""

import asyncio
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from reader.errors import ReaderError
from reader.library import Activity, Library, Stats, Unit
from reader.tui.explaining import explained
from reader.tui.keys import Key
from reader.tui.screens.statistics.sections import SECTIONS, View
from reader.tui.widgets.key_bar import KeyBar

_NAMES = tuple(SECTIONS)
_NARROW_CELLS = 76
_MOST_CELLS = 100
_MARGIN_CELLS = 3
"""Left and right of the text, the scrollbar's among them."""


class StatisticsScreen(Screen[None]):
    """What was done with the library, and what is left to do."""

    BINDINGS = [
        Binding("escape,q,D", "dismiss", show=False),
        Binding("l,right,tab", "turn(1)", show=False),
        Binding("h,left,shift+tab", "turn(-1)", show=False),
        *(Binding(str(place + 1), f"open({place})", show=False) for place in range(len(_NAMES))),
        Binding("w", "change_unit", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("ctrl+d,ctrl+f,pagedown,space", "page(1)", show=False),
        Binding("ctrl+u,ctrl+b,pageup", "page(-1)", show=False),
        Binding("g,home", "top", show=False),
        Binding("G,end", "bottom", show=False),
    ]

    def __init__(self, library: Library, keys: Sequence[Key]) -> None:
        super().__init__()
        self._library = library
        self._keys = {key.id: key.shown.partition(" ")[0] or key.id for key in keys}
        self._counted: tuple[Stats, Activity] | None = None
        self._place = 0
        self._unit: Unit = "day"

    def compose(self) -> ComposeResult:
        """The names of the sections, one of them, the keys."""
        yield Static(id="statistics-sections")
        with VerticalScroll(id="statistics-body", can_focus=False):
            yield Static("counting…", id="statistics-text")
        yield KeyBar(id="key-bar")

    def on_mount(self) -> None:
        """Count."""
        self._show()
        self.run_worker(self._count())

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._show()

    async def _count(self) -> None:
        try:
            self._counted = await asyncio.to_thread(lambda: (self._library.stats(), self._library.activity()))
        except ReaderError as error:
            self._text.update(Content(explained(error)))
        else:
            self._show()

    def _show(self) -> None:
        self.query_one("#statistics-sections", Static).update(_tabs(self._place, self.app.size.width))
        other = "weeks" if self._unit == "day" else "days"
        keys = (("h l", "section"), ("w", other), ("Esc", "back"), ("j k", "scroll"))
        self.query_one("#key-bar", KeyBar).show(keys)
        if self._counted:
            width, height = self.app.size
            room = min(_MOST_CELLS, width - _MARGIN_CELLS)
            view = View(*self._counted, self._unit, room, height - 2, self._keys)
            self._text.update(SECTIONS[_NAMES[self._place]](view))

    @property
    def _text(self) -> Static:
        return self.query_one("#statistics-text", Static)

    @property
    def _body(self) -> VerticalScroll:
        return self.query_one("#statistics-body", VerticalScroll)

    def action_open(self, place: int) -> None:
        """Show a section, from its top."""
        self._place = place
        self._show()
        self.action_top()

    def action_turn(self, by: int) -> None:
        """Show the section beside, after the last one the first."""
        self.action_open((self._place + by) % len(_NAMES))

    def action_change_unit(self) -> None:
        """Add up by weeks instead of days, or the other way round."""
        self._unit = "week" if self._unit == "day" else "day"
        self._show()

    def action_scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self._body.scroll_relative(y=rows, animate=False)

    def action_page(self, direction: int) -> None:
        """Scroll by a page, but for a line."""
        self.action_scroll(direction * max(1, self._body.size.height - 1))

    def action_top(self) -> None:
        """Go to the top."""
        self._body.scroll_home(animate=False)

    def action_bottom(self) -> None:
        """Go to the end."""
        self._body.scroll_end(animate=False)


def _tabs(place: int, width: int) -> Content:
    """Return the names of the sections with their digits; where there is little room, the name of one of them."""
    parts = [] if width < _NARROW_CELLS else [Content.styled("Statistics ", "bold $text-accent")]
    for number, name in enumerate(_NAMES):
        if number == place:
            parts.append(Content.assemble((f" {number + 1} ", "dim"), (name, "bold underline $accent")))
        else:
            parts.append(Content.styled(f" {number + 1} {name}" if width >= _NARROW_CELLS else f" {number + 1}", "dim"))
        parts.append(Content(" "))
    return Content("").join(parts)
