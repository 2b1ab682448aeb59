"""The files of an index: as they were left, or damaged since."""

import zlib
from collections.abc import Iterable
from pathlib import Path

Left = dict[str, list[int]]
"""By name: size, time of change in ns, CRC-32."""
_AT_ONCE = 1 << 20


def left(folder: Path, names: Iterable[str], before: Left) -> Left:
    """Return how files are left now; of those that are as `before`, the sums are known.

    Raises:
        OSError: one cannot be read.
    """
    return {
        name: [*seen, known[2] if (known := before.get(name)) and known[:2] == seen else _sum(folder / name)]
        for name, seen in looked_at(folder, names).items()
    }


def looked_at(folder: Path, names: Iterable[str]) -> dict[str, list[int]]:
    """Return size and time of change of each file.

    Raises:
        OSError: one is not there, or the folder cannot be read.
    """
    stats = {name: (folder / name).stat() for name in names}
    return {name: [stat.st_size, stat.st_mtime_ns] for name, stat in stats.items()}


def are_as_left(folder: Path, were: Left) -> bool:
    """Say whether nobody has written to the files.

    Raises:
        OSError: one is not there.
    """
    return looked_at(folder, were) == {name: each[:2] for name, each in were.items()}


def are_cut(folder: Path, were: Left) -> bool:
    """Say whether a file is shorter than it was: who has it mapped into memory ends where it reads on. Costs 20 µs.

    One that is not there any more is still whole for who has it open.
    """
    for name, (size, *_) in were.items():
        try:
            if (folder / name).stat().st_size < size:
                return True
        except OSError:
            continue
    return False


def changed(folder: Path, were: Left) -> str | None:
    """Return a file whose bytes are not those that were written, whatever its size and time say; None where none is.

    Raises:
        OSError: one cannot be read.
    """
    return next((name for name, (_, _, crc) in were.items() if _sum(folder / name) != crc), None)


def _sum(path: Path) -> int:
    crc = 0
    with path.open("rb") as file:
        while part := file.read(_AT_ONCE):
            crc = zlib.crc32(part, crc)
    return crc
