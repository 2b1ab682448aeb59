"""A topic, and what one calls it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.query import slug

FEWEST = 20
"""Of fewer papers no topics are made."""
OTHER = "other"
"""What the papers are called that fit into no topic."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One group of papers."""

    number: int
    """From 1. It stays, and so does the name, as long as most of the papers do; no other topic ever gets it."""
    name: str
    """No other topic's: one or two of its terms."""
    terms: tuple[str, ...]
    """What tells it from the others, as people write it, the most telling first."""
    x: float = 0.0
    """Where it lies on a map on which topics that are alike are near each other, from 0 to 1."""
    y: float = 0.0

    @property
    def slug(self) -> str:
        """The name as queries have it."""
        return slug(self.name)


def matching(text: str, topics: Sequence[Topic]) -> list[int]:
    """Return which topics `text` means, by their rows.

    The one of that number or name; else all of whose telling terms it is one, or its words are.
    """
    wanted = slug(text)
    exact = [row for row, topic in enumerate(topics) if wanted in (str(topic.number), topic.slug)]
    if exact or not wanted:
        return exact
    from reader.search.analysis import stem  # late: the stemmer is not needed to name a topic

    stems = set(map(stem, wanted.split("-")))
    return [row for row, topic in enumerate(topics) if stems <= set(map(stem, slug(" ".join(topic.terms)).split("-")))]
