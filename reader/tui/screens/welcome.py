"""What someone sees whose library is empty."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

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

    def compose(self) -> ComposeResult:
        """A few lines in the middle."""
        with Container(id="welcome"):
            yield Static(Content.assemble(*TEXT), id="welcome-text")

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

    @property
    def _reader(self) -> "ReaderApp":
        from reader.tui.app import reader_of

        return reader_of(self)
