"""What the eye sees of a text, and where in the text each character of it stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

Span = tuple[int, int]
"""(start, end), in characters."""
Piece = tuple[str, int, int]
"""What is shown in place of `text[start:end]`; where both are as long, character for character."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A text for display only: never stored, never exported."""

    text: str
    offsets: tuple[Span, ...] | None = None
    """For each character of `text`, where it stands in the original; None where nothing differs."""

    def spans(self, original: Iterable[Span]) -> Iterator[Span]:
        """Yield spans of the original as spans of `text`; what is not shown of them is left out."""
        if self.offsets is None:
            yield from original
            return
        for start, end in original:
            first = bisect_right(self.offsets, start, key=itemgetter(1))
            last = bisect_left(self.offsets, end, key=itemgetter(0))
            if first < last:
                yield first, last


def put_together(text: str, pieces: Iterable[Piece]) -> Shown:
    """Return the pieces, in order and without gaps but for what is not shown, as one text."""
    words: list[str] = []
    offsets: list[Span] = []
    for word, start, end in pieces:
        words.append(word)
        if len(word) == end - start:
            offsets += [(at, at + 1) for at in range(start, end)]
        else:
            offsets += [(start, end)] * len(word)
    whole = "".join(words)
    return Shown(text) if whole == text else Shown(whole, tuple(offsets))
