"""The list of steps: newest first, under the days of their doing, with the present point among them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.changes import Step, StepState
from reader.tui.widgets.painting import painted

SCROLL_MARGIN = 2
"""Lines kept in sight above and below the cursor: headings are among them."""
NOW = "▸ now"
_SIGNS = {StepState.DONE: " ", StepState.UNDONE: "○", StepState.DROPPED: "×"}
_WHAT_SHARE = 0.4
_ROOM_FOR_TITLE = 40
"""Where there is less, what was done has all of it."""


class HistoryList(ScrollView, can_focus=True, inherit_bindings=False):
    """Steps over the Line API: a thousand cost no more than ten."""

    COMPONENT_CLASSES = {"history-list--cursor", "history-list--heading", "history-list--quiet"}

    cursor: reactive[int] = reactive(0, repaint=False)
    """Which step, from 0; headings are passed over."""

    class Highlighted(Message):
        """The cursor came to another step."""

        def __init__(self, step: Step) -> None:
            super().__init__()
            self.step = step

    class Chosen(Message):
        """The step under the cursor was clicked."""

    def __init__(self, steps: Sequence[Step], today: date) -> None:
        """Take steps, newest first, and the day that is today; the cursor starts at the present point."""
        super().__init__()
        self._steps = steps
        self._lines = tuple(lines_of(steps, today))
        self._count_cells = max(len(_count(step)) for step in steps)
        present = (row for row, step in enumerate(steps) if step.state is StepState.DONE)
        self.set_reactive(HistoryList.cursor, next(present, 0))

    def on_mount(self) -> None:
        """All lines can be scrolled to; the cursor is somewhere from the first."""
        self.virtual_size = Size(0, len(self._lines))
        self.post_message(self.Highlighted(self.current))

    @property
    def current(self) -> Step:
        """The step under the cursor."""
        return self._steps[self.cursor]

    @property
    def page_rows(self) -> int:
        """How many lines fit on the screen."""
        return max(1, self.scrollable_content_region.height)

    def move(self, rows: int) -> None:
        """Move the cursor by steps, up where negative, stopping at the ends."""
        self.cursor = max(0, min(self.cursor + rows, len(self._steps) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two lines concerned, keep the cursor in sight, and say where it is."""
        for row in (old, new):
            self.refresh(Region(0, self._line_of(row) - self.scroll_offset.y, self.size.width, 1))
        self.on_resize()
        self.post_message(self.Highlighted(self.current))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        about = Region(0, self._line_of(self.cursor) - SCROLL_MARGIN, 1, 1 + 2 * SCROLL_MARGIN)
        self.scroll_to_region(about, animate=False, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """Go to the step clicked; a click on the cursor chooses it."""
        line = self.scroll_offset.y + event.y
        row = self._lines[line] if line < len(self._lines) else ""
        if row == self.cursor:
            self.post_message(self.Chosen())
        elif isinstance(row, int):
            self.move(row - self.cursor)

    def render_line(self, y: int) -> Strip:
        """Paint one line of the window."""
        number = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        base = self.rich_style
        line = self._lines[number] if number < len(self._lines) else ""
        if isinstance(line, str):
            text = Text(style=base, no_wrap=True, end="").append(f" {line}", self._style("heading"))
        else:
            if line == self.cursor:
                base += self.get_component_rich_style("history-list--cursor")
            text = self._row(self._steps[line], width, base)
        return painted(self.app, text, base, width)

    def _row(self, step: Step, width: int, base: Style) -> Text:
        """Return sign, time, what was done, to which paper first, and to how many."""
        quiet = self._style("quiet")
        style = Style() if step.state is StepState.DONE else quiet
        time = f"{step.at.astimezone():%H:%M}" if step.number else ""
        text = Text(f" {_SIGNS[step.state]} {time:5}  ", style=base, no_wrap=True, end="")
        room = max(0, width - text.cell_len - self._count_cells - 2)
        column = round(room * _WHAT_SHARE) if step.papers and room >= _ROOM_FOR_TITLE else room
        text.append_text(_cell(step.what, column, style))
        if column < room:
            text.append("  ").append_text(_cell(step.title, room - column - 2, quiet))
        return text.append(f" {_count(step):>{self._count_cells}} ", style)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"history-list--{part}", partial=True)

    def _line_of(self, row: int) -> int:
        return self._lines.index(row)


def _cell(part: str, width: int, style: Style) -> Text:
    cell = Text(part, style, no_wrap=True)
    cell.truncate(max(1, width), overflow="ellipsis", pad=True)
    return cell


def _count(step: Step) -> str:
    return f"{step.papers:,}" if step.papers else ""


def lines_of(steps: Sequence[Step], today: date) -> Iterator[int | str]:
    """Yield which steps stand where, under the headings of their days, and below which of them things stand now."""
    heading, now_is_told = "", False
    for row, step in enumerate(steps):
        if step.state is StepState.DONE and not now_is_told:
            now_is_told = True
            yield NOW
        if step.number and heading != (heading := _day(step.at.astimezone().date(), today)):
            yield heading
        yield row


def _day(day: date, today: date) -> str:
    if day == today:
        return "today"
    return "yesterday" if day == today - timedelta(days=1) else day.isoformat()
