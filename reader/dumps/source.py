"""Bytes of a dump: from a file or standard input, packed or not, read as lines or whole, never all kept."""

import hashlib
import lzma
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from reader.dumps.decode import decode, is_text, is_utf8_like
from reader.errors import DumpError
from reader.papers import clean_line

STDIN = Path("-")
"""Stands for standard input."""
LIMIT_BYTES = 256 << 20
"""Of what has to be in memory as a whole, unpacked; a page of a hundred papers takes 200 KB."""
LIMIT_LINE = 8 << 20
"""Bytes of the longest line that is read as a record."""
_HEAD = 1 << 16
_BLOCK = 1 << 20
_SIP = 512
_PACKED_BADLY = (OSError, EOFError, lzma.LZMAError, zlib.error, ValueError)


@dataclass(slots=True)
class Source:
    """A dump's bytes, opened, unpacked."""

    name: str
    """Of the file, without folders, clean."""
    shown: str
    """The path as messages show it."""
    digest: str
    """SHA-256 of the bytes as they are, hexadecimal."""
    size: int
    """Bytes as they are, packed or not."""
    head: bytes
    """The first 64 KB, unpacked."""
    limit_bytes: int
    _raw: BinaryIO
    _unpacked: BinaryIO

    @property
    def at(self) -> int:
        """How many of the bytes have been read."""
        try:
            return min(self._raw.tell(), self.size)
        except ValueError:  # closed
            return self.size

    def whole(self) -> str:
        """Return all of it as text.

        Raises:
            DumpError: it is longer than the limit, or packed badly.
        """
        rest = self._read(self.limit_bytes + 1 - len(self.head))
        if len(self.head) + len(rest) > self.limit_bytes:
            raise DumpError(
                f"“{self.shown}” is larger than {self.limit_bytes >> 20} MB",
                "Split it: a page's text takes less than 1 MB.",
            )
        return decode(self.head + rest)

    def lines(self) -> Iterator[tuple[int, str | None]]:
        """Yield the lines with their numbers, their ends kept; None in place of one that is too long.

        Raises:
            DumpError: it is packed badly.
        """
        if not is_utf8_like(self.head):
            yield from enumerate(self.whole().splitlines(keepends=True), start=1)
            return
        number, kept, too_long = 0, b"", False
        for block in self._blocks():
            *ended, rest = block.split(b"\n")
            for end in ended:
                number += 1
                line = kept + end
                yield number, None if too_long or len(line) > LIMIT_LINE else decode(line) + "\n"
                kept, too_long = b"", False
            too_long = too_long or len(kept) + len(rest) > LIMIT_LINE
            kept = b"" if too_long else kept + rest
        if kept or too_long:
            yield number + 1, None if too_long else decode(kept)

    def _blocks(self) -> Iterator[bytes]:
        yield self.head
        while block := self._read(_BLOCK):
            yield block

    def _read(self, size: int) -> bytes:
        with _telling(self.shown):
            return self._unpacked.read(max(0, size))


@contextmanager
def open_source(path: Path, stdin: BinaryIO | None, limit_bytes: int = LIMIT_BYTES) -> Iterator[Source]:
    """Open the file at `path`, or `stdin` where that is `-`.

    Raises:
        DumpError: it cannot be opened, is packed badly, or is no text.
    """
    shown = shown_path(path)
    name = "stdin" if path == STDIN else clean_line(path.name) or "unnamed"
    with ExitStack() as stack:
        with _telling(shown):
            raw = _spooled(stdin or sys.stdin.buffer) if path == STDIN else path.open("rb")
            stack.enter_context(raw)
            digest = _digest(raw)
            size = raw.seek(0, os.SEEK_END)
            raw.seek(0)
            unpacked = _unpacked(raw)
            head = unpacked.read(_HEAD)
        if not is_text(head):
            raise DumpError(f"“{shown}” is not a text dump", "Save the page as text; unpack archives first.")
        yield Source(name, shown, digest, size, head, limit_bytes, raw, unpacked)


def _digest(raw: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := raw.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


def shown_path(path: Path) -> str:
    """Return `path` as messages show it."""
    return "standard input" if path == STDIN else clean_line(str(path))


def _spooled(stream: BinaryIO) -> BinaryIO:
    """Copy `stream` to where it can be read twice: in memory while it is small."""
    import shutil
    import tempfile

    copy = tempfile.SpooledTemporaryFile(max_size=_BLOCK)  # noqa: SIM115 -- closed by who opened the source
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return cast("BinaryIO", copy)


def _unpacked(raw: BinaryIO) -> BinaryIO:
    """Return a stream of what is packed in `raw`, by the first bytes; `raw` itself where nothing is."""
    start = raw.read(6)
    raw.seek(0)
    if start.startswith(b"\x1f\x8b"):
        import gzip

        return cast("BinaryIO", gzip.GzipFile(fileobj=raw, mode="rb"))
    if start.startswith(b"BZh"):
        import bz2

        return cast("BinaryIO", bz2.BZ2File(raw, mode="rb"))
    if start.startswith(b"\xfd7zXZ\x00"):
        return cast("BinaryIO", lzma.LZMAFile(raw, mode="rb"))
    if start.startswith(b"\x28\xb5\x2f\xfd"):
        return cast("BinaryIO", _Zstandard(raw))
    return raw


class _Zstandard:
    """A stream of what zstd packed, in one frame or several; unlike the library's own it tells when the last is cut."""

    def __init__(self, raw: BinaryIO) -> None:
        import zstandard

        self._raw = raw
        self._unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 27)
        self._error = zstandard.ZstdError
        self._frame = self._unpacker.decompressobj()
        self._left = b""

    def read(self, size: int) -> bytes:
        """Return that much, less only at the end."""
        parts, missing = [], size
        while missing > 0 and (part := self._left or self._next()):
            self._left = part[missing:]
            parts.append(part[:missing])
            missing -= len(parts[-1])
        return b"".join(parts)

    def _next(self) -> bytes:
        """Unpack a little: of so few bytes no more than 20 MB can come. Return nothing at the end."""
        while True:
            packed = (self._frame.unused_data if self._frame.eof else b"") or self._raw.read(_SIP)
            if self._frame.eof and packed:
                self._frame = self._unpacker.decompressobj()
            elif not packed:
                if not self._frame.eof:
                    raise EOFError
                return b""
            try:
                part: bytes = self._frame.decompress(packed)
            except self._error as error:
                raise EOFError(str(error)) from error
            if part:
                return part


@contextmanager
def _telling(shown: str) -> Iterator[None]:
    """Tell what the system or a decompressor has to say as a `DumpError`."""
    try:
        yield
    except OSError as error:
        if error.errno is None:  # gzip's BadGzipFile, bz2's
            raise _packed_badly(shown, error) from error
        why = error.strerror or str(error)
        raise DumpError(f"Cannot read “{shown}”: {why}", "Check that it is there and yours to read.") from error
    except _PACKED_BADLY as error:
        raise _packed_badly(shown, error) from error


def _packed_badly(shown: str, error: Exception) -> DumpError:
    why = clean_line(str(error)) or "it ends too early"
    return DumpError(f"Cannot unpack “{shown}”: {why}", "It was cut or damaged on its way: fetch it again.")
