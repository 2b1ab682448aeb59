"""Rising terms: what the newest week, month or year of papers speaks of more than the one before."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reader.library.indexing import LevelIndex
from reader.library.spans import LEAST_PAPERS, Measure, Span, SpanUnit, spans
from reader.query import And, Phrase, Query
from reader.search import Stemmed
from reader.store import Store

PERIODS = 12
"""So many are told of."""


@dataclass(frozen=True, slots=True)
class Period:
    """A week, a month or a year of papers."""

    span: Span
    papers: int
    """Ten at least: those with fewer are passed over."""


@dataclass(frozen=True, slots=True)
class RisingTerm:
    """A word, or two that follow each other, spoken of more."""

    text: str
    """As it is mostly written."""
    papers: tuple[int, ...]
    """How many papers of each period speak of it."""
    shares: tuple[float, ...]
    """Of all papers of each period."""
    score: float
    """z of the log-odds ratio: how sure it is that it rose."""
    is_sure: bool
    """Whether that is more than chance gives to one of all terms that were looked at; else it is a hint."""
    query: Query
    """Finds those of the newest period."""


@dataclass(frozen=True, slots=True)
class Rising:
    """What rises."""

    unit: SpanUnit
    measure: Measure
    periods: tuple[Period, ...]
    """The last ones that have enough papers, oldest first."""
    terms: tuple[RisingTerm, ...]
    """What rose most surely first."""
    remark: str
    """Why there are none; empty where there are some."""


def rising(store: Store, index: LevelIndex, unit: SpanUnit, limit: int, today: date) -> Rising:
    """Return what rises; half a second for 100,000 papers, so call it in a thread.

    Raises:
        SearchError: the index cannot be used, and could not be made anew.
    """
    measure, grouped = spans(store, unit, today)
    enough = [(span, sorted(papers)) for span, papers in grouped.items() if len(papers) >= LEAST_PAPERS][-PERIODS:]
    periods = tuple(Period(span, len(papers)) for span, papers in enough)
    if len(periods) < 2:
        return Rising(unit, measure, periods, (), _too_little(unit, grouped.keys(), periods))
    terms = tuple(_terms(store, index, measure, enough, limit))
    new, old = periods[-1].span.name, periods[-2].span.name
    remark = "" if terms else f"Papers of {new} speak of nothing clearly more than those of {old}."
    return Rising(unit, measure, periods, terms, remark)


def _terms(
    store: Store, index: LevelIndex, measure: Measure, periods: list[tuple[Span, list[int]]], limit: int
) -> Iterator[RisingTerm]:
    texts: dict[int, Stemmed] = {}

    def read(papers: Sequence[int]) -> list[Stemmed]:
        for entry in store.papers.entries([paper for paper in papers if paper not in texts]):
            texts[entry.number] = Stemmed.of(entry.paper.abstract or entry.paper.title)
        return [texts[paper] for paper in papers if paper in texts]

    for risen in index.rising([papers for _, papers in periods], read, limit):
        condition = And((Phrase(risen.text), periods[-1][0].days(measure)))
        shares = tuple(having / len(papers) for having, (_, papers) in zip(risen.papers, periods, strict=True))
        yield RisingTerm(risen.text, risen.papers, shares, risen.score, risen.is_sure, Query(condition))


def _too_little(unit: SpanUnit, spans: Collection[Span], periods: Sequence[Period]) -> str:
    """Say why there is nothing to compare."""
    needed = f"Rising terms need two {unit}s with {LEAST_PAPERS} papers at least"
    if periods:
        return f"{needed}, and there is one, {periods[0].span.name}."
    return f"{needed}; no paper has a day yet." if not spans else f"{needed}, and there is none."
