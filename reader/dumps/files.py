"""Files to dumps: finding them, opening one in whatever format it is."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reader.dumps.daily_papers import parse
from reader.dumps.decode import decode
from reader.dumps.dump import Dump, LineCount, Record, Reject
from reader.dumps.fields import Piece
from reader.dumps.formats import PAGE, InputFormat, detect, named
from reader.dumps.layout import LINE_END
from reader.dumps.source import LIMIT_BYTES, STDIN, Source, open_source, shown_path
from reader.errors import DumpError

MOST_REJECTS = 1000
"""Kept of one dump; more are counted."""


@dataclass(frozen=True, slots=True)
class DumpFile:
    """A file and the dump in it."""

    name: str
    """Its name without folders, clean; `stdin` for standard input."""
    digest: str
    """SHA-256 of its bytes, hexadecimal."""
    dump: Dump


class OpenDump:
    """A dump of which the records are being read. Its rejects and lines are complete after the last record."""

    def __init__(self, source: Source, form: InputFormat) -> None:
        self.name = source.name
        """Its name without folders, clean; `stdin` for standard input."""
        self.digest = source.digest
        """SHA-256 of its bytes, hexadecimal."""
        self.form = form.name
        """The format it is read in."""
        self.heading = ""
        """The day in the page's heading as it stands there, or empty."""
        self.rejects: list[Reject] = []
        """In the order of the file, the first thousand."""
        self.more_rejects = 0
        """How many followed those."""
        self._source = source
        self._records = self._read_page() if form is PAGE else self._read(form.read(source))

    @property
    def records(self) -> Iterator[Record]:
        """The records that have not been taken yet, each read when it is asked for.

        Raises:
            DumpError: at a step, where the rest cannot be read at all.
        """
        return self._records

    @property
    def progress(self) -> tuple[int, int]:
        """How many bytes of the file have been read, and how many it has."""
        return self._source.at, self._source.size

    @property
    def lines(self) -> LineCount:
        """Where the lines read so far went; where records are no lines, each of them counts as one."""
        return self._lines

    _lines = LineCount(0)

    def _read_page(self) -> Iterator[Record]:
        dump = parse(self._source.whole())
        self.heading = dump.heading
        self._lines = dump.lines
        for reject in dump.rejects:
            self._reject(reject)
        return iter(dump.records)

    def _read(self, pieces: Iterator[Piece]) -> Iterator[Record]:
        papers = 0
        for piece in pieces:
            if isinstance(piece, Reject):
                self._reject(piece)
            else:
                papers += 1
                yield piece
            rejected = len(self.rejects) + self.more_rejects
            self._lines = LineCount(papers + rejected, papers, rejected=rejected)
        if not papers and not self.rejects:
            self._reject(Reject(1, "", "no papers found: the file holds none"))

    def _reject(self, reject: Reject) -> None:
        if len(self.rejects) < MOST_REJECTS:
            self.rejects.append(reject)
        else:
            self.more_rejects += 1


@contextmanager
def open_dump(
    path: Path, *, stdin: BinaryIO | None = None, form: str | None = None, limit_bytes: int = LIMIT_BYTES
) -> Iterator[OpenDump]:
    """Open the dump in the file at `path`, or in `stdin` where that is `-`, in the format that it is or `form` names.

    Raises:
        DumpError: the file cannot be opened, is no text, or holds more than `limit_bytes` that have to be in memory
            at once; there is no format `form`.
    """
    with open_source(path, stdin, limit_bytes) as source:
        yield OpenDump(source, named(form) if form else detect(decode(source.head)))


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
            raise DumpError(f"There is no “{shown_path(path)}”", "Check the path; put quotes around spaces.")
    seen: set[Path] = set()
    for path in dict.fromkeys(paths):
        yield from [path] if path == STDIN else _unseen(path, seen)


def read(
    path: Path, *, stdin: BinaryIO | None = None, form: str | None = None, limit_bytes: int = LIMIT_BYTES
) -> DumpFile:
    """Return the dump in the file at `path`, or in `stdin` where that is `-`, all of it in memory.

    Raises:
        DumpError: as `open_dump`, and where what it holds cannot be read.
    """
    with open_dump(path, stdin=stdin, form=form, limit_bytes=limit_bytes) as dump:
        records = tuple(dump.records)
        return DumpFile(dump.name, dump.digest, Dump(dump.heading, records, tuple(dump.rejects), dump.lines))


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file as they stand there, counted as those of its dump are; none of them is safe to print.

    Raises:
        DumpError: as `read`.
    """
    with open_source(path, None) as source:
        return LINE_END.split(source.whole())


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
