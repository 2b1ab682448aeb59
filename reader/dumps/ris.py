"""RIS, and the tagged files of Web of Science: what databases give to reference managers."""

import re
from collections.abc import Iterator
from typing import Any

from reader.dumps.fields import Piece, day, details, ids, lines, names, piece, reject, turned, web
from reader.dumps.source import Source
from reader.papers import Facts, clean_line

_TAG = re.compile(r"[ \t\ufeff]*([A-Z][A-Z0-9])  ?-(?: |$)")
_START, _END = "TY", "ER"
_OPENING = {_START, "T1", "TI", "AU", "A1", "JF", "JO"}
"""Tags that begin a record; others between two of them belong to the page from which they were saved."""
_LISTS = ["AU", "A1", "A2", "ED", "KW", "UR", "L1", "L2", "LK", "DO", "M3", "SN", "AN"]
_KINDS = {
    **dict.fromkeys(("JOUR", "JFULL", "EJOUR", "ABST", "INPR"), "article-journal"),
    **dict.fromkeys(("CONF", "CPAPER"), "paper-conference"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "WHOLE"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP"), "chapter"),
    "THES": "thesis",
    "RPRT": "report",
    "UNPB": "manuscript",
    "MGZN": "article-magazine",
    "PAT": "patent",
    "NEWS": "article-newspaper",
    "ELEC": "webpage",
    "WEB": "webpage",
    "BLOG": "post-weblog",
    "DATA": "dataset",
    "COMP": "software",
    "SLIDE": "speech",
    "VIDEO": "motion_picture",
    "MAP": "map",
    "PAMP": "pamphlet",
    "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary",
    "STAND": "standard",
    "GEN": "document",
}
_DETAILS = (
    *(("volume", "VL"), ("issue", "IS"), ("publisher", "PB"), ("publisher-place", "CY"), ("edition", "ET")),
    *(("collection-title", "T3"), ("language", "LA"), ("note", "N1"), ("archive", "DB"), ("chapter-number", "SE")),
)


def read(source: Source) -> Iterator[Piece]:
    """Yield a paper for each record; one that is not closed, or not opened, is read all the same."""
    text = source.whole()
    for number, record in _records(text):
        tags = _parsed(record)
        if set(tags) - {_START, "ID", "N1"}:
            yield _piece(tags, number)
        else:
            yield reject(number, " ".join(record[:-1]), "no title")


def tells(head: str) -> bool:
    """Tell RIS by its first lines: one opens a record, or two of them have tags that only RIS has."""
    first = [line for line in head.splitlines()[:60] if line.strip()]
    tags = [match[1] for line in first if (match := _TAG.match(line))]
    return _START in tags or len({"ER", "T1", "TI", "AU", "JF", "PY", "AB"} & set(tags)) > 2


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of each record, opened and closed as it should be, and where it begins."""
    record: list[str] = []
    start = 0
    for number, line in enumerate(re.split(r"\r\n?|\n", text), start=1):
        tag = match[1] if (match := _TAG.match(line)) else ""
        if tag == _START and len(record) > 1 and any(not one.startswith(_START) for one in record):
            yield start, [*record, f"{_END}  - "]
            record = []
        if not record and tag in _OPENING:
            record, start = ([] if tag == _START else [f"{_START}  - GEN"]), number
        if tag == _END:
            if record:
                yield start, [*record, f"{_END}  - "]
            record = []
        elif match and (record or tag in _OPENING):
            record.append(f"{tag}  - {clean_line(line[match.end() :])}")
        elif len(record) > 1:  # right behind the first line there is nothing that it could go on with
            record.append(clean_line(line))
    if record:
        yield start, [*record, f"{_END}  - "]


class _AsTagged(dict[str, str]):
    """A mapping of tags to names that are the tags."""

    def __missing__(self, tag: str) -> str:
        return tag


def _parsed(record: list[str]) -> dict[str, Any]:
    from rispy import RisParser

    parser = RisParser(mapping=_AsTagged(), list_tags=_LISTS, delimiter_tags_mapping={})
    found = parser.parse_lines(iter(record))
    return found[0] if found else {}


def _piece(tags: dict[str, Any], at: int) -> Piece:
    def text(*names_of: str) -> str:
        return next((clean for name in names_of if (clean := clean_line(" ".join(lines(tags.get(name)))))), "")

    links = [*lines(tags.get("UR")), *lines(tags.get("L1")), *lines(tags.get("L2")), *lines(tags.get("LK"))]
    marked = [re.sub(r"(?i)^doi:?\s*|\s*\[doi\]$", "", one) for name in ("DO", "M3") for one in lines(tags.get(name))]
    arxiv, doi = ids([*marked, *lines(tags.get("AN")), *links], [*marked, *links])
    pages = "-".join(filter(None, (text("SP"), text("EP"))))
    facts = Facts(
        arxiv=arxiv,
        doi=doi,
        urls=web(links),
        published=_published(text("DA"), text("PY", "Y1")),
        venue=text("JO", "JF", "T2", "BT", "JA", "J2"),
        keywords=lines(tags.get("KW")),
        kind=_KINDS.get(text(_START), ""),
        citation_key=text("ID"),
        details=details(
            [
                *((name, text(tag)) for name, tag in _DETAILS),
                ("page", pages),
                ("editor", "; ".join(map(turned, (*lines(tags.get("ED")), *lines(tags.get("A2")))))),
                ("ISBN" if text(_START) in ("BOOK", "CHAP", "EBOOK") else "ISSN", text("SN")),
            ]
        ),
    )
    authors = names([*lines(tags.get("AU")), *lines(tags.get("A1"))])
    return piece(text("TI", "T1", "CT"), text("AB", "N2"), at, authors, facts, f"{text(_START)} {text('ID')}")


def _published(date: str, year: str) -> str:
    """Return the more precise of two dates of one year; `2001/09/01/` is one, zeros in it are unknown."""
    found = [day(re.sub(r"[/-]0{1,2}(?=[/-]|$)", "", one).rstrip("/- ")) or day(one) for one in (date, year)]
    return max((one for one in found if one[:4] == (found[1] or found[0])[:4]), key=len, default="")
