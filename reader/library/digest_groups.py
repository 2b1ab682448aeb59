"""The papers of a digest in groups, each with why it stands there."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from reader.errors import QueryError
from reader.export.digest import Group, Item
from reader.library.results import Results
from reader.library.trending import Trending
from reader.papers import Entry
from reader.query import Sort, parse, words

if TYPE_CHECKING:
    from reader.library.holdings import Holdings

_MOST_WORDS = 4
"""Of a query, that a reason tells."""


def grouped(
    library: "Holdings", entries: Sequence[Entry], results: Results, since: datetime, now: datetime
) -> tuple[Group, ...]:
    """Return papers, best first, in groups: those of saved queries that look for words, then those of each edition.

    A paper that several saved queries find is under the one that finds fewest; one that finds them all says nothing.
    """
    lists, trends = _lists(library, entries), library.trends.of([entry.number for entry in entries])
    groups: dict[tuple[bool, str], list[Item]] = {}
    for entry in entries:
        name = next((name for name, numbers in lists if entry.number in numbers), "")
        heading = (not name, f"Your list “{name}”" if name else _edition(entry, since, now))
        groups.setdefault(heading, []).append(Item(entry, "; ".join(_reasons(library, entry, results, trends, now))))
    ordered = sorted(groups, key=lambda heading: heading[0])  # stable: lists first, then as their best papers are
    return tuple(Group(heading[1], tuple(groups[heading])) for heading in ordered)


def _lists(library: "Holdings", entries: Sequence[Entry]) -> list[tuple[str, set[int]]]:
    """Return the saved queries that look for words and find some of these papers, but not all; fewest papers first."""
    these = {entry.number for entry in entries}
    found: list[tuple[int, str, set[int]]] = []
    for saved in library.saved() if these else ():
        with suppress(QueryError):  # one that is broken must not be in the way; `reader saved` says so
            query = replace(parse(saved.text), sort=Sort("added"), limit=None)  # the condition counts, as in list:NAME
            if words(library.meaning(query)):
                numbers = set(library.find(query).numbers)
                found.append((len(numbers), saved.name, numbers & these))
    return [(name, numbers) for _, name, numbers in sorted(found) if numbers and numbers != these]


def _edition(entry: Entry, since: datetime, now: datetime) -> str:
    """Return the newest page that showed a paper, since then if one did; without any, the day on which it came."""
    begin, end = since.astimezone().date(), now.astimezone().date()
    dated = [(seen.edition, seen.page) for seen in entry.sightings if seen.edition]
    within = [each for each in dated if each[0].last >= begin and each[0].first <= end]
    newest = max(within or dated, key=lambda each: each[0].first, default=(None, ""))[1]
    shown = newest or next((seen.page for seen in entry.sightings if seen.page), "")
    return f"Edition of {shown}" if shown else f"Added {entry.added.astimezone():%Y-%m-%d}"


def _reasons(
    library: "Holdings", entry: Entry, results: Results, trends: Mapping[int, Trending], now: datetime
) -> Iterator[str]:
    """Yield why a paper stands in a digest; something always does."""
    if shared := library.shared_words(entry, results):
        yield f"matches {', '.join(dict.fromkeys(shared[:_MOST_WORDS]))}"
    if results.order.key == "foryou" and (pulls := library.foryou.why(entry)):
        liked = [pull.word for pull in pulls if pull.adds > 0]
        yield f"for you: {', '.join(liked[:_MOST_WORDS])}"
    if entry.number in trends:
        yield trends[entry.number].why
    yield f"added {_day(entry.added, now)}"


def _day(moment: datetime, now: datetime) -> str:
    day, today = moment.astimezone().date(), now.astimezone().date()
    if day == today:
        return "today"
    return "yesterday" if day == today - timedelta(days=1) else f"{day:%Y-%m-%d}"
