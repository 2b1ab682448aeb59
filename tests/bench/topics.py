"""Ways to put the papers of a library into groups, measured: which is the one that `reader topics` should use?

    python -m tests.bench.topics HOME...

For each library (a folder as --home takes it): seconds, groups, the share of papers in none, the sizes of the smallest
and the largest group; the silhouette (Rousseeuw 1987: by cosines in the main directions, of 3,000 papers), and the
coherence of each group's eight most telling stems (NPMI: Bouma 2009), the mean over the groups. Both go from -1 to 1,
more is better.
"""

import sys
from collections.abc import Callable
from itertools import combinations
from math import log
from pathlib import Path
from time import perf_counter

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.cluster import HDBSCAN, KMeans, MiniBatchKMeans
from sklearn.decomposition import NMF, TruncatedSVD
from sklearn.metrics import silhouette_score
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from reader.library import Library
from reader.paths import Paths
from reader.search.arrays import Array
from reader.search.topics.grouping import grouped, how_many
from reader.search.vectors import Vectors

_STEMS = 8
_SAMPLE = 3000
_MOST_FOR_DENSE = 20_000
"""HDBSCAN looks at all pairs."""


def main(homes: list[Path]) -> None:
    """Print a table for each library."""
    for home in homes:
        with Library(Paths.under(home)) as library, threadpool_limits(1):
            vectors = library._index.vectors()
        shape = (len(vectors), len(vectors.vocabulary))
        matrix = csr_matrix((vectors.weights, vectors.terms, vectors.starts), shape=shape)
        least = max(2, min(3, shape[0] // 50), shape[0] // 5000)
        matrix = matrix[:, np.flatnonzero(np.bincount(vectors.terms, minlength=shape[1]) >= least)]
        with threadpool_limits(1):
            count = how_many(shape[0])
            reduced = normalize(TruncatedSVD(min(2 * count, 100), n_iter=4, random_state=0).fit_transform(matrix))
            print(f"\n{home}: {shape[0]:,} papers, {matrix.shape[1]:,} stems, {count} groups wanted")
            print(f"{'':16} {'s':>6} {'groups':>6} {'none':>6} {'sizes':>12} {'silhouette':>10} {'NPMI':>6}")
            for name, way in _ways(vectors, matrix, reduced, count).items():
                started = perf_counter()
                places = way()
                _print(name, perf_counter() - started, places, matrix, reduced)


def _ways(vectors: Vectors, matrix: csr_matrix, reduced: Array, count: int) -> dict[str, Callable[[], Array]]:
    ways: dict[str, Callable[[], Array]] = {
        "Reader": lambda: grouped(vectors, lambda *_: None).places,
        "k-means, all": lambda: KMeans(count, n_init=4, random_state=0).fit(reduced).labels_,
        "mini batches": lambda: MiniBatchKMeans(count, n_init=4, random_state=0).fit(reduced).labels_,
        "NMF": lambda: NMF(count, init="nndsvd", max_iter=100, tol=1e-3).fit_transform(matrix).argmax(1),
    }
    if len(vectors) <= _MOST_FOR_DENSE:
        ways["HDBSCAN"] = lambda: HDBSCAN(max(3, len(vectors) // (4 * count)), copy=True).fit(reduced).labels_
    return ways


def _print(name: str, took_s: float, places: Array, matrix: csr_matrix, reduced: Array) -> None:
    somewhere = np.flatnonzero(places >= 0)
    sizes = np.unique(places[somewhere], return_counts=True)[1]
    some = somewhere[:: -(-len(somewhere) // _SAMPLE)]
    told = silhouette_score(reduced[some], places[some], metric="cosine") if len(sizes) > 1 else float("nan")
    row = f"{name:16} {took_s:6.1f} {len(sizes):6} {1 - len(somewhere) / len(places):6.1%}"
    print(f"{row} {sizes.min():5,}–{sizes.max():6,} {told:10.3f} {_coherence(places, matrix):6.3f}")


def _coherence(places: Array, matrix: csr_matrix) -> float:
    """Return the mean normalised pointwise mutual information of each group's most telling stems."""
    there = (matrix > 0).tocsc()
    having, papers = np.asarray(there.sum(0)).ravel(), matrix.shape[0]
    values = []
    for group in np.unique(places[places >= 0]):
        rows = np.flatnonzero(places == group)
        share = np.asarray(there[rows].sum(0)).ravel() / len(rows)
        elsewhere = (having - share * len(rows) + 0.5) / max(papers - len(rows), 1)
        telling = np.argsort(-np.where(share > elsewhere, share * np.log(np.maximum(share, 1e-9) / elsewhere), 0))
        for one, other in combinations(telling[:_STEMS].tolist(), 2):
            both = there[:, [one]].multiply(there[:, [other]]).nnz / papers
            chance = having[one] * having[other] / papers**2
            values.append(log(both / chance) / -log(both) if 0 < both < 1 else -1.0)
    return float(np.mean(values))


if __name__ == "__main__":
    main([Path(home) for home in sys.argv[1:]])
