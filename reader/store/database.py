"""The file, its connections and its migrations; SQLite's errors end here."""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

from reader.errors import StoreError
from reader.store.queueing import first_in_line
from reader.store.schema import MIGRATIONS

LOCK_TIMEOUT_S = 10.0
_NO_LIBRARY = "This is no library; move the file away, or choose another folder with --home."
Parameter = str | int | None


class Rollback(Exception):  # noqa: N818 - not an error: the polite way to end a dry run
    """Raised within a transaction to leave no trace of it."""


class Database:
    """One SQLite file. Each thread gets a connection of its own; readers never wait for a writer."""

    def __init__(self, path: Path) -> None:
        """Open `path`, creating it (and its folder, for the user alone) where it is missing.

        Raises:
            StoreError: no library, no permission, or one written by a newer Reader.
        """
        self.path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._watch: sqlite3.Connection | None = None
        self._guard = threading.Lock()
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"The folder {path.parent} cannot be made: {error.strerror}",
                "Choose another one with --home DIR or READER_HOME.",
            ) from error
        try:
            version = self._version()
            self._use_wal()
            if version < len(MIGRATIONS):
                self._migrate()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close all connections; further use is an error."""
        with self._guard:
            for connection in self._connections:
                connection.close()
            self._connections.clear()

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
        with self._guard, self._errors():
            if self._watch is None:
                self._watch = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
                self._connections.append(self._watch)
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def write(self, sql: str, parameters: Sequence[Parameter] = ()) -> int:
        """Execute one statement within the transaction; return the number of a row inserted."""
        return self._connection.execute(sql, parameters).lastrowid or 0

    def write_many(self, sql: str, rows: Iterable[Sequence[Parameter]]) -> None:
        """Execute one statement for each of `rows` within the transaction."""
        self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self, *, patient: bool = True) -> Iterator[None]:
        """All writes within happen, or none. Waits `LOCK_TIMEOUT_S` for another writer to finish, if `patient`."""
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
                connection.execute("COMMIT")
            except Rollback:
                connection.execute("ROLLBACK")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads within see one moment; nobody waits for it, and it waits for nobody."""
        connection = self._connection
        with self._errors():
            connection.execute("BEGIN")
            try:
                yield
            finally:
                connection.execute("ROLLBACK")

    def check(self) -> list[str]:
        """Return what SQLite finds wrong with the file; nothing when all is well."""
        problems = [str(row[0]) for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]
        return problems + [
            f"a row of {table} refers to a missing row of {parent}"
            for table, _, parent, _ in self.rows("PRAGMA foreign_key_check")
        ]

    @property
    def _connection(self) -> sqlite3.Connection:
        existing: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if existing is not None:
            return existing
        with self._errors():
            connection = sqlite3.connect(
                self.path,
                timeout=LOCK_TIMEOUT_S,
                isolation_level=None,
                check_same_thread=False,  # closed from the thread that closes the library
            )
            with self._guard:
                self._connections.append(connection)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")  # an acknowledged mark survives a power cut
        self._local.connection = connection
        return connection

    def _version(self) -> int:
        """Return how many migrations the file has had, without changing it.

        Raises:
            StoreError: it is another program's, or was written by a newer Reader.
        """
        version, tables, mine = self.rows(  # one statement: another process may be creating the library just now
            "SELECT user_version, (SELECT count(*) FROM sqlite_master),"
            " (SELECT count(*) FROM sqlite_master WHERE name = 'library') FROM pragma_user_version"
        )[0]
        if tables and not mine:
            raise StoreError(f"{self.path} is a database of another program", _NO_LIBRARY)
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
                if _code(error) != sqlite3.SQLITE_BUSY or monotonic() > patience_ends:
                    with self._errors():
                        raise
                sleep(0.02)
            else:
                return

    def _migrate(self) -> None:
        with self.transaction():
            version = int(self.value("PRAGMA user_version") or 0)  # another process may have been faster
            for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
                for statement in _statements(script):
                    self.write(statement)
                self.write(f"PRAGMA user_version = {number}")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(f"The library {self.path} cannot be used: {error}", _hint(error)) from error


def _statements(script: str) -> Iterator[str]:
    """Split a script; unlike `executescript`, this stays within the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _hint(error: sqlite3.Error) -> str:
    return {
        sqlite3.SQLITE_BUSY: "Another program is writing to it; try again when it has finished.",
        sqlite3.SQLITE_FULL: "The disk is full; free some space and try again. Nothing was lost.",
        sqlite3.SQLITE_READONLY: "It is read-only; check the permissions of the file and its folder.",
        sqlite3.SQLITE_CANTOPEN: "Check that its folder exists and that you may read and write there.",
        sqlite3.SQLITE_CORRUPT: "The file is damaged; keep a copy of it before anything else.",
        sqlite3.SQLITE_NOTADB: _NO_LIBRARY,
    }.get(_code(error), "`reader doctor` looks closer.")


def _code(error: sqlite3.Error) -> int:
    """Return what kind of error it is; 0 where SQLite does not say."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def to_text(moment: datetime) -> str:
    """Return `moment` as it is stored: ISO 8601, UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def to_moment(text: str) -> datetime:
    """Read what `to_text` wrote."""
    return datetime.fromisoformat(text)
