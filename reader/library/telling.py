"""Streak and budget in words, the same in the app and in the shell."""

from collections.abc import Iterator

from reader.library.budget import WORDS_A_MINUTE, Budget
from reader.library.streaks import Streak

Line = tuple[str, str, str]
"""What it is, how much, and a remark."""
_MINUTES_BELOW_HOURS = 90
_DAYS_BELOW_WEEKS = 60
_WEEKS_BELOW_YEARS = 104


def streak_lines(streak: Streak) -> Iterator[Line]:
    """Yield the streaks."""
    open_still = "read something today to keep it" if streak.current and not streak.today else ""
    yield "streak", plural(streak.current, "day"), open_still or "in a row with something read"
    yield "longest streak", plural(streak.longest, "day"), ""


def budget_lines(budget: Budget) -> Iterator[Line]:
    """Yield what is unread, how fast it gets less or more, and when it would be done."""
    yield "backlog", f"{budget.unread:,} unread", ""
    words = f"{budget.words:,} words of abstracts at {WORDS_A_MINUTE} a minute"
    yield "reading time", f"≈ {_time(budget.minutes)}", words
    over = f"over the last {plural(budget.days, 'day')}" if budget.days > 1 else "today"
    if budget.days_left is None:
        yield "pace", "none yet", f"nothing was read or skipped {over}"
    else:
        yield "pace", rate(budget.pace), f"read or skipped {over}"
    if budget.arriving_days:
        yield "arriving", rate(budget.inflow), "the backlog grows" if budget.grows else ""
    if budget.days_left is not None:
        yield "time left", f"≈ {_days(budget.days_left)}", f"at {rate(budget.pace)}, if nothing more arrives"


def rate(a_day: float) -> str:
    """Return `12 a day`; `2.5 a week` where it is less than one a day."""
    unit, number = ("day", a_day) if a_day >= 1 else ("week", a_day * 7)
    shown = f"{number:,.0f}" if number >= 10 else f"{number:.1f}".removesuffix(".0")
    return f"{shown} a {unit}"


def _time(minutes: int) -> str:
    return f"{minutes} min" if minutes < _MINUTES_BELOW_HOURS else f"{minutes / 60:,.0f} h"


def _days(days: int) -> str:
    """Return a number of days in the unit that one thinks in."""
    if days < _DAYS_BELOW_WEEKS:
        return plural(days, "day")
    weeks = round(days / 7)
    return plural(weeks, "week") if weeks < _WEEKS_BELOW_YEARS else plural(round(days / 365.25), "year")


def plural(count: int, noun: str) -> str:
    """Return `1 paper`, `2 papers`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
