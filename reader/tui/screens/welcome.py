"""What someone sees whose library is empty."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker

from reader.errors import ReaderError
from reader.tui.screens.importing import ImportScreen

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

TEXT = (
    ("Reader\n\n", "bold $text-accent"),
    "Your library is empty. Papers come from text dumps of pages:\nsave a Daily Papers page as text, then\n\n",
    ("   i", "bold"),
    "   add a file or a folder here\n",
    ("   s", "bold"),
    "   look at the sample papers first; nothing of it is kept\n",
    ("   q", "bold"),
    "   quit\n\n",
    ("or from the shell:  reader add ~/dumps", "dim"),
)


class Welcome(Screen[None]):
    """The way in: add dumps, or look at the sample."""

    BINDINGS = [
        Binding("i", "add", show=False),
        Binding("s", "sample", show=False),
        Binding("q", "quit", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._begun = False
        """Whether a sequence of keys has begun."""

    def compose(self) -> ComposeResult:
        """A few lines in the middle."""
        with Container(id="welcome"):
            yield Static(Content.assemble(*TEXT), id="welcome-text")

    def on_mount(self) -> None:
        """Note that one was here: what comes from now on is new."""
        _: Worker[None] = self.run_worker(self._look, group="look")

    def on_key(self, event: events.Key) -> None:
        """Let what goes on a sequence of keys, such as `gi`, be no key of its own here either."""
        goes_on, self._begun = self._begun, not self._begun and event.key in self._beginnings
        if goes_on or self._begun:
            event.stop()
            event.prevent_default()

    def action_add(self) -> None:
        """Ask for a path, then open the reading room on what it held."""
        self.app.push_screen(ImportScreen(), self._added)

    def enter(self, query: str = "") -> None:
        """Open the reading room on what a query shows, if there is something to read by now."""
        if len(self._reader.library):
            self.app.push_screen(self._reader.reading_room(query))

    def action_sample(self) -> None:
        """Open the sample in place of this library."""
        if self.app.is_web:
            self._reader.say("In the browser it is a command of its own: reader --sample serve")
            return
        self.app.exit("sample")

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()

    def _added(self, query: str | None) -> None:
        if query is not None:
            self.enter(query)

    async def _look(self) -> None:
        with suppress(ReaderError):  # a library that cannot be written is as empty all the same
            await asyncio.to_thread(self._reader.library.visits.look)

    @property
    def _beginnings(self) -> set[str]:
        return {sequence[0] for key in self._reader.keys for sequence in key.sequences if len(sequence) > 1}

    @property
    def _reader(self) -> "ReaderApp":
        from reader.tui.app import reader_of

        return reader_of(self)
