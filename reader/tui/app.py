"""The app: themes, the library's errors made visible, and which screen is first."""

import asyncio
import signal
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import Literal

from textual.app import SystemCommand
from textual.screen import Screen
from textual.widget import Widget

from reader.errors import ReaderError, SettingsError
from reader.library import Library, check_queries
from reader.settings import Settings
from reader.tui.keys import Key, bound_keys
from reader.tui.look import Look
from reader.tui.screens.prompt import home_path
from reader.tui.screens.reading_room import ReadingRoom
from reader.tui.screens.welcome import Welcome
from reader.tui.themes import check_theme

Outcome = Literal["sample"] | None
"""What is to happen after the app: open the sample library, or nothing."""


class ReaderApp(Look[Outcome]):
    """Reader in the terminal. All state is the library's; closing it loses nothing."""

    CSS_PATH = "reader.tcss"
    TITLE = "Reader"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (23, "-high")]
    COMMAND_PALETTE_BINDING = "f24"  # a key that no keyboard has: the palette's keys are in the table of keys

    def __init__(self, library: Library, settings: Settings, *, query: str | None = None, sample: bool = False) -> None:
        """Take the library to read; `query` is typed already, `sample` says that nothing will be kept.

        Raises:
            SettingsError: a key or a query of the settings cannot be used.
        """
        super().__init__(settings)
        self.library = library
        self.settings = settings
        self.keys: tuple[Key, ...] = bound_keys(settings.keys)
        check_queries(settings.queries)
        self.sample = sample
        self.piped_to = ""
        """The command that papers were piped to last."""
        self._query = query

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen: the reading room, or a welcome where there is nothing to read."""
        return self.reading_room() if len(self.library) else Welcome()

    def reading_room(self) -> ReadingRoom:
        """Return a new reading room on the library."""
        return ReadingRoom(self.library, self.settings, self.keys, query=self._query, sample=self.sample)

    def on_mount(self) -> None:
        """Leave in good order when told to from outside; say what of the settings could not be used."""
        for ending in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(ending, self.leave)
        try:
            check_theme(self.settings.theme)
        except SettingsError as error:  # a colour must not keep anyone from reading
            self.say(f"{error.message}; the palette lists those that are.", wrong=True)

    def add_dumps(self, text: str) -> str:
        """Take in the file or folder that `text` names; return what became of it. Runs in a thread.

        Raises:
            ReaderError: it is not there, or the library cannot be written.
        """
        report = self.library.add([home_path(text)])
        rejects = [f"{file.file}:{r.line}: {r.reason}" for file in report.files for r in file.rejects]
        counts = f"{report.new:,} new, {report.merged:,} merged, {report.rejected:,} rejected"
        return "\n".join([counts, *rejects[:5], *(["…"] if len(rejects) > 5 else [])])

    def leave(self) -> None:
        """Quit, remembering where one was."""
        for screen in self.screen_stack:
            if isinstance(screen, ReadingRoom) and not self.sample:
                with suppress(ReaderError):  # a library that cannot be written must not keep anyone here
                    screen.save_session()
        self.exit()

    async def action_quit(self) -> None:
        """Quit by whatever key the terminal world expects."""
        self.leave()

    def say(self, message: str, *, wrong: bool = False) -> None:
        """Tell the user something, as text, in place of what was said before."""
        self.clear_notifications()
        self.notify(message, severity="error" if wrong else "information", timeout=8 if wrong else 4, markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action of the table of keys in the palette, and the choice of a theme."""
        if isinstance(screen, ReadingRoom):
            for key in self.keys:
                yield SystemCommand(key.help, f"{key.shown}  {key.id}", partial(screen.act, key.id))
        yield SystemCommand("Choose a theme", "tries it on while you choose", self.action_change_theme)


def reader_of(widget: Widget) -> ReaderApp:
    """Return the app that a widget lives in."""
    if not isinstance(widget.app, ReaderApp):
        raise TypeError(widget.app)
    return widget.app
