"""What goes to the terminal, by a thread that holds nobody up for ever.

Textual's waits until the terminal has taken everything. One that takes nothing any more (its window hangs, its line is
cut) would keep the app from ending; one that is gone would stop it wherever it draws next.
"""

import atexit
import os
import sys
from contextlib import suppress
from queue import Empty, Full
from threading import Event, Timer
from time import monotonic
from typing import IO

from textual.driver import Driver
from textual.drivers._writer_thread import WriterThread

LAST_S = 2.0
"""So long a terminal may take for what is left when the app ends."""


class OutputThread(WriterThread):
    """Writes to the terminal as long as it is there, and takes what it is given."""

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file)
        self._over = Event()

    def run(self) -> None:
        """Write what comes; where the terminal is gone, let it all go."""
        try:
            super().run()
        except (OSError, ValueError):  # gone, or closed
            self.let_go()

    def write(self, text: str) -> None:
        """Give text to be written, waiting for room as long as there is hope."""
        if not self._over.is_set():
            self._queue.put(text)

    def let_go(self) -> None:
        """Forget what was to be written, and whatever else comes."""
        self._over.set()
        with suppress(Empty):
            while True:
                self._queue.get_nowait()

    def stop(self) -> None:
        """End; what the terminal does not take in time is lost."""
        until = monotonic() + LAST_S
        with suppress(Full):
            self._queue.put(None, timeout=LAST_S)
        self.join(max(0.0, until - monotonic()))
        if self.is_alive():
            self.let_go()
            atexit.register(os._exit, 0)  # Python would wait for this write at its end, and it never ends

    def stop_soon(self) -> None:
        """Make sure, from a signal's handler, that nobody waits for the terminal much longer."""
        timer = Timer(LAST_S, self.let_go)
        timer.daemon = True
        timer.start()


def guard_output(driver: type[Driver]) -> None:
    """Have one of textual's drivers write with this thread; it offers no other way."""
    for module in (sys.modules[base.__module__] for base in driver.__mro__):
        if hasattr(module, "WriterThread"):
            module.WriterThread = OutputThread  # type: ignore[attr-defined]


def end_output(driver: Driver | None) -> None:
    """See to it that a terminal which takes nothing does not keep the app from ending."""
    writer = getattr(driver, "_writer_thread", None)
    if isinstance(writer, OutputThread):
        writer.stop_soon()
