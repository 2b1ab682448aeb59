from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.query import Date, Not, parse

TODAY = date(2026, 3, 14)


def days(text: str, today: date = TODAY) -> tuple[str, str]:
    """Return the interval that `added:text` means, as text; `-` is no end."""
    where = parse(f"added:{text}").where
    assert isinstance(where, Date)
    start, end = where.interval(today)
    return str(start or "-"), str(end or "-")


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("2026", ("2026-01-01", "2027-01-01")),
        ("2026-03", ("2026-03-01", "2026-04-01")),
        ("2026-12", ("2026-12-01", "2027-01-01")),
        ("2026-03-14", ("2026-03-14", "2026-03-15")),
        ("2026-12-31", ("2026-12-31", "2027-01-01")),
        ("2024-02-29", ("2024-02-29", "2024-03-01")),
        ("2026-03-01..2026-03-14", ("2026-03-01", "2026-03-15")),
        ("2025..2026-02", ("2025-01-01", "2026-03-01")),
        (">=2026-03", ("2026-03-01", "-")),
        (">2026-03", ("2026-04-01", "-")),
        ("<2026-03", ("-", "2026-03-01")),
        ("<=2026-03", ("-", "2026-04-01")),
        ("2999-12-31", ("2999-12-31", "3000-01-01")),
        ("1000", ("1000-01-01", "1001-01-01")),
    ],
)
def test_days_of_the_calendar(text: str, interval: tuple[str, str]) -> None:
    """Years, months, days, ranges of them and what is before or after mean whole days."""
    assert days(text) == interval


@pytest.mark.parametrize(
    ("text", "today", "interval"),
    [
        ("today", "2026-03-14", ("2026-03-14", "2026-03-15")),
        ("yesterday", "2026-03-01", ("2026-02-28", "2026-03-01")),
        ("<today", "2026-03-14", ("-", "2026-03-14")),
        (">=yesterday", "2026-03-14", ("2026-03-13", "-")),
        ("<=today", "2026-03-14", ("-", "2026-03-15")),
        (">yesterday", "2026-03-14", ("2026-03-14", "-")),
        ("yesterday..today", "2026-03-14", ("2026-03-13", "2026-03-15")),
        ("2026-03-01..today", "2026-03-14", ("2026-03-01", "2026-03-15")),
        ("1d", "2026-03-14", ("2026-03-14", "2026-03-15")),
        ("7d", "2026-03-14", ("2026-03-08", "2026-03-15")),
        ("2w", "2026-03-14", ("2026-03-01", "2026-03-15")),
        ("1m", "2026-03-14", ("2026-02-15", "2026-03-15")),
        ("1m", "2026-03-31", ("2026-03-01", "2026-04-01")),
        ("3m", "2026-02-28", ("2025-11-29", "2026-03-01")),
        ("1y", "2024-02-29", ("2023-03-01", "2024-03-01")),
        ("999y", "2026-03-14", ("1027-03-15", "2026-03-15")),
    ],
)
def test_days_counted_from_today(text: str, today: str, interval: tuple[str, str]) -> None:
    """`7d` is today and the six days before; a month ends with today and begins the day after a month ago."""
    assert days(text, date.fromisoformat(today)) == interval


def test_a_range_up_to_today_may_be_empty() -> None:
    """What will come is in no range that ends today."""
    assert days("2026-04..today") == ("2026-04-01", "2026-03-15")


def test_newer_and_older_part_the_library() -> None:
    """What is not newer than a week is older than a week, and each is about the day of adding."""
    assert parse("newer_than:1w").where == Date("added", "1w")
    assert parse("older_than:1w").where == Not(Date("added", "1w"))


@given(st.integers(1, 998), st.sampled_from("dwmy"), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_periods_end_today(count: int, unit: str, today: date) -> None:
    """Today is in every period, and a longer one begins earlier."""
    start, end = Date("added", f"{count}{unit}").interval(today)
    assert start is not None
    assert start <= today
    assert end == today + timedelta(days=1)
    longer, _ = Date("added", f"{count + 1}{unit}").interval(today)
    assert longer is not None
    assert longer < start
