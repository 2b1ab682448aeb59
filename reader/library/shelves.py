"""The ways into the library, each with how many papers stand there."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from reader.library.editions import By, Editions, Span, month_around, year_around
from reader.library.saving import SavedQuery
from reader.library.tag_tree import tag_tree
from reader.papers import Status
from reader.query import Is, Node, Query, Saved, Source, parse
from reader.store import Store

Section = Literal["Papers", "Saved", "Tags", "Editions by day", "Editions by week", "Editions by month", "Dumps"]
_SECTIONS: dict[By, Section] = {"day": "Editions by day", "week": "Editions by week", "month": "Editions by month"}
_YEAR = re.compile(r", [0-9]{4}")
_HANDLED = (Status.READING, Status.READ, Status.SKIPPED)
_MOST_FLAT = 20
"""More editions than these are listed within their months or years."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Papers that belong together."""

    section: Section
    name: str
    query: str
    """What finds them, as it prints."""
    papers: int | None = None
    """None where nobody has counted yet, as that takes a search."""
    unread: int | None = None
    """None where nobody has counted, or where it would say nothing."""
    depth: int = 0
    """How many shelves of the same section this one is within."""
    is_branch: bool = False
    """Whether shelves are within this one; they come after it."""
    begins_folded: bool = False
    """Whether those are out of sight at first."""

    @property
    def label(self) -> str:
        """The name below that of the shelf which this one is within: of a tag its last level, of a day no year."""
        if not self.depth:
            return self.name
        return self.name.rpartition("/")[2] if self.section == "Tags" else _YEAR.sub("", self.name)

    @property
    def condition(self) -> Node | None:
        """What a query says to find these papers among others; None for all papers."""
        return Saved(self.name) if self.section == "Saved" else parse(self.query).where


def shelves(store: Store, saved: list[SavedQuery], by: By = "day") -> Iterator[Shelf]:
    """Yield the shelves, section by section; all but the saved queries are counted.

    Dumps of which the day is known stand among the editions `by` day, week or month, the others by their names.
    """
    yield from _papers(store)
    for each in saved:
        yield Shelf("Saved", each.name, each.text)
    for node in tag_tree(store):
        name = f"#{node.tag}"
        yield Shelf("Tags", name, str(node.query), node.papers, node.unread, node.depth, node.is_branch)
    yield from _editions(store, by)
    for dump in store.dumps.counts(undated=True):
        name = dump_name(dump.page, dump.file)
        yield Shelf("Dumps", name, str(Query(Source.named(dump.file))), dump.papers, dump.unread)


def dump_name(page_date: str, file: str) -> str:
    """Return a dump as lists name it: its page's day, if it has one, and its file."""
    return f"{page_date}  {file}".strip()


def _editions(store: Store, by: By) -> Iterator[Shelf]:
    """Yield the editions, newest first; of many, the newest month or year is open and the others are folded."""
    editions, section = Editions(store), _SECTIONS[by]
    spans = editions.spans(by)
    around = month_around if by == "day" else year_around
    many = len(spans) > _MOST_FLAT
    branches = [*_branches(spans, around)] if many else [(None, spans)]
    marks = store.grouping.by_mark()
    handled = {number for status in _HANDLED for number in marks[status]}
    shown = dict(editions.papers({*spans, *(branch for branch, _ in branches if branch)}))

    def shelf(span: Span, *, depth: int = 0, is_branch: bool = False, begins_folded: bool = False) -> Shelf:
        papers, query = shown[span], str(span.query)
        unread = len(papers - handled)
        return Shelf(section, span.label, query, len(papers), unread, depth, is_branch, begins_folded=begins_folded)

    for number, (branch, within) in enumerate(branches):
        if branch:
            yield shelf(branch, is_branch=True, begins_folded=number > 0)
        yield from (shelf(span, depth=int(bool(branch))) for span in within if span != branch)


def _branches(spans: list[Span], around: Callable[[Span], Span]) -> Iterator[tuple[Span, list[Span]]]:
    for branch, group in groupby(spans, around):
        within = list(group)
        yield replace(branch, certain=all(span.certain for span in within)), within


def _papers(store: Store) -> Iterator[Shelf]:
    papers = store.papers.count()
    new = store.select.of(Is("new"))
    new_unread = len(new) - sum(mark.status is not Status.UNREAD for mark in store.marks.of(sorted(new)).values())
    statuses: Counter[Status] = Counter()
    bookmarks: Counter[Status] = Counter()
    for status, bookmarked, count in store.marks.status_counts():
        statuses[status] += count
        bookmarks[status] += count * bookmarked
    statuses[Status.UNREAD] = papers - (statuses.total() - statuses[Status.UNREAD])
    yield Shelf("Papers", "All", "", papers, statuses[Status.UNREAD])
    yield Shelf("Papers", "Unread", "is:unread", statuses[Status.UNREAD])
    yield Shelf("Papers", "New", "is:new", len(new), new_unread)
    yield Shelf("Papers", "Reading", "is:reading", statuses[Status.READING])
    yield Shelf("Papers", "Read", "is:read", statuses[Status.READ])
    yield Shelf("Papers", "Bookmarked", "is:bookmarked", bookmarks.total(), bookmarks[Status.UNREAD])
    yield Shelf("Papers", "Skipped", "is:skipped", statuses[Status.SKIPPED])
