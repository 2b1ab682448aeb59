"""The copy of the library that is taken once a day, and a look whether its file is sound, in the background."""

import asyncio
import threading
from typing import TYPE_CHECKING

from textual.worker import Worker

from reader.errors import ReaderError
from reader.tui.explaining import explained

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

FIRST_AFTER_S = 5
LOOK_EVERY_S = 3600
SAID_S = 8


class KeepingSafe:
    """Looks after the file some time after the first frame, then, where the app stays open, every hour."""

    def __init__(self, app: "ReaderApp") -> None:
        self._app = app
        self._stop = threading.Event()

    def start(self) -> None:
        """Look soon, and every hour."""
        if not self._app.sample:
            self._app.set_timer(FIRST_AFTER_S, self.look)
            self._app.set_interval(LOOK_EVERY_S, self.look)

    def look(self) -> None:
        """Take a copy in a thread, if one is due; else look through the file."""
        _: Worker[None] = self._app.run_worker(self._take, group="copies")  # one never started leaves nothing behind

    def stop(self) -> None:
        """Leave a copy unfinished: the app is being left."""
        self._stop.set()

    async def _take(self) -> None:
        app = self._app
        try:
            if not await asyncio.to_thread(app.library.keep_safe, app.settings.backups, self._stop.is_set):
                await asyncio.to_thread(app.library.look_through)
        except ReaderError as error:
            app.notify(explained(error), severity="error", timeout=SAID_S, markup=False)
