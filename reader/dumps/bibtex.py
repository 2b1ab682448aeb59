"""BibTeX and BibLaTeX -> records: strings, concatenation, inheritance, and what is broken in between."""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reader.dumps.bibtex_fields import reference
from reader.dumps.dump import Record, Reject
from reader.dumps.references import record_of, unreadable
from reader.papers import clean_line

_ENTRY = re.compile(
    r"^[ \t]*+@[ \t]*+(?!comment\b|preamble\b|string\b)[^\W\d]\w*+\s*+[{(]\s*+[^\s{}()=,]*+\s*+,",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(r"[\w-]+\s*=\s*[\"{\w]")
_ANY_BLOCK = re.compile(r"\A(?:\s|%[^\n]*\n)*@[ \t]*(?:comment|preamble|string)\s*[{(]", re.IGNORECASE)
_NEAR = 4000
_STRINGS = {
    "jan": "January",
    "feb": "February",
    "mar": "March",
    "apr": "April",
    "may": "May",
    "jun": "June",
    "jul": "July",
    "aug": "August",
    "sep": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}
_NOT_INHERITED = frozenset(
    [
        "ids",
        "crossref",
        "xref",
        "entryset",
        "entrysubtype",
        "execute",
        "label",
        "options",
        "presort",
        "related",
        "relatedoptions",
        "relatedstring",
        "relatedtype",
        "shorthand",
        "shorthandintro",
        "sortkey",
        "xdata",
        "abstract",
        "annotation",
        "annote",
        "author",
        "keywords",
        "file",
        "doi",
        "url",
    ]
)
_RENAMED = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_PARTS_OF_BOOKS = frozenset(
    {"inproceedings", "conference", "incollection", "inbook", "suppbook", "bookinbook", "suppcollection"}
)
_DEEPEST = 5
"""Generations of `crossref` and `xdata`; loops end here."""
_LONGEST_JOINED = 1 << 14
_NO_PAPERS = frozenset({"xdata", "set"})


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    key: str
    line: int
    title_line: int
    fields: Mapping[str, str]
    """By their names in lower case, the first of each; braces and quotes around them are off."""


def looks_like_bibtex(head: str) -> bool:
    """Tell whether a text that begins with `head` is BibTeX: an entry with fields, or a block of its others first."""
    entry = _ENTRY.search(head)
    if entry and (_FIELD.search(head, entry.end(), entry.end() + _NEAR) or entry.end() == len(head)):
        return True
    return bool(_ANY_BLOCK.match(head))


def read_bibtex(text: str) -> Iterator[Record | Reject]:
    """Yield the works of `text` in order, and what of it cannot be read.

    An entry whose key has been used before is a work like any other. `@xdata` and `@set` are none: they lend fields.
    """
    blocks = _blocks(text)
    strings = dict(_STRINGS)
    parsed: list[_Entry | Reject] = []
    for block in blocks:
        parsed += _parse(block, strings)
    entries = [each for each in parsed if isinstance(each, _Entry)]
    by_key: dict[str, _Entry] = {}
    for entry in entries:
        for key in (entry.key, *_keys(entry.fields.get("ids", ""))):
            by_key.setdefault(key.lower(), entry)
    known: dict[tuple[int, int], dict[str, str]] = {}
    if not parsed:
        yield unreadable(1, text.lstrip(), "no papers found: no entry in this BibTeX")
    for each in parsed:
        if isinstance(each, Reject):
            yield each
        elif each.kind not in _NO_PAPERS:
            fields = _inherited(each, by_key, _DEEPEST, known)
            yield record_of(reference(each.kind, each.key, each.title_line, fields))


def _blocks(text: str) -> list[Any]:
    """Return the blocks of `text` as the parser splits it."""
    from bibtexparser.exceptions import ParserStateException
    from bibtexparser.splitter import Splitter

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it warns of comes back as rejects
    try:
        blocks: list[Any] = Splitter(re.sub(r"\r\n?", "\n", text)).split().blocks
    except (ParserStateException, LookupError, ValueError):
        return [None]
    return blocks


def _parse(block: Any, strings: dict[str, str]) -> Iterator[_Entry | Reject]:
    """Yield the entry in `block`; a string goes into `strings`, a broken block is a reject, a comment nothing."""
    from bibtexparser.model import Entry, ParsingFailedBlock, String

    if block is None:
        yield unreadable(1, "", "no papers found: this BibTeX cannot be parsed")
        return
    failed = isinstance(block, ParsingFailedBlock)
    inner = block.ignore_error_block if failed else block
    if isinstance(inner, String):
        strings[inner.key.strip().lower()] = _value(str(inner.value), strings)
    elif isinstance(inner, Entry):
        fields: dict[str, str] = {}
        for each in inner.fields:
            fields.setdefault(each.key.strip().lower(), _value(str(each.value), strings))
        line = (inner.start_line or 0) + 1
        titles = (each.start_line or 0 for each in inner.fields if each.key.strip().lower() == "title")
        yield _Entry(inner.entry_type.strip().lower(), inner.key.strip(), line, next(titles, line - 1) + 1, fields)
    elif failed:
        why = getattr(block.error, "abort_reason", "") or str(block.error)
        yield unreadable((block.start_line or 0) + 1, block.raw or "", f"broken BibTeX entry: {_short(why)}")


def _short(why: str) -> str:
    return clean_line(why)[:120].rstrip(". ")


def _value(source: str, strings: Mapping[str, str]) -> str:
    """Return a value without its delimiters: braces, quotes, names of strings and numbers, joined by `#`."""
    parts = []
    for part in _joined(source):
        if len(part) > 1 and (part[0], part[-1]) in {("{", "}"), ('"', '"')}:
            parts.append(part[1:-1])
        else:
            parts.append(strings.get(part.lower(), part))
    return parts[0] if len(parts) == 1 else "".join(parts)[:_LONGEST_JOINED]  # strings may double each other for ever


def _joined(source: str) -> Iterator[str]:
    """Yield the parts of `source` between the `#` that stand outside of braces and quotes."""
    depth = start = 0
    quoted = False
    for place in re.finditer(r'\\.|[{}"#]', source, re.DOTALL):
        match place[0]:
            case "{":
                depth += 1
            case "}":
                depth -= 1
            case '"' if depth == 0:
                quoted = not quoted
            case "#" if depth == 0 and not quoted:
                yield source[start : place.start()].strip()
                start = place.end()
    yield source[start:].strip()


def _inherited(
    entry: _Entry, by_key: Mapping[str, _Entry], generations: int, known: dict[tuple[int, int], dict[str, str]]
) -> dict[str, str]:
    """Return the fields of `entry` with those that its `xdata` and its `crossref` lend it; each is found once."""
    place = (id(entry), generations)
    if place not in known:
        known[place] = _with_lent(entry, by_key, generations, known) if generations else dict(entry.fields)
    return known[place]


def _with_lent(
    entry: _Entry, by_key: Mapping[str, _Entry], generations: int, known: dict[tuple[int, int], dict[str, str]]
) -> dict[str, str]:
    fields = dict(entry.fields)
    for key in _keys(fields.get("xdata", "")):
        if (lender := by_key.get(key.lower())) and lender is not entry:
            lent = _inherited(lender, by_key, generations - 1, known)
            fields = {name: value for name, value in lent.items() if name != "ids"} | fields
    parent = by_key.get(fields.get("crossref", "").strip().lower())
    if parent and parent is not entry:
        takes_book = entry.kind in _PARTS_OF_BOOKS
        for name, value in _inherited(parent, by_key, generations - 1, known).items():
            if takes_book and name in _RENAMED:
                fields.setdefault(_RENAMED[name], value)
            elif name not in _NOT_INHERITED:
                fields.setdefault(name, value)
    return fields


def _keys(text: str) -> list[str]:
    return [key for key in re.split(r"[\s,]+", text) if key]
