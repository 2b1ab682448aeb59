"""A paper in the user's library: the facts, the mark, where and when it was seen."""

from dataclasses import dataclass, field
from datetime import datetime

from reader.papers.editions import Edition
from reader.papers.mark import Mark
from reader.papers.paper import Paper


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a paper was seen."""

    file: str
    """The dump's file name, without folders."""
    position: int
    """Which record of the dump it was, from 1."""
    page_date: str
    """The day in the page's heading as it stands there (`Mar 14`: the page prints no year), or empty."""
    edition: Edition | None = field(default=None, compare=False)
    """The day that the dump is of, as far as it is known: worked out, so that it may be another one later."""

    @property
    def page(self) -> str:
        """The day of the page for people: `Mar 14, 2025`, with a `?` where the year is guessed; empty for none."""
        return self.edition.label if self.edition else self.page_date


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper of a library with all that the library knows of it."""

    number: int
    """The library's own number, by age; never shown."""
    paper: Paper
    mark: Mark
    added: datetime
    """When it first came into the library, UTC."""
    sightings: tuple[Sighting, ...]
    """Oldest first; never empty."""
