"""Fields of foreign records to the values of ours; what has another shape than expected is as if it were not there."""

import re
from collections.abc import Iterable
from typing import Any

from reader.dumps.dump import Record, Reject
from reader.papers import Facts, clean_line
from reader.papers.ids import arxiv_id, doi_of

Piece = Record | Reject
"""What a format yields, in the order of the file."""

_SHOWN_CHARS = 80
_DAY = re.compile(r"\s*([0-9]{4})(?:[-/](0?[1-9]|1[0-2])(?:[-/](0?[1-9]|[12][0-9]|3[01]))?)?(?![0-9])")
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_AND = re.compile(r"\s*;\s*|\s+and\s+")
_MOST = 1 << 63


def line(value: Any) -> str:
    """Return a text or number as one clean line."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, int) and abs(value) >= _MOST:
        return ""
    return clean_line(str(value)) if isinstance(value, str | int | float) else ""


def lines(value: Any) -> tuple[str, ...]:
    """Return the texts of a list, clean, without empty ones; one text is a list of it."""
    values = value if isinstance(value, list | tuple) else [value]
    return tuple(dict.fromkeys(text for one in values if (text := line(one))))


def names(value: Any) -> tuple[str, ...]:
    """Return authors: a list of texts or of `{name}`, `{given, family}`, `{literal}`; or one text with `;` or `and`."""
    values = _AND.split(value) if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(name for one in values if (name := _name(one)))


def turned(name: str) -> str:
    """Return `Family, Given` as `Given Family`; what is not one comma between two names is left."""
    family, comma, given = (part.strip() for part in name.partition(","))
    return clean_line(f"{given} {family}") if comma and given and family and "," not in given else clean_line(name)


def whole(value: Any) -> int | None:
    """Return a number that is a count, or None."""
    if isinstance(value, str):
        value = int(value) if re.fullmatch(r"[0-9]{1,18}", value.strip()) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST else None


def day(value: Any) -> str:
    """Return the date with which a text begins, as precisely as it is there: `2024`, `2024-03`, `2024-03-14`."""
    match = _DAY.match(line(value))
    if not match:
        return ""
    return "-".join(part.zfill(2) for part in match.groups() if part)


def web(*values: Any) -> tuple[str, ...]:
    """Return those of `values` that are addresses of the web, each once."""
    return tuple(dict.fromkeys(text for value in values for text in lines(value) if _WEB.fullmatch(text)))


def ids(arxiv: Iterable[str], dois: Iterable[str]) -> tuple[str, str]:
    """Return the first arXiv id and the first DOI that are any; an arXiv id may stand as a DOI or an address."""
    dois = tuple(dois)
    found = (arxiv_id(text) for text in (*arxiv, *dois))
    return next(filter(None, found), ""), next(filter(None, map(doi_of, dois)), "")


def details(pairs: Iterable[tuple[str, Any]]) -> tuple[tuple[str, str], ...]:
    """Return what is known of `pairs`, sorted by name, each name once."""
    known: dict[str, str] = {}
    for name, value in pairs:
        if text := line(value):
            known.setdefault(name, text)
    return tuple(sorted(known.items()))


def piece(title: str, abstract: str, at: int, authors: tuple[str, ...], facts: Facts, shown: str = "") -> Piece:
    """Return a record, or why it is none: it has no title."""
    if title:
        return Record(title, abstract, at, authors, facts)
    return reject(at, shown or abstract or facts.citation_key or facts.doi, "no title")


def reject(at: int, text: str, reason: str) -> Reject:
    """Return a reject with as much of `text` as is shown."""
    return Reject(at, clean_line(text[: 4 * _SHOWN_CHARS])[:_SHOWN_CHARS], reason)


def _name(value: Any) -> str:
    if isinstance(value, str):
        return turned(value)
    if not isinstance(value, dict):
        return ""
    particle = value.get("non-dropping-particle") or value.get("dropping-particle")
    parts = (value.get("given"), particle, value.get("family"), value.get("suffix"))
    whole_name = clean_line(" ".join(filter(None, map(line, parts))))
    return whole_name or next((text for key in ("literal", "name", "fullname") if (text := line(value.get(key)))), "")
