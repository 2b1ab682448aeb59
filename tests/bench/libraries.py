"""Libraries of any size, of invented papers whose words are as unevenly common as real ones."""

import random
from collections.abc import Iterator
from pathlib import Path

from reader.library import Library
from reader.paths import Paths

WORDS = 20_000
ABSTRACT_WORDS = 180
_SYLLABLES = [first + second for first in "bcdfghklmnprstvz" for second in ("a", "e", "i", "o", "u", "an", "er", "is")]


def dump(papers: int, seed: int = 1) -> str:
    """Return a dump of so many papers in the plain layout."""
    return (
        "\n\n".join(["new", "byAK and the research community", "Mar 14", *_lines(papers, random.Random(seed))]) + "\n"
    )


def _lines(papers: int, rng: random.Random) -> Iterator[str]:
    vocabulary = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(WORDS)]
    weights = [1 / (rank + 2) for rank in range(WORDS)]  # Zipf's law
    for number in range(papers):
        words = rng.choices(vocabulary, weights, k=8 + ABSTRACT_WORDS)
        yield " ".join(words[:8]).title() + f" {number}"
        yield ". ".join(" ".join(words[at : at + 20]).capitalize() for at in range(8, len(words), 20)) + "."


def library(home: Path, papers: int) -> Library:
    """Return a library under `home` with so many papers, indexed."""
    home.mkdir(parents=True, exist_ok=True)
    file = home / "dump.txt"
    file.write_text(dump(papers), encoding="utf-8")
    made = Library(Paths.under(home))
    made.add([file])
    return made
