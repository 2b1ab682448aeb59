"""Copies of the library file that Reader takes by itself, in a folder beside it: one a day, fewer of older days.

A copy is a library of its own: whole, of one moment, checked before it counts. It is taken with SQLite's backup from
within one reading transaction, so that nobody who writes meanwhile waits, or makes it start again.
"""

import fcntl
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from reader.errors import DamageError, StoreError
from reader.store.asking import REPAIR, asking, connection_to, explained, reading
from reader.store.soundness import contents
from reader.store.structure import structure

FOLDER = "backups"
KEPT_WEEKS = 4
NOT_BEFORE = timedelta(hours=1)
"""After a copy: work of a day is copied again, in its place."""
SMALL_BYTES, SMALL_NOT_BEFORE = 10_000_000, timedelta(minutes=10)
"""A library of so few bytes is copied sooner: a copy of it takes a quarter of a second."""
KEPT_AFTER_MIGRATION = timedelta(days=31)
_NAME = re.compile(r"library-(\d{4}-\d{2}-\d{2})(?:-schema-(\d+))?\.db")
_PAGES_AT_ONCE = 512
"""So many are copied before looking whether to stop."""
_STEPS_AT_ONCE = 1_000_000
"""So many of SQLite's own steps are made before looking again."""
STATE = """
    SELECT (SELECT value FROM library WHERE key = 'uuid'), (SELECT max(number) FROM steps),
           (SELECT count(*) FROM steps WHERE state = 'undone'), (SELECT revision FROM newest)
"""  # changes with all that a library could lose: whatever is done is a step


class Stopped(Exception):  # noqa: N818 - not an error: the app is being left
    """Raised to leave a copy unfinished."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of the library file."""

    path: Path
    day: date
    schema: int | None = None
    """Which schema it was to be migrated from; None for a copy of every day."""

    @property
    def taken(self) -> datetime:
        """When it was taken last; long ago where it is gone by now."""
        try:
            return datetime.fromtimestamp(self.path.stat().st_mtime, UTC)
        except OSError:  # another process let go of it
            return datetime.fromtimestamp(0, UTC)


