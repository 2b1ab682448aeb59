"""The list of papers: any number of rows, only those on screen exist."""

from collections.abc import Callable, Iterable, Sequence
from sys import maxsize

from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.papers import Entry
from reader.tui.selection import Selection
from reader.tui.tag_colours import tag_style
from reader.tui.widgets.painting import painted
from reader.tui.widgets.paper_row import LINES, Density, Spans, about_line, title_line

SCROLL_MARGIN = 2
"""Rows kept in sight above and below the cursor."""


class PaperList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows over the Line API: what a row shows is asked for when it is painted.

    The cursor moves by repainting two rows, whatever the number of papers.
    """

    COMPONENT_CLASSES = {
        "paper-list--cursor",
        "paper-list--selected",
        "paper-list--read",
        "paper-list--star",
        "paper-list--dot",
        "paper-list--new",
        "paper-list--match",
    }

    cursor: reactive[int] = reactive(0, repaint=False)

    class Highlighted(Message):
        """The cursor came to another paper, or the list became empty."""

        def __init__(self, number: int | None) -> None:
            super().__init__()
            self.number = number

    class Opened(Message):
        """A paper was asked for by a click on the row that has the cursor."""

    class Selected(Message):
        """Other papers are selected than before."""

    def __init__(self, fetch: Callable[[Sequence[int]], list[Entry] | None], *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        """Make an empty list; `fetch` gives the papers of some numbers, None where they cannot be read now."""
        super().__init__(id=id)
        self._fetch = fetch
        self._numbers: Sequence[int] = ()
        self._entries: dict[int, Entry] = {}
        self._selection = Selection()
        self._spans: Spans = lambda _title: ()
        self._wanted_top: int | None = None
        self._empty_text = ""
        self._density: Density = "compact"
        self._new_after = maxsize

    @property
    def numbers(self) -> Sequence[int]:
        """The papers listed, in order."""
        return self._numbers

    @property
    def current(self) -> int | None:
        """The paper under the cursor."""
        return self._numbers[self.cursor] if self._numbers else None

    @property
    def selection(self) -> Selection:
        """The papers selected; to be changed by `select`."""
        return self._selection

    @property
    def rows(self) -> int:
        """How many papers are listed."""
        return len(self._numbers)

    @property
    def top(self) -> int:
        """The first row in sight."""
        return round(self.scroll_offset.y) // self._lines

    @property
    def page_rows(self) -> int:
        """How many rows fit on the screen."""
        return max(1, self.scrollable_content_region.height // self._lines)

    @property
    def density(self) -> Density:
        """How many lines a paper has."""
        return self._density

    @density.setter
    def density(self, density: Density) -> None:
        """Show the same papers closer together or farther apart; the row on top stays there."""
        top, self._density = self.top, density
        self.virtual_size = Size(0, self.rows * self._lines)
        self._scroll_to_top(top)
        self.refresh()

    @property
    def new_after(self) -> int:
        """The number after which papers are new, and have a badge."""
        return self._new_after

    @new_after.setter
    def new_after(self, number: int) -> None:
        """Show other papers as new; nothing moves."""
        if number != self._new_after:
            self._new_after = number
            self.refresh()

    def say_empty(self, text: str) -> None:
        """Set what stands there instead of rows."""
        self._empty_text = text
        self.refresh()

    def show(self, numbers: Sequence[int], *, cursor: int = 0, top: int = 0, spans: Spans | None = None) -> None:
        """Replace the rows, put the cursor on one of them, and scroll to `top` as far as that keeps it in sight."""
        self._numbers = numbers
        self._entries.clear()
        self._spans = spans or (lambda _title: ())
        self.virtual_size = Size(0, len(numbers) * self._lines)
        self.set_reactive(PaperList.cursor, max(0, min(cursor, len(numbers) - 1)))
        self.select(lambda selection: selection.renew(numbers))
        self._scroll_to_top(top)
        self.refresh()
        self.post_message(self.Highlighted(self.current))

    def select(self, change: Callable[[Selection], object]) -> None:
        """Let `change` select other papers, and show it."""
        self._selection.follow(self.cursor)
        before = self._selection.count
        change(self._selection)
        if before or self._selection.count:
            self.refresh()
            self.post_message(self.Selected())

    def repaint_papers(self, numbers: Iterable[int]) -> None:
        """Show papers anew whose marks have changed; nothing moves."""
        changed = set(numbers)
        for number in changed:
            self._entries.pop(number, None)
        for row, number in self._in_sight():
            if number in changed:
                self._refresh_row(row)

    def refetch(self) -> None:
        """Show papers anew that are not what they were: anything may have changed; nothing moves."""
        in_sight = list(self._in_sight())
        fetched = self._fetch([number for _, number in in_sight])
        if fetched is None:
            return
        known, self._entries = self._entries, {entry.number: entry for entry in fetched}
        for row, number in in_sight:
            if self._entries.get(number) != known.get(number):
                self._refresh_row(row)

    def move(self, rows: int) -> None:
        """Move the cursor by rows, up where negative, stopping at the ends."""
        self.move_to(self.cursor + rows)

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, counted from 0, or on the nearest there is."""
        self.cursor = max(0, min(row, len(self._numbers) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows concerned and say where the cursor is."""
        if self._selection.ranging:
            self.select(lambda _selection: None)  # its range ends elsewhere now
        for row in (old, new):
            self._refresh_row(row)
        self._keep_in_sight()
        self.post_message(self.Highlighted(self.current))

    def render_line(self, y: int) -> Strip:
        """Paint one line of the window."""
        row, line = divmod(round(self.scroll_offset.y) + y, self._lines)
        width = self.scrollable_content_region.width
        base = self.rich_style
        if row >= len(self._numbers):
            words = f"  {self._empty_text}" if not self._numbers and y == 1 else ""
            text = Text(end="").append(words, Style(dim=True))
            text.truncate(width, overflow="ellipsis")
            return painted(self.app, text, base, width)
        entry = self._entry(row)
        if entry is None:
            return Strip.blank(width, base)
        selected = self._selection.holds(row)
        if row == self.cursor:
            base += self.get_component_rich_style("paper-list--cursor")
        if line:
            text = about_line(entry, width, self._style, selected=selected)
        else:
            new = entry.number > self._new_after
            tagged = self._density == "compact"
            text = title_line(entry, width, self._spans, self._style, selected=selected, tagged=tagged, new=new)
        return painted(self.app, text, base, width)

    @property
    def _lines(self) -> int:
        """How many lines a row has."""
        return LINES[self._density]

    def _style(self, part: str) -> Style:
        if part.startswith("#"):
            return tag_style(part[1:], self.app.theme_variables)
        return self.get_component_rich_style(f"paper-list--{part}", partial=True)

    def _entry(self, row: int) -> Entry | None:
        """Return the paper of a row; a missing one is fetched with all that are in sight."""
        number = self._numbers[row]
        if number not in self._entries:
            wanted = [n for _, n in self._in_sight() if n not in self._entries] or [number]
            if len(self._entries) > 50 * self.page_rows:
                self._entries.clear()
            self._entries.update((entry.number, entry) for entry in self._fetch(wanted) or ())
        return self._entries.get(number)

    def _in_sight(self) -> Iterable[tuple[int, int]]:
        """Return the rows in sight, the last perhaps in part, with their papers."""
        return enumerate(self._numbers[self.top : self.top + self.page_rows + 1], start=self.top)

    def _refresh_row(self, row: int) -> None:
        y = row * self._lines - round(self.scroll_offset.y)
        self.refresh(Region(0, y, self.scrollable_content_region.width, self._lines))

    def _scroll_to_top(self, row: int) -> None:
        self._wanted_top = row
        if self.size.height:
            self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Scroll as little as shows the cursor with a margin; `show` and the first layout start from a wanted top."""
        rows, top = self.page_rows, round(self.scroll_target_y) // self._lines
        if self._wanted_top is not None:
            top, self._wanted_top = self._wanted_top, None
        margin = min(SCROLL_MARGIN, (rows - 1) // 2)
        lowest_top, highest_top = self.cursor + margin - rows + 1, self.cursor - margin
        target = max(0, min(max(top, lowest_top), highest_top, max(0, len(self._numbers) - rows))) * self._lines
        if target != round(self.scroll_target_y):
            self.scroll_to(y=target, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight when the window shrinks."""
        self._keep_in_sight()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row clicked; a click on the cursor opens."""
        row = (round(self.scroll_offset.y) + event.y) // self._lines
        if row >= len(self._numbers):
            return
        if row == self.cursor:
            self.post_message(self.Opened())
        else:
            self.move_to(row)
