"""Stories of actions, gathered by the ids of the table of keys."""

from collections.abc import Awaitable, Callable

from reader.papers import Status

from .story import Story, room

Told = Callable[[Story], Awaitable[None]]


class Stories(dict[str, Told]):
    """Action ids to what their keys do, as told by a test file."""

    def of(self, action: str) -> Callable[[Told], Told]:
        """Tell a function as the story of an action."""

        def tell(told: Told) -> Told:
            self[action] = told
            return told

        return tell


def mark_of(pilot: Story, row: int) -> tuple[Status, bool, int, frozenset[str]]:
    """Return status, bookmark, rating and tags of a row."""
    (entry,) = room(pilot).library.entries([room(pilot).papers.numbers[row]])
    return entry.mark.status, entry.mark.bookmarked, entry.mark.rating, entry.mark.tags
