"""All that a library says, as one value to compare."""

from reader.papers import Mark, Paper, Sighting
from reader.store import Store

State = dict[Paper, tuple[int, Mark, tuple[Sighting, ...]]]


def state(store: Store) -> State:
    """Return the papers with their numbers, marks and sightings."""
    entries = store.papers.entries(store.papers.in_order("added", reverse=False))
    return {entry.paper: (entry.number, entry.mark, entry.sightings) for entry in entries}


def papers_seen(store: Store) -> dict[Paper, frozenset[Sighting]]:
    """Return the papers with where each was seen: what must not depend on the order of import."""
    return {paper: frozenset(sightings) for paper, (_, _, sightings) in state(store).items()}
