"""Compressed files as the bytes that were compressed: gzip, xz, bzip2 and Zstandard, told by their first bytes."""

import io
import os
import sys
import zlib
from collections.abc import Callable
from functools import partial
from typing import BinaryIO, Protocol

from reader.errors import DumpError

_CHUNK_BYTES = 1 << 16
_ZSTD_CHUNK_BYTES = 1 << 10
"""A kilobyte can hold 32 MB; more at once would let a small file take all memory."""
XZ_MEMORY_BYTES = 256 << 20
"""What unpacking xz may take; `xz -9` needs 65 MB."""
FREE_BYTES = 256 << 20
"""So much may be in a file however small it is."""
MOST_TIMES = 500
"""So many times as large as packed may be what is unpacked beyond that; no list of papers repeats itself so."""


class _TooMuchMemoryError(ValueError):
    pass


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Unpacked(io.RawIOBase):
    """The bytes of a file as they were before it was compressed; of one that is not compressed, its own.

    Data that is cut off or damaged ends where it can no longer be read: `damage` then says why.
    """

    def __init__(self, file: BinaryIO, shown: str) -> None:
        """Take a file at its beginning, and its name for messages."""
        super().__init__()
        self.damage = ""
        self._shown = shown
        self.kind = packing_of(file.read(6))
        file.seek(0)
        self._file = file
        self._given = 0
        self._packed: _Readable = _OPENERS[self.kind](file) if self.kind else file

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # typeshed's buffer is any
        """Fill `buffer` as far as there are bytes.

        Raises:
            DumpError: the system cannot read on.
        """
        if self.damage:
            return 0
        try:
            data = self._packed.read(len(buffer))
        except _TooMuchMemoryError:
            self.damage = f"the {self.kind} data wants more memory than any text needs"
            return 0
        except (EOFError, ValueError, zlib.error) as error:
            return self._damaged(error)
        except OSError as error:
            if error.errno is None:  # gzip and bz2 raise bare ones for bad data
                return self._damaged(error)
            why = error.strerror or str(error)
            raise DumpError(f"Cannot read “{self._shown}”: {why}", "Check the disk; copy it and try again.") from error
        self._given += len(data)
        if self.kind and self._given > max(FREE_BYTES, self._file.tell() * MOST_TIMES):
            self.damage = (
                f"the {self.kind} data unfolds to more than {MOST_TIMES} times its size: what follows is not read"
            )
            return 0
        buffer[: len(data)] = data
        return len(data)

    def _damaged(self, error: Exception) -> int:
        self.damage = f"the {self.kind} data breaks off: it is cut short or damaged ({type(error).__name__})"
        return 0


def _told(error: Exception) -> ValueError:
    """Return what a decompressor raised as what `Unpacked` knows."""
    return _TooMuchMemoryError() if "emory" in str(error) else ValueError(str(error))


def packing_of(head: bytes) -> str:
    """Name the compression that a file beginning with `head` has; empty where it has none."""
    return next((kind for kind, magic in _MAGIC.items() if head.startswith(magic)), "")


def _open_gzip(file: BinaryIO) -> _Readable:
    import gzip

    return gzip.GzipFile(fileobj=file)


def _open_bz2(file: BinaryIO) -> _Readable:
    import bz2

    return bz2.BZ2File(file)


def _open_xz(file: BinaryIO) -> _Readable:
    return _Xz(file)


class _Xz:
    """Stream after stream as `LZMAFile` reads them, but that none may ask for more memory than `XZ_MEMORY_BYTES`."""

    def __init__(self, file: BinaryIO) -> None:
        import lzma

        self._error = lzma.LZMAError
        self._new = partial(lzma.LZMADecompressor, memlimit=XZ_MEMORY_BYTES)
        self._stream = self._new()
        self._file = file

    def read(self, size: int, /) -> bytes:
        try:
            while not (data := self._read(size)):
                if self._stream.eof and not self._next_stream():
                    return b""
        except self._error as error:
            raise _told(error) from error
        return data

    def _read(self, size: int) -> bytes:
        if self._stream.eof:
            return b""
        packed = self._file.read(_CHUNK_BYTES) if self._stream.needs_input else b""
        if not packed and self._stream.needs_input:
            raise EOFError
        return self._stream.decompress(packed, size)

    def _next_stream(self) -> bool:
        """Begin the stream that follows, past the zeros before it; what follows otherwise is not part of the data."""
        rest = self._stream.unused_data.lstrip(b"\0")
        while len(rest) < len(_MAGIC["xz"]) and (more := self._file.read(_CHUNK_BYTES)):
            rest = (rest + more).lstrip(b"\0")
        if not rest.startswith(_MAGIC["xz"]):
            return False
        self._file.seek(-len(rest), os.SEEK_CUR)
        self._stream = self._new()
        return True


if sys.version_info >= (3, 14):

    def _open_zstd(file: BinaryIO) -> _Readable:
        return _PlainZstd(file)

    class _PlainZstd:
        def __init__(self, file: BinaryIO) -> None:
            from compression import zstd

            self._error = zstd.ZstdError
            self._file = zstd.ZstdFile(file)

        def read(self, size: int, /) -> bytes:
            try:
                return self._file.read(size)
            except self._error as error:
                raise _told(error) from error

else:

    def _open_zstd(file: BinaryIO) -> _Readable:
        return _Zstd(file)

    class _Zstd:
        """Frame after frame; unlike zstandard's own reader it knows whether the last one is whole."""

        def __init__(self, file: BinaryIO) -> None:
            import zstandard

            self._error = zstandard.ZstdError
            self._new = zstandard.ZstdDecompressor().decompressobj
            self._frame = self._new()
            self._file = file
            self._begun = False
            self._packed = b""
            self._ready = b""

        def read(self, size: int, /) -> bytes:
            while not self._ready:
                chunk = self._packed or self._file.read(_ZSTD_CHUNK_BYTES)
                if not chunk:
                    if self._begun:
                        raise EOFError
                    return b""
                self._take(chunk)
            data, self._ready = self._ready[:size], self._ready[size:]
            return data

        def _take(self, chunk: bytes) -> None:
            self._packed = b""
            try:
                self._ready = self._frame.decompress(chunk)
            except self._error as error:
                raise _told(error) from error
            self._begun = not self._frame.eof
            if self._frame.eof:
                self._packed = self._frame.unused_data
                self._frame = self._new()


_MAGIC = {"gzip": b"\x1f\x8b", "xz": b"\xfd7zXZ\x00", "bzip2": b"BZh", "zstd": b"\x28\xb5\x2f\xfd"}
_OPENERS: dict[str, Callable[[BinaryIO], _Readable]] = {
    "gzip": _open_gzip,
    "xz": _open_xz,
    "bzip2": _open_bz2,
    "zstd": _open_zstd,
}
