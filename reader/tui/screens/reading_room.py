"""The reading room: search bar, list and paper, and what keys do there."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.worker import Worker

from reader.changes import Change, SetStatus, Step
from reader.errors import PaperError, ReaderError
from reader.library import BYS, WATCHED, Library
from reader.papers import Status
from reader.query import Query
from reader.settings import Settings
from reader.tui.actions import perform
from reader.tui.arranging import panes_of_session
from reader.tui.dwelling import Dwelling
from reader.tui.keys import Key
from reader.tui.place import Place, place_of_session
from reader.tui.screens.exporting import EXPORTED
from reader.tui.screens.importing import ADDED_FROM
from reader.tui.screens.paned import FOCUS, ROOMY
from reader.tui.screens.panelled import CHOOSING, OPEN, Panelled
from reader.tui.trail import Trail
from reader.tui.widgets.paper_list import PaperList
from reader.tui.widgets.paper_row import LINES
from reader.tui.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from reader.tui.screens.rising import Chosen

KEPT = {ADDED_FROM, EXPORTED, WATCHED}
"""What a session has from others; it stays when the place is saved."""


class ReadingRoom(Panelled):
    """Where one reads."""

    def __init__(
        self, library: Library, settings: Settings, keys: Sequence[Key], *, query: str | None, sample: bool
    ) -> None:
        """Take the library; `query` None opens where the last session ended."""
        super().__init__(library, settings, keys, label="Reader · sample, kept nowhere" if sample else "Reader")
        self.rising_place: Chosen | None = None
        """Where the screen of rising terms was left."""
        self._asked_for = query
        self._before_typing: tuple[str, Place] | None = None
        self._trail = Trail()
        self._dwelling = Dwelling(settings.reading_after_s, self.set_timer, self._stayed)

    def on_mount(self) -> None:
        """Show what was asked for, or what was left; where that cannot be meant, all papers and why."""
        self.papers.focus()
        session = self.library.load_session()
        self.set_class("panel" in session, OPEN)
        self.arrangement = panes_of_session(session)
        if session.get("theme_over") == self.settings.theme:  # config.yaml has not been changed since
            self.reader.wear(session["theme"])
        self.papers.density = next((each for each in LINES if each == session.get("density")), "compact")
        self.detail.mark_key_sentences(on="key_sentences" in session)
        left = {} if self._asked_for is not None else session
        text = self._asked_for or left.get("query", "")
        self.bar.set_text(text)
        self._counter.by = next((by for by in BYS if by == session.get("editions")), "day")
        self.papers.new_after = self.library.visits.new_after
        self.look()
        self.ask(text, place=place_of_session(left) if left else None)
        self.call_after_refresh(lambda: self.run_worker(asyncio.to_thread(self._prepare_search), group="prepare"))
        if self._trouble:
            self._show("", self.library.find(Query()), None, trouble=self._trouble)
            self.start_typing()

    @property
    def typing(self) -> bool:
        """Whether keys are text for the search bar."""
        return self.bar.typing

    def marked(self, step: Step | None, papers: Sequence[int], changes: Sequence[Change]) -> None:
        """Show what a step changed; the selection has done its work."""
        super().marked(step, papers, changes)
        if step:
            self.papers.select(lambda selection: selection.clear())

    def redraw(self, numbers: Iterable[int]) -> None:
        """Show papers anew whose marks have changed; nothing moves, nothing leaves the list.

        An empty list holds nobody's place, and would say that there are none when there are again.
        """
        changed = set(numbers)
        if changed and not self.papers.rows:
            self.ask_again()
        self.papers.repaint_papers(changed)
        self.count_again()
        if self.papers.current in changed:
            self._show_paper()

    def look(self, then: Callable[[], object] = lambda: None) -> None:
        """Note, in a thread, that the user looks at what there is: a visit begins, or goes on; go on with `then`."""
        _: Worker[None] = self.run_worker(partial(self._look, then), group="look")  # one never started leaves nothing

    def ask_again(self) -> None:
        """Ask for the list again, look what is new, and count again."""
        self.look()
        super().ask_again()

    def show_new(self) -> None:
        """Show anew what is new, if that is something else; nothing moves."""
        before, self.papers.new_after = self.papers.new_after, self.library.visits.new_after
        if before != self.papers.new_after:
            self.count_again()

    def key_of(self, action: str) -> str:
        """Return the first key of an action, for messages."""
        return next((key.shown.split()[0] for key in self.reader.keys if key.id == action and key.shown), action)

    def redraw_all(self) -> None:
        """Show all papers anew, and count again."""
        self.papers.refetch()
        self.count_again()
        self._show_paper()

    def go(self, text: str, place: Place | None = None) -> None:
        """Ask for a query that an action made, and go to the list; `widen` comes back."""
        if text != self._text:
            self._trail.leave(self._text, self.place)
        super().go(text, place)

    def widen(self) -> None:
        """Go back to the list before this one, to the place where it was left."""
        if before := self._trail.back(self._text, self.place):
            super().go(*before)
        else:
            self.reader.say("There is no list before this one.")

    def forward(self) -> None:
        """Go again to the list that one came back from, to the place where it was left."""
        if after := self._trail.forward(self._text, self.place):
            super().go(*after)
        else:
            self.reader.say("There is no list after this one.")

    def breadcrumbs(self, text: str) -> list[str]:
        """Return the titles of the papers whose like were listed on the way to a list of likes; else none."""
        titles = []
        for paper in self._trail.papers(text):
            with suppress(PaperError):  # it left the library since, or its id is being typed
                titles.append(self.library.entry(paper).paper.title)
        return titles

    def start_typing(self) -> None:
        """Let the user type a query, going on after the one that stands there, or mending it."""
        if self.bar.text and not self._trouble:
            self.bar.set_text(f"{self.bar.text.rstrip()} ")
        self.bar.start()

    def act(self, action: str, count: int | None = None) -> None:
        """Perform an action of the table of keys; none on a paper that the panel lies over."""
        if action.startswith("paper.") and self.pane == "panel" and not self.has_class(ROOMY):
            self.reader.say("The panel lies over the list; Esc leaves it, then the key is for the paper.")
        else:
            self.guarded(lambda: perform(self, action, count))

    def save_session(self) -> None:
        """Remember where one is, for the next start."""
        panel = {"panel": "open"} if self.has_class(OPEN) else {}
        view = {"density": self.papers.density, "editions": self.panel_by, **self.arrangement.as_session(), **panel}
        if self.reader.theme != self.reader.fitting(self.settings.theme):  # one was chosen in the palette
            view |= {"theme": self.reader.theme, "theme_over": self.settings.theme}
        view |= {"key_sentences": "marked"} if self.detail.marking else {}
        kept = {name: value for name, value in self.library.load_session().items() if name in KEPT}
        self.library.save_session({"query": self._text, **self.place.as_session(), **view, **kept})

    # Events

    @on(SearchBar.Typed)
    def _on_typed(self, event: SearchBar.Typed) -> None:
        self.ask(event.text, typing=True)

    @on(SearchBar.Submitted)
    def _on_submitted(self, event: SearchBar.Submitted) -> None:
        before, text = self._before_typing, event.text.rstrip()
        self.ask(text, finished=True)
        if not self._trouble:
            self.bar.set_text(text)
            if before and before[0] != text:
                self._trail.leave(*before)
            self.papers.focus()

    @on(SearchBar.Abandoned)
    def _on_abandoned(self) -> None:
        super().go(*(self._before_typing or ("", None)))

    @on(PaperList.Opened)
    def _on_opened(self) -> None:
        self.show_reading(on=True)

    @on(PaperList.Highlighted)
    @on(events.ScreenResume)
    @on(events.ScreenSuspend)
    @on(events.DescendantBlur)
    def _dwell(self) -> None:
        """See which text is read now, if any is."""
        self._dwelling.look(self.papers.current if self.is_active and self.reading else None)

    def _stayed(self, number: int) -> None:
        """Take a paper that nobody marked for one that is being read."""

        def mark() -> None:
            if self.library.obstacle():
                return  # nobody asked for it, so nobody wants to know why not
            if any(entry.mark.status is Status.UNREAD for entry in self.library.entries([number])):
                reading = SetStatus(Status.READING, self.library.now)
                self.write(lambda: self.library.change([number], [reading]), tell)

        def tell(_step: Step | None) -> None:
            self.redraw([number])
            self.reader.say("Now reading this; u undoes it.")

        self.guarded(mark)

    def on_descendant_focus(self) -> None:
        """Another pane has other keys; to be typing is to have been somewhere before."""
        self._dwell()
        self._resolver.reset()
        self.set_class(self.reading, "-reading")
        self.set_class(self.reading and self.has_class(FOCUS), FOCUS)
        self.set_class(self.pane == "panel", CHOOSING)
        if not self.bar.typing:
            self._before_typing = None
        elif self._before_typing is None:
            self._before_typing = (self._text, self.place)
        self.show_pending(None)

    async def _look(self, then: Callable[[], object]) -> None:
        with suppress(ReaderError):  # a library that cannot be written can be read all the same
            await asyncio.to_thread(self.library.visits.look)
        self.guarded(self.show_new)
        self.guarded(then)

    def _prepare_search(self) -> None:
        with suppress(ReaderError):  # the first search will say it, where it is asked for
            self.library.prepare_search()
