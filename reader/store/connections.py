"""Connections to one SQLite file: one for each thread, and one that watches it."""

import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

LOCK_TIMEOUT_S = 10.0


def uri_of(path: Path, **how: str) -> str:
    """Return what SQLite opens for `path`, with parameters that say `how` (https://www.sqlite.org/uri.html)."""
    parameters = "&".join(f"{name}={value}" for name, value in how.items())
    return f"file://{quote(os.fsencode(path.absolute()))}?{parameters}"


class Connections:
    """Made when a thread first asks for its own, and closed together."""

    def __init__(self, path: Path, **how: str) -> None:
        """Name the file, and `how` to open it: parameters of SQLite's URIs; touches no disk."""
        self.path = path
        self._uri = uri_of(path, **how)
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._watching: sqlite3.Connection | None = None
        self._guard = threading.Lock()
        self._check: Callable[[], None] = lambda: None

    def stay_at(self, check: Callable[[], None]) -> None:
        """Call `check` before another connection is made: it raises where the path leads elsewhere by now."""
        self._check = check

    @property
    def mine(self) -> sqlite3.Connection:
        """The connection of this thread."""
        existing: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if existing is not None:
            return existing
        connection = self._open()
        with self._guard:
            self._all.append(connection)
        connection.execute("PRAGMA trusted_schema = OFF")  # a library may have come from anybody
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")  # an acknowledged mark survives a power cut
        self._local.connection = connection
        return connection

    def stamp(self) -> int:
        """Return a number that changes whenever anyone, this program or another, has changed the file."""
        with self._guard:
            if self._watching is None:
                self._watching = self._open()
                self._all.append(self._watching)
            return int(self._watching.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close them all; further use is an error."""
        with self._guard:
            for connection in self._all:
                connection.close()
            self._all.clear()

    def _open(self) -> sqlite3.Connection:
        self._check()
        return sqlite3.connect(
            self._uri,
            uri=True,
            timeout=LOCK_TIMEOUT_S,
            isolation_level=None,
            check_same_thread=False,  # closed from the thread that closes the library
        )
