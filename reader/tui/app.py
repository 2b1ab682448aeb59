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
from reader.tui.explaining import explained
from reader.tui.keys import Key, bound_keys
from reader.tui.look import Look
from reader.tui.pasting import guard_pastes
from reader.tui.screens.importing import Import, ImportScreen, summary
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
        guard_pastes()
        super().__init__(settings)
        self.library = library
        self.settings = settings
        self.keys: tuple[Key, ...] = bound_keys(settings.keys)
        check_queries(settings.queries)
        self.sample = sample
        self.importing: Import | None = None
        """The import that is under way."""
        self.piped_to = ""
        """The command that papers were piped to last."""
        self._query = query

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen: the reading room, or a welcome where there is nothing to read."""
        return self.reading_room() if len(self.library) else Welcome()

    def reading_room(self, query: str = "") -> ReadingRoom:
        """Return a new reading room on the library, on what `query` shows if one is given."""
        asked_for = query or self._query
        return ReadingRoom(self.library, self.settings, self.keys, query=asked_for, sample=self.sample)

    def on_mount(self) -> None:
        """Leave in good order when told to from outside; say what of the settings could not be used."""
        for ending in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(ending, self.leave)
        try:
            check_theme(self.settings.theme)
        except SettingsError as error:  # a colour must not keep anyone from reading
            self.say(f"{error.message}; the palette lists those that are.", wrong=True)

    def start_import(self, line: str, *, dry_run: bool) -> Import:
        """Take in the file or folder that a line names, whatever screens come and go."""
        self.importing = Import(self.library, line, dry_run=dry_run)
        self.run_worker(self._import(self.importing), group="import")
        return self.importing

    async def _import(self, running: Import) -> None:
        await asyncio.to_thread(running.work)
        self.importing = None
        if any(isinstance(screen, ImportScreen) for screen in self.screen_stack):
            return  # it tells
        if running.error:
            self.say(explained(running.error), wrong=True)
        elif running.report:
            self.say(summary(running.report))
        for screen in self.screen_stack:
            if isinstance(screen, ReadingRoom):
                screen.ask_again()
        if isinstance(self.screen, Welcome):
            self.screen.enter()

    def leave(self) -> None:
        """Quit, remembering where one was."""
        if self.importing:
            self.importing.stop()  # Python waits for its threads
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
