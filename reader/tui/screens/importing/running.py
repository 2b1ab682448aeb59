"""One import: what a thread does, and what screens see of it."""

import stat
import threading
from contextlib import suppress
from pathlib import Path

from reader.errors import DumpError, ReaderError
from reader.library import AddReport, Library
from reader.tui.completing_paths import line_of, path_of

ADDED_FROM = "added_from"
"""The name under which a saved place has the folder of the last import, as a line."""


class Import:
    """Takes in what a line names; screens may come and go meanwhile."""

    def __init__(self, library: Library, line: str, *, dry_run: bool) -> None:
        self.line = line
        self.dry_run = dry_run
        self.report: AddReport | None = None
        """What became of it, once it is done."""
        self.error: ReaderError | None = None
        """Why nothing became of it."""
        self._library = library
        self._stage = ("reading", 0, 0)
        self._stop = threading.Event()

    def work(self) -> None:
        """Do it; for a thread."""
        try:
            path = _readable(path_of(self.line))
            self.report = self._library.add([path], dry_run=self.dry_run, progress=self._tell, stop=self._stop.is_set)
        except ReaderError as error:
            self.error = error
            return
        with suppress(ReaderError):  # remembering the folder is a courtesy
            is_folder = stat.S_ISDIR(_mode(path))
            folder = f"{self.line.rstrip('/')}/" if is_folder else self.line[: self.line.rfind("/") + 1]
            self._library.save_session({**self._library.load_session(), ADDED_FROM: folder})

    def stop(self) -> None:
        """Look at no further file; the one under way is taken in whole."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    @property
    def done(self) -> bool:
        """Whether it has come to an end."""
        return bool(self.report or self.error)

    @property
    def share(self) -> float | None:
        """How much of what it does now is done, from 0 to 1; None where that cannot be told."""
        _what, done, total = self._stage
        return done / total if total and not self._is_writing else None

    def __str__(self) -> str:
        what, done, total = self._stage
        if self._is_writing:
            return "writing the index…"
        if what == "indexing":
            return f"indexing paper {done + 1:,} of {total:,}"
        if not total:
            return "looking for files…"
        return f"reading, {done / total:.0%}{', then stopping' if self.stopping else ''}"

    @property
    def _is_writing(self) -> bool:
        """Whether all papers are with the index, which is yet to be written to disk."""
        what, done, total = self._stage
        return what == "indexing" and done == total

    def _tell(self, what: str, done: int, total: int) -> None:
        self._stage = (what, done, total)


def _readable(path: Path) -> Path:
    """Return `path`; never `-`, which would be standard input, nor what could be waited on for ever.

    Raises:
        DumpError: it is neither a file nor a folder.
    """
    path = path.absolute()
    mode = _mode(path)
    if mode and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise DumpError(f"“{line_of(str(path))}” is neither a file nor a folder", "Save its text to a file first.")
    return path


def _mode(path: Path) -> int:
    """Return what kind of file a path leads to; 0 where that cannot be told."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):  # adding it says why
        return 0
