"""A saved HTML page of Daily Papers: the data it was drawn from, else the cards as they stand there."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser

from reader.dumps.api_json import api_piece
from reader.dumps.fields import Piece, ids, piece, reject
from reader.dumps.json_items import pieces_of
from reader.dumps.source import Source
from reader.papers import Facts, clean_line


def read(source: Source) -> Iterator[Piece]:
    """Yield the papers of the page."""
    page = _Page()
    try:
        page.feed(source.whole())
        page.close()
    except (AssertionError, ValueError, RecursionError):  # the parser's own words for a declaration cut short
        yield reject(page.getpos()[0], "", "damaged HTML, nothing read from here on")
    if page.data:
        yield from _from_data(*page.data)
        return
    for href, title, at in page.cards:
        arxiv, _ = ids([href.removeprefix("/papers/")], ())
        yield piece(title, "", at, (), Facts(arxiv=arxiv), href)
    if not page.cards:
        yield reject(1, clean_line(page.title), "no papers found: this HTML is no page of Daily Papers")


def _from_data(data: str, at: int) -> Iterator[Piece]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        yield reject(at, data[:400], "the page's data are damaged")
        return
    yield from pieces_of(value, at, api_piece)


class _Page(HTMLParser):
    """What a page tells while its tags pass by."""

    def __init__(self) -> None:
        super().__init__()
        self.data: tuple[str, int] | None = None
        """The page's own JSON, and the line where it stands."""
        self.cards: list[tuple[str, str, int]] = []
        """Address, title and line of each card's heading."""
        self.title = ""
        self._in_heading = self._in_title = False
        self._card: tuple[str, list[str], int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the data, and where a heading's link begins."""
        found = dict(attrs)
        if found.get("data-target") == "DailyPapers" and (data := found.get("data-props")):
            self.data = data, self.getpos()[0]
        self._in_title = tag == "title"
        self._in_heading = tag == "h3" or (self._in_heading and tag != "article")
        href = found.get("href") or ""
        if tag == "a" and self._in_heading and href.startswith("/papers/"):
            self._card = href, [], self.getpos()[0]

    def handle_data(self, data: str) -> None:
        """Note the text of a heading's link, and of the page's title."""
        if self._card:
            self._card[1].append(data)
        elif self._in_title:
            self.title += data[:200]

    def handle_endtag(self, tag: str) -> None:
        """Note a card that is complete."""
        if tag == "a" and self._card:
            href, texts, at = self._card
            self.cards.append((href, clean_line("".join(texts)), at))
            self._card = None
        self._in_heading = self._in_heading and tag != "h3"
        self._in_title = False
