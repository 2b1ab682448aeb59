"""Which day a dump is the edition of, and how sure that is: told, or read off the traces that it left. Pure.

Pages print a day without its year (`Mar 14`). What says more, the surest first: what the user told; a heading that
has the year; the day, month or year in the file's name; when the papers came out that it shows. Where nothing else
does, the year is guessed: the last such day before the file was changed, or before it was added. Such a day is
uncertain and has a `?`. Where the name has another day than the heading, the page was saved later: the heading's
day counts.
"""

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from reader.errors import TextError
from reader.papers.text import clean_line

UNCERTAIN = "?"
"""Stands behind a day whose year is guessed."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HEADING = re.compile(
    rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.? (?P<day>[0-9]{{1,2}})(?:, (?P<year>[0-9]{{4}}))?", re.IGNORECASE
)
_YEAR, _MONTH, _DAY = r"(?:19|20)[0-9]{2}", r"0[1-9]|1[0-2]", r"0[1-9]|[12][0-9]|3[01]"
_IN_NAMES = (
    re.compile(rf"(?<![0-9])({_YEAR})([-_.])({_MONTH})\2({_DAY})(?![0-9])"),
    re.compile(rf"(?<![0-9a-fA-F])({_YEAR})()({_MONTH})({_DAY})(?![0-9a-fA-F])"),
    re.compile(rf"(?<![0-9])({_YEAR})([-_.])({_MONTH})(?![0-9])"),
    re.compile(rf"(?<![0-9a-zA-Z])({_YEAR})(?![0-9a-zA-Z]|\.[0-9])"),
)
"""Digits alone may be a part of a digest, and `2012.03456` is a paper on arXiv."""
_TOLD = re.compile(r"([12][0-9]{3})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_YEARS = range(1000, 3000)
"""Those that queries know: a dump of another is damaged, or somebody's joke."""
_LEAP_YEAR = 2000
_LEAP_DAYS_APART_YEARS = 8
"""So long may it take until a February 29 comes again."""
_FIRST_FILES = datetime(1991, 1, 1, tzinfo=UTC)
"""What was changed before there was an archive of papers was changed by a clock that was wrong."""
_FEWEST_PAPERS = 3
"""That can be witnesses of a day."""
_LONGEST_WAIT = timedelta(days=45)
"""From the day when most papers of a page came out to that of the page."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What speaks for the day of a dump."""

    heading: str = ""
    """The page's day as it stands there."""
    name: str = ""
    """Of the file."""
    dated: str = ""
    """What the user told: a year, month or day (`2025`, `2025-03`, `2025-03-14`), or nothing."""
    modified: datetime | None = None
    """When the file was changed last; None where that is not known."""
    added: datetime | None = None
    published: tuple[str, ...] = ()
    """When its first papers came out, as far as that is known; empty for those of which it is not."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The day of a dump, or the month or year where no more is known."""

    first: date
    last: date
    """The same day, or the last of the month or year."""
    certain: bool = True
    """Whether the year is known, not guessed."""

    @property
    def name(self) -> str:
        """As queries have it after `page:`: `2025-03-14`, `2025-03`, `2025`."""
        return self.first.isoformat()[: 10 if self.first == self.last else 7 if _is_month(self) else 4]

    @property
    def brief(self) -> str:
        """As tables have it: the name, with a `?` where the year is guessed."""
        return self.name if self.certain else f"{self.name}{UNCERTAIN}"

    @property
    def period(self) -> tuple[date, date]:
        """The day, month or year that `name` names: all of it where this is a part of it, such as a week."""
        named = _span(*_TOLD.fullmatch(self.name).groups())  # type: ignore[union-attr]
        return (named.first, named.last) if named else (self.first, self.last)

    @property
    def label(self) -> str:
        """As people read it: `Mar 14, 2025`; with a `?` where the year is guessed."""
        month, sign = _MONTHS[self.first.month - 1], "" if self.certain else UNCERTAIN
        if self.first == self.last:
            return f"{month} {self.first.day}, {self.first.year}{sign}"
        return f"{month} {self.first.year}{sign}" if _is_month(self) else f"{self.first.year}{sign}"


