"""Which marks say that a paper was liked, and how much: what `foryou` learns from."""

from dataclasses import dataclass

from reader.papers import Status
from reader.store import Opinion

ENOUGH = 5
"""So many papers somebody has said something of before anything is learned from it."""
_BY_STARS = {1: -1.5, 2: -1.0, 3: 0.5, 4: 1.5, 5: 2.0}
"""Stars are the clearest word; three are little more than having read it."""
_BOOKMARKED = 1.0
_BY_STATUS = {Status.READ: 0.5, Status.READING: 0.25, Status.SKIPPED: -1.0}
"""Read to its end, it was worth that; begun, it was at least looked at."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether enough was said to learn a taste from it."""

    said: int
    """Of so many papers something was."""
    liked: int

    @property
    def is_cold(self) -> bool:
        """Whether it is too little, or nothing of it good."""
        return self.said < ENOUGH or not self.liked

    @property
    def message(self) -> str:
        """What to do about that; nothing where there is nothing to do."""
        if self.said < ENOUGH:
            return f"Bookmark, rate or skip some papers first: {self.said} of {ENOUGH}."
        return "" if self.liked else "Nothing is liked yet: bookmark a paper, or give it four stars."


def weight(opinion: Opinion) -> float:
    """Return how much papers with such marks are liked; below 0 they are not, and 0 says nothing.

    What people say by stars goes before a bookmark, and that before how far they have read.
    """
    if opinion.rating:
        return _BY_STARS[opinion.rating]
    return _BOOKMARKED if opinion.bookmarked else _BY_STATUS.get(opinion.status, 0.0)
