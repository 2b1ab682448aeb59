import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from reader.library import Library, Rising, SpanUnit
from reader.library.spans import Span, span_of
from reader.query import Query, parse
from tests.clock import Clock
from tests.dumps.pages import Pair

from .pairs import add

KINDS = ("clocks", "tides", "maps", "violins", "bridges", "ladders")


def usual(count: int, name: str, more: str = "") -> list[Pair]:
    """Return papers on what all papers speak of, and on something more."""
    return [
        (f"Case {name} {number}", f"We turn {KINDS[number % 6]} over, {KINDS[number % 6]} being turned. {more}".strip())
        for number in range(count)
    ]


KITES = "Box kites fly, and box kites are many; box-kites fall."
LAMPS = "Lanterns shine on lanterns."


@pytest.fixture
def months(library: Library, clock: Clock, tmp_path: Path) -> Library:
    """A page of March on kites, one of April on lanterns, of which kites are in three papers."""
    clock.time = clock.time.replace(month=5)
    add(library, tmp_path, "march.txt", *usual(12, "a", KITES))
    add(library, tmp_path, "april.txt", *usual(9, "b", LAMPS), *usual(3, "c", f"{KITES} {LAMPS}"), heading="Apr 14")
    return library


def terms(found: Rising) -> list[str]:
    """Return what rises."""
    return [term.text for term in found.terms]


def test_what_april_speaks_of(months: Library) -> None:
    """Terms as people write them, with papers and shares of both months; the query finds just these papers."""
    found = months.rising("month")
    assert (found.unit, found.measure, found.remark) == ("month", "page", "")
    assert [(period.span.name, period.papers) for period in found.periods] == [("Mar 2024", 12), ("Apr 2024", 12)]
    assert terms(found) == ["lanterns"]
    (term,) = found.terms
    assert (term.papers, term.shares) == ((0, 12), (0.0, 1.0))
    assert str(term.query) == '"lanterns" page:2024-04'
    assert parse(str(term.query)) == term.query
    assert len(months.find(term.query).numbers) == 12


def test_a_month_later(months: Library, clock: Clock, tmp_path: Path) -> None:
    """With the next page kites come back: the months before are told of, too."""
    clock.move(days=20)
    add(months, tmp_path, "may.txt", *usual(15, "d", KITES), heading="May 14")
    found = months.rising("month")
    assert terms(found) == ["box kites"]
    assert found.terms[0].papers == (12, 3, 15)
    assert found.terms[0].score > 3


@pytest.mark.parametrize("unit", ["week", "month", "year"])
def test_each_query_finds_what_was_counted(library: Library, clock: Clock, shared: Path, unit: SpanUnit) -> None:
    """On the API's days: the number beside each term is the number of papers that its query lists."""
    clock.time = clock.time.replace(year=2026, month=11)
    library.add(sorted((shared / "api_daily_papers").glob("2026-0[67]*")))
    found = library.rising(unit)
    if unit == "year":
        assert found.remark.startswith("Rising terms need two years with 10 papers at least, and there is one")
        return
    assert found.terms
    for term in found.terms:
        assert len(library.find(term.query).numbers) == term.papers[-1], str(term.query)


def test_by_when_papers_came_out(library: Library, tmp_path: Path, clock: Clock) -> None:
    """Where no page has a day, it is by the days of the papers; those of the future, and vague ones, are no month's."""
    told = [
        {"title": title, "abstract": abstract, "published": published}
        for month, more in (("2024-01", ""), ("2024-02-29", LAMPS))
        for (title, abstract), published in zip(usual(11, month, more), [month] * 11, strict=True)
    ]
    told += [{"title": title, "abstract": abstract, "published": "2024"} for title, abstract in usual(30, "2024")]
    told += [{"title": title, "abstract": abstract, "published": "2031-01"} for title, abstract in usual(30, "2031")]
    (tmp_path / "all.json").write_text(json.dumps(told), encoding="utf-8")
    library.add([tmp_path / "all.json"])
    clock.move(days=1)
    found = library.rising("month")
    assert (found.measure, [period.papers for period in found.periods]) == ("published", [11, 11])
    assert terms(found) == ["lanterns"]
    assert len(library.find(found.terms[0].query).numbers) == 11


def test_too_little(library: Library, clock: Clock, tmp_path: Path) -> None:
    """An empty library, one month, and a month with few papers are told of, and nothing rises."""
    need = "Rising terms need two months with 10 papers at least"
    assert library.rising("month").remark == f"{need}; no paper has a day yet."
    clock.time = clock.time.replace(month=5)
    add(library, tmp_path, "few.txt", *usual(9, "a"))
    assert library.rising("month").remark == f"{need}, and there is none."
    add(library, tmp_path, "march.txt", *usual(12, "b"))
    add(library, tmp_path, "april.txt", *usual(9, "c", LAMPS), heading="Apr 14")
    assert library.rising("month").remark == f"{need}, and there is one, Mar 2024."
    add(library, tmp_path, "more.txt", *usual(9, "d"), heading="Apr 15")
    assert terms(library.rising("month")) == ["lanterns"]


def test_nothing_rises(library: Library, clock: Clock, tmp_path: Path) -> None:
    """Two months that speak of the same are told so."""
    clock.time = clock.time.replace(month=5)
    add(library, tmp_path, "march.txt", *usual(12, "a"))
    add(library, tmp_path, "april.txt", *usual(12, "b"), heading="Apr 14")
    assert library.rising("month").remark == "Papers of Apr 2024 speak of nothing clearly more than those of Mar 2024."


@pytest.mark.parametrize(
    ("day", "unit", "first"),
    [
        ("2024-03-14", "week", date(2024, 3, 11)),
        ("2024-03-14", "month", date(2024, 3, 1)),
        ("2024-03-14", "year", date(2024, 1, 1)),
        ("2024-03", "month", date(2024, 3, 1)),
        ("2024-03", "week", None),
        ("2024", "year", date(2024, 1, 1)),
        ("2024", "month", None),
        ("2024-13", "month", None),
        ("2024-02-30", "week", None),
        ("0001-01-01", "week", None),
        ("soon", "year", None),
        ("", "year", None),
    ],
)
def test_span_of_a_day(day: str, unit: SpanUnit, first: date | None) -> None:
    """A day belongs where it is told precisely enough; what is no day belongs nowhere."""
    assert span_of(day, unit) == (first and Span(unit, first))


def test_names_and_conditions() -> None:
    """A span is named as people do, and its condition is a query that means its days."""
    monday = date(2024, 2, 26)
    week, month, year = Span("week", monday), Span("month", date(2024, 2, 1)), Span("year", date(2024, 1, 1))
    assert (week.name, month.name, year.name) == ("Feb 26, 2024", "Feb 2024", "2024")
    assert [str(span.days("page")) for span in (week, month, year)] == [
        "page:2024-02-26..2024-03-03",
        "page:2024-02",
        "page:2024",
    ]
    for span in (week, month, year):
        condition = span.days("published")
        assert parse(str(condition)) == Query(condition)
        assert condition.interval(monday)[0] == span.first
    assert week.days("page").interval(monday)[1] == monday + timedelta(days=7)
