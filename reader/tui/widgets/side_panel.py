"""The panel at the left: the ways into the library, each with how many papers stand there."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.library import Shelf
from reader.tui.folding import Folding, row_around
from reader.tui.tag_colours import tag_style
from reader.tui.widgets.painting import painted

SCROLL_MARGIN = 2
"""Lines kept in sight above and below the cursor: at the top, the heading is one of them."""
_NOT_COUNTED = "–"


class SidePanel(ScrollView, can_focus=True, inherit_bindings=False):
    """Shelves under the headings of their sections, over the Line API: hundreds of tags cost no more than ten."""

    COMPONENT_CLASSES = {
        "side-panel--cursor",
        "side-panel--heading",
        "side-panel--asked",
        "side-panel--count",
    }

    cursor: reactive[int] = reactive(0, repaint=False)
    """Which shelf, from 0; headings are passed over."""

    class Asked(Message):
        """A shelf was chosen, for its papers or, if `narrowing`, for those of the list that are on it."""

        def __init__(self, shelf: Shelf, *, narrowing: bool) -> None:
            super().__init__()
            self.shelf = shelf
            self.narrowing = narrowing

    class Shown(Message):
        """The panel came into sight: it may be long ago that anybody counted."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        super().__init__(id=id)
        self._all: Sequence[Shelf] = ()
        self._shelves: Sequence[Shelf] = ()
        self._folding = Folding()
        self._lines: Sequence[int | str] = ()
        self._asked: str | None = None

    def show(self, shelves: Sequence[Shelf]) -> None:
        """Replace the shelves; the cursor stays on its own, or near where that was."""
        self._all = shelves
        self._arrange()

    def _arrange(self) -> None:
        key = _key(self._shelves[self.cursor]) if self._shelves else None
        self._shelves = list(self._folding.visible(self._all))
        keys = [_key(shelf) for shelf in self._shelves]
        row = keys.index(key) if key in keys else min(self.cursor, max(0, len(keys) - 1))
        self._lines = tuple(_lines(self._shelves))
        self.virtual_size = Size(0, len(self._lines))
        self.set_reactive(SidePanel.cursor, row)
        self.refresh()

    def show_asked(self, query: str) -> None:
        """Mark the shelf that `query`, as it prints, finds."""
        self._asked = query
        self.refresh()

    @property
    def rows(self) -> int:
        """How many shelves there are."""
        return len(self._shelves)

    def move(self, rows: int) -> None:
        """Move the cursor by shelves, up where negative, stopping at the ends."""
        self.move_to(self.cursor + rows)

    def move_to(self, row: int) -> None:
        """Put the cursor on a shelf, counted from 0, or on the nearest there is."""
        self.cursor = max(0, min(row, len(self._shelves) - 1))

    def choose(self, *, narrowing: bool = False) -> None:
        """Ask for the papers of the shelf under the cursor, or for those of them that are listed."""
        if self._shelves:
            self.post_message(self.Asked(self._shelves[self.cursor], narrowing=narrowing))

    def fold(self) -> bool:
        """Fold the shelf under the cursor, or go to the one around it; say whether there was one to do so with."""
        if not self._shelves:
            return False
        if not self._fold(on=True):
            outer = row_around(self._shelves, self.cursor)
            if outer is None:
                return False
            self.move_to(outer)
        return True

    def unfold(self) -> bool:
        """Unfold the shelf under the cursor; say whether it was folded."""
        return bool(self._shelves) and self._fold(on=False)

    def _fold(self, *, on: bool) -> bool:
        changed = self._folding.fold(self._shelves[self.cursor], on=on)
        if changed:
            self._arrange()
        return changed

    def watch_cursor(self) -> None:
        """Keep the cursor in sight."""
        self.refresh()
        if self._shelves:
            about = Region(0, self._lines.index(self.cursor) - SCROLL_MARGIN, 1, 1 + 2 * SCROLL_MARGIN)
            self.scroll_to_region(about, animate=False, immediate=True)

    def on_show(self) -> None:
        """Say that the panel can be seen."""
        self.post_message(self.Shown())

    def on_click(self, event: events.Click) -> None:
        """Choose the shelf clicked."""
        line = self.scroll_offset.y + event.y
        row = self._lines[line] if line < len(self._lines) else ""
        if isinstance(row, int):
            self.move_to(row)
            self.choose()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the window."""
        number = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        base = self.rich_style
        line = self._lines[number] if number < len(self._lines) else ""
        if isinstance(line, str):
            heading = self.get_component_rich_style("side-panel--heading", partial=True)
            return painted(self.app, Text(end="").append(f" {line}", heading), base, width)
        if line == self.cursor:
            base += self.get_component_rich_style("side-panel--cursor")
        text = self._row(self._shelves[line], width, base)
        return painted(self.app, text, base, width)

    def _row(self, shelf: Shelf, width: int, base: Style) -> Text:
        asked = shelf.query == self._asked
        count = _count_text(shelf)
        style = self.get_component_rich_style("side-panel--asked", partial=True) if asked else Style()
        text = Text(style=base, no_wrap=True, end="")
        text.append("▸" if asked else " ", style)
        text.append("+" if self._folding.is_folded(shelf) else " ", style)
        if shelf.section == "Tags" and not asked:
            style = tag_style(shelf.name.removeprefix("#"), self.app.theme_variables)
        name = Text("  " * shelf.depth + shelf.label, style=style, no_wrap=True)
        name.truncate(max(0, width - cell_len(count) - 4), overflow="ellipsis", pad=True)
        text.append_text(name)
        return text.append(f" {count} ", self.get_component_rich_style("side-panel--count", partial=True))


def _key(shelf: Shelf) -> tuple[str, str]:
    return shelf.section, shelf.name


def _lines(shelves: Sequence[Shelf]) -> Iterator[int | str]:
    """Yield the headings, and which shelves stand under them, a blank line between sections."""
    section = ""
    for row, shelf in enumerate(shelves):
        if shelf.section != section:
            if section:
                yield ""
            section = shelf.section
            yield section
        yield row


def _count_text(shelf: Shelf) -> str:
    if shelf.papers is None:
        return _NOT_COUNTED
    return f"{shelf.papers:,}" if shelf.unread is None else f"{shelf.unread:,}/{shelf.papers:,}"
