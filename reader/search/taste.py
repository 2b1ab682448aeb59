"""What somebody's marks say of all papers: a direction among their terms and authors, by Rocchio's method.

Rocchio, *Relevance feedback in information retrieval*, 1971: the mean of what was liked, less what all papers are
like anyway, less a part of the mean of what was not liked. It was chosen over linear SVMs and logistic regressions
(`tests/bench/foryou.py` compares them) because it ranks nearly as well as they do, from the first marks on and with
wrong ones among them, needs nothing to be solved, and says why of itself: a score is a sum of what each term and each
author adds to it. Two laws hold by construction: to like a paper never lowers one just like it, and to want less of a
term lowers all that have it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reader.papers import Paper
from reader.search.arrays import Array
from reader.search.authors import author_vectors
from reader.search.hits import Hits
from reader.search.pulls import AUTHOR, Pull, names_by_term, words_by_term
from reader.search.vectors import Vectors

UNLIKE = 0.25
"""How much what was not liked counts, beside what was: people skip for many reasons."""
AUTHORS = 0.5
"""How much it counts who wrote a paper, beside what it says."""
FEWEST = 10
"""So many papers are for one, if any speak for themselves, before it is asked whether they do so loudly."""
_LOOKED_AT = 400
"""So many of the liked papers say how much like them is much."""
_QUIETEST = 0.01
"""Less of something counts so much at least, where a taste says next to nothing."""
_LEAST = 1e-6
"""What moves a paper less does not move it."""


@dataclass(frozen=True)
class Space:
    """What papers are told apart by, both with the same rows; and the middle of all papers."""

    terms: Vectors
    names: Vectors
    middle: Array
    """(T,) of the terms."""
    middle_name: Array

    @classmethod
    def of(cls, terms: Vectors, authors: Mapping[int, Sequence[str]]) -> "Space":
        """Put the authors of papers, by number, beside their terms."""
        names = author_vectors(terms.numbers, authors)
        return cls(terms, names, terms.mean_of_all(), names.mean_of_all())

    def scores(self, direction: "Direction", rows: Array | None = None) -> Array:
        """Return how far papers lie in a direction: all, or those of some rows."""
        said, wrote = direction
        if rows is None:
            return self.terms.scores(said) + AUTHORS * self.names.scores(wrote)
        return self.terms.scores_of(rows, said) + AUTHORS * self.names.scores_of(rows, wrote)

    def mean(self, rows: Array, weights: Array) -> "Direction":
        """Return the mean of some papers, each with its weight."""
        return self.terms.mean(rows, weights), self.names.mean(rows, weights)

    def lengths(self, rows: Array) -> Array:
        """Return the squares of papers' lengths."""
        starts, wrote = self.terms.starts, self.names.starts
        squares: Array = (starts[rows + 1] > starts[rows]) + AUTHORS * (wrote[rows + 1] > wrote[rows])
        return squares


Direction = tuple[Array, Array]
"""Among terms, and among authors."""


@dataclass(frozen=True)
class Taste:
    """A direction among a library's papers, and how far each of them lies in it."""

    space: Space
    direction: Direction
    scores: Array
    """(N,) float32, of each row."""
    much: float
    """What is above it is at least half as much to this taste as the middle one of the liked papers; 0 at least."""

    def of(self, hits: Hits) -> Hits:
        """Return papers with their scores; one that is not in the index has 0."""
        scores = np.zeros(len(hits))
        scores[self.space.terms.has(hits.papers)] = self.scores[self.space.terms.rows_of(hits.papers)]
        return Hits(hits.papers, scores)

    def liked(self, hits: Hits) -> Hits:
        """Return those of some papers that are much to this taste, with their scores.

        Where few are, the best few are, as far as more speaks for them than against them; where that is so of none, as
        in a small library of many fields, they are it nevertheless.
        """
        scored = self.of(hits)
        scores = scored.scores
        liked = scores > self.much
        if np.count_nonzero(liked) < FEWEST:
            liked = scores >= np.sort(scores)[-FEWEST:].min(initial=np.inf)
        likely = liked & (scores > 0)
        return scored.at(np.flatnonzero(likely if likely.any() else liked))

    def score(self, number: int) -> float:
        """Return the score of a paper."""
        return float(self.of(Hits.of([number])).scores[0])

    def why(self, number: int, paper: Paper) -> list[Pull]:
        """Return what moves a paper, the strongest first: the sum of it is the paper's score."""
        said, wrote = self.direction
        pulls = [
            *_pulls(self.space.terms, said, number, words_by_term(paper), ""),
            *_pulls(self.space.names, AUTHORS * wrote, number, names_by_term(paper), AUTHOR),
        ]
        return sorted(pulls, key=lambda pull: (-abs(pull.adds), pull.term))


