"""Values of foreign records to the fields of ours: whatever type they have, what comes out is clean or empty."""

import math
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any

from reader.papers import clean_line

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?(?![0-9])")
_MAIL_DAY = re.compile(rf"(?:[a-z]+, )?([0-9]{{1,2}}) ({'|'.join(_MONTHS)})[a-z]* ([0-9]{{4}})\b", re.IGNORECASE)
_IN_NAME = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_LONGEST_ADDRESS = 2_000
_MOST = 2**53
"""Counts beyond this are no counts, and no JSON reader agrees on them."""
_ASIDE = re.compile(r"\([^()]*\)")
_DEEPEST_ASIDE = 3
_NAME_END = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+")
_KEYWORD_END = re.compile(r"[;,]")
_CATEGORIES = re.compile(r"[a-z-]+(?:\.[A-Za-z-]+)?(?: [a-z-]+(?:\.[A-Za-z-]+)?)+")


def line_of(value: Any) -> str:
    """Return a text or a number as a clean line; of a list, its first."""
    if isinstance(value, list):
        return line_of(value[0]) if value else ""
    if isinstance(value, str):
        return clean_line(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def id_of(value: Any) -> str:
    """Return an id as a clean line; a number is none, as it has lost its zeros: `2503.02130`."""
    return clean_line(value) if isinstance(value, str) else ""


def lines_of(value: Any) -> tuple[str, ...]:
    """Return the texts of a list as clean lines, each once; a text alone is a list of one."""
    values = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(line for each in values if isinstance(each, str) and (line := clean_line(each))))


def count_of(value: Any) -> int | None:
    """Return a number that counts something; None for whatever does not."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= len(str(_MOST)):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return int(value) if 0 <= value <= _MOST and value == int(value) else None


def day_of(value: Any) -> str:
    """Return a date as precisely as it is told: `2024`, `2024-03` or `2024-03-14`; empty for none."""
    text = line_of(value)
    if iso := _ISO_DAY.match(text):
        return _day(int(iso[1]), int(iso[2] or 0), int(iso[3] or 0))
    if mail := _MAIL_DAY.match(text):
        return _day(int(mail[3]), _MONTHS.index(mail[2].casefold()) + 1, int(mail[1]))
    return ""


def heading_of(day: str) -> str:
    """Return a day as pages have it in their headings: `Mar 14, 2025` for `2025-03-14`; empty for none."""
    with suppress(ValueError):
        given = date.fromisoformat(day)
        return f"{_MONTHS[given.month - 1].title()} {given.day}, {given.year:04}"
    return ""


def day_in_name(name: str) -> str:
    """Return the day in the name of a file; empty where there is none."""
    found = _IN_NAME.search(name)
    return found[0] if found and day_of(found[0]) == found[0] else ""


def urls_of(values: Iterable[Any]) -> tuple[str, ...]:
    """Return the web addresses among `values`, each once; a value may be a list, or an object with a `url`."""
    found: dict[str, None] = {}
    for value in values:
        if isinstance(value, list):
            found |= dict.fromkeys(urls_of(value))
            continue
        given = value.get("url") if isinstance(value, dict) else value
        address = clean_line(given) if isinstance(given, str) else ""
        if len(address) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(address):
            found[small_scheme(address)] = None
    return tuple(found)


def small_scheme(address: str) -> str:
    """Return an address that begins with `http` or `https`, however large its letters were."""
    scheme, _, rest = address.partition("://")
    return f"{scheme.lower()}://{rest}"


def names_of(value: Any) -> tuple[str, ...]:
    """Return people's names: from a list of texts, of objects with a name or of its parts, or from one text."""
    if isinstance(value, str):
        return _split_names(clean_line(value))
    if not isinstance(value, list):
        return ()
    return tuple(name for each in value if (name := _name_of(each)))


def keywords_of(*values: Any) -> tuple[str, ...]:
    """Return keywords: from lists of texts, and from texts that separate them by `;`, `,` or, categories, spaces."""
    found: dict[str, None] = {}
    for value in values:
        if not isinstance(value, str):
            found |= dict.fromkeys(lines_of(value))
            continue
        text = clean_line(value)
        pieces = text.split(" ") if _CATEGORIES.fullmatch(text) and "." in text else _KEYWORD_END.split(text)
        found |= dict.fromkeys(stripped for piece in pieces if (stripped := piece.strip()))
    return tuple(found)


def _day(year: int, month: int, day: int) -> str:
    if year < 1000:
        return ""
    if not 1 <= month <= 12:
        return f"{year}"
    with suppress(ValueError):
        return date(year, month, day).isoformat()
    return f"{year}-{month:02}"


def _name_of(value: Any) -> str:
    if isinstance(value, list):  # arXiv's `authors_parsed`: last name, first names, suffix, affiliations
        last, first, suffix = [*map(line_of, value[:3]), "", "", ""][:3]
        return " ".join(filter(None, (first, last, suffix)))
    if not isinstance(value, dict):
        return line_of(value)
    parts = (value.get(key) for key in ("given", "non-dropping-particle", "family", "suffix"))
    return (
        line_of(value.get("name"))
        or line_of(value.get("literal"))
        or " ".join(filter(None, map(line_of, parts)))
        or " ".join(filter(None, (line_of(value.get("firstName")), line_of(value.get("lastName")))))
    )


def _split_names(text: str) -> tuple[str, ...]:
    """Split `A, B and C`, `A; B`, and both with `Last, First` for names; affiliations in brackets are left out."""
    for _ in range(_DEEPEST_ASIDE):
        text = _ASIDE.sub("", text)
    whole = [name for name in (text.split(";") if ";" in text else text.split(" and ")) if name.strip()]
    if whole and all(name.count(",") == 1 for name in whole) and _is_turned(whole):
        return tuple(clean_line(" ".join(reversed(name.split(",")))) for name in whole)
    return tuple(name for piece in _NAME_END.split(text) if (name := clean_line(piece)))


def _is_turned(names: list[str]) -> bool:
    """Tell `Last, First` from two names: two at least, or a last name that is one word."""
    return len(names) > 1 or " " not in names[0].partition(",")[0].strip()
