"""The file, its connections and its migrations; SQLite's errors end here."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

from reader.errors import DamageError, StoreError
from reader.papers.text import clean_line
from reader.store import access, damage
from reader.store.access import Obstacle
from reader.store.asking import CANNOT_OPEN, FULL, NO_LIBRARY, REPAIR, Parameter, code_of, decoding, explained
from reader.store.blueprint import PARTS, is_newer, parts
from reader.store.connections import LOCK_TIMEOUT_S
from reader.store.library_file import LibraryFile
from reader.store.queueing import first_in_line
from reader.store.schema import MIGRATIONS
from reader.store.structure import misfit, structure


class Rollback(Exception):  # noqa: N818 - not an error: the polite way to end a dry run
    """Raised within a transaction to leave no trace of it."""


class Database:
    """One SQLite file. Each thread gets a connection of its own; readers never wait for a writer."""

    def __init__(self, path: Path) -> None:
        """Open `path`, creating it (and its folder, for the user alone) where it is missing.

        What cannot be written is opened for reading; `obstacle` says why, then.

        Raises:
            StoreError: no library, no permission, or one written by a newer Reader.
        """
        self.path = path
        self._file = LibraryFile(path, self._version, self._make_current, len(MIGRATIONS))
        if wrong := damage.emptied(path):
            raise wrong
        _make_room(path)
        try:
            self._file.open()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close all connections; further use is an error."""
        self._file.close()

    def obstacle(self) -> Obstacle | None:
        """Return why nothing can be written now, as far as that is known without trying; costs microseconds."""
        return self._file.obstacle()

    def require_writable(self) -> None:
        """Look once more whether what kept anything from being written is gone.

        Raises:
            StoreError: it still cannot be written.
        """
        self._file.require_writable()

    def is_in_place(self) -> bool:
        """Say whether the path still leads to the file that is open."""
        return self._file.is_in_place()

    def rows(self, sql: str, parameters: Sequence[Parameter] = ()) -> list[tuple]:  # type: ignore[type-arg] # each query knows its row
        """Return what a SELECT finds."""
        with self._errors():
            return self._connection.execute(sql, parameters).fetchall()

    def value(self, sql: str, parameters: Sequence[Parameter] = ()) -> Parameter:
        """Return the first column of the first row, or None."""
        found = self.rows(sql, parameters)
        return found[0][0] if found else None

    def group(self, sql: str, parameters: Sequence[Parameter] = ()) -> set[int]:
        """Return the first column of all rows as a set: in one piece, several times as fast as row by row."""
        found = self.value(f"WITH found(number) AS ({sql}) SELECT json_group_array(number) FROM found", parameters)  # noqa: S608 - our own
        return set(json.loads(str(found)))

    def numbers(self, sql: str, parameters: Sequence[Parameter] = ()) -> list[int]:
        """Return the first column of each row."""
        return [row[0] for row in self.rows(sql, parameters)]

    def stamp(self) -> int:
        """Return a number that changes whenever anyone, this program or another, has changed the file."""
        with self._errors():
            return self._file.stamp()

    def write(self, sql: str, parameters: Sequence[Parameter] = ()) -> int:
        """Execute one statement within the transaction; return the number of a row inserted."""
        return self._connection.execute(sql, parameters).lastrowid or 0

    def write_many(self, sql: str, rows: Iterable[Sequence[Parameter]]) -> None:
        """Execute one statement for each of `rows` within the transaction."""
        self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self, *, patient: bool = True) -> Iterator[None]:
        """All writes within happen, or none. Waits `LOCK_TIMEOUT_S` for another writer to finish, if `patient`.

        Raises:
            StoreError: it cannot be written, or not now, or is not where it was any more; nothing has changed then.
        """
        self._file.require_writable()
        connection = self._connection
        with self._errors():
            try:
                connection.execute(f"PRAGMA busy_timeout = {LOCK_TIMEOUT_S * 1000 if patient else 0:.0f}")
                with first_in_line(self.path.parent, LOCK_TIMEOUT_S) if patient else nullcontext():
                    connection.execute("BEGIN IMMEDIATE")
            finally:
                connection.execute(f"PRAGMA busy_timeout = {LOCK_TIMEOUT_S * 1000:.0f}")
            try:
                yield
                self._file.require_in_place()
                connection.execute("COMMIT")
            except Rollback:
                connection.execute("ROLLBACK")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All readings within, of this thread, are of one moment; nobody who writes has to wait."""
        connection = self._connection
        with self._errors():
            connection.execute("BEGIN")
            try:
                yield
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def check(self, *, quick: bool = False) -> list[str]:
        """Return what is wrong with the file, nothing when all is well; `quick` looks at its structure only.

        Where that is damaged, nothing is written into it any more.
        """
        from reader.store.soundness import contents  # late: looked at when asked

        if found := structure(self.rows, thorough=not quick):
            self._file.condemn(found[0])
        return found or ([] if quick else contents(self.rows))

    @property
    def _connection(self) -> sqlite3.Connection:
        with self._errors():
            return self._file.connections.mine

    def _version(self) -> int:
        """Return how many migrations the file has had, without changing it.

        Raises:
            StoreError: it is another program's, or was written by a newer Reader.
        """
        version, tables, mine, odd = self.rows(  # one statement: another process may be creating the library just now
            "SELECT user_version, (SELECT count(*) FROM sqlite_master),"
            " (SELECT count(*) FROM sqlite_master WHERE name = 'library'),"
            " (SELECT name FROM sqlite_master WHERE type = 'trigger') FROM pragma_user_version"
        )[0]
        if tables and not mine:
            raise StoreError(f"{self.path} is a database of another program", NO_LIBRARY)
        if version > len(MIGRATIONS) and not is_newer(version, parts(self.rows(PARTS))):
            raise DamageError(f"The library {self.path} is damaged: there is no schema {version}", REPAIR)
        if odd:
            raise StoreError(
                f"{self.path} holds a trigger, {clean_line(odd)!r}, which would change what Reader writes",
                "Reader makes none: somebody else put it there. Restore a backup into a new library.",
            )
        if version > len(MIGRATIONS):
            raise StoreError(
                f"{self.path} was written by a newer Reader (schema {version}, this one knows {len(MIGRATIONS)})",
                "Upgrade Reader; nothing was changed.",
            )
        return int(version)

    def _use_wal(self) -> None:
        """Let readers and a writer work side by side; SQLite does not wait its turn for this, so we do."""
        patience_ends = monotonic() + LOCK_TIMEOUT_S
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.Error as error:
                if code_of(error) != sqlite3.SQLITE_BUSY or monotonic() > patience_ends:
                    with self._errors():
                        raise
                sleep(0.02)
            else:
                return

    def _make_current(self) -> None:
        version = self._version()
        self._use_wal()
        if version < len(MIGRATIONS):
            self._migrate()

    def _migrate(self) -> None:
        with self.transaction():
            version = int(self.value("PRAGMA user_version") or 0)  # another process may have been faster
            if 0 < version < len(MIGRATIONS):
                self._keep_copy(version)
            if version and (found := misfit(self.rows)):
                raise DamageError(f"The library {self.path} is damaged: {found}", REPAIR)
            for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
                for statement in _statements(script):
                    self.write(statement)
                self.write(f"PRAGMA user_version = {number}")

    def _keep_copy(self, version: int) -> None:
        from reader.store.safekeeping import Safekeeping  # late: only where there is something to migrate

        Safekeeping(self._file.connections.path).take_before_migration(version, datetime.now(UTC))

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            with explained(self.path):
                yield
        except DamageError as error:
            if isinstance(error.__cause__, sqlite3.Error) and code_of(error.__cause__) == sqlite3.SQLITE_CORRUPT:
                self._file.condemn(str(error.__cause__))
                raise damage.obstacle(self.path).damage() from error.__cause__
            raise


def _statements(script: str) -> Iterator[str]:
    """Split a script; unlike `executescript`, this stays within the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _make_room(path: Path) -> None:
    """Make the folder, for the user alone, and an empty file, where they are missing.

    Raises:
        StoreError: they cannot be made.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {path.parent} cannot be made: {error.strerror}",
            "Choose another one with --home DIR or READER_HOME.",
        ) from error
    try:
        if not path.exists():  # for the user alone, and so SQLite makes its files beside it
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        hint = FULL if error.errno in access.NO_ROOM else CANNOT_OPEN
        raise StoreError(f"The library {path} cannot be opened: {error.strerror}", hint) from error


def to_text(moment: datetime) -> str:
    """Return `moment` as it is stored: ISO 8601, UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@decoding("a time")
def to_moment(text: str) -> datetime:
    """Read what `to_text` wrote."""
    return datetime.fromisoformat(text)
