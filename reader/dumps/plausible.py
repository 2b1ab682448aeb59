"""Whether a text is a page of papers at all: prose, programs and lists have lines that could be titles, too."""

import re
from collections.abc import Sequence

from reader.dumps.dump import LineCount, Record
from reader.dumps.page import Page
from reader.dumps.pairing import abstract_likeness, ends_sentence

_FEWEST = 0.6
"""Of a text's pieces, those that are in good pairs. A page has more even when it is damaged; a licence has 0.4."""
_FEWEST_IN_MARKDOWN = 0.8
"""Documents in Markdown have headings and paragraphs in turn, too."""
_FEWEST_ON_PAGE = 0.2
_FEW = 20
"""Programs and documents may quote a page; one with fewer pieces than these is taken as it is."""
_RULE = re.compile(r"[=~*_-]{4}")
"""What underlines headings in documents."""
_GOES_ON = (".", ":", ",", ";", "{", "(", "\\")
"""What titles do not end with."""


def why_no_page(page: Page, records: Sequence[Record], pieces: int, count: LineCount) -> str:
    """Say why `records`, found on `page` in so many `pieces` of text, are none, or nothing where they are.

    With a line that stands on pages of Daily Papers only, some will do; without, titles and abstracts must alternate.
    """
    good = 2 * sum(map(_is_good, records))
    if page.has_signs and (pieces < _FEW or good >= _FEWEST_ON_PAGE * pieces):
        return ""
    fewest = _FEWEST_IN_MARKDOWN if page.is_marked else _FEWEST
    fitting = 2 * sum(map(_is_good_in_markdown, records)) if page.is_marked else good
    if fitting >= fewest * pieces and count.papers >= fewest * (count.papers + count.rejected):
        return ""
    what = "Markdown, but no page of papers" if page.is_marked else "no page of papers"
    return f"this is {what}: of {pieces} pieces of text, {fitting} look like a title with its abstract"


def _is_good(record: Record) -> bool:
    if record.title.endswith(_GOES_ON) or _RULE.search(record.title):
        return False
    return ends_sentence(record.abstract) or abstract_likeness(record.abstract) > 0


def _is_good_in_markdown(record: Record) -> bool:
    return abstract_likeness(record.abstract) > 0 >= abstract_likeness(record.title)
