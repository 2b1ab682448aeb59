"""Postings of one field as arrays: what a segment keeps on disk, and maps into memory when it is opened.

For a field with T terms, D documents and P postings (a posting is a term in a document):

    terms      bytes of all terms in order, one after the other
    ends       (T,) where each term ends in `terms`
    starts     (T + 1,) where each term's postings begin
    documents  (P,) int32, ascending within a term
    counts     (P,) `COUNTS`, how often the term stands in each part of the document
    lengths    (D,) `LENGTHS`, how many terms each part of the document has
    positions  (all occurrences,) uint16, ascending within a posting; absent where a field keeps none
    places     (P + 1,) uint32, where each posting's positions begin; absent likewise
"""

import json
import mmap
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from reader.search.zones import ZONES

Array = NDArray[Any]
_ALIGNMENT = 64
_LANDMARK = 32
"""Every so-manyth term is kept in memory: from there on a term is found in few steps."""


@dataclass(frozen=True)
class FieldArrays:
    """One field of one segment."""

    terms: Array
    ends: Array
    starts: Array
    documents: Array
    counts: Array
    lengths: Array
    positions: Array | None = None
    places: Array | None = None

    def __len__(self) -> int:
        return len(self.ends)

    @property
    def sizes(self) -> Array:
        """(T,) how many documents each term has."""
        return np.diff(self.starts)

    def term(self, number: int) -> bytes:
        """Return a term by its rank."""
        start = self.ends[number - 1] if number else 0
        return self.terms[start : self.ends[number]].tobytes()

    def rank(self, term: bytes) -> int:
        """Return the rank of the first term that is not less than `term`."""
        block = bisect_right(self._landmarks, term)
        low, high = max(0, block - 1) * _LANDMARK, min(block * _LANDMARK, len(self))
        while low < high:
            middle = (low + high) // 2
            if self.term(middle) < term:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, term: bytes) -> int:
        """Return the rank of `term`, or -1 where it is not there."""
        rank = self.rank(term)
        return rank if rank < len(self) and self.term(rank) == term else -1

    def postings(self, low: int, high: int) -> slice:
        """Return which postings the terms from rank `low` to before `high` have."""
        return slice(int(self.starts[low]), int(self.starts[high]))

    def terms_between(self, low: int, high: int) -> Iterator[bytes]:
        """Yield the terms from rank `low` to before `high`."""
        start = int(self.ends[low - 1]) if low else 0
        blob, offset = self.terms[start : int(self.ends[high - 1]) if high else 0].tobytes(), start
        for end in self.ends[low:high].tolist():
            yield blob[start - offset : end - offset]
            start = end

    def save(self, path: Path) -> None:
        """Write all arrays to one file.

        Raises:
            OSError: it cannot be written.
        """
        arrays = {each.name: getattr(self, each.name) for each in fields(self) if getattr(self, each.name) is not None}
        save_arrays(path, arrays)

    @classmethod
    def open(cls, path: Path) -> "FieldArrays":
        """Map what `save` wrote; nothing is read before it is needed.

        Raises:
            OSError, ValueError: the file is missing or damaged.
        """
        return cls(**open_arrays(path))

    @cached_property
    def _landmarks(self) -> list[bytes]:
        blob, ends = self.terms.tobytes(), self.ends[::_LANDMARK].tolist()
        starts = [0, *self.ends[_LANDMARK - 1 :: _LANDMARK].tolist()]
        return [blob[start:end] for start, end in zip(starts, ends, strict=False)]


class ArraysFile:
    """A file for some arrays, each written piece by piece: a line of JSON says what is where."""

    def __init__(self, path: Path, shapes: Mapping[str, tuple[np.dtype[Any], int]]) -> None:
        """Begin the file; the type and the length of each array are known beforehand."""
        at, places = 0, {}
        for name, (kind, count) in shapes.items():
            places[name] = (kind.descr if kind.names else kind.str, count, at)
            at += -(-kind.itemsize * count // _ALIGNMENT) * _ALIGNMENT
        head = json.dumps(places).encode()
        head = head.ljust(-(-(len(head) + 1) // _ALIGNMENT) * _ALIGNMENT - 1) + b"\n"
        self._next = {name: len(head) + at for name, (_, _, at) in places.items()}
        self._file = path.open("wb")
        try:
            self._file.write(head)
            self._file.truncate(len(head) + at)
        except OSError:
            with suppress(OSError):  # what is yet to be written cannot be, either
                self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def append(self, name: str, piece: Array) -> None:
        """Write more of an array."""
        self._file.seek(self._next[name])
        self._file.write(np.ascontiguousarray(piece).data if len(piece) else b"")
        self._next[name] += piece.nbytes


def save_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write whole arrays to one file.

    Raises:
        OSError: it cannot be written.
    """
    with ArraysFile(path, {name: (array.dtype, len(array)) for name, array in arrays.items()}) as file:
        for name, array in arrays.items():
            file.append(name, array)


def open_arrays(path: Path) -> dict[str, Array]:
    """Map the arrays of a file; nothing is read before it is needed.

    Raises:
        OSError, ValueError: the file is missing or damaged.
    """
    with path.open("rb") as file:
        head = file.readline()
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    places = json.loads(head).items()
    return {name: np.frombuffer(data, _dtype(kind), count, len(head) + at) for name, (kind, count, at) in places}


def total(counts: Array) -> Array:
    """Return how often terms stand in documents, in all parts together; likewise of lengths."""
    sums: Array = sum((counts[zone].astype(np.int64) for zone in ZONES), np.zeros(len(counts), np.int64))
    return sums


def _dtype(kind: str | list[list[str]]) -> np.dtype[Any]:
    return np.dtype(kind if isinstance(kind, str) else [(name, each) for name, each in kind])
