"""A segment's postings the other way round: the terms of each document, as what is like a paper is found by.

For D documents and P pairs of a document and a term that stands in its title or abstract:

    starts  (D + 1,) where each document's terms begin
    terms   (P,) int32, their ranks in the field of stems, ascending within a document
    counts  (P,) uint8, how often each stands there, in the title twice as much; 255 times at most
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reader.search.arrays import Array, FieldArrays, open_arrays, save_arrays

_AT_ONCE = 1 << 19
"""Postings that are turned round in one go: bounds the memory that sorting them takes."""
_MOST = 255
_TITLE = 2
"""How often a word in the title counts, as `ranking.WEIGHTS` has it."""


@dataclass(frozen=True)
class Forward:
    """The terms of each document of one segment."""

    starts: Array
    terms: Array
    counts: Array

    @classmethod
    def of(cls, stems: FieldArrays) -> "Forward":
        """Turn the postings of stems round."""
        sizes = np.zeros(len(stems.lengths), np.int64)
        for documents, _, _ in _pieces(stems):
            sizes += np.bincount(documents, minlength=len(sizes))
        starts = np.concatenate([[0], np.cumsum(sizes)])
        terms, counts = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.uint8)
        filled = starts[:-1].copy()
        for documents, ranks, said in _pieces(stems):
            order = documents.argsort(kind="stable")
            documents = documents[order]
            new = np.flatnonzero(np.diff(documents, prepend=-1))
            run = np.diff(new, append=len(documents))
            to = filled[documents] + np.arange(len(documents)) - new.repeat(run)
            terms[to], counts[to] = ranks[order], said[order]
            filled[documents[new]] += run
        return cls(starts, terms, counts)

    def save(self, path: Path) -> None:
        """Write it to a file.

        Raises:
            OSError: it cannot be written.
        """
        save_arrays(path, {"starts": self.starts, "terms": self.terms, "counts": self.counts})

    @classmethod
    def open(cls, path: Path) -> "Forward":
        """Map what `save` wrote; nothing is read before it is needed.

        Raises:
            OSError, ValueError: the file is missing or damaged.
        """
        return cls(**open_arrays(path))


def _pieces(stems: FieldArrays) -> Iterator[tuple[Array, Array, Array]]:
    """Yield documents, ranks and counts of the postings in titles and abstracts, some terms at a time."""
    low = 0
    while low < len(stems):
        high = max(low + 1, int(np.searchsorted(stems.starts, stems.starts[low] + _AT_ONCE, side="right")) - 1)
        which = stems.postings(low, high)
        said = _TITLE * stems.counts["title"][which].astype(np.int64) + stems.counts["abstract"][which]
        there = np.flatnonzero(said)
        ranks = np.arange(low, high, dtype=np.int32).repeat(stems.sizes[low:high])
        yield stems.documents[which][there], ranks[there], np.minimum(said[there], _MOST).astype(np.uint8)
        low = high
