"""A browser's tab in the terminal's place."""

import os
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.drivers.web_driver import WebDriver


class TabDriver(WebDriver):
    """Textual's driver for the web, which survives its server: the app ends in good order then, unseen."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._write = self._write_to_whoever_is_there  # type: ignore[assignment]

    def _write_to_whoever_is_there(self, data: bytes) -> None:
        with suppress(BrokenPipeError):
            os.write(self.fileno, data)
