"""Reading status by time: who stays with a text is reading it."""

from collections.abc import Callable
from typing import Protocol


class Timer(Protocol):
    """What can be stopped before it goes off."""

    def stop(self) -> None:
        """Never go off."""


class Dwelling:
    """Tells which paper somebody has stayed with; one that is only passed over is never told."""

    def __init__(
        self,
        after_s: float,
        set_timer: Callable[[float, Callable[[], None]], Timer],
        stayed: Callable[[int], None],
    ) -> None:
        """Take how long is long, 0 for never; how to set a timer; and whom to tell the paper's number."""
        self._after_s = after_s
        self._set_timer = set_timer
        self._stayed = stayed
        self._number: int | None = None
        self._timer: Timer | None = None

    def look(self, number: int | None) -> None:
        """Say which paper's text is looked at from now on, None for none; the same as before is no new start."""
        if number == self._number:
            return
        if self._timer:
            self._timer.stop()
        self._number, self._timer = number, None
        if number is not None and self._after_s:
            self._timer = self._set_timer(self._after_s, lambda: self._stayed(number))
