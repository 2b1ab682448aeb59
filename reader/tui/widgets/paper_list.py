"""The list of papers: any number of rows, only those on screen exist."""

from collections.abc import Callable, Iterable, Sequence

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.papers import SIGNS, Entry, Status

SCROLL_MARGIN = 2
"""Rows kept in sight above and below the cursor."""
_LEAST_TITLE_CELLS = 30

Spans = Callable[[str], Sequence[tuple[int, int]]]
"""Where the words that were searched stand in a title, in characters."""


class PaperList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows over the Line API: what a row shows is asked for when it is painted.

    The cursor moves by repainting two lines, whatever the number of papers.
    """

    COMPONENT_CLASSES = {
        "paper-list--cursor",
        "paper-list--read",
        "paper-list--star",
        "paper-list--dot",
        "paper-list--tags",
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

    def __init__(self, fetch: Callable[[Sequence[int]], list[Entry]], *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        """Make an empty list; `fetch` gives the papers of some numbers."""
        super().__init__(id=id)
        self._fetch = fetch
        self._numbers: Sequence[int] = ()
        self._entries: dict[int, Entry] = {}
        self._spans: Spans = lambda _title: ()
        self._wanted_top: int | None = None
        self._empty_text = ""

    @property
    def numbers(self) -> Sequence[int]:
        """The papers listed, in order."""
        return self._numbers

    @property
    def current(self) -> int | None:
        """The paper under the cursor."""
        return self._numbers[self.cursor] if self._numbers else None

    @property
    def rows(self) -> int:
        """How many papers are listed."""
        return len(self._numbers)

    @property
    def page_rows(self) -> int:
        """How many rows fit on the screen."""
        return max(1, self.scrollable_content_region.height)

    def say_empty(self, text: str) -> None:
        """Set what stands there instead of rows."""
        self._empty_text = text
        self.refresh()

    def show(self, numbers: Sequence[int], *, cursor: int = 0, top: int = 0, spans: Spans | None = None) -> None:
        """Replace the rows, put the cursor on one of them, and scroll to `top` as far as that keeps it in sight."""
        self._numbers = numbers
        self._entries.clear()
        self._spans = spans or (lambda _title: ())
        self.virtual_size = Size(0, len(numbers))
        self.set_reactive(PaperList.cursor, max(0, min(cursor, len(numbers) - 1)))
        self._wanted_top = top
        if self.size.height:
            self._keep_in_sight()
        self.refresh()
        self.post_message(self.Highlighted(self.current))

    def repaint_papers(self, numbers: Iterable[int]) -> None:
        """Show papers anew whose marks have changed; nothing moves."""
        for number in numbers:
            self._entries.pop(number, None)
        self.refresh()

    def move(self, rows: int) -> None:
        """Move the cursor by rows, up where negative, stopping at the ends."""
        self.move_to(self.cursor + rows)

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, counted from 0, or on the nearest there is."""
        self.cursor = max(0, min(row, len(self._numbers) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows concerned and say where the cursor is."""
        for row in (old, new):
            self._refresh_row(row)
        self._keep_in_sight()
        self.post_message(self.Highlighted(self.current))

    def render_line(self, y: int) -> Strip:
        """Paint one line of the window."""
        row = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if row >= len(self._numbers):
            text = Text(f"  {self._empty_text}" if not self._numbers and y == 1 else "", style=base + Style(dim=True))
            text.truncate(width, overflow="ellipsis")
            return Strip([*text.render(self.app.console)]).adjust_cell_length(width, base)
        entry = self._entry(row)
        if entry is None:
            return Strip.blank(width, base)
        at_cursor = row == self.cursor
        style = base + self.get_component_rich_style("paper-list--cursor") if at_cursor else base
        return Strip([*self._row(entry, width, style).render(self.app.console)]).adjust_cell_length(width, style)

    def _row(self, entry: Entry, width: int, base: Style) -> Text:
        mark = entry.mark
        quiet = mark.status in (Status.READ, Status.SKIPPED)
        text = Text(style=base, no_wrap=True, end="")
        text.append(f" {SIGNS[mark.status]}", self._style("dot"))
        text.append("★ " if mark.bookmarked else "  ", self._style("star"))
        room = width - text.cell_len - 1
        tags = _fitting(sorted(mark.tags), room - min(cell_len(entry.paper.title), _LEAST_TITLE_CELLS) - 2)
        tags_cells = cell_len(tags) + 2 if tags else 0
        title = Text(entry.paper.title, style=self._style("read") if quiet else Style(), no_wrap=True)
        for start, end in self._spans(entry.paper.title):
            title.stylize(self._style("match"), start, end)
        title.truncate(room - tags_cells, overflow="ellipsis", pad=True)
        text.append_text(title)
        if tags_cells:
            text.append(f"  {tags}", self._style("tags"))
        return text

    def _style(self, part: str) -> Style:
        """Return the foreground of a part; the row's own background shows through."""
        return self.get_component_rich_style(f"paper-list--{part}", partial=True)

    def _entry(self, row: int) -> Entry | None:
        """Return the paper of a row; a missing one is fetched with all that are in sight."""
        number = self._numbers[row]
        if number not in self._entries:
            top = self.scroll_offset.y
            in_sight = self._numbers[top : top + self.page_rows + 1]
            wanted = [n for n in in_sight if n not in self._entries] or [number]
            if len(self._entries) > 50 * self.page_rows:
                self._entries.clear()
            self._entries.update((entry.number, entry) for entry in self._fetch(wanted))
        return self._entries.get(number)

    def _refresh_row(self, row: int) -> None:
        self.refresh(Region(0, row - self.scroll_offset.y, self.scrollable_content_region.width, 1))

    def _keep_in_sight(self) -> None:
        """Scroll as little as shows the cursor with a margin; `show` and the first layout start from a wanted top."""
        rows, top = self.page_rows, round(self.scroll_target_y)
        if self._wanted_top is not None:
            top, self._wanted_top = self._wanted_top, None
        margin = min(SCROLL_MARGIN, (rows - 1) // 2)
        lowest_top, highest_top = self.cursor + margin - rows + 1, self.cursor - margin
        target = max(0, min(max(top, lowest_top), highest_top, max(0, len(self._numbers) - rows)))
        if target != round(self.scroll_target_y):
            self.scroll_to(y=target, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight when the window shrinks."""
        self._keep_in_sight()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row clicked; a click on the cursor opens."""
        row = self.scroll_offset.y + event.y
        if row >= len(self._numbers):
            return
        if row == self.cursor:
            self.post_message(self.Opened())
        else:
            self.move_to(row)


def _fitting(tags: Sequence[str], cells: int) -> str:
    """Return as many tags as go into so many cells, the last an ellipsis where some do not."""
    shown = ""
    for count, tag in enumerate(tags):
        more = f"{shown} #{tag}".strip()
        if cell_len(more) + (2 if count < len(tags) - 1 else 0) > cells:
            return f"{shown} …" if shown else ""
        shown = more
    return shown
