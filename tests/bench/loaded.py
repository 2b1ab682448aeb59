"""A library after years of use: tags, marks, notes, a long history and saved queries, all made through the library.

The same papers without any of it stand beside it, so that what use costs can be told from what papers cost.
"""

import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from reader.changes import AddTag, Bookmark, Change, Rate, SetNote, SetStatus
from reader.library import Library
from reader.papers import Status
from reader.paths import Paths
from tests.bench import corpus

YEARS = 3
TAKEN_BACK = 0.01
FRESH, USED = "fresh", "used"
"""The two libraries: papers alone, and the same papers used."""
SOME_WORDS = ("model", "graph", "speech", "vision", "agent", "reward", "diffusion", "protein", "retrieval", "language")


@dataclass(frozen=True, slots=True)
class Load:
    """How much a library is used."""

    papers: int = 100_000
    tags: int = 1_000
    marks: int = 50_000
    steps: int = 10_000
    saved: int = 500

    @classmethod
    def of(cls, papers: int) -> Self:
        """Return the use that suits so many papers."""
        whole = cls()
        share = papers / whole.papers
        of_each = (whole.tags, whole.marks, whole.steps, whole.saved)
        return cls(papers, *(max(1, round(count * share)) for count in of_each))

    @property
    def name(self) -> str:
        """The folder of such a library."""
        return f"load-{self.papers}-{self.tags}-{self.marks}-{self.steps}-{self.saved}"


def made(homes: Path, load: Load) -> dict[str, Path]:
    """Return the homes of both libraries; they are made once and kept in `homes`."""
    folder = homes / load.name
    if not folder.exists():
        making = folder.with_name(f"{folder.name}.making")
        shutil.rmtree(making, ignore_errors=True)
        with TemporaryDirectory() as pages, Library(Paths.under(making / FRESH)) as library:
            corpus.write_pages(load.papers, Path(pages))
            library.add([Path(pages)])
        shutil.copytree(making / FRESH, making / USED)
        with Library(Paths.under(making / USED), now=Clock(load.steps)) as library:
            use(library, load)
        making.rename(folder)
    return {name: folder / name for name in (FRESH, USED)}


class Clock:
    """Tells times that are years apart from the first to the last step."""

    def __init__(self, steps: int) -> None:
        self._between = timedelta(days=365 * YEARS) / (steps + 1)
        self._now = datetime.now(UTC) - timedelta(days=365 * YEARS)

    def __call__(self) -> datetime:
        """Return the time of the next step."""
        self._now += self._between
        return self._now


def use(library: Library, load: Load, seed: int = 5) -> None:
    """Do what years of use do: single marks, marks of hundreds at once, notes, tags, some of it taken back."""
    rng = random.Random(seed)
    tags = tags_of(load.tags, rng)
    unused = list(tags)
    for number in range(load.saved):
        library.save_query(f"query {number:03}", _query(number, rng))
    singles = load.steps - load.saved - (in_bulk := (load.steps - load.saved) // 50)
    papers = rng.sample(range(1, len(library) + 1), min(load.marks, len(library)))
    alone, together = papers[:singles], papers[singles:]
    lots = [[paper] for paper in alone] + [together[at::in_bulk] for at in range(in_bulk)]
    rng.shuffle(lots)
    for lot in lots:
        at = library.now
        library.change(lot, [_change(rng, at, many=len(lot) > 1), *_tags(rng, tags, unused)])
        if rng.random() < TAKEN_BACK:
            library.undo()
            library.redo()


def tags_of(count: int, rng: random.Random) -> list[str]:
    """Return so many tags, most used first: words, words below words, and a third level."""
    tags = list(SOME_WORDS)
    while len(tags) < count:
        above = rng.choice(tags[: max(10, len(tags) // 3)])
        tags.append(f"{above}/{_word(rng)}" if above.count("/") < 2 else _word(rng))
        tags = list(dict.fromkeys(tags))
    return tags


def _word(rng: random.Random) -> str:
    return "".join(rng.choices([f"{a}{b}" for a in "bdfgklmnprst" for b in "aeiou"], k=rng.randint(2, 4)))


def _change(rng: random.Random, at: datetime, *, many: bool) -> Change:
    statuses: list[Change] = [
        SetStatus(status, at) for status in (Status.READ, Status.READ, Status.SKIPPED, Status.READING)
    ]
    if many:
        return rng.choice([*statuses, Bookmark()])
    note = SetNote(" ".join(rng.choices(SOME_WORDS, k=rng.randint(5, 40))))
    return rng.choice([*statuses, Bookmark(), Rate(rng.randint(1, 5)), note])


def _tags(rng: random.Random, tags: Sequence[str], unused: list[str]) -> Iterator[Change]:
    """Yield tags to add, one never used before among them as long as there is one; the first ones most often."""
    if unused:
        yield AddTag(unused.pop())
    elif rng.random() < 0.6:
        yield AddTag(rng.choices(tags, [1 / (rank + 2) for rank in range(len(tags))])[0])


def _query(number: int, rng: random.Random) -> str:
    """Return one of the queries that people save; one in ten names another."""
    word, other = rng.sample(SOME_WORDS, 2)
    kinds = (
        f"{word} -{other} is:unread",
        f'"{word} {other}"',
        f"tag:{word}/* -is:read",
        f"{word} rating:>={rng.randint(1, 5)}",
        f"title:{word} {other}*",
        f"is:bookmarked {word}",
        f"({word} OR {other}) has:note",
        f"added:>=2020-01-01 {other} has:code",
        f"words:{rng.randint(50, 150)}..{rng.randint(151, 400)} {word} {other}",
    )
    if number % 10 == 9:
        return f'list:"query {number - rng.randint(1, 8):03}" {word}'
    return kinds[number % 10 % len(kinds)]
