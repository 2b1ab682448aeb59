"""Days in a row with something read. Pure functions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streak:
    """How many days in a row had something read."""

    current: int
    """Up to today, or to yesterday: today is not over."""
    longest: int
    today: bool
    """Whether something was read today."""


def streak(days: Collection[date], today: date) -> Streak:
    """Return the streaks of `days`, on which something was read."""
    longest = max((_up_to(day, days) for day in days if day + _A_DAY not in days), default=0)
    return Streak(_up_to(today, days) or _up_to(today - _A_DAY, days), longest, today in days)


def _up_to(day: date, days: Collection[date]) -> int:
    """Count the days in a row that end with `day`."""
    length = 0
    while day - length * _A_DAY in days:
        length += 1
    return length
