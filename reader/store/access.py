"""What a library's file allows: to be written, to be read only, or neither, and why."""

import errno
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from reader.errors import DamageError, StoreError
from reader.store.connections import uri_of

_Inode = tuple[int, int] | None
Identity = tuple[_Inode, _Inode]
"""Which file the library is in, and which one its journal: device and inode each, None where it is not there."""
_KEPT_FROM_WRITING = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_PROBE_BYTES = 1 << 16
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
Signature = tuple[tuple[int, int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a library cannot be written now."""

    sign: str
    """In a word or two, to stand on the screen all the while."""
    message: str
    hint: str
    why: str = ""
    """The message without the name of the library."""

    def error(self) -> StoreError:
        """Return what is raised where somebody wants to write all the same."""
        return StoreError(self.message, self.hint)

    def damage(self) -> DamageError:
        """Return what is raised where damage was met just now."""
        return DamageError(self.message, self.hint)


def journal_of(path: Path) -> Path:
    """Return the file in which SQLite keeps what is not in `path` yet."""
    return path.with_name(f"{path.name}-wal")


def identity(path: Path) -> Identity:
    """Return which files are at `path` and beside it now."""
    return _inode(path), _inode(journal_of(path))


def moved(path: Path, opened: Identity) -> Obstacle | None:
    """Return what is in the way where the files are not those any more that were `opened`.

    SQLite would go on writing into a file that has no name any more, and all of it would be gone in the end.
    """
    there = identity(path)
    if there == opened:
        return None
    if there[0] == opened[0]:
        return Obstacle(
            "journal gone",
            f"{journal_of(path)} was taken away while the library was open",
            "It holds the latest changes: put it back if you can, then quit and start again.",
        )
    if there[0] is None:
        return Obstacle(
            "library gone",
            f"The library {path} is gone: its folder was moved, removed or unmounted",
            "Bring it back and go on; until then nothing can be changed.",
        )
    return Obstacle(
        "another library",
        f"Another file is at {path} than the library that is open",
        "Quit and start again to open that one; the open one can only be read.",
    )


def forbidden(path: Path) -> Obstacle | None:
    """Return what is in the way of writing to an existing file, as far as it can be told without trying."""
    if os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        return None
    return read_only(path, None)


def read_only(path: Path, error: BaseException | None) -> Obstacle | None:
    """Return why a file can be read at best, after `error`; None where that says something else."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_READONLY) & 0xFF
    if code not in _KEPT_FROM_WRITING or not _is_file(path):
        return None
    number = errno.ENOSPC if code == sqlite3.SQLITE_FULL else trouble(path.parent)
    if number in NO_ROOM:
        sign, why, hint = "disk full", "its disk is full", "Free some space and try again; nothing was lost."
    elif number == errno.EROFS:
        sign, why, hint = "read-only", "its disk is read-only", "Copy the library to another disk to change it there."
    elif number == errno.EIO or code == sqlite3.SQLITE_IOERR:
        sign, why, hint = "disk fails", "its disk fails", "Look after it; keep a copy of the library on another one."
    elif isinstance(error, OSError):  # of the folder of the copies: see safekeeping
        sign, hint = "read-only", "See to the folder `backups` beside it."
        why = f"no copy of it can be kept before it is brought up to date ({error.strerror})"
    else:
        sign, why = "read-only", "you may not write to it, or to its folder"
        hint = f"Make {path.parent} and the files in it yours, or copy the library to a folder that is."
    return Obstacle(sign, f"The library {path} can only be read: {why}", hint, why)


def trouble(folder: Path) -> int | None:
    """Return the number of the error that comes of writing in a folder; None where none does.

    SQLite does not tell what kept it from making a file.
    """
    probe = folder / f".reader-{secrets.token_hex(8)}.tmp"
    try:
        with probe.open("xb", buffering=0) as file:
            file.write(bytes(_PROBE_BYTES))
            os.fsync(file.fileno())
    except OSError as error:
        return error.errno
    finally:
        with suppress(OSError):
            probe.unlink()
    return None


def ways_to_read(path: Path) -> Iterator[dict[str, str]]:
    """Yield how a file can be opened without writing anything: parameters of SQLite's URIs, the best way first.

    In WAL mode readers too need the file `-shm`; where it can neither be used nor made, SQLite reads only what is
    declared never to change, and would not see what is in the journal (https://www.sqlite.org/wal.html#readonly).
    """
    yield {"mode": "ro"}
    if not has_journal(path):
        yield {"mode": "ro", "immutable": "1"}


def reading(path: Path) -> sqlite3.Connection:
    """Connect to a file that stays as it is.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    first, *others = (uri_of(path, **how) for how in ways_to_read(path))
    for uri in others:
        with suppress(sqlite3.Error), closing(sqlite3.connect(first, uri=True)) as connection:
            connection.execute("PRAGMA user_version").fetchone()
            break
        first = uri
    return sqlite3.connect(first, uri=True)


def has_journal(path: Path) -> bool:
    """Say whether some of the library is perhaps in the journal alone."""
    try:
        return journal_of(path).stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError:
        return True


def copy(path: Path, folder: Path) -> Path:
    """Copy a library with its journal to a folder of this run's own.

    Raises:
        StoreError: it cannot be read, or there is no room.
    """
    target = folder / path.name
    if not os.access(path, os.R_OK, effective_ids=os.access in os.supports_effective_ids):
        raise StoreError(f"The library {path} may not be read by you", "Make it yours, or name another one by --home.")
    try:
        shutil.copyfile(path, target)
        with suppress(FileNotFoundError):
            shutil.copyfile(journal_of(path), journal_of(target))
    except OSError as error:
        raise StoreError(
            f"The library {path} cannot be opened, nor copied to where it could: {error.strerror}",
            "Check that you may read it, and that there is room for a copy on the disk of TMPDIR.",
        ) from error
    return target


def signature(path: Path) -> Signature:
    """Return what is another one when somebody has written to a file that was taken for unchanging."""
    return tuple(map(_look, (path, journal_of(path))))


def _look(path: Path) -> tuple[int, int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _inode(path: Path) -> _Inode:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino
