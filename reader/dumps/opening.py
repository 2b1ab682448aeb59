"""Opening a dump: told apart by its content, unpacked, and read piece by piece as it is asked for."""

import hashlib
import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, TextIO

from reader.dumps.compression import Unpacked
from reader.dumps.decode import decode, encoding_of, is_text
from reader.dumps.dump import LineCount, Record, Reject
from reader.dumps.formats import format_named, format_of
from reader.dumps.layout import LINE_END
from reader.dumps.reading import InputFormat, Reading, Source
from reader.errors import DumpError
from reader.papers import clean_line
from reader.papers.text import Removed, counting

STDIN = Path("-")
"""Stands for standard input."""
LIMIT_BYTES = 256 << 20
"""Unpacked, of a format that is read at once; a page of a hundred papers takes 200 KB."""
MOST_REJECTS = 1_000
"""Kept of one dump; the others are counted."""
_HEAD_BYTES = 1 << 18
_BUFFER_BYTES = 1 << 16


class OpenDump:
    """A dump whose records are read while they are taken; it says more once all of them are."""

    def __init__(
        self,
        name: str,
        digest: str,
        form: InputFormat,
        reading: Reading,
        file: BinaryIO,
        unpacked: Unpacked,
        removed: Removed,
        modified: datetime | None = None,
    ) -> None:
        self.name = name
        """The file's name without folders, clean; `stdin` for standard input."""
        self.digest = digest
        """SHA-256 of its bytes as they are, packed or not, hexadecimal."""
        self.form = form.name
        """The format that it is read in."""
        self.heading = reading.heading
        """The page's day as pages have it, or empty."""
        self.modified = modified
        """When the file was changed last; None for what is no file."""
        self.rejects: list[Reject] = []
        """What is no record, so far, and no more than `MOST_REJECTS`."""
        self.more_rejects = 0
        """How many followed those."""
        self.removed = removed
        """What was taken out of its texts, so far: controls, what cannot be seen, floods of marks."""
        self.records: Iterator[Record] = self._read()
        self._reading = reading
        self._file = file
        self._unpacked = unpacked
        self._size = _size(file)
        self._taken = 0

    @property
    def lines(self) -> LineCount:
        """Where the lines went; in formats that are no pages, the records and the rejects so far."""
        rejected = len(self.rejects) + self.more_rejects
        return self._reading.lines or LineCount(self._taken + rejected, self._taken, rejected=rejected)

    @property
    def progress(self) -> tuple[int, int]:
        """How many of its bytes are read, and how many there are."""
        return (self._size if self._file.closed else self._file.tell()), self._size

    def _read(self) -> Iterator[Record]:
        while piece := self._next():
            if isinstance(piece, Record):
                self._taken += 1
                yield piece
            else:
                self._reject(piece)
        if self._unpacked.damage:
            self._reject(Reject(0, "", self._unpacked.damage))
        if not self._taken and not self.rejects:
            self._reject(Reject(1, "", "no papers found: there are none in it"))

    def _next(self) -> Record | Reject | None:
        with counting(self.removed):
            return next(self._reading.pieces, None)

    def _reject(self, reject: Reject) -> None:
        if len(self.rejects) < MOST_REJECTS:
            self.rejects.append(reject)
        else:
            self.more_rejects += 1


@contextmanager
def open_dump(
    path: Path, *, stdin: BinaryIO | None = None, form: str | None = None, limit_bytes: int = LIMIT_BYTES
) -> Iterator[OpenDump]:
    """Open the dump at `path`, or in `stdin` where that is `-`, in the format named `form` or the one it looks like.

    Raises:
        DumpError: the file cannot be opened or read, is no text, or is longer than `limit_bytes` unpacked in a format
            that is not streamed. Taking records raises it too, where the system cannot read on.
    """
    shown = shown_path(path)
    with closing(_opened(path, stdin, form, limit_bytes)) as file:
        unpacked, head = _head(file, shown)
        known = _format(head, form)
        text = "" if known.streamed else _text(known, _all(unpacked, head, shown, limit_bytes))
        digest = _digest(file, shown)
        if known.streamed:
            unpacked = Unpacked(file, shown)
        name = "stdin" if path == STDIN else clean_line(path.name) or "unnamed"
        source = Source(name, lambda: text, lambda: _stream(unpacked, head))
        removed = Removed()
        with counting(removed):
            reading = known.read(source)
        yield OpenDump(name, digest, known, reading, file, unpacked, removed, _modified(path))


def read_text(path: Path) -> str:
    """Return the text of a file, unpacked, its lines ended by newlines.

    Raises:
        DumpError: as `open_dump`.
    """
    shown = shown_path(path)
    with closing(_opened(path, None, None, LIMIT_BYTES)) as file:
        unpacked, head = _head(file, shown)
        return _text(_format(head, None), _all(unpacked, head, shown, LIMIT_BYTES))


def shown_path(path: Path) -> str:
    """Return a path as messages have it."""
    return "standard input" if path == STDIN else clean_line(str(path))


def _modified(path: Path) -> datetime | None:
    with suppress(OSError, ValueError, OverflowError):
        status = path.stat()
        if path != STDIN and stat.S_ISREG(status.st_mode):
            return datetime.fromtimestamp(int(status.st_mtime), UTC)
    return None


def _opened(path: Path, stdin: BinaryIO | None, form: str | None, limit_bytes: int) -> BinaryIO:
    """Open a file that can be read twice: what cannot be, a pipe, is first kept in a file without a name."""
    try:
        if path == STDIN:
            return _kept(stdin or sys.stdin.buffer, path, form, limit_bytes)
        file = path.open("rb")
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return file
        with file:
            return _kept(file, path, form, limit_bytes)
    except OSError as error:
        raise _cannot_read(shown_path(path), error) from error


def _kept(stream: BinaryIO, path: Path, form: str | None, limit_bytes: int) -> BinaryIO:
    """Return the bytes of a stream as a file; of one too long for its format, no more than tells that."""
    import tempfile

    kept: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 -- it is what is returned
    try:
        _copy(stream, kept, limit_bytes + 1)
        kept.seek(0)
        if _size(kept) > limit_bytes:
            _refuse_what_is_read_at_once(kept, shown_path(path), form, limit_bytes)
            kept.seek(0, os.SEEK_END)
            _copy(stream, kept, None)
            kept.seek(0)
    except BaseException:
        kept.close()
        raise
    return kept


def _refuse_what_is_read_at_once(file: BinaryIO, shown: str, form: str | None, limit_bytes: int) -> None:
    if not _format(_head(file, shown)[1], form).streamed:
        raise _too_long(shown, limit_bytes)


def _copy(stream: BinaryIO, into: BinaryIO, most_bytes: int | None) -> None:
    left = most_bytes
    while left is None or left > 0:
        data = stream.read(_BUFFER_BYTES if left is None else min(_BUFFER_BYTES, left))
        if not data:
            return
        into.write(data)
        left = None if left is None else left - len(data)


def _format(head: bytes, form: str | None) -> InputFormat:
    begins = _with_newlines(decode(head))
    return format_named(form, begins) if form else format_of(begins)


def _text(form: InputFormat, data: bytes) -> str:
    return _with_newlines(form.decode(data))


def _with_newlines(text: str) -> str:
    return LINE_END.sub("\n", text) if "\r" in text else text


def _head(file: BinaryIO, shown: str) -> tuple[Unpacked, bytes]:
    """Return the file, unpacked, and the bytes at its beginning that have been read of it."""
    try:
        unpacked = Unpacked(file, shown)
        head = _read_up_to(unpacked, _HEAD_BYTES)
    except OSError as error:
        raise _cannot_read(shown, error) from error
    if unpacked.damage and not head:
        raise DumpError(f"“{shown}” cannot be unpacked: {unpacked.damage}", "Get or make it anew.")
    if not is_text(head):
        raise DumpError(f"“{shown}” is not a text dump", "Save the page as text; unpack archives first.")
    return unpacked, head


def _all(unpacked: Unpacked, head: bytes, shown: str, limit_bytes: int) -> bytes:
    """Return all bytes of a file, of which `head` is read."""
    data = head + _read_up_to(unpacked, limit_bytes + 1 - len(head))
    if len(data) > limit_bytes:
        raise _too_long(shown, limit_bytes)
    return data


def _read_up_to(unpacked: Unpacked, most_bytes: int) -> bytes:
    pieces = []
    while most_bytes > 0 and (piece := unpacked.read(min(most_bytes, _BUFFER_BYTES))):
        pieces.append(piece)
        most_bytes -= len(piece)
    return b"".join(pieces)


def _stream(unpacked: Unpacked, head: bytes) -> TextIO:
    whole_lines = head[: head.rfind(b"\n") + 1] or head  # a character cut in two would look like another encoding
    buffered = io.BufferedReader(unpacked, _BUFFER_BYTES)
    return io.TextIOWrapper(buffered, encoding=encoding_of(whole_lines), errors="replace", newline="\n")


def _digest(file: BinaryIO, shown: str) -> str:
    try:
        file.seek(0)
        digest = hashlib.sha256()
        while data := file.read(_BUFFER_BYTES):
            digest.update(data)
        file.seek(0)
    except OSError as error:
        raise _cannot_read(shown, error) from error
    return digest.hexdigest()


def _size(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_size


def _cannot_read(shown: str, error: OSError) -> DumpError:
    why = error.strerror or str(error)
    return DumpError(f"Cannot read “{shown}”: {why}", "Check that it is there and yours to read.")


def _too_long(shown: str, limit_bytes: int) -> DumpError:
    return DumpError(
        f"“{shown}” is larger than {limit_bytes >> 20} MB", "Split it: a page's text takes less than 1 MB."
    )
