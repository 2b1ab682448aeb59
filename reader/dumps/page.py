"""A page's lines, sorted: what is the page's own, and the blocks that are its papers' texts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from reader.dumps import cards
from reader.dumps.addresses import paper_id, voted_id
from reader.dumps.chrome import ends_banner, is_certain_chrome, is_chrome, names_next, page_date
from reader.dumps.layout import Block, Line, Paragraph, blocks_of, wrap_width
from reader.dumps.markup import day_saved, is_key, unmarked, words_searched

_Piece = TypeVar("_Piece", Line, Block)


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page, each in one of the three."""

    blocks: list[Block]
    """Titles, abstracts, and what is neither."""
    chrome: list[Line]
    """The page's own lines."""
    repeats: int
    """How many lines say the same as the one before."""
    heading: str = ""
    """The day that stands above the papers."""
    day_saved: str = ""
    """The day on which it was saved, as `2026-03-14`, where it tells."""
    is_marked: bool = False
    """Whether it is Markdown."""
    has_headings: bool = False
    """Whether all its titles are marked as headings."""

    @property
    def has_signs(self) -> bool:
        """Whether one of its lines stands on no other kind of page."""
        if any(line.text and (is_certain_chrome(line.text) or ends_banner(line.text)) for line in self.chrome):
            return True
        links = chain((line.links for line in self.chrome), (block.links for block in self.blocks))
        return any(paper_id(link) or voted_id(link) for link in chain.from_iterable(links))


def plain_page(paragraphs: Sequence[Paragraph]) -> Page:
    """Sort the lines of a page that was saved as text."""
    return _sorted(paragraphs, "", *_page_head(chain.from_iterable(paragraphs)))


def marked_page(paragraphs: Sequence[Paragraph]) -> Page:
    """Sort the lines of a page that was saved as Markdown."""
    raw = list(chain.from_iterable(paragraphs))
    bare = unmarked(paragraphs)
    level = cards.card_level(bare)
    lines = list(chain.from_iterable(bare))
    above = _lines_above(lines, level)
    echo = words_searched(raw[:above]).casefold()
    own = {line.number for line in lines[:above] if is_key(line) or line.text.casefold() == echo}
    bare = [[_without_heading(line, level) if line.number not in own else _empty(line) for line in b] for b in bare]
    heading, searched = _page_head(chain.from_iterable(bare))
    saved = day_saved(raw[:above])
    if not level:
        return replace(_sorted(bare, saved, heading, searched), is_marked=True)
    bodies = list(cards.without_chrome([[line for line in body if line is not searched] for body in bare], level))
    blocks = _without_repeats(cards.blocks_of_cards(bodies))
    repeats = sum(map(len, bodies)) - sum(block.lines for block in blocks)
    chrome = _others(bare, bodies)
    return Page(blocks, chrome, repeats, heading, saved, is_marked=True, has_headings=True)


def _sorted(paragraphs: Sequence[Paragraph], saved: str, heading: str, searched: Line | None) -> Page:
    width = wrap_width(paragraphs)
    bodies = list(_without_chrome(paragraphs, searched, wrapped=width > 0))
    blocks = _without_repeats(blocks_of([_without_repeats(body) for body in bodies], width))
    repeats = sum(map(len, bodies)) - sum(block.lines for block in blocks)
    return Page(blocks, _others(paragraphs, bodies), repeats, heading, saved)


def _others(paragraphs: Iterable[Paragraph], bodies: Iterable[Paragraph]) -> list[Line]:
    """Return the lines of `paragraphs` that are not in `bodies`."""
    kept = {line.number for line in chain.from_iterable(bodies)}
    return [line for line in chain.from_iterable(paragraphs) if line.number not in kept]


def _lines_above(lines: Sequence[Line], level: int) -> int:
    """Return how many lines stand above the page that a converter may have put there."""
    for count, line in enumerate(lines):
        if ends_banner(line.text) or (level and line.level == level):
            return count
    return 0


def _without_heading(line: Line, level: int) -> Line:
    """Empty a heading that is no title; what is known of the page stays as it is."""
    return (
        _empty(line) if line.level not in {0, level} and not (is_chrome(line.text) or ends_banner(line.text)) else line
    )


def _empty(line: Line) -> Line:
    return Line(line.number, "")


def _page_head(lines: Iterable[Line]) -> tuple[str, Line | None]:
    """Return the date above the first paper and, of a search page, the line with the words searched for."""
    searched: Line | None = None
    in_banner = True
    for line in lines:
        if date := page_date(line.text):
            return date, searched
        if ends_banner(line.text):
            in_banner = False
        elif not is_chrome(line.text):
            if in_banner or searched:
                break
            searched = line
    return "", None


def _without_chrome(paragraphs: Iterable[Paragraph], searched: Line | None, *, wrapped: bool) -> Iterator[Paragraph]:
    """Yield what of `paragraphs` is not the page around the papers."""
    before = ""
    for paragraph in paragraphs:
        in_text = wrapped and not all(is_chrome(line.text) for line in paragraph)
        tells = is_certain_chrome if in_text else is_chrome
        body = []
        for line in paragraph:
            if not (tells(line.text) or line is searched or names_next(before, line.text) or _is_address(line)):
                body.append(line)
            before = line.text or before
        if body:
            yield body


def _without_repeats(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Return `pieces` without those that say the same as the one before."""
    kept: list[_Piece] = []
    for piece in pieces:
        if not (kept and kept[-1].text == piece.text):
            kept.append(piece)
    return kept


def _is_address(line: Line) -> bool:
    """Tell whether `line`, of Markdown, is nothing but an address."""
    return line.links == (line.text,)
