"""The ways into the library, each with how many papers stand there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reader.library.saving import SavedQuery
from reader.papers import Status
from reader.query import Query, Source, Tag
from reader.store import Store

Section = Literal["Papers", "Saved", "Tags", "Dumps"]


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


def shelves(store: Store, saved: list[SavedQuery]) -> Iterator[Shelf]:
    """Yield the shelves, section by section; all but the saved queries are counted."""
    yield from _papers(store)
    for each in saved:
        yield Shelf("Saved", each.name, each.text)
    for tag, papers in store.marks.tag_counts().items():
        yield Shelf("Tags", f"#{tag}", str(Query(Tag(tag))), papers)
    for dump in store.dumps.counts():
        name = f"{dump.page_date}  {dump.file}".strip()
        yield Shelf("Dumps", name, str(Query(Source(dump.file))), dump.papers, dump.unread)


def _papers(store: Store) -> Iterator[Shelf]:
    papers = store.papers.count()
    statuses: Counter[Status] = Counter()
    bookmarks: Counter[Status] = Counter()
    for status, bookmarked, count in store.marks.status_counts():
        statuses[status] += count
        bookmarks[status] += count * bookmarked
    statuses[Status.UNREAD] = papers - (statuses.total() - statuses[Status.UNREAD])
    yield Shelf("Papers", "All", "", papers, statuses[Status.UNREAD])
    yield Shelf("Papers", "Unread", "is:unread", statuses[Status.UNREAD])
    yield Shelf("Papers", "Reading", "is:reading", statuses[Status.READING])
    yield Shelf("Papers", "Bookmarked", "is:bookmarked", bookmarks.total(), bookmarks[Status.UNREAD])
    yield Shelf("Papers", "Skipped", "is:skipped", statuses[Status.SKIPPED])
