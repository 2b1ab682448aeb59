"""Marks that come from elsewhere find their papers here, by wording and by id."""

from dataclasses import dataclass

from reader.changes import join
from reader.errors import StoreError
from reader.papers import Mark
from reader.store import Store
from reader.store.whole import Whole


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two sides did not agree on."""

    about: str
    """A paper's title, or the name of a saved query."""
    what: str
    """With what was kept."""


def attach(store: Store, other: Whole) -> tuple[dict[int, Mark], list[Conflict]]:
    """Return the marks that papers here have once those of another library joined them, and what did not agree.

    Several papers of the other may be one paper here: all their marks join. Call within a transaction, after its
    dumps were taken in.

    Raises:
        StoreError: a mark finds no paper; none is dropped in silence.
    """
    numbers = store.whole.numbers(other.papers)
    current = store.marks.of([number for number in numbers if number is not None])
    marks: dict[int, Mark] = {}
    conflicts: list[Conflict] = []
    for number, paper in zip(numbers, other.papers, strict=True):
        if paper.mark == Mark():
            continue
        title = paper.wordings[0].paper.title
        if number is None:
            raise StoreError(f"The mark of “{title}” found no paper here", "Nothing was changed; please report this.")
        joined = join(marks.get(number, current.get(number, Mark())), paper.mark)
        marks[number] = joined.mark
        conflicts += [Conflict(title, what) for what in joined.conflicts]
    return marks, conflicts
