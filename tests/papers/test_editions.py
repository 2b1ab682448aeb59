"""Which day a dump is the edition of."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import TextError
from reader.papers import Edition, Traces, edition
from reader.papers.editions import clean_date, place_of

PI_DAY = datetime(2026, 3, 14, tzinfo=UTC)
days = st.dates(date(1995, 1, 1), date(2035, 12, 31))
moments = st.datetimes(datetime(1995, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The local time zone: UTC, if a test names no other."""
    monkeypatch.setenv("TZ", getattr(request, "param", "UTC"))
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def heading_of(day: date, *, year: bool = False) -> str:
    """Return a day as pages print it."""
    return f"{day:%b} {day.day}" + (f", {day.year}" if year else "")


def told(**traces: str) -> str:
    """Return the day that a dump added on March 14, 2026 is of, as people read it; empty for none."""
    found = edition(Traces(added=PI_DAY, **traces))  # type: ignore[arg-type]
    return found.label if found else ""


@pytest.mark.parametrize(
    ("heading", "added", "day"),
    [
        ("Mar 14", "2026-03-14T00:00:00Z", "2026-03-14"),
        ("Mar 15", "2026-03-14T23:59:59Z", "2025-03-15"),
        ("Dec 31", "2026-01-01T00:00:00Z", "2025-12-31"),
        ("Feb 29", "2026-03-14T00:00:00Z", "2024-02-29"),
        ("Feb 29", "1904-02-28T00:00:00Z", "1896-02-29"),
        ("Feb 27, 2025", "2026-03-14T00:00:00Z", "2025-02-27"),
        ("Mar 15, 2026", "2026-03-14T00:00:00Z", "2026-03-15"),
        ("sept. 3", "2026-03-14T00:00:00Z", "2025-09-03"),
        ("Feb 30", "2026-03-14T00:00:00Z", None),
        ("Feb 29, 2025", "2026-03-14T00:00:00Z", None),
        ("Mar 0", "2026-03-14T00:00:00Z", None),
        ("Mar 1, 0000", "2026-03-14T00:00:00Z", None),
        ("Week 10", "2026-03-14T00:00:00Z", None),
        ("", "2026-03-14T00:00:00Z", None),
    ],
)
def test_days_of_headings(zone: None, heading: str, added: str, day: str | None) -> None:
    """A heading without a year means the last such day before the page was added, or that day itself: uncertain."""
    found = edition(Traces(heading=heading, added=datetime.fromisoformat(added)))
    assert (found and found.first.isoformat()) == day
    assert found is None or found.certain is (", " in heading)


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo"], indirect=True)
def test_pages_of_today_are_not_a_year_old(zone: None) -> None:
    """Where the reader's day is not the page's, the later one counts."""
    early, late = (datetime.fromisoformat(f"2026-03-14T{hour}:00:00Z") for hour in ("01", "23"))
    first, second = edition(Traces("Mar 14", added=early)), edition(Traces("Mar 15", added=late))
    assert first
    assert first.first == date(2026, 3, 14)
    assert second
    assert second.first == date(2026 if time.tzname[0] == "JST" else 2025, 3, 15)


@pytest.mark.parametrize(
    ("heading", "name", "shown"),
    [
        ("Mar 12", "2025-03-12.txt", "Mar 12, 2025"),
        ("Mar 12", "daily_2024_03_12 (1).md", "Mar 12, 2024"),
        ("Mar 12", "papers.20240312.txt.gz", "Mar 12, 2024"),
        ("Mar 12", "20240312T081500.txt", "Mar 12, 2024"),
        ("Mar 12", "daily_2024-03.txt", "Mar 12, 2024"),
        ("Mar 12", "papers 2024.txt", "Mar 12, 2024"),
        ("Mar 12", "saved-2025-11-20.txt", "Mar 12, 2025"),
        ("Dec 31", "2025-01-02.txt", "Dec 31, 2024"),
        ("Jan 1", "2024-12-31.txt", "Jan 1, 2025"),
        ("Feb 29", "papers-2025.txt", "Feb 29, 2024?"),
        ("Mar 12", "papers-2023-vs-2024.txt", "Mar 12, 2026?"),
        ("Mar 12", "c20240312e.txt", "Mar 12, 2026?"),
        ("Mar 12", "2012.03456.txt", "Mar 12, 2026?"),
        ("Mar 12", "120240312.txt", "Mar 12, 2026?"),
        ("Mar 12", "2024-13-40.txt", "Mar 12, 2024"),
        ("Mar 12, 2023", "2025-03-12.txt", "Mar 12, 2023"),
        ("", "2025-03-12.json", "Mar 12, 2025"),
        ("", "daily_2025-03.txt", "Mar 2025"),
        ("", "neurips-2024.bib", "2024"),
        ("", "2025-02-30.txt", "Feb 2025"),
        ("", "references.bib", ""),
    ],
)
def test_names_tell_years(zone: None, heading: str, name: str, shown: str) -> None:
    """The heading's day counts, in the year of the name; about New Year in the one beside it. Digests say nothing."""
    assert told(heading=heading, name=name) == shown


@pytest.mark.parametrize(
    ("heading", "dated", "shown"),
    [
        ("Mar 12", "2024", "Mar 12, 2024"),
        ("Mar 12", "2024-03", "Mar 12, 2024"),
        ("Mar 12", "2024-03-15", "Mar 15, 2024"),
        ("Mar 12", "2024-04", "Apr 2024"),
        ("Feb 29", "2025", "2025"),
        ("Mar 12, 2025", "2024", "Mar 12, 2024"),
        ("", "2024", "2024"),
        ("", "2024-02", "Feb 2024"),
        ("", "2024-02-29", "Feb 29, 2024"),
    ],
)
def test_the_user_is_believed(zone: None, heading: str, dated: str, shown: str) -> None:
    """What is told counts more than heading and name; the heading's day counts where it is in the time told."""
    assert told(heading=heading, dated=dated, name="2022-01-01.txt") == shown


