"""What all screens have where papers are marked: keys that become actions, and what actions work with."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.screen import Screen

from reader.changes import AddNote, Change, Rate, SetNote, SetStatus, Step
from reader.errors import ReaderError
from reader.library import Library
from reader.papers import Entry, Mark
from reader.settings import Settings
from reader.tui.explaining import explained
from reader.tui.keys import Key
from reader.tui.resolver import Meant, Pending, Resolver
from reader.tui.steadfast import Steadfast
from reader.tui.widgets.paper_detail import PaperDetail

Answer = TypeVar("Answer")
Done = TypeVar("Done")

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

MANY = 2_000
"""More papers than these are changed in a thread: the keys need not wait for them."""


class Desk(Steadfast, Screen[None]):
    """A screen where papers are marked. Actions (`tui.actions`) work through its public methods."""

    def __init__(self, library: Library, settings: Settings, keys: Sequence[Key]) -> None:
        """Take the library whose papers are marked, and the table of keys as the user has it."""
        super().__init__()
        self.library = library
        self.settings = settings
        self.repeat: Callable[[], object] | None = None
        """Does to the papers that a key is for what was done last to others; None where nothing was."""
        self._keys = keys
        self._resolver = Resolver(keys)

    @property
    def reader(self) -> "ReaderApp":
        """The app."""
        from reader.tui.app import reader_of  # late: the app imports the screens

        return reader_of(self)

    @property
    @abstractmethod
    def entry(self) -> Entry | None:
        """The paper under the cursor."""

    @property
    def targets(self) -> Sequence[int]:
        """The papers that a key is for: what is shown as selected, else the one under the cursor."""
        return [self.entry.number] if self.entry else ()

    @property
    def marks(self) -> list[Mark]:
        """The marks of the papers that a key is for."""
        return self.library.marks(self.targets)

    @abstractmethod
    def redraw(self, numbers: Iterable[int]) -> None:
        """Show papers anew whose marks have changed; nothing moves, nothing leaves the list."""

    @abstractmethod
    def redraw_all(self) -> None:
        """Show anew whatever others may have changed; nothing moves, nothing leaves the list."""

    @abstractmethod
    def show_sign(self, sign: str) -> None:
        """Show all the while, in a word or two, that the library cannot be changed; nothing where it can."""

    def configure(self, settings: Settings, keys: Sequence[Key]) -> None:
        """Take other settings and keys from now on."""
        self.settings, self._keys, self._resolver = settings, keys, Resolver(keys)
        self.query_one(PaperDetail).set_measure(settings.measure_cells)
        self.show_pending(None)

    @abstractmethod
    def ask_again(self) -> None:
        """Look anew at which papers there are: some came or went."""

    def meanings_learned(self) -> None:
        """Show what can be found by meaning now."""

    @abstractmethod
    def act(self, action: str, count: int | None = None) -> None:
        """Perform an action of the table of keys."""

    @abstractmethod
    def show_pending(self, pending: Pending | None) -> None:
        """Show what may follow the keys that were begun, or what keys there are."""

    @property
    def typing(self) -> bool:
        """Whether keys are text."""
        return False

    def mark(self, *changes: Change, numbers: Sequence[int] | None = None) -> None:
        """Change the marks of papers, of those that a key is for where no `numbers` are given, as one step."""
        papers = self.targets if numbers is None else numbers
        if not papers or not changes:
            return
        if not any(isinstance(change, SetNote | AddNote) for change in changes):
            self.repeat = lambda: self._mark_again(changes)
        self.write(
            lambda: self.library.change(papers, changes),
            lambda step: self.marked(step, papers, changes),
            saying=f"Marking {len(papers):,} papers…" if len(papers) > MANY else "",
        )

    def _mark_again(self, changes: Sequence[Change]) -> None:
        now = self.library.now
        self.mark(*(replace(change, at=now) if isinstance(change, SetStatus) else change for change in changes))

    def write(self, work: Callable[[], Done], then: Callable[[Done], object], *, saying: str = "") -> None:
        """Change the library, and go on with what came of it: at once, or, `saying` so, when a thread has done it.

        What is written while a thread is at it waits its turn there: the keys wait for nothing.
        """
        if saying:
            self.reader.say(saying)
        if saying or self.reader.writing.locked():
            self.app.run_worker(self._write_in_turn(work, then), group="mark")  # it outlives this screen
        else:
            then(work())

    def marked(self, step: Step | None, papers: Sequence[int], changes: Sequence[Change]) -> None:
        """Show what a step changed; say what the list does not show, or what nobody can count."""
        self.redraw(papers if step else ())
        if step and step.papers > 1:
            self.reader.say(f"{step.what.capitalize()}: {step.papers:,} papers; u undoes it.")
        elif step and isinstance(changes[0], SetNote | AddNote | Rate):  # the list does not show these
            self.reader.say(f"{step.what.capitalize()}; u undoes it.")
        elif not step and len(papers) > 1:
            self.reader.say("They are all so already.")

    def edit(self, screen: Screen[Answer | None], changes: Callable[[Answer], Sequence[Change]]) -> None:
        """Open `screen`; change the papers that the key was for by what it gives back."""
        papers = self.targets  # a search still under way may change the list behind the screen
        self.pick(screen, lambda answer: self.mark(*changes(answer), numbers=papers))

    def pick(self, screen: Screen[Answer | None], then: Callable[[Answer], object]) -> None:
        """Open `screen`; do something with what it gives back."""

        def take(answer: Answer | None) -> None:
            if answer is not None:
                self.guarded(lambda: then(answer))

        self.app.clear_notifications()  # they would cover it
        self.app.push_screen(screen, take)

    def guarded(self, work: Callable[[], object]) -> None:
        """Do something; say what went wrong."""
        try:
            work()
        except ReaderError as error:
            self.reader.say(explained(error), wrong=True)

    def on_key(self, event: events.Key) -> None:
        """Collect keys until they mean an action."""
        if self.typing:
            return
        began = self._resolver.pending
        character = event.character if event.is_printable and event.character != " " else None
        outcome = self._resolver.feed(character or event.key)
        if outcome is None and not began:
            return
        event.stop()
        event.prevent_default()
        self.show_pending(outcome if isinstance(outcome, Pending) else None)
        if isinstance(outcome, Meant):
            self.act(outcome.action, outcome.count)

    async def _write_in_turn(self, work: Callable[[], Done], then: Callable[[Done], object]) -> None:
        async with self.reader.writing:
            try:
                done = await asyncio.to_thread(work)
            except ReaderError as error:
                self.reader.say(explained(error), wrong=True)
                return
        if self in self.app.screen_stack:
            self.guarded(lambda: then(done))
