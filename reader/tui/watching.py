"""What others change while the app runs: marks and papers of the library, lines of config.yaml."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError, SettingsError
from reader.library import News, Obstacle
from reader.settings import load_settings
from reader.tui.explaining import explained
from reader.tui.rebinding import bound_keys
from reader.tui.screens.welcome import Welcome
from reader.tui.slips import slips

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

LOOK_EVERY_S = 0.5


class Watcher:
    """Looks now and then whether somebody else was here; where nobody was, that costs microseconds."""

    def __init__(self, app: "ReaderApp") -> None:
        self._app = app
        self._library = app.library
        self._file = app.library.paths.config_file
        self._version = _version(self._file)
        self._obstacle: Obstacle | None = None
        self.look()

    def look(self) -> None:
        """Show what has changed since the last look."""
        self._look_for_obstacle()
        with suppress(ReaderError):  # a library that cannot be read says so to whoever wants to read it
            if news := self._library.news():
                self._tell(news)
        version = _version(self._file)
        if version != self._version:
            self._version = version
            self._configure()

    def _look_for_obstacle(self) -> None:
        """Say once that the library cannot be changed any more, and that it can again; show it all the while."""
        obstacle = self._library.obstacle()
        if obstacle == self._obstacle:
            return
        self._obstacle = obstacle
        for desk in self._app.desks:
            desk.show_sign(obstacle.sign if obstacle else "")
        if obstacle:
            self._app.say(explained(obstacle.error()), wrong=True)
        else:
            self._app.say("The library can be changed again.")

    def _tell(self, news: News) -> None:
        app = self._app
        for desk in app.desks:
            (desk.ask_again if news.removed else desk.redraw_all)()
        if not news.added:
            return
        if isinstance(app.screen, Welcome):
            app.push_screen(app.reading_room())
            return
        keys = next(key.shown.split() for key in app.keys if key.id == "go.again")
        papers = "1 paper was" if news.added == 1 else f"{news.added:,} papers were"
        app.say(f"{papers} added elsewhere{f'; {keys[0]} lists them' if keys else ''}.")

    def _configure(self) -> None:
        """Take the settings as they are now; where keys are wrong, those before stay."""
        app = self._app
        try:
            settings, wrong = load_settings(self._file)
        except SettingsError as error:
            app.say(explained(error), wrong=True)
            return
        try:
            keys = bound_keys(settings.keys)
        except SettingsError:
            keys = app.keys
        app.configure(settings, keys)
        wrong += slips(settings)
        app.say("\n".join(map(explained, wrong)) if wrong else "config.yaml was read again.", wrong=bool(wrong))


def _version(file: Path) -> tuple[int, int, int] | None:
    """Return what changes when a file is written; None where it is not there."""
    try:
        stat = file.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
