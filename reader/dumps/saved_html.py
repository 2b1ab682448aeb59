"""A Daily Papers page as a browser saves it: the JSON within it, else the cards that it shows."""

import html
import re
from collections.abc import Iterator
from itertools import pairwise

from reader.dumps.api_json import api_heading
from reader.dumps.dump import Record, Reject
from reader.dumps.fields import day_in_name, day_of, heading_of
from reader.dumps.json_items import Item, items_in, shown
from reader.dumps.json_papers import piece_of
from reader.dumps.reading import Pieces, Reading, Source
from reader.papers import Facts, arxiv_id, clean_line

_HTML = re.compile(
    r"[\ufeff\s]*(?:<\?xml[^<>]*>\s*)?<(?:(?:!doctype\s+html|html|head|body|!--)|[a-z][\w:.-]*[^<>]*>\s*<[a-z])",
    re.IGNORECASE,
)
"""Of other markup too: read line by line it would give nonsense."""
_MARKDOWN = re.compile(r"^(?:#{1,6}(?:[ \t]|$)|\|.*\|[ \t]*$)", re.MULTILINE)
"""Often begins with a banner that is HTML."""
_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PROPS = re.compile(r"data-props=(?:\"([^\"]*)\"|'([^']*)')")
_HOLDS_PAPERS = re.compile(r"(?:&quot;|&#34;|\")(?:dailyPapers(?:&quot;|&#34;|\"):\[|paper(?:&quot;|&#34;|\"):\{)")
_PAGE_DAY = re.compile(r"\"date\":\"([0-9]{4}-[0-9]{2}-[0-9]{2})")
_CARD = re.compile(r"<article\b")
_TITLE = re.compile(r"<h3\b[^<>]*>")
_PAPER = re.compile(r"<a\b[^<>]*\bhref=[\"'](?:https?://[^/\"']+)?/papers/([^\"'#?<>]+)[^<>]*>(.*)", re.DOTALL)
_PARAGRAPH = re.compile(r"<p\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")


def looks_like_html(head: str) -> bool:
    """Tell by the first tag, but for Markdown that begins with one."""
    return bool(_HTML.match(head)) and not (_MARKDOWN.search(head) and not _DOCUMENT.search(head))


def read_html(source: Source) -> Reading:
    """Return the papers of a page."""
    text = source.text()
    for props in _PROPS.finditer(text):
        written = props[1] or props[2] or ""
        if _HOLDS_PAPERS.search(written):
            return _props(html.unescape(written), text.count("\n", 0, props.start()) + 1, source.name)
    return Reading(heading_of(day_in_name(source.name)), _cards(text))


def _props(written: str, line: int, name: str) -> Reading:
    """Read the JSON of a page, which stands in one line of it."""
    items = [_at(line, item) for item in items_in(written)]
    day = _PAGE_DAY.search(written)
    heading = heading_of(day_of(day[1])) if day else ""
    values = [item.value for item in items if isinstance(item, Item)]
    return Reading(heading or api_heading(values, name), map(piece_of, items))


def _at(line: int, item: Item | Reject) -> Item | Reject:
    if isinstance(item, Reject):
        return Reject(line + item.line - 1, item.text, item.reason)
    return Item(item.value, line + item.line - 1)


def _cards(text: str) -> Pieces:
    """Yield what each card shows: a title that leads to a paper, seldom an abstract."""
    starts = [match.start() for match in _CARD.finditer(text)]
    counted, line = 0, 1
    for start, end in pairwise([*starts, len(text)]):
        line += text.count("\n", counted, start)
        counted = start
        card = text[start:end].partition("</article>")[0]
        title = next(_within(card, _TITLE, "</h3>"), "")
        paper = _PAPER.search(title)
        if not paper or not (name := _words(paper[2])):
            yield Reject(line, shown(_words(card)), "a card without a title")
            continue
        abstract = max(map(_words, _within(card, _PARAGRAPH, "</p>")), key=len, default="")
        yield Record(name, abstract, line, facts=Facts(arxiv=arxiv_id(paper[1])))


def _within(markup: str, opening: re.Pattern[str], closing: str) -> Iterator[str]:
    """Yield what stands between tags, in linear time however they are nested."""
    return (piece.partition(closing)[0] for piece in opening.split(markup)[1:])


def _words(markup: str) -> str:
    return clean_line(html.unescape(_TAG.sub(" ", markup)))
