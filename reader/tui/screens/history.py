"""All that was done, newest first; Enter goes to just after a step."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.changes import Step, StepState
from reader.library import Detail, Library
from reader.tui.steadfast import Steadfast
from reader.tui.widgets.history_list import HistoryList

MOST_STEPS = 1000
_DETAILS = 3
_REMARKS = {
    StepState.UNDONE: "undone; Enter goes forward to it",
    StepState.DROPPED: "left behind: something else was done after it was undone, no way leads there",
}


class HistoryScreen(Steadfast, ModalScreen[int | None]):
    """The steps, and below them what the one under the cursor changed; gives back the number of one, or None."""

    AUTO_FOCUS = "HistoryList"

    BINDINGS = [
        Binding("escape,q", "dismiss(None)", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("ctrl+d", "page(0.5)", show=False),
        Binding("ctrl+u", "page(-0.5)", show=False),
        Binding("ctrl+f,pagedown", "page(1)", show=False),
        Binding("ctrl+b,pageup", "page(-1)", show=False),
        Binding("g,home", "end(-1)", show=False),
        Binding("G,end", "end(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    def __init__(self, library: Library) -> None:
        """Take the library whose history it is.

        Raises:
            StoreError: it cannot be read.
        """
        super().__init__()
        self._library = library
        self._steps = _steps(library)

    def compose(self) -> ComposeResult:
        """The steps, the details under them."""
        with Vertical(classes="dialog tall broad") as dialog:
            dialog.border_title = "History"
            dialog.border_subtitle = "Enter goes there · Esc leaves · ○ undone · × left behind"
            yield HistoryList(self._steps, self._library.now.astimezone().date())
            yield Static(id="history-detail")

    @property
    def _list(self) -> HistoryList:
        return self.query_one(HistoryList)

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._list.move(rows)

    def action_page(self, pages: float) -> None:
        """Move the cursor by pages."""
        self._list.move(round(pages * self._list.page_rows))

    def action_end(self, direction: int) -> None:
        """Move the cursor to the newest step, or the oldest."""
        self._list.move(direction * MOST_STEPS)

    @on(HistoryList.Chosen)
    def action_choose(self) -> None:
        """Give back the step under the cursor, if a way leads there."""
        step = self._list.current
        if step.state is not StepState.DROPPED:
            self.dismiss(step.number)

    @on(HistoryList.Highlighted)
    def _show_detail(self, event: HistoryList.Highlighted) -> None:
        details = self._library.details(event.step, _DETAILS)
        self.query_one("#history-detail", Static).update(_content(event.step, details))


def _steps(library: Library) -> Sequence[Step]:
    """Return the last steps, newest first; where these are all, with the beginning as a step to go to."""
    steps = library.history(MOST_STEPS)
    beginning = Step(0, library.now, "the beginning, before all this", "", 0, StepState.DONE)
    return steps if len(steps) == MOST_STEPS else (*steps, beginning)


def _content(step: Step, details: Sequence[Detail]) -> Content:
    """Return what a step did, where it stands, what it changed of the first papers, and how many more there are."""
    lines = [Content.styled(step.what, "bold")]
    if remark := _REMARKS.get(step.state):
        lines.append(Content.styled(remark, "italic"))
    lines += [Content.assemble(" · ".join(detail.changes), ("  " + detail.title, "dim")) for detail in details]
    more = step.papers - _DETAILS
    if more > 0:
        lines.append(Content.styled(f"and {more:,} more", "dim"))
    return Content("\n").join(lines)
