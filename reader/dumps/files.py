"""Files to dumps: finding them and reading one."""

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reader.dumps.daily_papers import parse
from reader.dumps.decode import decode, is_text
from reader.dumps.dump import Dump
from reader.dumps.layout import LINE_END
from reader.errors import DumpError
from reader.papers import clean_line

STDIN = Path("-")
"""Stands for standard input."""
LIMIT_BYTES = 256 << 20
"""A page of a hundred papers takes 200 KB."""


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
        if path != STDIN and not os.path.lexists(path):
            raise DumpError(f"There is no “{_shown(path)}”", "Check the path; put quotes around spaces.")
    seen: set[Path] = set()
    for path in dict.fromkeys(paths):
        yield from [path] if path == STDIN else _unseen(path, seen)


def read(path: Path, *, stdin: BinaryIO | None = None, limit_bytes: int = LIMIT_BYTES) -> DumpFile:
    """Return the dump in the file at `path`, or in `stdin` where that is `-`.

    Raises:
        DumpError: the file cannot be opened, is longer than `limit_bytes`, or is no text.
    """
    name = "stdin" if path == STDIN else clean_line(path.name) or "unnamed"
    data = _read_text(path, stdin, limit_bytes)
    return DumpFile(name, hashlib.sha256(data).hexdigest(), parse(decode(data)))


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file as they stand there, counted as those of its dump are; none of them is safe to print.

    Raises:
        DumpError: as `read`.
    """
    return LINE_END.split(decode(_read_text(path, None, LIMIT_BYTES)))


def _read_text(path: Path, stdin: BinaryIO | None, limit_bytes: int) -> bytes:
    """Return the bytes of a text.

    Raises:
        DumpError: as `read`.
    """
    try:
        data = _read_bytes(path, stdin, limit_bytes)
    except OSError as error:
        why = error.strerror or str(error)
        raise DumpError(f"Cannot read “{_shown(path)}”: {why}", "Check that it is there and yours to read.") from error
    if len(data) > limit_bytes:
        raise DumpError(
            f"“{_shown(path)}” is larger than {limit_bytes >> 20} MB",
            "Split it: a page's text takes less than 1 MB.",
        )
    if not is_text(data):
        raise DumpError(f"“{_shown(path)}” is not a text dump", "Save the page as text; unpack archives first.")
    return data


def _read_bytes(path: Path, stdin: BinaryIO | None, limit_bytes: int) -> bytes:
    """Return the first bytes, one more than allowed at most: enough to know that there are too many."""
    if path == STDIN:
        return (stdin or sys.stdin.buffer).read(limit_bytes + 1)
    with path.open("rb") as file:
        return file.read(limit_bytes + 1)


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


def _is_readable_kind(path: Path) -> bool:
    """Leave out pipes, sockets and devices: opening one may wait for ever."""
    return path.is_file() or path.is_dir() or not path.exists()


def _shown(path: Path) -> str:
    return "standard input" if path == STDIN else clean_line(str(path))
