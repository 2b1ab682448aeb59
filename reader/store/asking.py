"""SQLite asked, and its errors as ours."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from reader.errors import DamageError, StoreError
from reader.store import access

P = ParamSpec("P")
T = TypeVar("T")
Parameter = str | int | None
Ask = Callable[[str, Sequence[Parameter]], Sequence[tuple[Any, ...]]]
"""Returns the rows that a SELECT finds."""

FULL = "The disk is full; free some space and try again. Nothing was lost."
CANNOT_OPEN = "Check that its folder exists and that you may read and write there."
NO_LIBRARY = (
    "If it never was a library, move it away or choose another folder with --home; if it was one, its beginning is "
    "damaged: `reader doctor --repair` saves what can be saved."
)
REPAIR = "`reader doctor --repair` saves what can be saved, and keeps the damaged file."
_FAILING = "The disk fails, or is gone: look after it, and keep a copy of the library on another one."


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Let SQLite's errors over a file end here.

    Raises:
        DamageError: the file is damaged.
        StoreError: there is something else.
    """
    try:
        yield
    except sqlite3.Error as error:
        if code_of(error) == sqlite3.SQLITE_CORRUPT or "decode to UTF-8" in str(error):
            raise DamageError(f"The library {path} is damaged", REPAIR) from error
        raise StoreError(f"The library {path} cannot be used: {error}", _hint(error, path)) from error


@contextmanager
def reading(path: Path) -> Iterator[Ask]:
    """Open a file to be read only, with the errors of `explained`."""
    with explained(path), closing(connection_to(path)) as connection:
        yield asking(connection, path)


def connection_to(path: Path) -> sqlite3.Connection:
    """Return a connection that can only read."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def asking(connection: sqlite3.Connection, path: Path) -> Ask:
    """Return what asks the file at `path` through a connection, with the errors of `explained`."""

    def ask(sql: str, parameters: Sequence[Parameter]) -> list[tuple[Any, ...]]:
        with explained(path):
            return connection.execute(sql, parameters).fetchall()

    return ask


def decoding(what: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Let a function that reads what was stored raise a DamageError where that cannot be read."""

    def wrap(read: Callable[P, T]) -> Callable[P, T]:
        @wraps(read)
        def reading(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return read(*args, **kwargs)
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
                raise DamageError(f"The library is damaged: {what} in it cannot be read", REPAIR) from error

        return reading

    return wrap


def code_of(error: sqlite3.Error) -> int:
    """Return what kind of error it is; 0 where SQLite does not say."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _hint(error: sqlite3.Error, path: Path) -> str:
    if code_of(error) == sqlite3.SQLITE_IOERR:  # so says SQLite too where it finds no room for what it shares
        return FULL if access.trouble(path.parent) in access.NO_ROOM else _FAILING
    return {
        sqlite3.SQLITE_BUSY: "Another program is writing to it; try again when it has finished.",
        sqlite3.SQLITE_FULL: FULL,
        sqlite3.SQLITE_READONLY: "It is read-only; check the permissions of the file and its folder.",
        sqlite3.SQLITE_CANTOPEN: CANNOT_OPEN,
        sqlite3.SQLITE_NOTADB: NO_LIBRARY,
    }.get(code_of(error), "`reader doctor` looks closer.")
