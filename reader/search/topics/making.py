"""The topics of a library: made of its papers, and followed as papers come and go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from reader.search.arrays import Array
from reader.search.hits import Hits
from reader.search.topics.grouping import Groups, grouped
from reader.search.topics.layout import laid_out
from reader.search.topics.naming import LOOKED_AT, names, telling_terms
from reader.search.topics.topic import Topic

if TYPE_CHECKING:
    from reader.search.vectors import Vectors

_GROWN = 0.2
"""Once such a share of the papers came or went since topics were made, they are made anew."""
_SAME = 0.5
"""A topic is the one of before where they share such a part of the papers that either has."""

Texts = Callable[[Sequence[int]], Sequence[tuple[str, str]]]
"""Returns the titles and abstracts of papers."""


@dataclass(frozen=True)
class Topics:
    """Topics, each with the group of its papers. Immutable."""

    topics: tuple[Topic, ...]
    """In the order of the groups: the largest first, when they were made."""
    groups: Groups
    revision: int
    """The library's, when papers were put into groups last."""
    made_of: int
    """How many papers there were when the groups were made."""
    last: int
    """The highest number that any topic ever had."""

    def hits(self, rows: Sequence[int]) -> Hits:
        """Return the papers of some topics; `NOWHERE` stands for those that fit into none."""
        papers = self.groups.papers[np.isin(self.groups.places, list(rows))]
        return Hits(papers, np.zeros(len(papers)))

    def counts(self, papers: Array | None = None) -> list[int]:
        """Return how many of some papers, of all if not told, each topic has; last, how many fit nowhere."""
        places = self.groups.places
        if papers is not None:
            places = places[np.isin(self.groups.papers, papers, assume_unique=True)]
        counts: list[int] = np.bincount(places + 1, minlength=len(self.topics) + 1).tolist()
        return [*counts[1:], counts[0]]

    def most_typical(self, papers: Array | None = None) -> list[int | None]:
        """Return, for each topic, the one of some papers that is nearest to its middle; None where it has none."""
        groups = self.groups
        among = np.full(len(groups.papers), True) if papers is None else np.isin(groups.papers, papers)  # noqa: FBT003
        rows = np.flatnonzero(among)
        rows = rows[np.argsort(-groups.fits[rows], kind="stable")]
        places, first = np.unique(groups.places[rows], return_index=True)
        best = {int(place): int(groups.papers[rows[at]]) for place, at in zip(places, first, strict=True)}
        return [best.get(row) for row in range(len(self.topics))]

    def followed(self, vectors: "Vectors", revision: int) -> "Topics | None":
        """Return the same topics with the papers there are now; None where so many are others that it is time anew."""
        stayed = int(np.isin(self.groups.papers, vectors.numbers, assume_unique=True).sum())
        moved = len(vectors) - stayed + len(self.groups.papers) - stayed
        if len(vectors) - self.made_of > _GROWN * self.made_of or moved > _GROWN * self.made_of:
            return None
        return replace(self, groups=self.groups.followed(vectors), revision=revision)


def made(
    vectors: "Vectors", texts: Texts, revision: int, progress: Callable[[str, int, int], None], before: Topics | None
) -> Topics:
    """Return the topics of a library; one that was there before keeps its number and its name.

    Raises:
        SearchError: scikit-learn is not there.
    """
    groups = grouped(vectors, progress)
    said = []
    for group in range(len(groups)):
        progress("naming", group, len(groups))
        said.append(texts(groups.nearest(group, LOOKED_AT)))
    terms = telling_terms(said)
    known = _same(groups, before) if before else {}
    named = iter(names([each for row, each in enumerate(terms) if row not in known], [t.name for t in known.values()]))
    last = before.last if before else 0
    topics = []
    for row, (told, (x, y)) in enumerate(zip(terms, laid_out(groups.centres), strict=True)):
        same = known.get(row)
        last += not same
        topics.append(Topic(same.number if same else last, same.name if same else next(named), told, x, y))
    progress("naming", len(groups), len(groups))
    return Topics(tuple(topics), groups, revision, len(vectors), last)


def _same(groups: Groups, before: Topics) -> dict[int, Topic]:
    """Return which groups are topics of before: those that share most of their papers."""
    known: dict[int, Topic] = {}
    for row in range(len(groups)):
        mine = groups.members(row)
        for at, topic in enumerate(before.topics):
            theirs = before.groups.members(at)
            shared = len(np.intersect1d(mine, theirs, assume_unique=True))
            if shared > _SAME * (len(mine) + len(theirs) - shared):  # so it is the only one
                known[row] = topic
    return known
