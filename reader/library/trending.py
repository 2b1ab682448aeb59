"""Trends of all papers of a library: their order, and why one stands where it does."""

import json
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from statistics import median

from reader.papers import Entry
from reader.papers.trending import Showing, Trend, Usual, trend, why
from reader.store import Store

NO_TREND = Trend(seen=float("-inf"), upvotes=0.0, stars=0.0)
"""Of a paper that no dump shows: only a library that was mended has one."""


@dataclass(frozen=True, slots=True)
class Trending:
    """A paper's trend and what it is made of."""

    trend: Trend
    showing: Showing
    why: str
    """Told in a line."""


class Trends:
    """Measures papers by how much they are talked about. Safe to use from several threads."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        """Take the store and the clock."""
        self._store = store
        self._now = now
        self._usual: tuple[Hashable, Usual] | None = None

    def in_order(self, *, reverse: bool) -> list[int]:
        """Return all papers, the most talked about first, of equal ones the newest; half a second for 100,000."""
        showings, usual = self._store.showings, self._known_usual()
        days, paged, likes = showings.days(), showings.paged(), showings.likes()

        @lru_cache(None)
        def points(dumps: str, upvotes: int | None, stars: int | None) -> float:  # of a few thousand different
            found = _showing(dumps, days, paged, (upvotes, stars))
            return trend(found, usual).score if found else NO_TREND.score

        scored = [(points(dumps, *likes.get(number, (None, None))), number) for number, dumps in showings.dumps()]
        scored.sort(key=lambda each: -each[0])  # stable: the newest stay before the others
        numbers = [number for _, number in scored]
        return numbers[::-1] if reverse else numbers

    def of(self, numbers: Sequence[int]) -> dict[int, Trending]:
        """Return the trends of papers; of one that no dump shows, none."""
        usual, today = self._known_usual(), self._today()
        found = self._showings(numbers)
        return {number: Trending(trend(each, usual), each, why(each, today)) for number, each in found.items()}

    def why(self, entry: Entry | None) -> str:
        """Say why a paper is talked about, where several dumps show it, else nothing; costs next to nothing."""
        if entry is None or len({sighting.file for sighting in entry.sightings}) < 2:
            return ""
        found = self._showings([entry.number]).get(entry.number)
        return why(found, self._today()) if found else ""

    def _showings(self, numbers: Sequence[int]) -> dict[int, Showing]:
        showings = self._store.showings
        dumps, likes = showings.dumps_of(numbers), showings.likes_of(numbers)
        days = showings.days({dump for of_one in dumps.values() for dump in json.loads(of_one)})
        paged = showings.paged()
        of_all = {
            number: _showing(of_one, days, paged, likes.get(number, (None, None))) for number, of_one in dumps.items()
        }
        return {number: found for number, found in of_all.items() if found}

    def _known_usual(self) -> Usual:
        """Return what papers are measured by, worked out anew when papers or dumps have changed."""
        editions = self._store.editions.version()
        state = (self._store.papers.revision(), self._store.dumps.newest(), editions, self._today())
        known = self._usual
        if known is None or known[0] != state:
            likes = self._store.showings.likes().values()
            self._usual = known = (
                state,
                Usual(
                    newest=max(self._store.showings.days().values(), default=self._today()),
                    upvotes=_median(upvotes for upvotes, _ in likes),
                    stars=_median(stars for _, stars in likes),
                ),
            )
        return known[1]

    def _today(self) -> date:
        return self._now().astimezone().date()


def _showing(
    dumps: str, days: dict[int, date], paged: Collection[int], likes: tuple[int | None, int | None]
) -> Showing | None:
    shown = [dump for dump in json.loads(dumps) if dump in days]
    pages = tuple(days[dump] for dump in shown if dump in paged)
    return Showing(tuple(days[dump] for dump in shown), *likes, pages) if shown else None


def _median(told: Iterable[int | None]) -> float:
    return median([count for count in told if count is not None] or [0])
