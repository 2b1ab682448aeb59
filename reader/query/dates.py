"""Conditions on dates: `added:7d`, `read:>=2026-03`. What they are, which days they mean, how they are read."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from reader.query.days import NAMED_DAYS, UNITS, day_after, first_day, nearest_day, start_of_last
from reader.query.values import Value, may_begin, nearest, refusal

DateName = Literal["added", "read", "published", "page"]
"""When the paper came into the library, when the user read it, when it came out, and the page that showed it."""
DATES: tuple[DateName, ...] = get_args(DateName)
Sign = Literal["", "<", "<=", ">", ">="]
_SIGNS: dict[str, Sign] = {sign: sign for sign in get_args(Sign)}

_DAY = rf"[12][0-9]{{3}}(?:-[0-9]{{2}}){{0,2}}|{'|'.join(NAMED_DAYS)}"
_DAYS = re.compile(rf"(?P<sign>[<>]=?)?(?P<day>{_DAY})|(?P<first>{_DAY})\.\.(?P<last>{_DAY})")
_PERIOD = re.compile(rf"0*(?P<count>[1-9][0-9]{{0,2}})(?P<unit>[{UNITS}])")
_DAY_LIKE = re.compile(r"([12][0-9]{3})(?:[^0-9]{1,3}([0-9]{1,2}))?(?:[^0-9]{1,3}([0-9]{1,2}))?(?![0-9])")
_PERIOD_LIKE = re.compile(rf"([1-9][0-9]{{0,2}})[ -]?([{UNITS}])")
_RESTS = ("0", "1", "1d", *NAMED_DAYS, *(f"2999-12-{day}" for day in range(28, 32)))
"""Ends of dates; with the ends of these, each beginning of a date can be made one."""


@dataclass(frozen=True, slots=True)
class Date:
    """Papers of which a date is among some days: `added:2026-03`, `read:>=2026-03-01`, `added:7d`."""

    name: DateName
    day: str
    """A year, month or day (`2026`, `2026-03`, `2026-03-14`), `today`, `yesterday`, or how many days, weeks,
    months or years lead up to today (`7d`, `2w`, `1m`, `1y`)."""
    sign: Sign = ""
    """Whether the days before or after it are meant instead, and it with them; never beside `7d` or `last`."""
    last: str = ""
    """The last year, month or day of a range that begins with `day`; empty where there is no range."""

    def __str__(self) -> str:
        return f"{self.name}:{self.sign}{self.day}" + (f"..{self.last}" if self.last else "")

    def interval(self, today: date) -> tuple[date | None, date | None]:
        """Return the first of the days and the day after the last one, in local time; None is no end.

        A range from or to `today` may be empty: it ends where it begins then, or before.
        """
        if period := _PERIOD.fullmatch(self.day):
            return start_of_last(int(period["count"]), period["unit"], today), day_after("today", today)
        match self.sign:
            case "<":
                return None, first_day(self.day, today)
            case "<=":
                return None, day_after(self.day, today)
            case ">":
                return day_after(self.day, today), None
            case ">=":
                return first_day(self.day, today), None
            case _:
                return first_day(self.day, today), day_after(self.last or self.day, today)


def read_date(name: DateName, value: Value) -> Date | None:
    """Read what stands after `name:`; None where it is missing or still being typed.

    Raises:
        QueryError: it is no date.
    """
    text = value.text.lower()
    said = _days(name, text) or _period(name, text)
    if said or not text or (value.unfinished and _may_go_on(text)):
        return said
    takes = (
        f"{name}: takes 2026, 2026-03, 2026-03-14, 2026-03-01..2026-03-14, >=2026-03-01, <2026-03,"
        f" today, yesterday, 7d, 2w, 1m or 1y."
    )
    raise refusal(name, value, "no date", _nearest(name, text), takes)


def read_period(field: str, value: Value) -> Date | None:
    """Read what stands after `newer_than:` and `older_than:`: how long papers are in the library.

    Raises:
        QueryError: it is no such time.
    """
    text = value.text.lower()
    said = _period("added", text)
    if said or not text or (value.unfinished and may_begin(text, ("d", "1d"), lambda text: _period("added", text))):
        return said
    near = _PERIOD_LIKE.search(text)
    takes = f"{field}: takes days, weeks, months or years, 1 to 999 of them: 7d, 2w, 1m, 1y."
    raise refusal(field, value, "no time", near and f"{field}:{near[1]}{near[2]}", takes)


def _days(name: DateName, text: str) -> Date | None:
    """Return the days that `text` names, if it does and they exist."""
    said = _DAYS.fullmatch(text)
    if not said:
        return None
    if said["day"]:
        return Date(name, said["day"], _SIGNS[said["sign"] or ""]) if _exists(said["day"]) else None
    first, last = said["first"], said["last"]
    exist = _exists(first) and _exists(last)
    return _between(name, first, last) if exist and not _backwards(first, last) else None


def _between(name: DateName, first: str, last: str) -> Date:
    return Date(name, first, last=last if last != first else "")


def _period(name: DateName, text: str) -> Date | None:
    said = _PERIOD.fullmatch(text)
    return Date(name, f"{said['count']}{said['unit']}") if said else None


def _exists(day: str) -> bool:
    try:
        first_day(day, date.max)
    except ValueError:
        return False
    return True


def _backwards(first: str, last: str) -> bool:
    """Say whether a range ends before it begins, whatever day it is."""
    comparable = (first in NAMED_DAYS) == (last in NAMED_DAYS)
    someday = date(2000, 1, 1)
    return comparable and first_day(first, someday) >= day_after(last, someday)


def _may_go_on(text: str) -> bool:
    """Say whether `text` is the beginning of a date."""
    rests = (prefix + rest[at:] for prefix in ("", ".") for rest in _RESTS for at in range(len(rest)))
    return may_begin(text, rests, lambda whole: _days("added", whole) or _period("added", whole))


def _nearest(name: DateName, text: str) -> Date | None:
    """Return what someone who wrote `text` may have meant."""
    days = sorted(nearest_day(*found) for found in _DAY_LIKE.findall(text)[:2])
    if days:
        sign = re.match("[<>]=?", text)
        return Date(name, days[0], _SIGNS[sign[0]]) if sign else _between(name, days[0], days[-1])
    if near := _PERIOD_LIKE.search(text):
        return Date(name, near[1] + near[2])
    named = nearest(text, NAMED_DAYS)
    return Date(name, named) if named else None
