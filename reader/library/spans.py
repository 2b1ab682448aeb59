"""Weeks, months and years of papers: by the days of the pages that show them, or by those on which they came out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from reader.library.periods import monday_of
from reader.query import Date
from reader.store import Store

SpanUnit = Literal["week", "month", "year"]
Measure = Literal["page", "published"]
"""By which days papers are counted: the field of a query that finds them."""
LEAST_PAPERS = 10
"""A week of fewer papers says nothing of what people speak of; it is passed over."""
_LENGTHS: dict[SpanUnit, int] = {"week": 10, "month": 7, "year": 4}
"""How precisely a day must be told, in characters: `2024-03` is of a month, but of no week."""


@dataclass(frozen=True, slots=True)
class Span:
    """A week, a month or a year."""

    unit: SpanUnit
    first: date
    """Its first day."""

    @property
    def name(self) -> str:
        """As people say it: `Mar 2024`, `2024`; of a week its Monday: `Mar 11, 2024`."""
        match self.unit:
            case "year":
                return f"{self.first.year}"
            case "month":
                return f"{self.first:%b} {self.first.year}"
            case "week":
                return f"{self.first:%b} {self.first.day}, {self.first.year}"

    def days(self, measure: Measure) -> Date:
        """Return the condition that finds the papers of these days."""
        if self.unit == "week":
            return Date(measure, self.first.isoformat(), last=(self.first + timedelta(days=6)).isoformat())
        return Date(measure, self.first.isoformat()[: _LENGTHS[self.unit]])


def span_of(day: str, unit: SpanUnit) -> Span | None:
    """Return the span of a day that is told as precisely as it is known; None where that is not enough."""
    if len(day) < _LENGTHS[unit]:
        return None
    try:
        first = date.fromisoformat(day + "-01-01"[len(day) - 4 :] if len(day) < len("2024-03-14") else day)
    except ValueError:
        return None
    if unit == "week":
        return Span(unit, monday_of(first)) if first.toordinal() > date.min.weekday() + 7 else None
    return Span(unit, first.replace(day=1) if unit == "month" else first.replace(month=1, day=1))


def spans(store: Store, unit: SpanUnit, today: date) -> tuple[Measure, dict[Span, set[int]]]:
    """Return papers by spans, oldest first, all of them past or of today; a paper on several pages is in several.

    By pages, unless the days on which papers came out tell of more than twice as many.
    """
    pages = _grouped(_on_pages(store), unit, today)
    published = _grouped(store.showings.published(), unit, today)
    if _comparable(published) > 2 * _comparable(pages):
        return "published", published
    return "page", pages


def _on_pages(store: Store) -> Iterable[tuple[int, str]]:
    days = {source: day.isoformat() for source, day in store.showings.pages().items()}
    return ((paper, days[source]) for source, paper in store.showings.sightings() if source in days)


def _grouped(papers: Iterable[tuple[int, str]], unit: SpanUnit, today: date) -> dict[Span, set[int]]:
    by_day: defaultdict[str, set[int]] = defaultdict(set)
    for paper, day in papers:
        by_day[day].add(paper)
    grouped: defaultdict[Span, set[int]] = defaultdict(set)
    for day, of_day in by_day.items():
        if (span := span_of(day, unit)) and span.first <= today:
            grouped[span] |= of_day
    return {span: grouped[span] for span in sorted(grouped, key=lambda span: span.first)}


def _comparable(grouped: dict[Span, set[int]]) -> int:
    """Return how many papers can be compared with those of another span."""
    enough = [papers for papers in grouped.values() if len(papers) >= LEAST_PAPERS]
    return len(set().union(*enough)) if len(enough) > 1 else 0