def learn(space: Space, marks: Mapping[int, float], less: Collection[str]) -> Taste | None:
    """Return the taste that marks show: papers by number, above 0 where liked, as much as that; below 0 where not.

    Of what is in `less`, as `Pull.term` names it, less is wanted. None where nothing is liked.
    """
    papers = np.fromiter(marks, np.int64, len(marks))
    weights = np.fromiter(marks.values(), np.float64, len(marks))
    rows, weights = space.terms.rows_of(papers), weights[space.terms.has(papers)]
    liked, unlike = weights > 0, weights < 0
    if not liked.any():
        return None
    mean = space.mean(rows[liked], weights[liked])
    others = space.mean(rows[unlike], -weights[unlike])
    said, wrote = (
        each - middle - np.float32(UNLIKE) * other
        for each, middle, other in zip(mean, (space.middle, space.middle_name), others, strict=True)
    )
    much = _much(space, rows[liked], weights[liked], mean, (said, wrote))
    direction = _without(space, (said, wrote), less)
    return Taste(space, direction, space.scores(direction), much)


def _without(space: Space, direction: Direction, less: Collection[str]) -> Direction:
    """Let terms and authors speak against a paper as loudly as anything speaks for one."""
    said, wrote = direction
    loudest = max(np.abs(said).max(initial=_QUIETEST), AUTHORS * np.abs(wrote).max(initial=0))
    words = [space.terms.find(term) for term in less if not term.startswith(AUTHOR)]
    names = [space.names.find(term.removeprefix(AUTHOR)) for term in less if term.startswith(AUTHOR)]
    return _lowered(said, words, loudest), _lowered(wrote, names, loudest / AUTHORS)


def _lowered(direction: Array, terms: Collection[int], by: float) -> Array:
    there = [term for term in terms if term >= 0]
    if there:
        direction = direction.copy()
        direction[there] = np.minimum(direction[there], 0) - by
    return direction


def _much(space: Space, rows: Array, weights: Array, mean: Direction, direction: Direction) -> float:
    """Return half the median score of liked papers, what each adds to it itself left out; of none but one, 0.

    With m the mean of the liked, w the weight of a paper x and W all of them, what is left of its m·x without itself
    is (W m·x - w x·x) / (W - w).
    """
    if len(rows) < 2:
        return 0.0
    whole = weights.sum()
    some = np.unique(np.linspace(0, len(rows) - 1, min(len(rows), _LOOKED_AT)).astype(np.int64))
    rows, weights = rows[some], weights[some]
    itself = weights * (space.lengths(rows) - space.scores(mean, rows)) / (whole - weights)
    return max(0.0, float(np.median(space.scores(direction, rows) - itself)) / 2)


def _pulls(vectors: Vectors, direction: Array, number: int, written: Mapping[str, str], prefix: str) -> Iterator[Pull]:
    for row in vectors.rows_of([number]).tolist():
        entries = slice(int(vectors.starts[row]), int(vectors.starts[row + 1]))
        terms = vectors.terms[entries]
        adds = direction[terms] * vectors.weights[entries]
        for term, added in zip(terms.tolist(), adds.tolist(), strict=True):
            if abs(added) > _LEAST:
                text = vectors.text(term)
                yield Pull(f"{prefix}{text}", written.get(text, text), added)
