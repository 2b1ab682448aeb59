"""Triage: one paper at a time, one key a decision."""

from collections.abc import Callable, Iterable, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from reader.library import Library
from reader.papers import Entry, Mark
from reader.settings import Settings
from reader.tui.actions.at_desk import DESK_ACTIONS
from reader.tui.footer import keys_of_triage, keys_that_follow
from reader.tui.keys import Key
from reader.tui.resolver import Pending
from reader.tui.screens.desk import Desk
from reader.tui.triage import Tally, Verdict, changes_to
from reader.tui.widgets.key_bar import KeyBar
from reader.tui.widgets.paper_detail import PaperDetail, Spans

_DECIDING: dict[str, Verdict] = {
    "paper.bookmark": "bookmarked",
    "paper.later": "later",
    "paper.read": "read",
    "paper.skip": "skipped",
}
"""The same keys as in the list, which here decide and go on to the next paper."""
_BAR_CELLS = 20


class Triage(Desk):
    """Goes through papers; over after the last one, or when it is left."""

    def __init__(
        self, library: Library, settings: Settings, keys: Sequence[Key], papers: Sequence[int], spans: Spans
    ) -> None:
        """Take the papers to decide on; `spans` finds the words that led to them."""
        super().__init__(library, settings, keys)
        self._papers = papers
        self._row = 0
        self._sign = ""
        self._tally = Tally(marks_of(library, papers))
        self._spans = spans
        self._moves: dict[str, Callable[[], None]] = {
            "move.read_on": self._read_on,
            "move.next_unread": lambda: self._go(+1),
            "move.previous_unread": lambda: self._go(-1),
            "pane.next": lambda: self._go(+1),
            "pane.previous": lambda: self._go(-1),
            "move.down": lambda: self._scroll(rows=1),
            "move.up": lambda: self._scroll(rows=-1),
            "move.half_down": lambda: self._scroll(pages=0.5),
            "move.half_up": lambda: self._scroll(pages=-0.5),
            "move.page_down": lambda: self._scroll(pages=1),
            "move.page_up": lambda: self._scroll(pages=-1),
            "pane.back": self._leave,
            "app.quit": self._leave,
        }

    def compose(self) -> ComposeResult:
        """How far one is, the paper, the keys."""
        yield Static(id="triage-progress")
        yield PaperDetail(self.settings.measure_cells, id="triage-paper")
        yield KeyBar(id="key-bar")

    def on_mount(self) -> None:
        """The first paper."""
        self._detail.focus()
        self.show_pending(None)
        self.show_sign(self.reader.sign)

    @property
    def entry(self) -> Entry | None:
        """The paper to decide on."""
        return next(iter(self.library.entries([self._papers[self._row]])), None)

    def show_sign(self, sign: str) -> None:
        """Show it beside the tally."""
        self._sign = sign
        self._show()

    def redraw(self, numbers: Iterable[int]) -> None:
        """Show what changed; a change that was taken back leads back to its paper."""
        changed = set(numbers)
        self._tally.update(marks_of(self.library, list(changed)))
        if changed and self._papers[self._row] not in changed:
            self._row = next((row for row, paper in enumerate(self._papers) if paper in changed), self._row)
        self._show()

    def redraw_all(self) -> None:
        """Show the paper anew."""
        self._show()

    def ask_again(self) -> None:
        """Go back to the list: the papers to decide on are others now."""
        self._leave()

    def act(self, action: str, count: int | None = None) -> None:
        """Decide, go on, or do what can be done to a paper anywhere."""
        if wanted := _DECIDING.get(action):
            self.guarded(lambda: self._decide(wanted))
        elif move := self._moves.get(action):
            move()
        elif act := DESK_ACTIONS.get(action):
            self.guarded(lambda: act(self, count))
        else:
            self.reader.say("That is for the list; Esc leaves triage.")

    def show_pending(self, pending: Pending | None) -> None:
        """Show what may follow what was begun, or the keys of triage."""
        bar = self.query_one(KeyBar)
        if pending:
            bar.show(keys_that_follow(pending), before=pending.typed)
        else:
            bar.show(keys_of_triage(self._keys))

    def _decide(self, wanted: Verdict) -> None:
        for mark in self.marks:  # none where the paper has left the library
            self.mark(*changes_to(wanted, mark, self.library.now))
        self._go(+1)

    def _go(self, papers: int) -> None:
        row = self._row + papers
        if row >= len(self._papers):
            self._leave()
        elif row >= 0:
            self._row = row
            self._show()

    def _read_on(self) -> None:
        """Scroll; at the end of the text leave the paper undecided."""
        if self._detail.at_end:
            self._go(+1)
        else:
            self._scroll(pages=1)

    def _scroll(self, *, rows: int = 0, pages: float = 0) -> None:
        step = rows + round(pages * self._detail.scrollable_content_region.height)
        self._detail.scroll_relative(y=step, animate=False)

    def _leave(self) -> None:
        self.dismiss()

    def _show(self) -> None:
        entry = self.entry
        self._detail.show(entry, self._spans, self.library.trends.why(entry))
        done, papers = self._row + 1, len(self._papers)
        filled = round(_BAR_CELLS * done / papers)
        self.query_one("#triage-progress", Static).update(
            Content.assemble(
                (" Triage ", "bold $text-accent"),
                ("━" * filled, "$text-accent"),
                ("─" * (_BAR_CELLS - filled), "dim"),
                f"  {done:,} of {papers:,}   ",
                (str(self._tally), "dim"),
                (f"  · {self._sign}" if self._sign else "", "$text-warning"),
            )
        )

    @property
    def _detail(self) -> PaperDetail:
        return self.query_one("#triage-paper", PaperDetail)


def marks_of(library: Library, papers: Sequence[int]) -> dict[int, Mark]:
    """Return the marks of papers by number."""
    return dict(zip(papers, library.marks(papers), strict=True))
