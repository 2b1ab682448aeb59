"""RIS -> records: what Reference Manager began, and EndNote, Zotero, Scopus and PubMed write each in their way."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import takewhile
from typing import Any

from reader.dumps.dump import Record, Reject
from reader.dumps.references import (
    Reference,
    date_of,
    number_name,
    plain,
    record_of,
    split_keywords,
    turned,
    unreadable,
)

_LINE = re.compile(r"^\ufeff?\s{0,2}([A-Z][A-Z0-9]) {1,2}-(?: |$)(.*)$")
_BEGINS = re.compile(r"^\ufeff?\s{0,2}TY {1,2}-", re.MULTILINE)
_TAGGED = re.compile(r"^\ufeff?[A-Z][A-Z0-9]  -(?: |$)", re.MULTILINE)
_WEB_OF_SCIENCE = re.compile(r"\A\s*FN [^\n]*\r?\nVR |\A\s*PT [A-Z]\r?\nAU ")
_ENDS = re.compile(r"^\ufeff?\s{0,2}ER {1,2}-")
_FEWEST_TAGS = 3
_LOOKED_AT = 40
_MANY = frozenset(
    [
        "AU",
        "A1",
        "A2",
        "A3",
        "A4",
        "ED",
        "KW",
        "UR",
        "L1",
        "L2",
        "LK",
        "N1",
        "AN",
        "DO",
        "M1",
        "M2",
        "M3",
        "C1",
        "C2",
        "C3",
        "C7",
    ]
)
_TAGS = tuple(
    f"{first}{second}" for first in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
)
_KINDS = {
    "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "JFULL": "periodical",
    "INPR": "article-journal",
    "ABST": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "collection",
    "SER": "book",
    "CLSWK": "classic",
    "THES": "thesis",
    "RPRT": "report",
    "GOVDOC": "report",
    "DATA": "dataset",
    "DBASE": "dataset",
    "AGGR": "dataset",
    "COMP": "software",
    "ELEC": "webpage",
    "ICOMM": "webpage",
    "BLOG": "post-weblog",
    "PAT": "patent",
    "MANSCPT": "manuscript",
    "UNPB": "article",
    "PAMP": "pamphlet",
    "STAND": "standard",
    "DICT": "entry-dictionary",
    "ENCYC": "entry-encyclopedia",
    "SLIDE": "speech",
    "VIDEO": "motion_picture",
}
_TITLES = ("TI", "T1", "CT", "BT", "TT")
_VENUES = ("JF", "JO", "T2", "BT", "JA", "J2", "J1", "JP")
_ABSTRACTS = ("AB", "N2")
_DATES = ("DA", "PY", "Y1")
_DETAILS = {
    "volume": "VL",
    "edition": "ET",
    "publisher": "PB",
    "publisher-place": "CY",
    "collection-title": "T3",
    "language": "LA",
    "title-short": "ST",
    "call-number": "CN",
}
_BOOKS = frozenset({"book", "chapter", "collection", "classic", "pamphlet"})
_CONCERNING_ARXIV = re.compile(r"arXiv:\S+", re.IGNORECASE)

Fields = Mapping[str, list[str]]


def looks_like_ris(head: str) -> bool:
    """Tell whether a text that begins with `head` is RIS: tagged lines, `TY` among them or first of all its lines."""
    tags = _TAGGED.findall(head[: 1 << 15])
    if _BEGINS.search(head):
        return len(tags) > 1
    first = next((line for line in head.splitlines() if line.strip("\ufeff \t")), "")
    return bool(_WEB_OF_SCIENCE.match(head)) or (len(tags) >= _FEWEST_TAGS and bool(_LINE.match(first)))


def read_ris(text: str) -> Iterator[Record | Reject]:
    """Yield the works of `text` in order, and what of it cannot be read.

    A work ends at `ER`, or where the next begins, or the file ends. Lines between works are the database's own.
    """
    lines = re.split(r"\r\n?|\n", text)
    starts = list(_starts(lines))
    if not starts:
        yield unreadable(1, text.lstrip("\ufeff\r\n "), f"no papers found: {_why_none(text)}")
        return
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        begins_again = stop < len(lines) and not any(line.strip() for line in lines[start + 1 : stop])
        if not begins_again:  # of several `TY` in a row the last counts
            yield _read(lines[start:stop], start + 1)


def _starts(lines: list[str]) -> Iterator[int]:
    """Yield where works begin: at `TY`, and outside of a work where tags of one follow all the same."""
    is_within = False
    for number, line in enumerate(lines):
        begins = bool(_BEGINS.match(line))
        if begins or (not is_within and _LINE.match(line) and _is_unopened(lines[number : number + _LOOKED_AT])):
            is_within = True
            yield number
        elif _ENDS.match(line):
            is_within = False


def _is_unopened(lines: list[str]) -> bool:
    """Tell a work whose `TY` is lost, a title among its tags, from what a database says between two."""
    its = takewhile(lambda line: not (_BEGINS.match(line) or _ENDS.match(line)), lines)
    tags = [match[1] for line in its if (match := _LINE.match(line))]
    return len(tags) >= _FEWEST_TAGS and not set(_TITLES).isdisjoint(tags)


def _why_none(text: str) -> str:
    if _WEB_OF_SCIENCE.match(text):
        return "this is Web of Science’s own format; export as RIS or BibTeX there"
    return "no line begins a reference with “TY  - ”"


def _read(lines: list[str], line: int) -> Record | Reject:
    """Return the work that begins with `lines`, of which the first is its `TY` unless that is lost."""
    if not _BEGINS.match(lines[0]):
        lines, line = ["TY  - ", *lines], line - 1
    prepared = ["  - ".join(match.groups()) if (match := _LINE.match(each)) else each for each in lines]
    ends = next((number for number, each in enumerate(prepared) if each.startswith("ER  -")), len(prepared))
    try:
        parsed = _parser().parse("\n".join([*prepared[:ends], "ER  - "]))
    except Exception as error:  # noqa: BLE001 -- the parser documents none, and a file of others' must not end the reading
        return unreadable(line, " ".join(lines), f"broken RIS reference: {type(error).__name__}")
    if not parsed:
        return unreadable(line, " ".join(lines), "broken RIS reference")
    fields = {tag: [value] if isinstance(value, str) else list(value) for tag, value in parsed[0].items()}
    title = next((tag for tag in _TITLES if any(fields.get(tag, []))), "")
    offset = (
        next((number for number, each in enumerate(prepared) if each.startswith(f"{title}  - ")), 0) if title else 0
    )
    return record_of(_reference(fields, title, line + offset))


@cache
def _parser() -> Any:
    """Return a parser that calls every tag by its own name."""
    from rispy import RisParser

    return RisParser(
        mapping={tag: tag for tag in _TAGS}, list_tags=sorted(_MANY), delimiter_tags_mapping={}, skip_unknown_tags=True
    )


def _reference(fields: Fields, title_tag: str, line: int) -> Reference:
    def first(*tags: str) -> str:
        return next((value for tag in tags for value in fields.get(tag, []) if value), "")

    def every(*tags: str) -> list[str]:
        return [value for tag in tags for value in fields.get(tag, []) if value]

    kind = _KINDS.get(first("TY").strip().upper(), "")
    title = (first(title_tag) if title_tag else "") or (first("T2") if kind in _BOOKS else "")
    return Reference(
        title=title,
        line=line,
        excerpt=" ".join(f"{tag}  - {value}" for tag, values in fields.items() for value in values),
        key=first("ID", "LB"),
        abstract=first(*_ABSTRACTS) or _long_note(every("N1")),
        authors=[turned(plain(name)) for name in every("AU", "A1")],
        kind=kind,
        published=max((date_of(first(tag)) for tag in _DATES), key=len),
        venue=next((value for tag in _VENUES if (value := first(tag)) and value != title), ""),
        keywords=[word for value in every("KW") for word in _keywords(value)],
        ids=[*every("DO", "AN", "M3", "M1", "N1", "C7", "L3"), *_CONCERNING_ARXIV.findall(first(*_VENUES))],
        urls=[part for value in every("UR", "L2", "LK", "L1") for part in re.split(r"[;\s]+(?=https?:)", value)],
        details=dict(_details(fields, kind)),
    )


def _keywords(value: str) -> list[str]:
    """Split where a database writes all keywords on one line; a comma may be part of one: `Models, Biological`."""
    return split_keywords(value) if ";" in value else [value]


def _long_note(notes: list[str]) -> str:
    """Return the note that PubMed's and EndNote's exports of old use for the abstract."""
    return next((note for note in notes if re.match(r"\s*abstract\b", note, re.IGNORECASE)), "")


def _details(fields: Fields, kind: str) -> Iterator[tuple[str, str]]:
    def first(tag: str) -> str:
        return next(filter(None, fields.get(tag, [])), "")

    for name, tag in _DETAILS.items():
        yield name, first(tag)
    start, end = first("SP"), first("EP")
    yield "page", f"{start}-{end}" if start and end and end != start and "-" not in start else start or end
    yield number_name(kind), first("IS")
    yield "ISBN" if kind in _BOOKS else "ISSN", first("SN")
    editors = [turned(plain(name)) for tag in ("ED", "A2") for name in fields.get(tag, []) if name]
    yield "editor", "; ".join(dict.fromkeys(editors))
    if kind in {"thesis", "report"}:
        yield "genre", first("M3")
