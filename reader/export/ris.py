"""References -> RIS, for EndNote, Zotero, Mendeley and library catalogues.

The tags are those of Reference Manager's specification, as Zotero reads them.
"""

import re
from collections.abc import Iterator, Sequence

from reader.export.layout import Layout
from reader.export.names import Name
from reader.export.references import Reference, references
from reader.papers import Entry, clean_line

_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "review": "JOUR",
    "paper-conference": "CONF",
    "chapter": "CHAP",
    "book": "BOOK",
    "collection": "EDBOOK",
    "thesis": "THES",
    "report": "RPRT",
    "dataset": "DATA",
    "software": "COMP",
    "webpage": "ELEC",
    "post": "ELEC",
    "post-weblog": "BLOG",
    "patent": "PAT",
    "manuscript": "UNPB",
    "article": "UNPB",
}
_DETAILS = {
    "volume": "VL",
    "issue": "IS",
    "edition": "ET",
    "publisher": "PB",
    "publisher-place": "CY",
    "ISSN": "SN",
    "ISBN": "SN",
    "collection-title": "T3",
    "genre": "M3",
    "language": "LA",
}


def ris(entries: Sequence[Entry], layout: Layout) -> str:
    r"""Return `entries` as RIS: UTF-8, each line `TY  - value` and ended by CR LF, as the specification has it."""
    lines: list[str] = []
    for reference in references(entries, layout):
        lines += [f"{tag}  - {clean_line(value)}".rstrip(" ") for tag, value in _fields(reference) if value]
        lines += ["ER  - ", ""]
    return "".join(f"{line}\r\n" for line in lines)


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(reference.kind, "GEN")
    yield "ID", reference.key
    yield "TI", reference.title
    yield from (("AU", _name(name)) for name in reference.authors)
    yield from (("ED", _name(name)) for name in reference.editors)
    if reference.date:
        year, month, day = (*reference.date, "", "")[:3]
        yield "PY", year
        yield "DA", f"{year}/{month}/{day}/"
    yield "JO" if reference.kind == "article-journal" else "T2", reference.venue
    for name, tag in _DETAILS.items():
        yield tag, reference.details.get(name, "")
    start, _, end = re.sub(r"\s*[-–—]+\s*", "-", reference.details.get("page", "")).partition("-")
    yield "SP", start
    yield "EP", end
    yield "DO", reference.doi
    if reference.arxiv:
        yield "AN", f"arXiv:{reference.arxiv}"
    yield "UR", reference.url
    yield from (("KW", word) for word in reference.keywords)
    yield "AB", reference.abstract
    yield "N1", reference.note


def _name(name: Name) -> str:
    """Return a name as RIS has it, the suffix last: `King, Martin L., Jr.`."""
    return ", ".join(filter(None, (name.family, name.given, name.suffix)))
