"""A map of topics, of characters: dots where they lie, names beside them as far as there is room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from rich.cells import cell_len, set_cell_size
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from reader.library import Topic, TopicCount

_MOST_DOTS = 3
_HERE = "bold reverse"
_NAME = "dim"
_ROW_WORTH = 2
"""So many columns are as far as a row."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something that stands on the map."""

    row: int
    column: int
    text: str
    style: str

    @property
    def end(self) -> int:
        """The column behind it."""
        return self.column + cell_len(self.text)

    def is_free_of(self, others: Sequence["_Piece"], gap: int = 1) -> bool:
        """Say whether it stands clear of others, with so many columns between."""
        return all(
            other.row != self.row or other.end + gap <= self.column or self.end + gap <= other.column
            for other in others
        )


class TopicsMap(Widget):
    """Topics where they lie: the more dots, the more papers; filled ones are unread."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        super().__init__(id=id)
        self._counts: Sequence[TopicCount] = ()
        self._here: int | None = None

    def show(self, counts: Sequence[TopicCount], here: int | None) -> None:
        """Show topics, one of them marked."""
        self._counts, self._here = counts, here
        self.refresh()

    def render(self) -> RenderResult:
        """Draw what fits."""
        return draw_map(self._counts, self._here, *self.size)


def draw_map(counts: Sequence[TopicCount], here: int | None, width: int, height: int) -> Content:
    """Return a map of so many cells. Names do not overlap: those of smaller topics are left out first.

    The topic `here`, by its place in `counts`, has its name in any case. What fits into no topic is nowhere.
    """
    if width < 1 or height < 1:
        return Content("")
    topics = {row: count.topic for row, count in enumerate(counts) if count.topic}
    rows = sorted(topics, key=lambda row: (-counts[row].papers, row))
    most = max((counts[row].papers for row in rows), default=1)
    dots: dict[int, _Piece] = {}
    for row in rows:
        dots[row] = _dots(counts[row], topics[row], most, width, height, [*dots.values()])
    names: list[_Piece] = []
    if here in dots:
        names.append(_name_here(counts[here].name, dots[here], [*dots.values()], width, height))
    for row in rows:
        if row != here:
            taken = [*dots.values(), *names]
            free = (name for name in _names(counts[row].name, dots[row], width, height) if name.is_free_of(taken))
            names += [name for name in [next(free, None)] if name]
    pieces = [
        piece if row != here else _Piece(piece.row, piece.column, piece.text, _HERE) for row, piece in dots.items()
    ]
    return _drawn([*pieces, *names], width, height)


def _dots(count: TopicCount, topic: Topic, most: int, width: int, height: int, others: Sequence[_Piece]) -> _Piece:
    """Return a topic's dots, where it lies, or as near to there as there is room."""
    dots = min(1 + round((_MOST_DOTS - 1) * sqrt(count.papers / most)), width)
    unread = count.unread / count.papers
    text = filled(dots, unread)
    style = "$text-accent" if unread > 2 / 3 else "$text-primary" if unread > 1 / 3 else "dim"
    row, column = round((1 - topic.y) * (height - 1)), round(topic.x * (width - dots))

    def piece(at: tuple[int, int]) -> _Piece:
        return _Piece(at[0], at[1], text, style)

    if piece((row, column)).is_free_of(others):
        return piece((row, column))
    places = [(r, c) for r in range(height) for c in range(width - dots + 1)]
    places.sort(key=lambda at: ((_ROW_WORTH * (at[0] - row)) ** 2 + (at[1] - column) ** 2, at))
    return next((piece(at) for at in places if piece(at).is_free_of(others)), piece((row, column)))


def filled(dots: int, share: float) -> str:
    """Return dots, such a share of them filled; where there is something of both, both are seen if there is room."""
    full = round(dots * share)
    if dots > 1 and 0 < share < 1:
        full = min(max(full, 1), dots - 1)
    return "●" * full + "○" * (dots - full)


def _names(name: str, dots: _Piece, width: int, height: int) -> Iterator[_Piece]:
    """Yield where a name may stand: right, left, below, above; whole, or its first term."""
    for text in dict.fromkeys((name, name.partition(" · ")[0])):
        cells = cell_len(text)
        middle = min(max(0, (dots.column + dots.end - cells) // 2), max(0, width - cells))
        for row, column in (
            (dots.row, dots.end + 1),
            (dots.row, dots.column - cells - 1),
            (dots.row + 1, middle),
            (dots.row - 1, middle),
        ):
            if 0 <= row < height and 0 <= column <= width - cells:
                yield _Piece(row, column, text, _NAME)


def _name_here(name: str, dots: _Piece, others: Sequence[_Piece], width: int, height: int) -> _Piece:
    """Return where the name stands that must, on other topics' dots if need be, cut if it is too long."""
    places = [*_names(name, dots, width, height)]
    free = next((place for place in places if place.is_free_of(others)), None)
    cut = name if cell_len(name) <= width else set_cell_size(name, width - 1) + "…"
    row = dots.row + 1 if dots.row + 1 < height else max(dots.row - 1, 0)
    chosen = free or next(iter(places), _Piece(row, 0, cut, _HERE))
    return _Piece(chosen.row, chosen.column, chosen.text, _HERE)


def _drawn(pieces: Sequence[_Piece], width: int, height: int) -> Content:
    """Return pieces as lines; of those on each other the last one is seen."""
    lines: list[Content] = []
    for row in range(height):
        line, column = [], 0
        seen: list[_Piece] = []
        for piece in reversed([piece for piece in pieces if piece.row == row]):
            if piece.is_free_of(seen, gap=0):
                seen.append(piece)
        for piece in sorted(seen, key=lambda piece: piece.column):
            line += [Content(" " * (piece.column - column)), Content.styled(piece.text, piece.style)]
            column = piece.end
        lines.append(Content("").join([*line, Content(" " * (width - column))]))
    return Content("\n").join(lines)
