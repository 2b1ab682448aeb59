"""What people call days (`2026-03`, `today`, the last `7d`), and which days these are. Pure functions."""

from calendar import monthrange
from datetime import date, timedelta

NAMED_DAYS = ("today", "yesterday")
UNITS = "dwmy"
"""Days, weeks, months, years."""
_A_DAY = timedelta(days=1)


def first_day(name: str, today: date) -> date:
    """Return the first day of a year, month or day; years from 1000 to 2999.

    Raises:
        ValueError: there is none (`2026-13`).
    """
    if name in NAMED_DAYS:
        return today - NAMED_DAYS.index(name) * _A_DAY
    return date.fromisoformat((name + "-01-01")[:10])


def day_after(name: str, today: date) -> date:
    """Return the first day after a year, month or day."""
    first = first_day(name, today)
    match len(name) if name not in NAMED_DAYS else 0:
        case 4:
            return first.replace(year=first.year + 1)
        case 7:
            return (first + timedelta(days=31)).replace(day=1)
        case _:
            return first + _A_DAY


def start_of_last(count: int, unit: str, today: date) -> date:
    """Return the first of the last days, weeks, months or years, at most 999 of them, of which `today` ends the last.

    One month before a day is the same day of the month before, or its last day where it has none such.
    """
    match unit:
        case "d" | "w":
            return today - (count * (7 if unit == "w" else 1) - 1) * _A_DAY
        case _:
            year, month = divmod(today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1), 12)
            return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1])) + _A_DAY


def nearest_day(year: str, month: str, day: str) -> str:
    """Return the name of a year, month or day that exists and is nearest to these digits; none is no digit."""
    if not month:
        return year
    number = min(max(int(month), 1), 12)
    if not day:
        return f"{year}-{number:02}"
    return f"{year}-{number:02}-{min(max(int(day), 1), monthrange(int(year), number)[1]):02}"
