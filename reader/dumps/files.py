"""Files to dumps: finding them and reading one."""

import errno
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reader.dumps.dump import Dump
from reader.dumps.opening import LIMIT_BYTES, STDIN, open_dump, read_text, shown_path
from reader.errors import DumpError

_THERE_PERHAPS = {errno.EACCES, errno.EPERM, errno.EIO}
"""Errors of looking for a file that do not say that there is none: reading it says why not."""


@dataclass(frozen=True, slots=True)
class DumpFile:
    """A file and the dump in it."""

    name: str
    """Its name without folders, clean; `stdin` for standard input."""
    digest: str
    """SHA-256 of its bytes, hexadecimal."""
    dump: Dump


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files of `paths` in order: a file as given, of a folder all that it holds, sorted by name.

    Each real file comes once, whatever links lead to it. In folders, hidden files and what is neither file
    nor folder are left out. A folder that cannot be listed, or a link to nothing, is yielded all the same:
    `read` says what is wrong with it.

    Raises:
        DumpError: at the first step, where one of `paths` is not there; nothing has been yielded then.
    """
    for path in paths:
        if path != STDIN and _is_gone(path):
            raise DumpError(f"There is no “{shown_path(path)}”", "Check the path; put quotes around spaces.")
    seen: set[Path] = set()
    for path in dict.fromkeys(paths):
        yield from [path] if path == STDIN else _unseen(path, seen)


def read(
    path: Path, *, stdin: BinaryIO | None = None, form: str | None = None, limit_bytes: int = LIMIT_BYTES
) -> DumpFile:
    """Return the dump in the file at `path`, or in `stdin` where that is `-`, all of it at once.

    Raises:
        DumpError: as `open_dump`.
    """
    with open_dump(path, stdin=stdin, form=form, limit_bytes=limit_bytes) as opened:
        records = tuple(opened.records)
        return DumpFile(opened.name, opened.digest, Dump(opened.heading, records, tuple(opened.rejects), opened.lines))


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file as they stand there, counted as those of its dump are; none of them is safe to print.

    Raises:
        DumpError: as `open_dump`.
    """
    return read_text(path).split("\n")


def _unseen(path: Path, seen: set[Path]) -> Iterator[Path]:
    """Yield the files at and below `path` whose real paths are not in `seen`, and put them there."""
    real = Path(os.path.realpath(path))  # unlike `Path.resolve`, silent about a link to itself
    if real in seen:
        return
    seen.add(real)
    try:
        inside = sorted(path.iterdir()) if path.is_dir() else None
    except OSError:
        inside = None
    if inside is None:
        yield path
        return
    for child in inside:
        if not child.name.startswith(".") and _is_readable_kind(child):
            yield from _unseen(child, seen)


def _is_gone(path: Path) -> bool:
    try:
        path.lstat()
    except (OSError, ValueError) as error:
        return getattr(error, "errno", None) not in _THERE_PERHAPS
    return False


def _is_readable_kind(path: Path) -> bool:
    """Leave out pipes, sockets and devices: opening one may wait for ever."""
    try:
        return path.is_file() or path.is_dir() or not path.exists()
    except OSError:  # reading it says why not
        return True
