"""Which day the heading of a page means."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HEADING = re.compile(
    rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.? (?P<day>[0-9]{{1,2}})(?:, (?P<year>[0-9]{{4}}))?", re.IGNORECASE
)
_LEAP_DAYS_APART_YEARS = 8
"""So long may it take until a February 29 comes again."""


def page_day(heading: str, added: datetime) -> date | None:
    """Return the day that `heading` means (`Mar 14`, `Feb 27, 2025`) on a page added at `added`; None for none.

    Without a year it is the last such day that was not after the page was added: in local time or in UTC, as
    pages are a day ahead of readers in the west.
    """
    said = _HEADING.fullmatch(heading)
    if not said:
        return None
    month, day = _MONTHS.index(said["month"].lower()) + 1, int(said["day"])
    latest = max(added.astimezone().date(), added.astimezone(UTC).date())
    with suppress(ValueError):
        return date(int(said["year"]), month, day) if said["year"] else _last(month, day, latest)
    return None


def dump_day(heading: str, added: datetime) -> date:
    """Return the day by which a dump has its place among others: its page's, or else the one it was added on."""
    return page_day(heading, added) or added.astimezone().date()


def _last(month: int, day: int, latest: date) -> date | None:
    for year in range(latest.year, latest.year - _LEAP_DAYS_APART_YEARS - 1, -1):
        with suppress(ValueError):
            if (found := date(year, month, day)) <= latest:
                return found
    return None