def edition(traces: Traces) -> Edition | None:
    """Return the day that a dump is the edition of; None where nothing tells."""
    told = _span(*_TOLD.fullmatch(traces.dated).groups()) if _TOLD.fullmatch(traces.dated) else None  # type: ignore[union-attr]
    named = _in_name(traces.name)
    heading = _heading(traces.heading)
    if heading is None:
        return told or named or _shared(traces.published)
    month, day, year = heading
    if told:
        found = _day(told.first.year, month, day)
        return _of(found) if found and told.first <= found <= told.last else told
    if year is not None:
        return _of(date(year, month, day))
    if sure := _by_name(month, day, named) or _by_papers(month, day, traces.published):
        return _of(sure)
    guessed = _last(month, day, _latest(traces))
    return Edition(guessed, guessed, certain=False) if guessed else None


def place_of(edition: Edition | None, added: datetime) -> date:
    """Return the day by which a dump has its place among others: its edition's, or else the one it was added on."""
    return edition.first if edition else added.astimezone().date()


def clean_date(text: str) -> str:
    """Return `text` as the year, month or day that somebody tells of a dump.

    Raises:
        TextError: it is none.
    """
    said = _TOLD.fullmatch(text.strip())
    if not said or not _span(*said.groups()):
        raise TextError(f"“{clean_line(text)}” is no date", "Give a year, a month or a day: 2025, 2025-03, 2025-03-14.")
    return said[0]


def _heading(text: str) -> tuple[int, int, int | None] | None:
    """Return month, day and year of a heading that means a day."""
    said = _HEADING.fullmatch(text)
    if not said:
        return None
    month, day = _MONTHS.index(said["month"].title()) + 1, int(said["day"])
    year = int(said["year"]) if said["year"] else None
    return (month, day, year) if _day(_LEAP_YEAR if year is None else year, month, day) else None


def _in_name(name: str) -> Edition | None:
    """Return the day, month or year in a file's name; of several years none."""
    for pattern in _IN_NAMES[:2]:
        for year, _, month, day in pattern.findall(name):
            if found := _span(year, month, day):
                return found
    if month := _IN_NAMES[2].search(name):
        return _span(month[1], month[3])
    years = set(_IN_NAMES[3].findall(name))
    return _span(years.pop()) if len(years) == 1 else None


def _by_name(month: int, day: int, named: Edition | None) -> date | None:
    """Return a day in the year of the name; one of about New Year may be of the year beside it."""
    if named is None:
        return None
    year = named.first.year
    if _is_month(named):
        year += {(12, 1): -1, (1, 12): 1}.get((month, named.first.month), 0)
    return _day(year, month, day)


def _by_papers(month: int, day: int, published: Sequence[str]) -> date | None:
    """Return a day soon after most papers came out; None where no year has one."""
    days = sorted(found for text in published if (found := _iso(text)))
    if len(days) < _FEWEST_PAPERS:
        return None
    middle = days[len(days) // 2]
    pages = (_day(year, month, day) for year in (middle.year, middle.year + 1))
    return next((page for page in pages if page and timedelta(0) <= page - middle <= _LONGEST_WAIT), None)


def _shared(published: Sequence[str]) -> Edition | None:
    """Return the day on which more than half of the papers came out."""
    text, count = max(Counter(published).items(), key=lambda pair: pair[1], default=("", 0))
    found = _iso(text)
    return _of(found) if found and count >= _FEWEST_PAPERS and 2 * count > len(published) else None


def _latest(traces: Traces) -> date:
    """Return the last day that a page can be of: in local time or UTC, as pages are a day ahead of the west."""
    moments = [each for each in (traces.modified, traces.added) if each and each >= _FIRST_FILES]
    moment = min(moments, default=traces.added or datetime.max.replace(tzinfo=UTC))
    with suppress(OverflowError, ValueError, OSError):
        return max(moment.astimezone().date(), moment.astimezone(UTC).date())
    return moment.date()


def _last(month: int, day: int, latest: date) -> date | None:
    years = range(latest.year, max(latest.year - _LEAP_DAYS_APART_YEARS - 1, 0), -1)
    return next((found for year in years if (found := _day(year, month, day)) and found <= latest), None)


def _span(year: str, month: str | None = None, day: str | None = None) -> Edition | None:
    """Return a year, month or day; None where there is no such."""
    first = _day(int(year), int(month or 1), int(day or 1))
    if first is None or day:
        return _of(first) if first else None
    return Edition(first, _month_end(first) if month else first.replace(month=12, day=31))


def _of(day: date) -> Edition:
    return Edition(day, day)


def _day(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day) if year in _YEARS else None
    return None


def _iso(text: str) -> date | None:
    with suppress(ValueError):
        found = date.fromisoformat(text)
        return found if found.year in _YEARS else None
    return None


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _is_month(edition: Edition) -> bool:
    return edition.first.month == edition.last.month
