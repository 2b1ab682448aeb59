"""The way through the lists that were shown: back, forward again, and where it led from paper to paper. Pure."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from reader.errors import QueryError
from reader.query import Like, parse
from reader.tui.place import Place

Left = tuple[str, Place]
"""A list as its query and the place in it."""
_LONGEST = 100
_SHORT_CELLS = 20
"""How much of a title is enough to know it again."""
_STEP = " › "


class Trail:
    """Lists that were left, and those that were come back from."""

    def __init__(self) -> None:
        self._left: list[Left] = []
        self._ahead: list[Left] = []

    def leave(self, text: str, place: Place) -> None:
        """Note a list that is being left for another; what was ahead is no more."""
        self._left = [*self._left, (text, place)][-_LONGEST:]
        self._ahead = []

    def back(self, text: str, place: Place) -> Left | None:
        """Return the list left last, leaving one for it; None at the beginning of the way."""
        return _step(self._left, self._ahead, (text, place))

    def forward(self, text: str, place: Place) -> Left | None:
        """Return the list come back from last, leaving one for it; None at the end of the way."""
        return _step(self._ahead, self._left, (text, place))

    def papers(self, text: str) -> list[str]:
        """Return the ids of the papers whose like were listed one after the other, up to a list that is shown now."""
        ids: list[str] = []
        for each in [text, *(text for text, _ in reversed(self._left))]:
            like = _like(each)
            if like is None:
                break
            if like not in ids[-1:]:  # the same in another order
                ids.append(like)
        return ids[::-1]


def breadcrumb(titles: Sequence[str], width: int) -> str:
    """Return titles in a line of so many cells, the last as long as there is room: `Folding La… › Robots for Homes`."""
    *before, last = titles
    shortened = [_cut(title, _SHORT_CELLS) for title in before]
    line = _STEP.join([*shortened, last])
    while shortened and cell_len(line) > width:
        shortened = shortened[1:]
        line = _STEP.join(["…", *shortened, last])
    return _cut(line, width)


def _cut(text: str, cells: int) -> str:
    return text if cell_len(text) <= cells else f"{set_cell_size(text, max(0, cells - 1)).rstrip()}…"


def _like(text: str) -> str | None:
    """Return the paper whose like a query lists, and nothing else."""
    try:
        where = parse(text).where
    except QueryError:  # it is being typed
        return None
    return where.prefix if isinstance(where, Like) else None


def _step(source: list[Left], target: list[Left], here: Left) -> Left | None:
    if not source:
        return None
    target.append(here)
    return source.pop()