class Safekeeping:
    """The copies of one library file."""

    def __init__(self, library: Path) -> None:
        """Take the path of the library file; nothing is touched."""
        self.library = library
        self.folder = library.with_name(FOLDER)

    def copies(self) -> list[Copy]:
        """Return the copies that there are, newest first."""
        try:
            found = [copy for path in self.folder.iterdir() if (copy := _copy(path))]
        except OSError:
            return []
        return sorted(found, key=lambda copy: (copy.day, copy.path.name), reverse=True)

    def is_due(self, now: datetime) -> bool:
        """Say whether something has changed since the last copy, which is not of just now.

        Raises:
            StoreError: the library cannot be read.
        """
        daily = [copy for copy in self.copies() if copy.schema is None and copy.taken <= now]
        if daily and now - daily[0].taken < self._not_before():  # later ones are by a clock that ran ahead
            return False
        state = _state(self.library)
        if state is None or state[1] is None:
            return False  # nothing was ever done: there is nothing to lose
        with suppress(StoreError):  # of an older schema, or damaged: a new one is due
            return not daily or _state(daily[0].path) != state
        return True

    def _not_before(self) -> timedelta:
        with suppress(OSError):  # gone: to be read it must be there
            return SMALL_NOT_BEFORE if self.library.stat().st_size < SMALL_BYTES else NOT_BEFORE
        return NOT_BEFORE

    def take(self, now: datetime, days: int, stop: Callable[[], bool] = lambda: False) -> Copy | None:
        """Take the copy of today, and let go of those that are too many; None where another process does, or on `stop`.

        The last `days` copies are kept, and the last ones of `KEPT_WEEKS` weeks; those of another library always.

        Raises:
            StoreError: the library is damaged, or the copy cannot be written; those that there are stay.
        """
        with self._alone() as mine:
            if not mine:
                return None
            try:
                copy = self._write(
                    Copy(self.folder / f"library-{now.date()}.db", now.date()), now, stop, contents_too=True
                )
            except (Stopped, StoreError):
                if stop():
                    return None
                raise
            self._let_go(now, days)
        return copy

    def take_before_migration(self, schema: int, now: datetime) -> None:
        """Take a copy of a library that is about to be migrated.

        Raises:
            StoreError: as `take`.
        """
        with self._alone():
            name = f"library-{now.date()}-schema-{schema}.db"
            self._write(Copy(self.folder / name, now.date(), schema), now, lambda: False, contents_too=False)

    def _write(self, copy: Copy, now: datetime, stop: Callable[[], bool], *, contents_too: bool) -> Copy:
        draft = copy.path.with_suffix(".new")
        try:
            with suppress(FileNotFoundError):
                draft.unlink()
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            _copy_pages(self.library, draft, stop)
            _check(draft, self.library, stop, contents_too=contents_too)
            os.utime(draft, (now.timestamp(), now.timestamp()))
            _sync(draft)
            draft.replace(copy.path)
            _sync(self.folder)
        except OSError as error:
            raise _unwritable(self.folder, error.strerror or str(error)) from error
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        return copy

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Make the folder, and say whether no other process is taking a copy now."""
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            file = (self.folder / ".lock").open("w")
        except OSError as error:
            raise _unwritable(self.folder, error.strerror or str(error)) from error
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
            else:
                yield True

    def _let_go(self, now: datetime, days: int) -> None:
        mine = _state(self.library)
        for copy in superseded(self.copies(), now.date(), days):
            with suppress(StoreError, OSError):  # what cannot be read is not known to be of this library: it stays
                theirs = _state(copy.path)
                if mine and theirs and mine[0] == theirs[0]:
                    copy.path.unlink()


def superseded(copies: Iterable[Copy], today: date, days: int) -> list[Copy]:
    """Return the copies that need not be kept any longer; none of later days, which a clock that was wrong has made."""
    ordered = sorted((copy for copy in copies if copy.day <= today), key=lambda copy: copy.day, reverse=True)
    daily = [copy for copy in ordered if copy.schema is None]
    weekly = {copy.day.isocalendar()[:2]: copy for copy in reversed(daily)}  # the newest of each week
    kept = {*daily[:days], *sorted(weekly.values(), key=lambda copy: copy.day, reverse=True)[:KEPT_WEEKS]}
    kept |= {copy for copy in ordered if copy.schema is not None and today - copy.day < KEPT_AFTER_MIGRATION}
    return [copy for copy in ordered if copy not in kept]


def is_sound(copy: Copy) -> bool:
    """Say whether SQLite finds nothing wrong with a copy."""
    try:
        _check(copy.path, copy.path, lambda: False, contents_too=False)
    except StoreError:
        return False
    return True


def _copy(path: Path) -> Copy | None:
    found = _NAME.fullmatch(path.name)
    if not found:
        return None
    try:
        day = date.fromisoformat(found[1])
    except ValueError:
        return None
    return Copy(path, day, int(found[2]) if found[2] else None)


def _copy_pages(library: Path, draft: Path, stop: Callable[[], bool]) -> None:
    def look(*_: int) -> None:
        if stop():
            raise Stopped

    with (
        explained(library),
        closing(connection_to(library)) as source,
        explained(draft),
        closing(sqlite3.connect(draft, isolation_level=None)) as target,
    ):
        target.execute("PRAGMA synchronous = OFF")  # it counts once it is checked and renamed
        source.execute("BEGIN")
        source.execute("SELECT 1 FROM sqlite_master").fetchone()
        source.backup(target, pages=_PAGES_AT_ONCE, progress=look, sleep=0)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, readable where nothing can be written


def _check(path: Path, name: Path, stop: Callable[[], bool], *, contents_too: bool) -> None:
    """Look through a file that nobody uses; errors call it by another `name`.

    Raises:
        StoreError: something is wrong with it; a `DamageError` where that is its structure.
    """

    def pause() -> None:
        if stop():
            raise Stopped

    with explained(name), closing(connection_to(path)) as connection:
        connection.set_progress_handler(stop, _STEPS_AT_ONCE)
        ask = asking(connection, name)
        if found := structure(ask, thorough=False):
            raise DamageError(f"The library {name} is damaged: {found[0]}", REPAIR)
        if contents_too and (found := contents(ask, pause)):
            raise StoreError(f"The library {name} is damaged: {found[0]}", REPAIR)


def _state(path: Path) -> tuple[str, int | None, int, int] | None:
    with reading(path) as ask:
        return next(iter(ask(STATE, ())), None)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _unwritable(folder: Path, why: str) -> StoreError:
    return StoreError(
        f"No copy of the library can be kept in {folder}: {why}",
        "Free some space, or see to the folder's permissions; `backups: 0` in config.yaml keeps none.",
    )
