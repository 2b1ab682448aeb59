"""Papers as vectors of their terms: what likeness, tastes, topics and meanings are made from.

A paper's vector holds, for each stem of its title and abstract that tells papers apart, (1 + ln count) · idf, and has
length 1: Salton and Buckley, *Term-weighting approaches in automatic text retrieval*, 1988 (`ltc`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.search.arrays import Array, FieldArrays
from reader.search.forward import Forward
from reader.search.vocabulary import Vocabulary, united

TOO_COMMON = 0.15
"""A stem in such a share of all papers tells none from another."""
FEW = 10
"""Unless there are few papers."""
_DAMPED = np.concatenate([[0], 1 + np.log(np.arange(1, 256))]).astype(np.float32)
"""What a stem is worth by its count: said twice is not twice as telling."""


@dataclass(frozen=True, slots=True)
class Part:
    """One segment."""

    stems: FieldArrays
    forward: Forward
    numbers: Array
    """(D,) which paper each document is."""
    alive: Array
    """(D,) which documents are not deleted."""


@dataclass(frozen=True)
class Vectors:
    """N papers as the rows of a sparse matrix of T stems: `starts`, `terms` and `weights` are its CSR arrays.

    Immutable, and safe to use from several threads.
    """

    numbers: Array
    """(N,) int64, the papers, by the library's numbers, ascending."""
    starts: Array
    """(N + 1,) int64, where each paper's terms begin; a paper may have none."""
    terms: Array
    """(P,) int32, ascending within a paper."""
    weights: Array
    """(P,) float32."""
    document_frequencies: Array
    """(T,) int64, how many papers have each stem, those that tell nothing too."""
    vocabulary: Vocabulary

    @classmethod
    def of(cls, parts: Sequence[Part]) -> "Vectors":
        """Return the living papers of some segments."""
        vocabulary, places = united([part.stems for part in parts])
        starts, terms, counts = _joined(parts, places)
        numbers = np.concatenate([np.empty(0, np.int64), *(part.numbers for part in parts)])
        alive = np.concatenate([np.empty(0, bool), *(part.alive for part in parts)])
        if not alive.all() or (np.diff(numbers) < 0).any():
            rows = np.flatnonzero(alive)
            rows = rows[numbers[rows].argsort()]
            numbers = numbers[rows]
            which, sizes = _entries(starts, rows)
            starts, terms, counts = _bounds(sizes), terms[which], counts[which]
        having = np.bincount(terms, minlength=len(vocabulary))
        weights = _DAMPED[counts] * rarities(having, len(numbers), vocabulary)[terms]
        kept = weights > 0
        starts, terms, weights = _bounds(kept)[starts], terms[kept], weights[kept]
        lengths = np.sqrt(_sums(starts, weights * weights))
        weights /= lengths.repeat(np.diff(starts))
        return cls(numbers, starts, terms, weights, having, vocabulary)

    def __len__(self) -> int:
        """Return how many papers there are."""
        return len(self.numbers)

    def text(self, term: int) -> str:
        """Return a stem by its number."""
        return self.vocabulary.text(term)

    def find(self, stem: str) -> int:
        """Return the number of a stem, or -1 where it is not there."""
        return self.vocabulary.find(stem)

    def rows_of(self, papers: Sequence[int] | Array) -> Array:
        """Return the rows of papers, in their order; what is no paper here is left out."""
        wanted = np.asarray(papers, np.int64)
        found: Array = np.searchsorted(self.numbers, wanted)[self.has(wanted)]
        return found

    def has(self, papers: Array) -> Array:
        """Return (len(papers),) which of some papers are here."""
        rows = np.searchsorted(self.numbers, papers)
        there = rows < len(self)
        there[there] = self.numbers[rows[there]] == papers[there]
        return there

    def scores(self, direction: Array) -> Array:
        """Return (N,) float32, how far each paper lies in a direction, (T,): the cosine where that has length 1."""
        return _sums(self.starts, direction.astype(np.float32)[self.terms] * self.weights)

    def scores_of(self, rows: Array, direction: Array) -> Array:
        """Return (len(rows),) float32, as `scores`, of some papers."""
        which, sizes = _entries(self.starts, rows)
        return _sums(_bounds(sizes), direction.astype(np.float32)[self.terms[which]] * self.weights[which])

    def mean_of_all(self) -> Array:
        """Return (T,) float32, the mean of all vectors."""
        return (np.bincount(self.terms, self.weights, len(self.vocabulary)) / (len(self) or 1)).astype(np.float32)

    def mean(self, rows: Array, weights: Array | None = None) -> Array:
        """Return (T,) float32, the mean of some papers' vectors, each with its weight where told; zeros for none."""
        factors = np.ones(len(rows)) if weights is None else np.asarray(weights)
        which, sizes = _entries(self.starts, rows)
        summed = np.bincount(self.terms[which], self.weights[which] * factors.repeat(sizes), len(self.vocabulary))
        return (summed / (np.abs(factors).sum() or 1)).astype(np.float32)


def _joined(parts: Sequence[Part], places: Sequence[Array]) -> tuple[Array, Array, Array]:
    """Return starts, terms and counts of all documents, those of one segment after those of the other."""
    sizes = [np.diff(part.forward.starts) for part in parts]
    terms = [place[part.forward.terms] for part, place in zip(parts, places, strict=True)]
    counts = [part.forward.counts for part in parts]
    return (
        _bounds(np.concatenate([np.empty(0, np.int64), *sizes])),
        np.concatenate([np.empty(0, np.int32), *terms]),
        np.concatenate([np.empty(0, np.uint8), *counts]),
    )


def rarities(having: Array, papers: int, vocabulary: Vocabulary) -> Array:
    """Return (T,) float32, the idf of each stem; 0 where it tells no paper from another."""
    telling = (having > 1) & (having <= max(TOO_COMMON * papers, FEW)) & ~vocabulary.says_little()
    idf: Array = np.where(telling, np.log((papers + 1) / np.maximum(having, 1)), 0).astype(np.float32)
    return idf


def _bounds(sizes: Array) -> Array:
    """Return where each of some runs begins, and the last one ends."""
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])


def _entries(starts: Array, rows: Array) -> tuple[Array, Array]:
    """Return which entries some rows have, row after row, and how many each has."""
    sizes = starts[rows + 1] - starts[rows]
    return np.arange(sizes.sum()) + (starts[rows] - _bounds(sizes)[:-1]).repeat(sizes), sizes


def _sums(starts: Array, values: Array) -> Array:
    """Return the sum of each row's values, float32; 0 of an empty one."""
    sums = np.zeros(len(starts) - 1, np.float32)
    filled = np.flatnonzero(np.diff(starts))
    if len(filled):
        sums[filled] = np.add.reduceat(values, starts[filled])
    return sums
