"""A SQLite file as pages, with what its write-ahead log has for them (https://www.sqlite.org/fileformat2.html)."""

import struct
from collections.abc import Iterator
from pathlib import Path

PAGE_BYTES = 4096
"""What SQLite makes of itself, and so what every library has; what a damaged head says of it does not count."""
MAGIC = b"SQLite format 3\0"
_WAL_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
_WAL_HEAD, _FRAME_HEAD = 32, 24


class Pages:
    """The pages of one file, counted from 1."""

    def __init__(self, content: bytes, log: bytes = b"") -> None:
        """Take what stands in the file, and in the log beside it."""
        self._content = content
        self._newer = _committed(log)

    @classmethod
    def of(cls, path: Path) -> "Pages":
        """Read a file with its log.

        Raises:
            OSError: it cannot be read.
        """
        log = path.with_name(f"{path.name}-wal")
        return cls(path.read_bytes(), log.read_bytes() if log.exists() else b"")

    def __len__(self) -> int:
        return max(len(self._content) // PAGE_BYTES, *self._newer, 0)

    def __getitem__(self, number: int) -> bytes:
        """Return a page; of one that is not there, nothing."""
        if number in self._newer:
            return self._newer[number]
        return self._content[(number - 1) * PAGE_BYTES : number * PAGE_BYTES] if number > 0 else b""

    @property
    def schema(self) -> int:
        """Which schema the file says that it has."""
        return int.from_bytes(self[1][60:64], "big")

    @property
    def has_head(self) -> bool:
        """Whether the file begins as SQLite's do."""
        return self[1].startswith(MAGIC)

    def free(self) -> set[int]:
        """Return the pages that nothing is on, as far as their list can be read."""
        found: set[int] = set()
        trunk = int.from_bytes(self[1][32:36], "big")
        while 1 < trunk <= len(self) and trunk not in found:
            found.add(trunk)
            page = self[trunk]
            count = min(int.from_bytes(page[4:8], "big"), PAGE_BYTES // 4 - 2)
            found.update(struct.unpack_from(f">{count}I", page.ljust(PAGE_BYTES, b"\0"), 8))
            trunk = int.from_bytes(page[:4], "big")
        return found


def _committed(log: bytes) -> dict[int, bytes]:
    """Return the last state of each page in a log, up to the last transaction that is whole."""
    if len(log) < _WAL_HEAD or int.from_bytes(log[:4], "big") not in _WAL_MAGIC:
        return {}
    order = _WAL_MAGIC[int.from_bytes(log[:4], "big")]
    if int.from_bytes(log[8:12], "big") != PAGE_BYTES:
        return {}
    done: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    for number, is_last, page in _frames(log, order):
        waiting[number] = page
        if is_last:
            done.update(waiting)
            waiting.clear()
    return done


def _frames(log: bytes, order: str) -> Iterator[tuple[int, bool, bytes]]:
    """Yield pages with their numbers, and whether a transaction ends with them, up to the first wrong checksum."""
    salt, sums = log[16:24], _summed((0, 0), log[:24], order)
    if sums != struct.unpack(">2I", log[24:32]):
        return
    for at in range(_WAL_HEAD, len(log) - _FRAME_HEAD - PAGE_BYTES + 1, _FRAME_HEAD + PAGE_BYTES):
        head, page = log[at : at + _FRAME_HEAD], log[at + _FRAME_HEAD : at + _FRAME_HEAD + PAGE_BYTES]
        sums = _summed(_summed(sums, head[:8], order), page, order)
        if head[8:16] != salt or sums != struct.unpack(">2I", head[16:24]):
            return
        number, size = struct.unpack(">2I", head[:8])
        yield number, size > 0, page


def _summed(sums: tuple[int, int], data: bytes, order: str) -> tuple[int, int]:
    one, two = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
