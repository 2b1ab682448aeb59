"""CSL-JSON: what Zotero, pandoc and citeproc call a bibliography."""

import re
from collections.abc import Iterator
from typing import Any

from reader.dumps.fields import Piece, day, details, ids, line, lines, names, piece, web
from reader.dumps.json_items import Item, read_items
from reader.dumps.source import Source
from reader.papers import Facts, clean_line

_MARKUP = re.compile(r"</?(?:i|b|em|strong|sub|sup|scp?|span|jats:[a-z-]+|p|title)\b[^<>]{0,200}>", re.IGNORECASE)
_DETAILS = (
    *("volume", "issue", "page", "number", "edition", "publisher", "publisher-place", "collection-title", "language"),
    *("ISBN", "ISSN", "PMID", "PMCID", "event-title", "event", "genre", "medium", "note", "annote", "chapter-number"),
    *("number-of-pages", "section", "version", "archive", "source", "container-title-short"),
)
_PEOPLE = ("editor", "translator", "container-author", "director")


def read(source: Source) -> Iterator[Piece]:
    """Yield the items of a bibliography."""
    return read_items(source, csl_piece)


def csl_piece(item: Item, at: int) -> Piece:
    """Return the paper of one item."""
    number = line(item.get("number"))
    arxiv, doi = ids([number, line(item.get("URL")), line(item.get("arxiv"))], lines(item.get("DOI")))
    people = [(name, "; ".join(names(item.get(name)))) for name in _PEOPLE]
    keyword = item.get("keyword")
    facts = Facts(
        arxiv=arxiv,
        doi=doi,
        urls=web(item.get("URL")),
        published=_date(item.get("issued")),
        venue=_text(item.get("container-title")),
        keywords=lines([*re.split(r"[;,]", keyword)] if isinstance(keyword, str) else keyword),
        kind=line(item.get("type")),
        citation_key=line(item.get("citation-key")) or line(item.get("id")),
        details=details([*((name, _text(item.get(name))) for name in _DETAILS), *people]),
    )
    return piece(_text(item.get("title")), _text(item.get("abstract")), at, names(item.get("author")), facts)


def _text(value: Any) -> str:
    """Return a text, or the first of a list of them, without the markup that CSL allows in it."""
    first = next(iter(lines(value)), "")
    return clean_line(_MARKUP.sub("", first)) if "<" in first else first


def _date(value: Any) -> str:
    if not isinstance(value, dict):
        return day(value)
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and first:
        return day("-".join(line(part).zfill(2) for part in first[:3] if line(part)))
    return day(value.get("raw")) or day(value.get("literal"))
