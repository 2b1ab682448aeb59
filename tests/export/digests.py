"""Digests to write, by the few facts that a test is about."""

from datetime import UTC, datetime, timedelta

from reader.export.digest import Digest, Group, Item
from reader.papers import Entry

MADE = datetime(2024, 3, 14, 9, 26, 53, tzinfo=UTC)


def digest(*groups: tuple[str, list[Entry]], name: str = "", query: str = "", left: int = 0) -> Digest:
    """Return a digest of these groups, each paper for the same reason."""
    made = tuple(
        Group(heading, tuple(Item(entry, "added today; matches kites") for entry in es)) for heading, es in groups
    )
    return Digest("ab" * 16, MADE, MADE - timedelta(days=6), made, name, query, left)
