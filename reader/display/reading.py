"""Reading TeX, whole or damaged."""

from collections.abc import Iterator

from reader.display.damaged import Damaged
from reader.display.formula import braces_of
from reader.display.latex import Latex
from reader.display.shown import Piece, Shown, put_together


def read(text: str) -> Shown:
    """Return what the eye sees; a text that has its dollars was not damaged by the page."""
    latex = Latex(text)
    pieces = list(latex.pieces())
    return put_together(text, pieces if latex.has_formula else _mended(text, pieces))


def _mended(text: str, pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces, those that show the text as it stands mended."""
    damaged = Damaged(text, braces_of(text))
    as_it_stands = read_to = 0  # where the stretch begins that does, and where it ends so far
    for piece in pieces:
        word, start, end = piece
        stands = bool(word) and word == text[start:end]
        if not stands or start != read_to:
            yield from damaged.pieces(as_it_stands, read_to)
            as_it_stands = start if stands else end
        if not stands:
            yield piece
        read_to = end
    yield from damaged.pieces(as_it_stands, read_to)
