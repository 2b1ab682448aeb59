"""Which of the words and pairs that rose tell the most, written as people do."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from reader.search.arrays import Array
from reader.search.rising import LEAST_SCORE, MOST_READ, Rise, Stems, rising
from reader.search.vectors import Part
from reader.search.written import Stemmed, written

_READ = 6
"""In so many of the newest papers it is looked up how a term is written."""
_LOOKED_THROUGH = 4
"""So many rises for each that is wanted: others tell some of them better."""
_MUCH = 1 / 2
"""Where so many of a word's papers have it in a pair, the pair is what is spoken of."""

Read = Callable[[Sequence[int]], Sequence[Stemmed]]
"""Returns the texts of papers."""
PapersWith = Callable[[Stems], Array]
"""Returns the papers that have a term, by number, ascending."""


@dataclass(frozen=True, slots=True)
class Risen:
    """A term that rose."""

    text: str
    """As it is mostly written."""
    score: float
    """z of its rise."""
    is_sure: bool
    """Whether that is more than chance gives to one of all terms."""
    papers: tuple[int, ...]
    """How many papers of each period have it, authors too, as a query finds them; oldest period first."""


def risen(
    parts: Sequence[Part], periods: Sequence[Sequence[int]], papers_with: PapersWith, read: Read, most: int
) -> list[Risen]:
    """Return what rose from the last period but one to the last, as `Snapshot.rising` promises it."""
    among = [np.array(papers, np.int64) for papers in periods]
    masks = [np.isin(np.arange(max(max(papers, default=0) for papers in periods) + 1), papers) for papers in among]
    sizes = len(periods[-1]), len(periods[-2])

    def having(stems: Stems, mask: Array) -> Array:
        papers = papers_with(stems)
        papers = papers[papers < len(mask)]
        return papers[mask[papers]]

    def newest(stems: Stems) -> list[int]:
        of_last: list[int] = having(stems, masks[-1])[-_READ:].tolist()
        return of_last

    rises = rising(parts, among[-1], among[-2])[: _LOOKED_THROUGH * most]
    found = []
    for rise, text in islice(telling(rises, newest, read), most):
        papers = tuple(len(having(rise.stems, mask)) for mask in masks)
        exact = rise if max(sizes) <= MOST_READ else rise.counted(papers[-1], papers[-2], *sizes)
        found.append(Risen(text, exact.score, exact.is_sure, papers))
    return sorted((each for each in found if each.score >= LEAST_SCORE), key=lambda each: -each.score)


def telling(rises: Sequence[Rise], newest: Callable[[Stems], Sequence[int]], read: Read) -> Iterator[tuple[Rise, str]]:
    """Yield what rose as it is written, without what other terms tell better; in the same order.

    A pair must have risen more surely than its words, or be much of one: else it is that word in any company. A word
    that is mostly said in such a pair (`world` in `world model`) is told by it. `newest` gives the newest papers that
    have a term.
    """
    words = {rise.stems[0]: rise for rise in rises if len(rise.stems) == 1}
    told: set[str] = set()
    pairs: dict[Stems, str] = {}

    def write(rise: Rise) -> str | None:
        return written(rise.stems, read(newest(rise.stems)))

    for pair in (rise for rise in rises if len(rise.stems) == 2):
        of_it = [words[stem] for stem in pair.stems if stem in words]
        much = [word.stems[0] for word in of_it if pair.papers >= _MUCH * word.papers]
        if (much or all(pair.score > word.score for word in of_it)) and (text := write(pair)):
            told.update(much)
            pairs[pair.stems] = text
    said: set[str] = set()
    for rise in rises:
        if rise.stems in pairs or (len(rise.stems) == 1 and rise.stems[0] not in told):
            text = pairs.get(rise.stems) or write(rise)
            if text and not said & _alike(text):
                said.add(text.casefold())
                yield rise, text


def _alike(text: str) -> set[str]:
    """Return a term with and without its plural, where stems part the two: `VLM`, `VLMs`."""
    folded = text.casefold()
    return {folded, f"{folded}s", folded.removesuffix("s")}
