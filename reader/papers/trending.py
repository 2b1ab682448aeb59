"""Which papers are talked about: one formula, from what dumps show and tell, and the line that says why.

    trend = log2(Σ 2^(-age / 7)) + ½ log2((1 + upvotes) / (1 + usual)) + ¼ max(0, log2((1 + stars) / (1 + usual)))

The sum is over the dumps that show the paper; `age` is in days before the newest dump of the library, not before
today, so that a library that nobody has fed for a year still has its order. A dump that has no day, as a list of
papers has none, is no page of today: it counts as of the oldest page, and where no dump has a day, as of that of its
adding. Twice as many dumps of one day are worth a point, a week of age costs one; so do four times the upvotes of a
usual paper, and sixteen times its stars. Usual is the median of the papers of which it is told. What is not told is
not zero: it counts as usual. Few stars take nothing away, as a paper with code is not worse than one without.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log, log1p, log2

HALF_LIFE_DAYS = 7
"""A paper is half as new after a week: so long do the pages that dumps are made of show it."""
_OF_UPVOTES, _OF_STARS = 1 / 2, 1 / 4
"""Readers of the pages vote for a paper; stars come later, and to programs of long ago."""


@dataclass(frozen=True, slots=True)
class Showing:
    """What dumps show and tell of a paper."""

    days: tuple[date, ...]
    """Of each dump that shows it, one at least, in any order."""
    upvotes: int | None = None
    """None where it is not told, likewise of stars."""
    stars: int | None = None
    pages: tuple[date, ...] | None = None
    """The days among them that are those of pages, not assumed; None: all are."""

    @property
    def known(self) -> tuple[date, ...]:
        """The days that may be told."""
        return self.days if self.pages is None else self.pages


@dataclass(frozen=True, slots=True)
class Usual:
    """What the papers of a library are measured by."""

    newest: date
    """The day of the newest dump."""
    upvotes: float = 0.0
    """The median of those told, likewise of stars; 0 where none are."""
    stars: float = 0.0


@dataclass(frozen=True, slots=True)
class Trend:
    """How much a paper is talked about, in points: one more is twice as much."""

    seen: float
    """For the dumps that show it, the newer the more: at most 0 for one of them."""
    upvotes: float
    """For upvotes above the usual; below 0 for fewer."""
    stars: float
    """For stars of its code above the usual."""

    @property
    def score(self) -> float:
        """All together."""
        return self.seen + self.upvotes + self.stars


def trend(showing: Showing, usual: Usual) -> Trend:
    """Measure a paper."""
    return Trend(
        seen=seen(showing.days, usual.newest),
        upvotes=_above(showing.upvotes, usual.upvotes) * _OF_UPVOTES,
        stars=max(0.0, _above(showing.stars, usual.stars)) * _OF_STARS,
    )


def seen(days: Sequence[date], newest: date) -> float:
    """Return the points for having been shown on some days, one for each dump."""
    first, *others = sorted((newest - day).days / HALF_LIFE_DAYS for day in days)
    return log1p(sum(2 ** (first - each) for each in others)) / log(2) - first  # of 2^-1500 alone nothing would be left


def _above(count: int | None, usual: float) -> float:
    return 0.0 if count is None else log2((1 + max(0, count)) / (1 + usual))


def why(showing: Showing, today: date) -> str:
    """Say what a paper's trend is made of: `in 3 dumps, first Mar 14, last Mar 21 · 120 upvotes · 2.3k stars`.

    Days of another year than today's are told with it; of dumps without a day, none is.
    """
    count, days = len(showing.days), sorted(showing.known)
    dumps = f"in {count} dump{'' if count == 1 else 's'}"
    if days and days[0] == days[-1]:
        dumps += f", {_day(days[0], today)}"
    elif days:
        dumps += f", first {_day(days[0], today)}, last {_day(days[-1], today)}"
    liked = ((showing.upvotes, "upvote"), (showing.stars, "star"))
    counts = (f"{_short(count)} {noun}{'' if count == 1 else 's'}" for count, noun in liked if count is not None)
    return " · ".join((dumps, *counts))


def _day(day: date, today: date) -> str:
    return f"{day:%b} {day.day}" + ("" if day.year == today.year else f", {day.year}")


def _short(count: int) -> str:
    """Return a number as short as people read it: `999`, `2.3k`, `12k`, `1.2M`."""
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if count >= size:
            return f"{count / size:.1f}{letter}" if count < 10 * size else f"{count // size}{letter}"
    return str(count)
