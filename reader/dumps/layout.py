"""Lines to blocks: which lines of a dump belong together.

Pages are saved with one line per title or abstract, with or without blank lines between, or hard-wrapped at
some column. Which of these it is, is decided once for a file, never line by line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.dumps.chrome import is_chrome
from reader.papers import clean_line

LINE_END = re.compile(r"\r\n?|\n")
"""What ends a line that is counted."""
_HYPHEN = re.compile(r"\w--?$")
_SUSPENDED = re.compile(r"(?:and|or|to|vs) |(?!-\w)\W")
"""What follows a hyphen that stands for a word to come: pre- and post-training."""
_UNSPACED = "\u2e80"
"""From here on scripts write without spaces: Chinese, Japanese."""
_WIDEST_WRAP = 160
_FEWEST_BREAKS = 3
"""A title and a short abstract without a blank line between have one, and may look wrapped."""
_LONGEST_TEXT = 40
"""Lines of the longest wrapped abstract; more without a blank line are several texts."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank."""

    number: int
    """Its place in the file, from 1."""
    text: str
    """Clean, and without marks; empty where there was nothing else."""
    links: tuple[str, ...] = ()
    """Addresses behind its marks, or the one that it consists of."""
    level: int = 0
    """Of a heading, from 1; 0 where it is none."""
    is_open: bool = False
    """Whether it begins a link that ends on a later line."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are one title or one abstract."""

    number: int
    """Where its first line stands in the file, from 1."""
    text: str
    lines: int
    """How many it takes."""
    links: tuple[str, ...] = ()
    """Addresses behind its marks."""
    is_heading: bool = False
    """Whether the page marks it as one."""
    is_open: bool = False
    """Whether a link that it begins ends later."""


Paragraph = list[Line]
"""Lines with no blank one between them; never empty."""


def paragraphs_of(text: str) -> list[Paragraph]:
    """Return the lines of `text` that are not blank, parted where blank ones stand.

    A form feed ends a line but is not counted as one: editors do not count it either.
    """
    paragraphs: list[Paragraph] = []
    after_blank = True
    for number, raw in enumerate(LINE_END.split(text), start=1):
        parts = [clean for part in raw.split("\f") if (clean := clean_line(part))]
        if parts:
            if after_blank:
                paragraphs.append([])
            paragraphs[-1] += [Line(number, part) for part in parts]
        after_blank = not parts
    return paragraphs


def wrap_width(paragraphs: Iterable[Paragraph]) -> int:
    """Return the column at which the texts are hard-wrapped, roughly, or 0 where each stands on one line.

    They are wrapped if nine in ten lines are no longer than a wide terminal, and four in five line breaks
    stand where the next word would not have fitted. In a file with one text per line no more than half of the
    breaks look like that: those from an abstract to the next title.
    """
    bodies = [[line.text for line in lines if not is_chrome(line.text)] for lines in paragraphs]
    lengths = [len(text) for body in bodies for text in body]
    breaks = [(a, b) for body in bodies for a, b in pairwise(body)]
    full = [len(a) for a, b in breaks if len(a) + 1 + len(_first_word(b)) > len(b)]
    narrow = sum(length <= _WIDEST_WRAP for length in lengths)
    if len(full) < _FEWEST_BREAKS or narrow < 0.9 * len(lengths) or len(full) < 0.8 * len(breaks):
        return 0
    return sorted(full)[int(0.95 * len(full))]  # not the longest: that may be an address that nothing could break


def blocks_of(paragraphs: list[Paragraph], width: int) -> Iterator[Block]:
    """Yield the blocks of `paragraphs`, whose texts are wrapped at `width`, or not at all where that is 0."""
    lines = sum(map(len, paragraphs))
    run_together = len(paragraphs) == 1 or lines > _LONGEST_TEXT * len(paragraphs)
    for paragraph in paragraphs:
        if not width:
            yield from (join([line]) for line in paragraph)
        elif run_together:
            yield from map(join, _runs(paragraph, width))
        else:
            yield join(paragraph)


def _runs(paragraph: Paragraph, width: int) -> Iterator[Paragraph]:
    """Part `paragraph` after each line on which the next line's first word would have fitted."""
    run = paragraph[:1]
    for before, line in pairwise(paragraph):
        if len(before.text) + 1 + len(_first_word(line.text)) <= width:
            yield run
            run = []
        run.append(line)
    yield run


def join(lines: Paragraph) -> Block:
    """Make one block of `lines`."""
    links = tuple(link for line in lines for link in line.links)
    is_open = lines[0].is_open and not links
    return Block(lines[0].number, run_on([line.text for line in lines]), len(lines), links, lines[0].level > 0, is_open)


def run_on(texts: Sequence[str]) -> str:
    """Return `texts`, one of which goes on in the next, as one."""
    pieces = [texts[0]]
    for before, text in pairwise(texts):
        pieces += [_gap(before, text), text]
    return "".join(pieces)


def _gap(before: str, after: str) -> str:
    """Return what stood between two lines before they were wrapped: nothing after a hyphen inside a word."""
    inside_word = _HYPHEN.search(before[-3:]) and not _SUSPENDED.match(after)
    unspaced = before[-1] >= _UNSPACED and after[0] >= _UNSPACED
    return "" if inside_word or unspaced else " "


def _first_word(text: str) -> str:
    return text.split(" ", 1)[0]
