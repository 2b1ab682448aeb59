"""Learning what papers mean, beside everything else: the keys wait for nothing, and neither does leaving."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.explaining import explained

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp


class Learning:
    """Learns once at a time. Where it failed, it is not tried again before the next start."""

    def __init__(self, app: "ReaderApp") -> None:
        self._app = app
        self._begun = self._failed = False

    def start(self) -> None:
        """Learn what is due, and show again what was asked by meaning."""
        if not self._begun and not self._failed:
            self._begun = True
            self._app.run_worker(self._learn(), group="learning")

    async def _learn(self) -> None:
        app = self._app
        try:
            if not await asyncio.to_thread(app.library.meanings.is_due):
                return
            app.say("Learning what the papers mean; until then words are searched.")
            begun = monotonic()
            await _aside(app.library.meanings.learn)
            took = round(monotonic() - begun)
            app.say(f"The papers' meanings are learned, in {took} s." if took else "The papers' meanings are learned.")
            for desk in app.desks:
                desk.meanings_learned()
        except ReaderError as error:
            self._failed = True
            app.say(explained(error), wrong=True)
        finally:
            self._begun = False


async def _aside(work: Callable[[], object]) -> None:
    """Do work in a thread that nobody waits for who leaves; what it was writing is swept away by the next one."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()

    def tell(error: Exception | None) -> None:
        if done.cancelled():
            return
        if error:
            done.set_exception(error)
        else:
            done.set_result(None)

    def run() -> None:
        failed: Exception | None = None
        try:
            work()
        except Exception as error:  # noqa: BLE001 - raised where it is awaited
            failed = error
        with suppress(RuntimeError):  # the app was left meanwhile
            loop.call_soon_threadsafe(tell, failed)

    threading.Thread(target=run, name="learning", daemon=True).start()
    await done
