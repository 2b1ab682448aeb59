"""What papers speak of more than those before them: the words, and pairs of words, of one period against another's.

The statistic is the log-odds ratio with an informative Dirichlet prior of Monroe, Colaresi and Quinn, *Fightin' Words:
Lexical Feature Selection and Evaluation for Identifying the Content of Political Conflict*, 2008, over papers that have
a term, not over its occurrences: one paper that says it thirty times is one paper. The prior is what `PRIOR_PAPERS`
usual papers of both periods would say, so that what is rare does not rise by chance; the score is the ratio in units of
its standard deviation (z). G², its usual rival, tells as well what differs, but for rare terms it trusts a ratio that
is infinite where the old papers have none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np

from reader.search.arrays import Array
from reader.search.pairs import pairs_of
from reader.search.vectors import Part
from reader.search.vocabulary import Vocabulary, united

PRIOR_PAPERS = 10
LEAST_PAPERS = 3
"""In fewer of the newer papers a term may be said by chance, or by one group of authors."""
LEAST_SCORE = 1.64
"""z of what happens by chance to one word in twenty."""
TOPIC, TOPIC_OF_PAIR = 1.5, 1.75
"""So often a paper that has it says what it is about, a word of its title counting twice: `agent` five times, but
`present` and `subsequent` once. Content words repeat, function words do not: Church and Gale, *Poisson mixtures*, 1995.
"""
_PART_OF_TOPIC = 1.3
"""A word of a pair may be less."""
TOO_COMMON = 1 / 2
"""A word that such a share of the older papers has is the library's, not the period's."""
MOST_READ = 8_000
"""So many papers of a period are read for pairs of words at most, evenly chosen."""
Stems = tuple[str, ...]
"""One, or two that follow each other."""


@dataclass(frozen=True, slots=True)
class Rise:
    """A term that is said more."""

    stems: Stems
    papers: int
    """How many of the newer ones say it; of pairs, of those that were read."""
    score: float
    """z."""
    level: float
    """The z that chance gives to one of all terms that were looked at."""

    @property
    def is_sure(self) -> bool:
        """Whether it rose more than chance would have it."""
        return self.score >= self.level

    def counted(self, new: int, old: int, papers_new: int, papers_old: int) -> "Rise":
        """Return the rise of a term that so many of all new and old papers have, where some of them were read."""
        (score,) = scores(np.array([new]), np.array([old]), papers_new, papers_old).tolist()
        return replace(self, score=score)


@dataclass(frozen=True, slots=True)
class _Terms:
    """Terms that may have risen, (N, 1) words or (N, 2) pairs, with how many papers have each."""

    terms: Array
    new: Array
    old: Array
    papers_new: int
    papers_old: int

    def risen(self, vocabulary: Vocabulary, level: float) -> Iterator[Rise]:
        """Yield those that rose, for sure above a `level` of z."""
        if self.papers_new and self.papers_old:
            z = scores(self.new, self.old, self.papers_new, self.papers_old)
            rose = np.flatnonzero(z >= LEAST_SCORE)
            found = zip(self.terms[rose].tolist(), self.new[rose].tolist(), z[rose].tolist(), strict=True)
            for term, papers, score in found:
                yield Rise(tuple(map(vocabulary.text, term)), papers, score, level)


def rising(parts: Sequence[Part], new: Array, old: Array) -> list[Rise]:
    """Return what papers `new` speak of more than papers `old`, both by number; what is told most surely first.

    A pair is there beside its words, and also where these only meet (`models (LLMs)`).
    """
    vocabulary, places = united([part.stems for part in parts])
    masks_new, masks_old = _masks(parts, new), _masks(parts, old)
    counted = [_counted(parts, places, masks, len(vocabulary)) for masks in (masks_new, masks_old)]
    (having_new, said_new), (having_old, said_old) = counted
    topical = (said_new + said_old) / np.maximum(having_new + having_old, 1)
    may = (having_new >= LEAST_PAPERS) & (topical >= _PART_OF_TOPIC) & ~vocabulary.says_little()
    usual = having_old > TOO_COMMON * _count(masks_old)
    which = np.flatnonzero(may & ~usual & (topical >= TOPIC))
    words = _Terms(which[:, None], having_new[which], having_old[which], _count(masks_new), _count(masks_old))
    pairs = _of_pairs(parts, places, _some(new), _some(old), may, topical)
    level = _level_of_chance(len(words.terms) + len(pairs.terms))
    rises = (*words.risen(vocabulary, level), *pairs.risen(vocabulary, level))
    return sorted(rises, key=lambda rise: (-rise.score, rise.stems))


def scores(new: Array, old: Array, papers_new: int, papers_old: int) -> Array:
    """Return z of terms that so many of the new and of the old papers have; both have some papers."""
    prior = PRIOR_PAPERS * (new + old + 0.5) / (papers_new + papers_old + 1)
    of_new, of_old = new + prior, old + prior
    odds_new = np.log(of_new / (papers_new + PRIOR_PAPERS - of_new))
    odds_old = np.log(of_old / (papers_old + PRIOR_PAPERS - of_old))
    z: Array = (odds_new - odds_old) / np.sqrt(1 / of_new + 1 / of_old)
    return z


def _level_of_chance(terms: int) -> float:
    """Return the z that one of so many terms reaches by chance."""
    return NormalDist().inv_cdf(1 - 1 / max(terms, 2))


def _of_pairs(
    parts: Sequence[Part], places: Sequence[Array], new: Array, old: Array, may: Array, topical: Array
) -> _Terms:
    """Return pairs of the stems that `may` be in one, and are topics enough together."""
    masks_new, masks_old = _masks(parts, new), _masks(parts, old)
    pairs_new, pairs_old = (_pairs(parts, places, masks, may) for masks in (masks_new, masks_old))
    pairs, having = np.unique(pairs_new, return_counts=True)
    terms = np.stack(np.divmod(pairs, max(len(may), 1)), axis=1)
    kept = (having >= LEAST_PAPERS) & (topical[terms].mean(axis=1) >= TOPIC_OF_PAIR)
    before = np.searchsorted(pairs_old, pairs[kept], side="right") - np.searchsorted(pairs_old, pairs[kept])
    return _Terms(terms[kept], having[kept], before, _count(masks_new), _count(masks_old))


def _masks(parts: Sequence[Part], papers: Array) -> list[Array]:
    """Return by segment, (D,), which documents are among some papers."""
    return [part.alive & np.isin(part.numbers, papers) for part in parts]


def _count(masks: Sequence[Array]) -> int:
    return sum(int(mask.sum()) for mask in masks)


def _some(papers: Array) -> Array:
    """Return as many of the papers as are read for pairs."""
    return papers[:: -(-len(papers) // MOST_READ) or 1]


def _counted(parts: Sequence[Part], places: Sequence[Array], masks: Sequence[Array], terms: int) -> tuple[Array, Array]:
    """Return (T,) how many of some documents have each term in title or abstract, and how often all of them say it."""
    having, said = np.zeros(terms, np.int64), np.zeros(terms)
    for part, place, mask in zip(parts, places, masks, strict=True):
        which = mask.repeat(np.diff(part.forward.starts))
        found = place[part.forward.terms[which]]
        having += np.bincount(found, minlength=terms)
        said += np.bincount(found, part.forward.counts[which], terms)
    return having, said


def _pairs(parts: Sequence[Part], places: Sequence[Array], masks: Sequence[Array], terms: Array) -> Array:
    """Return the pairs of some terms in some documents, ascending: one number for each pair and document."""
    found = [np.empty(0, np.int64)]
    for part, place, mask in zip(parts, places, masks, strict=True):
        ranks = pairs_of(part.stems, mask, terms[place])
        found.append(place[ranks[:, 0]].astype(np.int64) * len(terms) + place[ranks[:, 1]])
    return np.sort(np.concatenate(found))
