"""The dumps by their days: the editions of a day, a week or a month, newest first, each with what finds it."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, get_args

from reader.errors import TextError
from reader.papers import Edition, clean_line
from reader.papers.editions import UNCERTAIN, clean_date
from reader.query import Date, Query, Source
from reader.store import Store

By = Literal["day", "week", "month"]
"""How much an edition is. Weeks begin on Monday."""
BYS: tuple[By, ...] = get_args(By)
_WEEK = timedelta(days=7)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The editions of a day, week or month; of a month or a year also where no more is known of a dump."""

    first: date
    last: date
    certain: bool = field(default=True, compare=False)
    """Whether no dump in it has a guessed year."""

    @property
    def condition(self) -> Date:
        """What a query says to find the papers of these editions."""
        whole = Edition(self.first, self.last)
        if whole.period == (self.first, self.last):
            return Date("page", whole.name)
        return Date("page", self.first.isoformat(), last=self.last.isoformat())

    @property
    def query(self) -> Query:
        """What finds the papers of these editions."""
        return Query(self.condition)

    @property
    def label(self) -> str:
        """As people read it: `Mar 14, 2025`, `Mar 9–15, 2025`, `Mar 2025`; with a `?` where a year is guessed."""
        whole = Edition(self.first, self.last, self.certain)
        if whole.period == (self.first, self.last):
            return whole.label
        first, last = Edition(self.first, self.first).label, Edition(self.last, self.last).label
        if self.first.year == self.last.year:
            first = first.partition(",")[0]
        if (self.first.year, self.first.month) == (self.last.year, self.last.month):
            last = last.partition(" ")[2]
        return f"{first}–{last}{'' if self.certain else UNCERTAIN}"


class Editions:
    """The editions of one library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def spans(self, by: By) -> list[Span]:
        """Return the editions, newest first."""
        return spans_of(self._store.editions.by_source().values(), by)

    def dumps(self) -> list[Source]:
        """Return what finds each dump, oldest pages first; one without a day stands at the day it was added."""
        return [Source.named(dump.file) for dump in reversed(self._store.dumps.counts())]

    def papers(self, spans: Iterable[Span]) -> Iterator[tuple[Span, set[int]]]:
        """Yield editions with the papers that they show: what their queries find."""
        editions = self._store.editions.by_source()
        shown = self._store.grouping.by_source()
        by_day: dict[date, list[tuple[date, Collection[int]]]] = {}
        for number, of in editions.items():
            by_day.setdefault(of.first, []).append((of.last, shown.get(number, ())))
        days = sorted(by_day)
        for span in spans:
            within = (each for day in _between(days, span.first, span.last) for each in by_day[day])
            yield span, set().union(*(papers for last, papers in within if last <= span.last))

    def tell(self, file: str, told: str) -> tuple[str, str]:
        """Take a dump's year, month or day from the user, or, empty, have it worked out again.

        Return how people read its day before and after.

        Raises:
            TextError: there is no such dump, or it is no date.
            StoreError: the library cannot be written.
        """
        dated = clean_date(told) if told else ""
        with self._store.transaction():
            before = self._store.dumps.pages().get(file)
            if before is None:
                raise TextError(f"There is no dump “{clean_line(file)}”", "`reader sources` lists the dumps.")
            self._store.editions.tell(file, dated)
        return before, self._store.dumps.pages()[file]


def spans_of(editions: Iterable[Edition], by: By) -> list[Span]:
    """Return the days, weeks or months that have editions, newest first; the shorter of two that begin on one day."""
    certain: dict[tuple[date, date], bool] = {}
    for of in editions:
        key = _around(of, by)
        certain[key] = certain.get(key, True) and of.certain
    ordered = sorted(certain, key=lambda key: (key[0], -(key[1] - key[0])), reverse=True)
    return [Span(*key, certain[key]) for key in ordered]


def year_around(span: Span) -> Span:
    """Return the year in which editions begin."""
    first = span.first.replace(month=1, day=1)
    return Span(first, first.replace(month=12, day=31), certain=True)


def month_around(span: Span) -> Span:
    """Return the month in which editions begin."""
    return Span(*_around(Edition(span.first, span.first), "month"), certain=True)


def _around(edition: Edition, by: By) -> tuple[date, date]:
    """Return the day, week or month that an edition is in; all of it where it is longer."""
    first = edition.first
    match by:
        case "week" if edition.first == edition.last:
            first -= first.weekday() * _A_DAY
            return first, first + _WEEK - _A_DAY
        case "month" if edition.first == edition.last:
            month = first.replace(day=1)
            return month, (month + 31 * _A_DAY).replace(day=1) - _A_DAY
        case _:
            return edition.first, edition.last


def _between(days: list[date], first: date, last: date) -> list[date]:
    return days[bisect_left(days, first) : bisect_right(days, last)]
