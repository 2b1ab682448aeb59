"""Entries to export, by the few facts that a test is about."""

from datetime import UTC, datetime

from reader.papers import Entry, Mark, Paper, Sighting

ADDED = datetime(2024, 3, 14, 9, 26, 53, 589_793, tzinfo=UTC)
SEEN = (Sighting("day.txt", 3, "Mar 14"),)


def entry(
    title: str = "A Title",
    abstract: str = "",
    *,
    paper_id: str = "2403.00001",
    authors: tuple[str, ...] = (),
    mark: Mark | None = None,
    sightings: tuple[Sighting, ...] = SEEN,
) -> Entry:
    """Return an entry that is unread and unmarked where nothing else is said."""
    return Entry(1, Paper(paper_id, title, abstract, authors), mark or Mark(), ADDED, sightings)
