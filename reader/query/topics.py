"""Topics in queries: `topic:video-diffusion`, `topic:3`."""

import re
from dataclasses import dataclass, field

from reader.papers.text import fold

_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class InTopic:
    """Papers of a topic of the library, or of all topics that a word tells from the others; `other` fit into none."""

    name: str
    """A topic's number, its name, or words of its telling terms, as `slug` writes them; never empty."""
    column: int = field(default=0, compare=False, repr=False)
    """Where the name stands in the text that was parsed, in characters from 0: for errors."""
    unfinished: bool = field(default=False, compare=False, repr=False)
    """Being typed: the name may go on."""

    def __str__(self) -> str:
        return f"topic:{self.name}"


def slug(name: str) -> str:
    """Return a name in small letters, without accents, and with a - between its words: `Video · diffusion` likewise."""
    return _BETWEEN.sub("-", fold(name)).strip("-")
