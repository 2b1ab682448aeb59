"""A browser's tab in the terminal's place."""

import os
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.drivers.web_driver import WebDriver

MOST_CELLS = 1000
"""Of a tab, to each side: no screen shows more, and a size is only what somebody says."""


class TabDriver(WebDriver):
    """Textual's driver for the web, which survives its server: the app ends in good order then, unseen."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._size = self._size and (_within(self._size[0]), _within(self._size[1]))
        self._write = self._write_to_whoever_is_there  # type: ignore[assignment]

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Do what the server tells, within bounds."""
        if packet_type == "resize":
            payload |= {side: _within(payload.get(side)) for side in ("width", "height")}
        super().on_meta(packet_type, payload)

    def _write_to_whoever_is_there(self, data: bytes) -> None:
        with suppress(BrokenPipeError):
            os.write(self.fileno, data)


def _within(cells: object) -> int:
    return max(1, min(cells, MOST_CELLS)) if isinstance(cells, int) else 80
