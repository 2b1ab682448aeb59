"""Pages whose titles are headings: which lines are a title, and which are one text below it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reader.dumps.addresses import paper_id
from reader.dumps.chrome import is_certain_chrome, is_chrome, is_page_heading, names_next
from reader.dumps.layout import Block, Line, Paragraph, join
from reader.dumps.pairing import ends_sentence

_FULL_LINE = 40
"""Characters after which a heading may be wrapped, and end in a line `Models`."""
_LONGEST_TITLE = 6
"""Lines of the longest wrapped title."""


def card_level(paragraphs: Sequence[Paragraph]) -> int:
    """Return the level of the headings that are titles, or 0 where there are none such.

    It is the level of most headings that lead to a paper; without those, of most that are not the page's own.
    """
    headings = [line for body in paragraphs for line in body if line.level and not is_page_heading(line.text)]
    leading = [line for line in headings if any(map(paper_id, line.links)) or line.is_open]
    levels = Counter(line.level for line in leading or headings if line.level > 1 or leading)
    return max(levels, key=lambda level: (levels[level], level), default=0)


def without_chrome(paragraphs: Sequence[Paragraph], level: int) -> Iterator[Paragraph]:
    """Yield the texts of `paragraphs`, each with the lines that are its own; headings at `level` begin one."""
    before = ""
    for paragraph in paragraphs:
        body: Paragraph = []
        for line in paragraph:
            if line.level == level and line.text:
                if body:
                    yield body
                body = [line]
            elif not (_is_chrome(line, body) or names_next(before, line.text)):
                body.append(replace(line, level=0))
            before = line.text or before
        if body:
            yield body


def blocks_of_cards(bodies: Sequence[Paragraph]) -> Iterator[Block]:
    """Yield the blocks of `bodies`. A title takes more lines while its link is open, or while a text follows it."""
    rest: Paragraph = []
    for body, following in pairwise([*bodies, []]):
        lines = [*rest, *body]
        rest = []
        if not lines[0].level:
            yield join(lines)
            continue
        if _closes_later(lines, following):
            rest = lines
            continue
        title = _title_lines(lines, goes_on=bool(following) and not following[0].level)
        yield join(lines[:title])
        if lines[title:]:
            yield join(lines[title:])


def _closes_later(lines: Paragraph, following: Paragraph) -> bool:
    """Tell whether the link of a title ends in the next lines below something that was put in between."""
    if not lines[0].is_open or any(line.links for line in lines) or len(lines) > _LONGEST_TITLE:
        return False
    return any(line.links for line in following[:_LONGEST_TITLE]) and not (following[0].level or following[0].is_open)


def _is_chrome(line: Line, body: Paragraph) -> bool:
    """Tell whether `line` is the page's. Inside a sentence only what is it for certain counts."""
    if not line.text or line.level:
        return True
    if len(body) == 1 and body[0].is_open:
        return False
    if body and body[-1].level and not line.links and len(body[-1].text) >= _FULL_LINE and line.text[0].isalpha():
        return is_certain_chrome(line.text) or line.text[-1].isdigit()
    is_address = line.links == (line.text,)
    if body and not (body[-1].level or ends_sentence(body[-1].text)):
        is_linked = bool(line.links) and "://" not in line.text
        return is_certain_chrome(line.text) or (is_linked and is_chrome(line.text))
    return is_address or is_chrome(line.text)


def _title_lines(body: Paragraph, *, goes_on: bool) -> int:
    """Return how many of the first lines of `body`, which stand together, are its title."""
    if body[0].is_open:
        closing = (number for number, line in enumerate(body[1:_LONGEST_TITLE], start=2) if line.links)
        return next(closing, 1)
    if body[0].links or not goes_on or len(body) > _LONGEST_TITLE:
        return 1
    return len(body)
