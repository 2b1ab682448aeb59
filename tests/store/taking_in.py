"""Dumps into a store, by the few facts that a test is about."""

from datetime import UTC, datetime

from reader.papers import Paper, title_id
from reader.store import AddedDump, Seen, Store

NOON = datetime(2024, 3, 14, 12, tzinfo=UTC)


def paper(title: str, abstract: str = "", *authors: str) -> Paper:
    """Return a paper known by its title."""
    return Paper(title_id(title), title, abstract, authors)


def take_in(store: Store, name: str, *papers: Paper, heading: str = "", now: datetime = NOON) -> AddedDump:
    """Add a dump that shows `papers`; its digest is its name."""
    with store.transaction():
        return store.dumps.add(name, f"digest of {name}", heading, seen(papers), now)


def seen(papers: tuple[Paper, ...]) -> list[Seen]:
    """Return `papers` as the records of a dump."""
    return [Seen(paper, position) for position, paper in enumerate(papers, start=1)]