def test_the_time_of_the_file_comes_before_that_of_adding(zone: None) -> None:
    """A file that lay about for years is of its own year; one from the future, or before computers, tells nothing."""
    for modified, year in ((datetime(2023, 5, 1, tzinfo=UTC), 2023), (datetime(2031, 1, 1, tzinfo=UTC), 2026)):
        found = edition(Traces("Mar 12", modified=modified, added=PI_DAY))
        assert found == Edition(date(year, 3, 12), date(year, 3, 12), certain=False)
    found = edition(Traces("Mar 12", modified=datetime(1970, 1, 1, tzinfo=UTC), added=PI_DAY))
    assert found
    assert found.first.year == 2026


def test_papers_tell_the_year(zone: None) -> None:
    """Three papers that came out just before the page are witnesses; two are too few, and a year later is too late."""
    assert _with("Mar 12", "2024-03-10", "2024-03-11", "2024-03-11", "2019-01-01") == "Mar 12, 2024"
    assert _with("Jan 2", "2023-12-29", "2023-12-30", "2023-12-30") == "Jan 2, 2024"
    assert _with("Mar 12", "2024-03-10", "2024-03-11", "") == "Mar 12, 2026?"
    assert _with("Mar 12", "2024-05-10", "2024-05-11", "2024-05-11") == "Mar 12, 2026?"


def test_papers_of_one_day_are_an_edition(zone: None) -> None:
    """More than half of them, and three; years and months of which no more is known do not count."""
    assert _with("", "2024-03-10", "2024-03-10", "2024-03-10", "2024-03-09", "") == "Mar 10, 2024"
    assert _with("", "2024-03-10", "2024-03-10", "2024-03-10", "2024-03-09", "", "") == ""
    assert _with("", "2024-03-10", "2024-03-10") == ""
    assert _with("", "2024", "2024", "2024") == ""


def _with(heading: str, *published: str) -> str:
    found = edition(Traces(heading, added=PI_DAY, published=published))
    return found.label if found else ""


def test_names_and_places(zone: None) -> None:
    """An edition has a name for queries; a dump without one stands where it was added."""
    for dated in ("2024", "2024-02", "2024-02-29"):
        found = edition(Traces(dated=dated))
        assert found
        assert found.name == dated
        assert place_of(found, PI_DAY) == found.first
        assert found.period == (found.first, found.last)
    assert place_of(None, PI_DAY) == PI_DAY.date()


@pytest.mark.parametrize("text", ["2025", "2025-03", "2025-03-14", " 2024-02-29 "])
def test_dates_that_can_be_told(text: str) -> None:
    """Years, months and days."""
    assert clean_date(text) == text.strip()


@pytest.mark.parametrize("text", ["", "25", "2025-3", "2025-13", "2025-02-30", "Mar 14", "today", "0999", "٢٠٢٥"])
def test_dates_that_cannot_be_told(text: str) -> None:
    """Nothing else; the message says what can be."""
    with pytest.raises(TextError, match="no date") as caught:
        clean_date(text)
    assert "2025-03-14" in caught.value.hint


@given(days, moments, moments)
def test_a_day_with_its_year_is_that_day(day: date, modified: datetime, added: datetime) -> None:
    """However it is told: by the user, in the heading, or in the name beside the heading."""
    for traces in (
        Traces(dated=day.isoformat(), name="x", modified=modified, added=added),
        Traces(heading_of(day, year=True), modified=modified, added=added),
        Traces(heading_of(day), f"{day.isoformat()}.txt", modified=modified, added=added),
        Traces(heading_of(day), dated=day.isoformat()[:7], modified=modified, added=added),
    ):
        assert edition(traces) == Edition(day, day)


@given(days, moments, moments)
def test_a_guess_keeps_the_day_and_is_not_of_the_future(day: date, modified: datetime, added: datetime) -> None:
    """A guessed year is uncertain, the last possible one, and its day is the heading's."""
    found = edition(Traces(heading_of(day), modified=modified, added=added))
    assert found
    assert not found.certain
    assert (found.first.month, found.first.day) == (day.month, day.day)
    limit = min(modified, added).date() + timedelta(days=1)
    assert found.first <= limit
    leap = (day.month, day.day) == (2, 29)
    assert limit - found.first < timedelta(days=366 + 1 + 4 * 366 * leap)


@given(st.text(), st.text(), st.text(), st.lists(st.text(), max_size=4), moments)
def test_nothing_is_too_odd(heading: str, name: str, dated: str, published: list[str], added: datetime) -> None:
    """Whatever texts hold, there is a day or none, and its name is one that can be told."""
    found = edition(Traces(heading, name, dated, None, added, tuple(published)))
    assert found is None or edition(Traces(dated=found.name)) == Edition(found.first, found.last)


@pytest.mark.parametrize("heading", ["Dec 31, 9999", "Mar 14, 3025", "Jan 1, 0999"])
def test_years_that_cannot_be(zone: None, heading: str) -> None:
    """A heading, or papers, of a year that queries do not know tell no day."""
    added = datetime(2026, 4, 2, tzinfo=UTC)
    assert edition(Traces(heading, "page.txt", added=added)) is None
    assert edition(Traces("", "page.json", added=added, published=("9999-12-31",) * 3)) is None
