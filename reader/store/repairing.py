"""A damaged library file made whole: what can be read of it, on top of the newest sound copy.

The damaged file is put aside as it is, never changed and never deleted. The new one is made beside it, passes every
check, and takes its place in one step.
"""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.errors import DamageError, StoreError
from reader.papers import Mark, clean_line
from reader.store import access, damage
from reader.store.access import journal_of
from reader.store.asking import code_of, explained, reading
from reader.store.blueprint import is_newer, parts_of
from reader.store.database import to_text
from reader.store.gate import shut
from reader.store.safekeeping import STATE, Copy, Safekeeping, is_sound
from reader.store.salvage import opinions
from reader.store.salvage.counting import Recovered, count
from reader.store.salvage.holes import holes_of, unknown
from reader.store.salvage.pages import Pages
from reader.store.salvage.references import Mended, References
from reader.store.salvage.restoring import add_older, fill
from reader.store.salvage.tables import Found, is_nothing, made_of, read_tables, roots_of, tables_of
from reader.store.schema import MIGRATIONS
from reader.store.soundness import contents
from reader.store.store import Store
from reader.store.structure import structure

_SHARED_FIRST, _SHARED_BYTES = 0x40000002, 510
"""Where SQLite's locks are: whoever has the file open holds one of these bytes."""
_UUID = "SELECT value FROM library WHERE key = 'uuid'"


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did."""

    aside: Path
    """Where the damaged file is now."""
    copy: Path | None
    """Which copy was used, if one was."""
    recovered: tuple[Recovered, ...]
    remarks: tuple[str, ...]
    """What could not be done, each a sentence."""


def repair(path: Path, now: datetime) -> Repaired | None:
    """Make the library at `path` whole; None where it is, or there is none, nor a copy. Nobody else may have it open.

    Raises:
        StoreError: somebody has it open, it is of a newer Reader, or nothing of a library is in it or in a copy.
    """
    try:
        if not path.exists() and Safekeeping(path).copies():
            path.touch(mode=0o600)
        if not path.exists() or is_whole(path):
            return None
        if obstacle := access.read_only(path, None) if access.trouble(path.parent) else access.forbidden(path):
            raise obstacle.error()
        with _alone(path) as content, TemporaryDirectory(prefix=".repair-", dir=path.parent) as folder:
            repairing = _Repairing(path, content, Path(folder), now)
            made = repairing.make()
            aside = _put_in_place(path, content, made, now)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be repaired: {error.strerror or error}", "It is left as it is. See to the disk, and again."
        ) from error
    return Repaired(aside, repairing.copy, repairing.recovered, tuple(repairing.remarks))


def is_whole(path: Path) -> bool:
    """Say whether nothing is wrong with a library's file.

    Raises:
        StoreError: it cannot be looked at.
    """
    try:
        with reading(path) as ask:
            return not structure(ask) and not contents(ask)
    except DamageError:
        return False
    except StoreError as error:
        if isinstance(error.__cause__, sqlite3.Error) and code_of(error.__cause__) in _UNREADABLE:
            return False
        if obstacle := access.read_only(path, error.__cause__):
            raise obstacle.error() from error
        raise


_UNREADABLE = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""No database, or one without the tables that a library has."""


