"""Which shelves of a tree are in sight. Pure."""

from collections.abc import Iterator, Sequence

from reader.library import Shelf

MOST_UNFOLDED = 200
"""A tree of more tags begins folded."""


class Folding:
    """Remembers what was folded and unfolded; everything else is as the size of the tree has it."""

    def __init__(self) -> None:
        self._folded: dict[str, bool] = {}
        self._fold_all = False

    def visible(self, shelves: Sequence[Shelf]) -> Iterator[Shelf]:
        """Yield the shelves that are not within a folded one."""
        self._fold_all = sum(shelf.section == "Tags" for shelf in shelves) > MOST_UNFOLDED
        deepest: int | None = None
        for shelf in shelves:
            if deepest is None or shelf.depth <= deepest:
                deepest = shelf.depth if self.is_folded(shelf) else None
                yield shelf

    def is_folded(self, shelf: Shelf) -> bool:
        """Say whether what is within a shelf is out of sight."""
        return shelf.is_branch and self._folded.get(
            shelf.name, shelf.begins_folded or (self._fold_all and shelf.section == "Tags")
        )

    def fold(self, shelf: Shelf, *, on: bool) -> bool:
        """Fold a shelf, or unfold it where not `on`; say whether that changes anything."""
        if not shelf.is_branch or self.is_folded(shelf) is on:
            return False
        self._folded[shelf.name] = on
        return True


def row_around(shelves: Sequence[Shelf], row: int) -> int | None:
    """Return the row of the shelf that the one in `row` is within; None for one that is within none."""
    outer = (above for above in range(row - 1, -1, -1) if shelves[above].depth < shelves[row].depth)
    return next(outer, None)
