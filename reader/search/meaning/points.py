"""Papers as points on a sphere: what is near in meaning is near there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from reader.search.arrays import Array

Told = tuple[str, str]
"""A title and an abstract; a question has no title."""


class Space(Protocol):
    """Where texts have places by what they mean."""

    def place(self, told: Sequence[Told]) -> Array:
        """Return (N, k) float32, where each text is: of length 1, or zeros where it says nothing that is known here."""
        ...

    def arrays(self) -> dict[str, Array]:
        """Return what it is made of, by name, as its class makes it anew from."""
        ...


@dataclass(frozen=True)
class Points:
    """Where papers are. Immutable, and safe to use from several threads."""

    numbers: Array
    """(N,) int64, the papers, by the library's numbers, ascending."""
    places: Array
    """(N, k) float32, each of length 1, or zeros."""

    def __len__(self) -> int:
        return len(self.numbers)

    def likeness(self, place: Array) -> Array:
        """Return (N,) float32, how like a place, (k,), each paper's is: the cosine."""
        found: Array = self.places @ place
        return found

    def of(self, paper: int) -> Array | None:
        """Return the place of a paper, (k,); None where it has none, or says nothing."""
        row = int(np.searchsorted(self.numbers, paper))
        if row == len(self) or self.numbers[row] != paper:
            return None
        place: Array = self.places[row]
        return place if place.any() else None

    def taking_in(self, papers: Sequence[int], places: Array) -> "Points":
        """Return them with some papers' places in place of those that these had."""
        numbers = np.asarray(papers, np.int64)
        kept = ~np.isin(self.numbers, numbers)
        together = np.concatenate([self.numbers[kept], numbers])
        order = together.argsort()
        return Points(together[order], np.concatenate([self.places[kept], places])[order])


def placed(space: Space, papers: Iterable[tuple[int, Told]]) -> Points:
    """Return where papers, ascending by number, are in a space."""
    lots = list(papers)
    return Points(np.array([number for number, _ in lots], np.int64), space.place([told for _, told in lots]))


def normed(places: Array) -> Array:
    """Return places at length 1; zeros stay."""
    lengths = np.sqrt((places * places).sum(axis=1, keepdims=True))
    made: Array = np.divide(places, lengths, out=np.zeros_like(places), where=lengths > 0)
    return made
