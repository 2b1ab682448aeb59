"""A library in numbers."""

from dataclasses import dataclass

from reader.papers import Status
from reader.query import Is, State
from reader.store import Store, TagCount


@dataclass(frozen=True, slots=True)
class Stats:
    """How many papers there are, and how far the user is with them."""

    papers: int
    statuses: dict[str, int]
    """Each status to the number of its papers."""
    bookmarked: int
    tagged: int
    noted: int
    recurring: int
    """Papers seen in more than one dump."""
    dumps: int
    tags: tuple[TagCount, ...]
    """Most used first."""


def count(store: Store) -> Stats:
    """Count the papers of `store`."""

    def how_many(state: State) -> int:
        return len(store.select.of(Is(state)))

    statuses: dict[str, int] = {
        Status.UNREAD.value: how_many("unread"),
        Status.READING.value: how_many("reading"),
        Status.READ.value: how_many("read"),
        Status.SKIPPED.value: how_many("skipped"),
    }
    return Stats(
        papers=store.papers.count(),
        statuses=statuses,
        bookmarked=how_many("bookmarked"),
        tagged=how_many("tagged"),
        noted=how_many("noted"),
        recurring=how_many("recurring"),
        dumps=len(store.dumps.counts()),
        tags=tuple(store.activity.tags()),
    )
