"""Days and weeks in numbers, by the calendar of the local time zone. Pure functions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Literal

Unit = Literal["day", "week"]
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """What happened on one day, or in one week."""

    first: date
    """The day; of a week its Monday."""
    added: int
    read: int
    bookmarked: int
    decided: int
    """Read or skipped."""
    unread: int
    """The backlog at the end of the period."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many papers on which days."""

    added: Counter[date]
    read: Counter[date]
    bookmarked: Counter[date]
    decided: Counter[date]
    left: Counter[date]
    """Ceased to be unread; negative on a day when more became unread again."""


def by_day(moments: Iterable[tuple[datetime, int]], today: date) -> Counter[date]:
    """Add papers up by the local day of each moment; what a clock that ran ahead put after today was done by today."""
    days: Counter[date] = Counter()
    for moment, papers in moments:
        days[min(moment.astimezone().date(), today)] += papers
    return days


def days(counts: Counts, today: date) -> list[Period]:
    """Return every day from the first of any count to today, oldest first; none where nothing ever happened."""
    happened = {*counts.added, *counts.read, *counts.bookmarked, *counts.decided, *counts.left}
    return list(_days(counts, min(happened), max(*happened, today))) if happened else []


def _days(counts: Counts, day: date, last: date) -> Iterator[Period]:
    unread = 0
    while day <= last:
        unread += counts.added[day] - counts.left[day]
        shown = max(0, unread)  # a clock that was set back may have papers read before they came
        yield Period(day, counts.added[day], counts.read[day], counts.bookmarked[day], counts.decided[day], shown)
        day += _A_DAY


def weeks(days: Iterable[Period]) -> list[Period]:
    """Return days that follow each other as weeks; the first and the last may be parts of one."""
    return [_sum(monday, list(of_week)) for monday, of_week in groupby(days, key=lambda day: monday_of(day.first))]


def last_weeks(days: Sequence[Period], count: int, today: date) -> list[Period]:
    """Return the days of the last `count` weeks, this one included."""
    start = monday_of(today).toordinal() - 7 * (count - 1)  # as a number: it may lie before all dates
    return [day for day in days if day.first.toordinal() >= start]


def monday_of(day: date) -> date:
    """Return the first day of a day's week."""
    return day - timedelta(days=day.weekday())


def _sum(monday: date, days: Sequence[Period]) -> Period:
    return Period(
        monday,
        added=sum(day.added for day in days),
        read=sum(day.read for day in days),
        bookmarked=sum(day.bookmarked for day in days),
        decided=sum(day.decided for day in days),
        unread=days[-1].unread,
    )