class _Repairing:
    """One repair, on its way."""

    def __init__(self, path: Path, content: bytes, folder: Path, now: datetime) -> None:
        self._path = path
        log = journal_of(path)
        self._pages = Pages(content, log.read_bytes() if log.exists() else b"")
        self._folder = folder
        self._now = now
        self._older = folder / "older.db"
        self.copy: Path | None = None
        self._taken: datetime | None = None
        self.recovered: tuple[Recovered, ...] = ()
        self.remarks: list[str] = []

    def make(self) -> Path:
        """Make a sound library, and return where it is.

        Raises:
            StoreError: nothing of one can be found.
        """
        schema = self._schema()
        roots = roots_of(self._pages)
        if copy := self._find_copy(roots):
            self.copy, self._taken = copy.path, copy.taken
        found = read_tables(self._pages, schema, self._all_roots(schema, roots))
        if not self.copy and not any(found[name].rows for name in ("texts", "papers", "marks", "saved_queries")):
            raise StoreError(
                f"Nothing of a library can be read in {self._path}, and there is no copy of it",
                "It is left as it is. If it never was a library, move it away.",
            )
        made = self._folder / "library.db"
        fill(made, schema, found)
        torn = {name for name, table in found.items() if table.torn}
        has_all = bool(self.copy) and self._state(made) == self._state(self._older)
        if self.copy:
            torn |= add_older(made, self._older, found)
        holes = set[str]() if has_all else holes_of(torn)
        self._settle(made, found, torn, holes)
        self.remarks += unknown(holes, self._taken, found)
        self._check(made, found, holes)
        return made

    def _schema(self) -> int:
        """Return the schema that most of the tables are of, and the file itself says, where it can be believed."""
        schema, made = self._pages.schema, made_of(self._pages)
        if self._pages.has_head and is_newer(schema, made):
            raise StoreError(
                f"{self._path} was written by a newer Reader (schema {schema}, this one knows {len(MIGRATIONS)})",
                "Repair it with that one; nothing was changed.",
            )
        fits = {number: len(made & parts_of(number)) for number in range(1, len(MIGRATIONS) + 1)}
        return max(fits, key=lambda number: (fits[number], number == schema, number))

    def _find_copy(self, roots: Mapping[str, int]) -> Copy | None:
        """Bring the newest sound copy of this library to today's schema, beside; return which one it is."""
        mine = {"library": roots["library"]} if "library" in roots else {}
        rows = read_tables(self._pages, 1, mine)["library"].rows if mine else []
        uuid = next((str(value) for key, value in rows if key == "uuid"), None)
        for copy in Safekeeping(self._path).copies():
            if not is_sound(copy):
                continue
            shutil.copyfile(copy.path, self._older)
            with suppress(StoreError):  # of a newer Reader
                store = Store(self._older)
                theirs = store.uuid
                store.close()
                if uuid in (None, theirs):
                    return copy
        return None

    def _all_roots(self, schema: int, roots: Mapping[str, int]) -> Mapping[str, int]:
        """Return where tables begin: as the file says, else as its copy does, or a library that is new."""
        if not set(tables_of(schema)) - set(roots):
            return roots
        model = self._older
        if not self.copy:
            fill(model := self._folder / "new.db", schema, {})
        return {**roots_of(Pages.of(model)), **roots}

    def _state(self, path: Path) -> tuple[object, ...]:
        with reading(path) as ask:
            return next(iter(ask(STATE, ())), ())

    def _settle(self, made: Path, found: Mapping[str, Found], torn: set[str], holes: set[str]) -> None:
        """Let every row lead somewhere, and marks and history say the same."""
        before = self._marks_of_copy()
        with explained(made), closing(sqlite3.connect(made, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            ask = lambda sql, parameters: connection.execute(sql, parameters).fetchall()  # noqa: E731 - as briefly as it can be said
            history, stands = opinions.said(ask), opinions.standing(ask)
            references = References(connection, to_text(self._now))
            mended = references.mend()
            if "sightings" in holes:
                references.let_be_added_again(self._dumps_of_copy())
            connection.execute("COMMIT")
        whole = set[int]() if "tags" in torn else {int(str(row[0])) for row in found["marks"].rows}
        marks = opinions.settled(stands, history, before, whole)
        if doubtful := sum(paper in whole and told != marks.get(paper, Mark()) for paper, told in history.items()):
            self.remarks.append(
                f"Of {doubtful} mark{'s' if doubtful > 1 else ''} the history says other than what stood there; "
                "one of the two is damaged. What stood there was believed."
            )
        store = Store(made)
        try:
            is_whole = not mended.cut and (not holes or is_nothing(found))  # the copy alone is whole, too
            is_barred = store.settle_marks(marks, self._now, is_whole=is_whole)
        finally:
            store.close()
        self._remark(mended, is_barred=is_barred)

    def _marks_of_copy(self) -> Mapping[int, Mark]:
        if not self.copy:
            return {}
        with reading(self._older) as ask:
            return opinions.standing(ask)

    def _dumps_of_copy(self) -> set[str]:
        """Return the digests of the dumps that the copy has; with them it has all of each."""
        if not self.copy:
            return set()
        with reading(self._older) as ask:
            return {str(digest) for (digest,) in ask("SELECT digest FROM sources WHERE complete", ())}

    def _remark(self, mended: Mended, *, is_barred: bool) -> None:
        self.remarks += [f"The text of a paper is lost, its mark is not: {title}" for title in mended.without_text]
        if again := ", ".join(sorted({clean_line(name) for name in mended.to_add_again})):
            self.remarks.append(f"What is lost of a dump comes back when its file is added again: {again}.")
        if is_barred:
            self.remarks.append("The history can be read, but what was done before the repair cannot be undone.")

    def _check(self, made: Path, found: Mapping[str, Found], holes: set[str]) -> None:
        store = Store(made)
        problems = store.check()
        store.close()
        if problems:
            raise StoreError(f"{self._path} could not be repaired: {problems[0]}", "It is left as it is.")
        with reading(made) as ask:
            if not self.copy:
                self.recovered = count(ask, None, found, holes)
                return
            with reading(self._older) as older:
                self.recovered = count(ask, older, found, holes)


@contextmanager
def _alone(path: Path) -> Iterator[bytes]:
    """Keep others out, and give what stands in the file; it is not opened again meanwhile, which would let them in.

    Raises:
        StoreError: somebody has it open.
    """
    with shut(path) as is_shut, path.open("r+b") as file:
        try:
            if not is_shut:
                raise BlockingIOError
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_BYTES, _SHARED_FIRST)
        except OSError as error:
            raise StoreError(
                f"The library {path} is open in another window or program", "Close it there; then it can be repaired."
            ) from error
        yield file.read()


def _put_in_place(path: Path, content: bytes, made: Path, now: datetime) -> Path:
    """Put the damaged file aside, with its log, and the new one in its place; return where the damaged one is."""
    aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}")
    made.chmod(path.stat().st_mode & 0o777)
    _sync(made)
    _keep(path, aside, content)
    log = journal_of(path)
    if log.exists():
        _keep(log, journal_of(aside), log.read_bytes())
        log.unlink()  # first: SQLite would read it into the new file
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    made.replace(path)
    damage.note_of(path).unlink(missing_ok=True)
    _sync(path.parent)
    return aside


def _keep(path: Path, aside: Path, content: bytes) -> None:
    """Give a file another name too, so that it is never without one."""
    try:
        aside.hardlink_to(path)
    except OSError:
        aside.write_bytes(content)  # to open and close the file here would let others in
        _sync(aside)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
