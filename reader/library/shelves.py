"""The ways into the library, each with how many papers stand there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reader.library.saving import SavedQuery
from reader.library.tag_tree import tag_tree
from reader.papers import Status
from reader.query import Node, Query, Saved, Source, parse
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
    depth: int = 0
    """How many shelves of the same section this one is within."""
    is_branch: bool = False
    """Whether shelves are within this one; they come after it."""

    @property
    def label(self) -> str:
        """The name below that of the shelf which this one is within."""
        return self.name.rpartition("/")[2] if self.depth else self.name

    @property
    def condition(self) -> Node | None:
        """What a query says to find these papers among others; None for all papers."""
        return Saved(self.name) if self.section == "Saved" else parse(self.query).where


def shelves(store: Store, saved: list[SavedQuery]) -> Iterator[Shelf]:
    """Yield the shelves, section by section; all but the saved queries are counted."""
    yield from _papers(store)
    for each in saved:
        yield Shelf("Saved", each.name, each.text)
    for node in tag_tree(store):
        name = f"#{node.tag}"
        yield Shelf("Tags", name, str(node.query), node.papers, node.unread, node.depth, node.is_branch)
    for dump in store.dumps.counts():
        name = dump_name(dump.page_date, dump.file)
        yield Shelf("Dumps", name, str(Query(Source.named(dump.file))), dump.papers, dump.unread)


def dump_name(page_date: str, file: str) -> str:
    """Return a dump as lists name it: its page's day, if it has one, and its file."""
    return f"{page_date}  {file}".strip()


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
    yield Shelf("Papers", "Read", "is:read", statuses[Status.READ])
    yield Shelf("Papers", "Bookmarked", "is:bookmarked", bookmarks.total(), bookmarks[Status.UNREAD])
    yield Shelf("Papers", "Skipped", "is:skipped", statuses[Status.SKIPPED])
