"""arXiv's metadata snapshot: an object a line, two and a half million of them."""

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from reader.dumps.fields import Piece, day, details, ids, line, piece
from reader.dumps.json_items import Item, read_items
from reader.dumps.source import Source
from reader.papers import Facts, clean_line

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_BETWEEN = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


def read(source: Source) -> Iterator[Piece]:
    """Yield the papers in `source`; no more of them is in memory than one."""
    return read_items(source, arxiv_piece)


def arxiv_piece(item: Item, at: int) -> Piece:
    """Return the paper of one line."""
    arxiv, doi = ids([line(item.get("id"))], line(item.get("doi")).split())
    facts = Facts(
        arxiv=arxiv,
        doi=doi,
        published=_first_day(item.get("versions")) or day(item.get("update_date")),
        venue=line(item.get("journal-ref")),
        keywords=tuple(dict.fromkeys(line(item.get("categories")).split())),
        details=details([("note", item.get("comments")), ("number", item.get("report-no"))]),
    )
    return piece(line(item.get("title")), line(item.get("abstract")), at, _authors(item), facts, line(item.get("id")))


def _authors(item: Item) -> tuple[str, ...]:
    parsed = item.get("authors_parsed")
    if isinstance(parsed, list):
        return tuple(name for one in parsed if isinstance(one, list) and (name := _name(one)))
    text = line(item.get("authors"))
    while (shorter := _BRACKETS.sub("", text)) != text:
        text = shorter
    return tuple(name for one in _BETWEEN.split(text) if (name := clean_line(one)))


def _name(parts: list[Any]) -> str:
    family, given, suffix = [*map(line, parts[:3]), "", "", ""][:3]
    return clean_line(f"{given} {family} {suffix}")


def _first_day(versions: object) -> str:
    first = versions[0] if isinstance(versions, list) and versions else None
    created = line(first.get("created")) if isinstance(first, dict) else ""
    try:
        return parsedate_to_datetime(created).date().isoformat() if created else ""
    except (ValueError, OverflowError):
        return ""
