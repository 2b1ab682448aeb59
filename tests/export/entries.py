"""Entries to export, by the few facts that a test is about."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from reader.export.told import Told
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


def taken_in(entries: Sequence[Entry], told: Mapping[str, Told], now: datetime, *, marked: bool) -> list[Entry]:
    """Return entries with the marks that a file tells of them, over the ones they have or over none."""
    return [replace(one, mark=told[one.paper.id].applied(one.mark if marked else Mark(), now, [])) for one in entries]
