"""Sets of papers with scores, as arrays; and, or, not over them."""

from collections.abc import Callable, Collection, Sequence
from typing import overload

import numpy as np

from reader.search.arrays import Array

FIRST_PAGES = 200
"""How many papers are sorted at least: what a screen shows, and some pages down."""
FEW = 64
"""Below a so-manyth of all papers, sorting a few numbers is cheaper than a table of all."""


Rows = Array | slice
Score = Callable[[Rows], Array]
"""Gives the scores of some of the papers that were found, by their rows."""


class Hits:
    """Papers that were found, with scores that may be worked out late: of many found, few may be in the end."""

    def __init__(self, papers: Array, scores: Array | Score) -> None:
        """Take papers, (N,) int64, the library's numbers, ascending, each once; and scores, (N,) float64.

        A score is 0 where nothing but a state found a paper.
        """
        self.papers = papers
        self._scores = scores

    def __len__(self) -> int:
        return len(self.papers)

    @property
    def scores(self) -> Array:
        """(N,) float64."""
        if callable(self._scores):
            self._scores = self._scores(slice(None))
        return self._scores

    def score(self, rows: Rows) -> Array:
        """Return the scores of the papers in some rows."""
        return self._scores(rows) if callable(self._scores) else self._scores[rows]

    def at(self, rows: Array) -> "Hits":
        """Return the papers in some rows, ascending."""
        return Hits(self.papers[rows], lambda which: self.score(rows[which]))

    def raised(self, papers: Array, by: Array) -> "Hits":
        """Return the same papers, the scores of some of them raised."""
        scores = self.scores.copy()
        scores[np.searchsorted(self.papers, papers)] += by
        return Hits(self.papers, scores)

    def alike(self, papers: Array, likeness: Array) -> "Hits":
        """Return the same papers, scored by how like each is to something; `papers`, of which that is known, ascend."""
        rows = np.minimum(np.searchsorted(papers, self.papers), len(papers) - 1)
        return Hits(self.papers, np.where(papers[rows] == self.papers, likeness[rows], -1.0).astype(np.float64))

    @classmethod
    def of(cls, papers: Collection[int]) -> "Hits":
        """Return papers without scores."""
        numbers = np.array(list(papers), np.int64)
        numbers.sort()
        return cls(numbers, np.zeros(len(numbers)))


class Ranked(Sequence[int]):
    """Papers by score, best first, of equal ones the oldest first; sorted only as far as someone looks."""

    def __init__(self, hits: Hits, *, reverse: bool = False) -> None:
        self._papers = hits.papers
        self._keys = hits.scores if reverse else -hits.scores
        self._sorted: list[int] = []

    def __len__(self) -> int:
        return len(self._papers)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> list[int]: ...
    def __getitem__(self, at: int | slice) -> int | list[int]:
        if isinstance(at, slice):
            rows = range(len(self))[at]
            self._sort_to(max(rows, default=-1) + 1)
            return [self._sorted[row] for row in rows]
        row = range(len(self))[at]  # raises IndexError where a list would
        self._sort_to(row + 1)
        return self._sorted[row]

    def _sort_to(self, count: int) -> None:
        if count <= len(self._sorted):
            return
        count = max(count * 2, FIRST_PAGES)
        papers: Array
        keys: Array
        papers, keys = self._papers, self._keys
        if count < len(self) // 2:
            best = keys <= np.partition(keys, count - 1)[count - 1]  # with all that tie with the last
            papers, keys = papers[best], keys[best]
        self._sorted = papers[np.lexsort((papers, keys))].tolist()


class Places:
    """An order of all papers, to put any of them into it."""

    def __init__(self, numbers: Sequence[int]) -> None:
        ordered = np.array(numbers, np.int64)
        self._places = np.zeros(ordered.max(initial=0) + 1)
        self._places[ordered] = np.arange(len(ordered))

    def ordered(self, hits: Hits) -> Ranked:
        """Return what was found in this order."""
        return Ranked(Hits(hits.papers, -self._places[hits.papers]))


def intersection(one: Hits, other: Hits, limit: int) -> Hits:
    """Return what both found, scores added; `limit` is above every paper's number."""
    found: Array
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    if len(small) < limit // FEW and len(large):
        found = np.searchsorted(large.papers, small.papers)
        found[found == len(large)] = 0
        kept = large.papers[found] == small.papers
    else:
        place = np.full(limit, -1, np.int32)
        place[large.papers] = np.arange(len(large), dtype=np.int32)
        found = place[small.papers]
        kept = found >= 0
    rows, found = np.flatnonzero(kept), found[kept]
    return Hits(small.papers[rows], lambda which: small.score(rows[which]) + large.score(found[which]))


def difference(one: Hits, other: Hits, limit: int) -> Hits:
    """Return what `one` found and `other` did not."""
    unwanted = np.zeros(limit, bool)
    unwanted[other.papers] = True
    return one.at(np.flatnonzero(~unwanted[one.papers]))


def union(found: Sequence[Hits], limit: int) -> Hits:
    """Return what any found, scores added."""
    papers = np.concatenate([hits.papers for hits in found])
    scores = np.concatenate([hits.scores for hits in found])
    return Hits(*summed(papers, scores, limit))


def added(parts: Sequence[tuple[Array, Array]]) -> tuple[Array, Array]:
    """Return each key of `parts` once, ascending as in each of them, with the sum of its values.

    Made for one long part and some short ones: those are put into it.
    """
    (keys, values), *others = sorted(parts, key=lambda part: -len(part[0]))
    for more, theirs in others:
        if not len(more):
            continue
        at = np.searchsorted(keys, more)
        there = keys[np.minimum(at, len(keys) - 1)] == more
        values = values.copy()
        values[at[there]] += theirs[there]
        keys = np.insert(keys, at[~there], more[~there])
        values = np.insert(values, at[~there], theirs[~there])
    return keys, values


def summed(keys: Array, values: Array, limit: int) -> tuple[Array, Array]:
    """Return each key once, ascending, with the sum of its values; `limit` is above every key."""
    if len(keys) < limit // FEW:
        few, which = np.unique(keys, return_inverse=True)
        return few, np.bincount(which, values, len(few))
    present = np.zeros(limit, bool)
    present[keys] = True
    many = np.flatnonzero(present)
    return many, np.bincount(keys, values, limit)[many]
