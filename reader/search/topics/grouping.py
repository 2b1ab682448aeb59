"""Papers put into groups: k-means in the directions in which their vectors differ most.

The directions are those of a truncated singular value decomposition: Deerwester et al., *Indexing by latent semantic
analysis*, 1990. Groups are told apart by the cosine there: Dhillon and Modha, *Concept decompositions for large sparse
text data*, 2001. Both by scikit-learn, with a fixed seed: the same papers make the same groups.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from reader.errors import SearchError
from reader.search.arrays import Array

if TYPE_CHECKING:
    from reader.search.vectors import Vectors

NOWHERE = -1
"""The group of papers that fit into none."""
_MISSING = "Topics need scikit-learn, which is not there."
_EXTRA = "pip install '.[meaning]' in Reader's folder brings it."
_LEARNT_FROM = 20_000
"""Of so many papers at most, spread evenly, groups are learnt; all are put into them."""
_MOST_DIRECTIONS = 100
_LEAST_FIT = 0.5
"""How near a paper must be to the middle of its group, as a cosine: that of 60°."""
_LEAST_SIZE = 3
_STARTS = 4
"""So often k-means begins elsewhere; the best is kept."""
_AT_ONCE = 4096


@dataclass(frozen=True)
class Groups:
    """N papers in K groups, the largest first, told apart in D directions by V stems. Immutable."""

    papers: Array
    """(N,) int64, ascending."""
    places: Array
    """(N,) int16, which group each is in; `NOWHERE` for none."""
    fits: Array
    """(N,) float32, how near each is to the middle of its group, or of the nearest: a cosine."""
    stems: tuple[str, ...]
    directions: Array
    """(D, V) float32."""
    centres: Array
    """(K, D) float32, each of length 1."""

    def __len__(self) -> int:
        """Return how many groups there are."""
        return len(self.centres)

    def members(self, group: int) -> Array:
        """Return the papers of a group, ascending."""
        found: Array = self.papers[self.places == group]
        return found

    def nearest(self, group: int, most: int) -> list[int]:
        """Return the papers nearest to the middle of a group, nearest first, so many at most."""
        rows = np.flatnonzero(self.places == group)
        found: list[int] = self.papers[rows[np.argsort(-self.fits[rows], kind="stable")[:most]]].tolist()
        return found

    def followed(self, vectors: "Vectors") -> "Groups":
        """Return the same groups with the papers there are now: who came is put where it fits best."""
        stayed = np.isin(self.papers, vectors.numbers, assume_unique=True)
        came = np.flatnonzero(~np.isin(vectors.numbers, self.papers, assume_unique=True))
        places, fits = self._put(vectors, came)
        papers = np.concatenate([self.papers[stayed], vectors.numbers[came]])
        order = papers.argsort(kind="stable")
        return replace(
            self,
            papers=papers[order],
            places=np.concatenate([self.places[stayed], places])[order],
            fits=np.concatenate([self.fits[stayed], fits])[order],
        )

    def _put(self, vectors: "Vectors", rows: Array) -> tuple[Array, Array]:
        """Return into which group each of some rows goes, and how well it fits."""
        column_of = np.full(len(vectors.vocabulary) + 1, -1)
        column_of[[vectors.find(stem) for stem in self.stems]] = np.arange(len(self.stems))
        column_of[-1] = -1  # that of stems that nobody writes any more
        reduced = np.zeros((len(rows), len(self.directions)), np.float32)
        for at, row in enumerate(rows.tolist()):
            entries = slice(int(vectors.starts[row]), int(vectors.starts[row + 1]))
            columns = column_of[vectors.terms[entries]]
            known = columns >= 0
            reduced[at] = self.directions[:, columns[known]] @ vectors.weights[entries][known]
        return _nearest(_unit(reduced), self.centres)


def how_many(papers: int) -> int:
    """Return into how many groups so many papers go: 13 of 200, 19 of 1,000, 34 of 10,000, 60 of 100,000."""
    return max(2, min(papers // 8, round(3.4 * sqrt(sqrt(papers)))))


def grouped(vectors: "Vectors", progress: Callable[[str, int, int], None]) -> Groups:
    """Return the papers of a library in groups.

    In one thread: where others are at work, several that wait for each other take many times as long.

    Raises:
        SearchError: scikit-learn is not there.
    """
    try:
        from sklearn.cluster import KMeans  # noqa: F401 - to know that it is there
        from threadpoolctl import threadpool_limits  # which scikit-learn brings
    except ImportError as error:
        raise SearchError(_MISSING, _EXTRA) from error
    with threadpool_limits(1):
        return _grouped(vectors, progress)


def _grouped(vectors: "Vectors", progress: Callable[[str, int, int], None]) -> Groups:
    from scipy.sparse import csr_matrix
    from sklearn.cluster import KMeans
    from sklearn.decomposition import TruncatedSVD

    papers, terms = len(vectors), len(vectors.vocabulary)
    having = np.bincount(vectors.terms, minlength=terms)
    columns = np.flatnonzero(having >= max(2, min(3, papers // 50), papers // 5000))
    directions = min(2 * how_many(papers), _MOST_DIRECTIONS, len(columns) - 1, papers - 1)
    if directions < 1:
        return _no_groups(vectors)
    matrix = csr_matrix((vectors.weights, vectors.terms, vectors.starts), shape=(papers, terms))[:, columns]
    sample = matrix[:: -(-papers // _LEARNT_FROM)]
    progress("grouping", 0, 3)
    found = TruncatedSVD(directions, n_iter=4, random_state=0).fit(sample)
    progress("grouping", 1, 3)
    learnt = _unit(found.transform(sample).astype(np.float32))
    learnt = learnt[learnt.any(1)]
    count = min(how_many(papers), len(np.unique(learnt.round(3), axis=0)))
    if count < 1:
        return _no_groups(vectors)
    centres = _unit(KMeans(count, n_init=_STARTS, random_state=0).fit(learnt).cluster_centers_.astype(np.float32))
    progress("grouping", 2, 3)
    pieces = [_unit(found.transform(matrix[at : at + _AT_ONCE])) for at in range(0, papers, _AT_ONCE)]
    reduced = np.concatenate(pieces).astype(np.float32)
    places, _ = _nearest(reduced, centres)
    sizes = np.bincount(places[places >= 0], minlength=count)
    centres = centres[[group for group in np.argsort(-sizes, kind="stable") if sizes[group] >= _LEAST_SIZE]]
    places, fits = _nearest(reduced, centres)
    stems = tuple(vectors.text(int(term)) for term in columns)
    progress("grouping", 3, 3)
    return Groups(vectors.numbers.copy(), places, fits, stems, found.components_.astype(np.float32), centres)


def _no_groups(vectors: "Vectors") -> Groups:
    papers = vectors.numbers.copy()
    nowhere, fits = np.full(len(papers), NOWHERE, np.int16), np.zeros(len(papers), np.float32)
    return Groups(papers, nowhere, fits, (), np.zeros((0, 0), np.float32), np.zeros((0, 0), np.float32))


def _nearest(reduced: Array, centres: Array) -> tuple[Array, Array]:
    """Return which centre each row, of length 1 or 0, is nearest to, and its cosine."""
    if not len(centres):
        return np.full(len(reduced), NOWHERE, np.int16), np.zeros(len(reduced), np.float32)
    cosines = reduced @ centres.T
    fits = cosines.max(1).astype(np.float32)
    return np.where(fits >= _LEAST_FIT, cosines.argmax(1), NOWHERE).astype(np.int16), fits


def _unit(rows: Array) -> Array:
    """Return rows of length 1; empty ones stay so."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Array = rows / np.where(lengths > 0, lengths, 1)
    return unit
