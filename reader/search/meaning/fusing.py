"""Two rankings as one, by reciprocal ranks.

Cormack, Clarke, Buettcher, *Reciprocal rank fusion outperforms Condorcet and individual rank learning methods*,
SIGIR 2009: a paper gets 1 / (k + rank) from each ranking, so that no scores need be comparable.
"""

from collections.abc import Sequence

import numpy as np

from reader.search.arrays import Array
from reader.search.hits import Hits

SMOOTHING = 1
"""k: the smaller, the more the first of a ranking count. `python -m tests.bench.meaning` tries others: with 60, which
the paper has, a ranking as weak as that by latent meanings spoils the words'."""
WEIGHT = 0.3
"""How much the ranking by meaning counts beside that by words: as much as costs neither claims nor paraphrases any."""
WEIGHT_OF_A_MODEL = 1.0
"""Of a ranking by a model that has read more than the library: as much as the words."""
LOOKED_AT = 200
"""So many of the first of each ranking, and of both together, are listed: behind them chance begins."""


def fused(rankings: Sequence[tuple[Array, float]]) -> tuple[Array, Array]:
    """Return the papers of rankings, ascending, with their scores, the better the higher.

    Each ranking is the papers, best first, each once, with what it counts. Their order does not matter.
    """
    papers = [found for found, _ in rankings]
    scores = [weight / (SMOOTHING + 1 + np.arange(len(found))) for found, weight in rankings]
    numbers, which = np.unique(np.concatenate([np.empty(0, np.int64), *papers]), return_inverse=True)
    return numbers, np.bincount(which, np.concatenate([np.empty(0), *scores]), len(numbers))


def best(papers: Array, scores: Array, count: int = LOOKED_AT) -> Array:
    """Return the papers of the highest scores, best first; of equal ones the first first."""
    if len(papers) > 4 * count:
        kept = np.flatnonzero(scores >= np.partition(scores, len(scores) - count)[len(scores) - count])
        papers, scores = papers[kept], scores[kept]
    found: Array = papers[np.argsort(-scores, kind="stable")[:count]]
    return found


def by_meaning(
    among: Hits, by_words: Hits | None, likeness: tuple[Array, Array] | None, weight: float = WEIGHT
) -> Hits:
    """Return the best of some papers by what they have of the words, and by how like each is to what was asked.

    `likeness` is of papers, ascending, and counts so much beside the words; None leaves it to them.
    """
    rankings = []
    if by_words is not None:
        there = np.isin(by_words.papers, among.papers)
        rankings.append((best(by_words.papers[there], by_words.scores[there]), 1.0))
    if likeness is not None:
        papers, scores = likeness
        alike = np.flatnonzero(np.isin(papers, among.papers) & (scores > 0))
        rankings.append((best(papers[alike], scores[alike]), weight))
    numbers, scores = fused(rankings)
    kept = np.sort(best(numbers, scores))
    return Hits(kept, scores[np.searchsorted(numbers, kept)])
