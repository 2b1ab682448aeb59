"""What somebody's marks say of all papers: a direction among their terms, by Rocchio's method.

Rocchio, *Relevance feedback in information retrieval*, 1971: the mean of what was liked, less what all papers are
like anyway, less half the mean of what was not liked. It was chosen over linear SVMs and logistic regressions
(`tests/bench/foryou.py` compares them) because it ranks as well as they do, from the first marks on and with wrong
ones among them, needs nothing to be solved, and says why of itself: a score is a sum of what each term adds to it.
Two laws hold by construction: to like a paper never lowers one just like it, and to want less of a term lowers all
that have it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from reader.papers import Paper
from reader.search.arrays import Array
from reader.search.hits import Hits
from reader.search.pulls import Pull, written_by_stem
from reader.search.vectors import Vectors

UNLIKE = 0.5
"""How much what was not liked counts, beside what was: people skip for many reasons."""
_LOOKED_AT = 400
"""So many of the liked papers say how much like them is much."""
_LEAST = 1e-6
"""What moves a paper less does not move it."""


@dataclass(frozen=True)
class Taste:
    """A direction among the terms of a library's papers, and how far each paper lies in it."""

    vectors: Vectors
    direction: Array
    """(T,) float32."""
    scores: Array
    """(N,) float32, of each row of `vectors`."""
    much: float
    """What is above it is at least half as much to this taste as the middle one of the liked papers; 0 at least."""

    def of(self, hits: Hits) -> Hits:
        """Return papers with their scores; one that is not in the index has 0."""
        rows = np.searchsorted(self.vectors.numbers, hits.papers)
        rows[rows == len(self.vectors)] = 0
        scores = np.zeros(len(hits))
        if len(self.vectors):
            there = self.vectors.numbers[rows] == hits.papers
            scores[there] = self.scores[rows[there]]
        return Hits(hits.papers, scores)

    def liked(self, hits: Hits) -> Hits:
        """Return those of some papers that are much to this taste, with their scores."""
        scored = self.of(hits)
        return scored.at(np.flatnonzero(scored.scores > self.much))

    def score(self, number: int) -> float:
        """Return the score of a paper."""
        return float(self.of(Hits.of([number])).scores[0])

    def why(self, number: int, paper: Paper) -> list[Pull]:
        """Return what moves a paper, the strongest first: the sum of it is the paper's score."""
        written = written_by_stem(paper)
        reasons: list[Pull] = []
        for row in self.vectors.rows_of([number]).tolist():
            entries = slice(int(self.vectors.starts[row]), int(self.vectors.starts[row + 1]))
            terms = self.vectors.terms[entries]
            adds = self.direction[terms] * self.vectors.weights[entries]
            for term, added in zip(terms.tolist(), adds.tolist(), strict=True):
                if abs(added) > _LEAST:
                    text = self.vectors.text(term)
                    reasons.append(Pull(text, written.get(text, text), added))
        return sorted(reasons, key=lambda reason: (-abs(reason.adds), reason.term))


def learn(vectors: Vectors, marks: Mapping[int, float], less: Collection[str], every: Array) -> Taste | None:
    """Return the taste that marks show: papers by number, above 0 where liked, as much as that; below 0 where not.

    Of the terms in `less`, by their stems, less is wanted. `every` is the mean of all papers. None where nothing is
    liked.
    """
    papers = np.fromiter(marks, np.int64, len(marks))
    weights = np.fromiter(marks.values(), np.float64, len(marks))
    rows, weights = vectors.rows_of(papers), weights[vectors.has(papers)]
    liked, unlike = weights > 0, weights < 0
    if not liked.any():
        return None
    mean = vectors.mean(rows[liked], weights[liked])
    direction = mean - every
    if unlike.any():
        direction = direction - np.float32(UNLIKE) * vectors.mean(rows[unlike], -weights[unlike])
    much = _much(vectors, rows[liked], weights[liked], mean, direction)
    direction = _without(vectors, direction, less)
    return Taste(vectors, direction, vectors.scores(direction), much)


def _without(vectors: Vectors, direction: Array, less: Collection[str]) -> Array:
    """Let terms speak against a paper as loudly as any term speaks for one."""
    terms = [term for stem in less if (term := vectors.find(stem)) >= 0]
    if terms:
        direction = direction.copy()
        loudest = np.abs(direction).max()
        direction[terms] = np.minimum(direction[terms], 0) - loudest
    return direction


def _much(vectors: Vectors, rows: Array, weights: Array, mean: Array, direction: Array) -> float:
    """Return half the median score of liked papers, what each adds to it itself left out; of none but one, 0.

    With m the mean of the liked, w a paper's weight and W all of them, what is left of its m·x without itself is
    (W m·x - w x·x) / (W - w); and x·x is 1.
    """
    if len(rows) < 2:
        return 0.0
    whole = weights.sum()
    some = np.unique(np.linspace(0, len(rows) - 1, min(len(rows), _LOOKED_AT)).astype(np.int64))
    rows, weights = rows[some], weights[some]
    near = vectors.scores_of(rows, mean)
    scores = vectors.scores_of(rows, direction) - weights * (1 - near) / (whole - weights)
    return max(0.0, float(np.median(scores)) / 2)
