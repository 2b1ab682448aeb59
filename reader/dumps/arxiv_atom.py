"""Atom feeds, as arXiv's API answers; entities and document types are refused, as no feed needs them."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.dumps.dump import Record, Reject
from reader.dumps.fields import day_of, lines_of, urls_of
from reader.dumps.json_items import shown
from reader.dumps.reading import Pieces
from reader.papers import Facts, arxiv_id, clean_line, doi_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ATOM = re.compile(r"<(?:\w+:)?(?:feed|entry)\b[^<>]*\bxmlns(?::\w+)?\s*=\s*[\"']http://www\.w3\.org/2005/Atom[\"']")
_ENTRY = re.compile(r"<(?:\w+:)?entry[\s>]")
_NAMESPACE = "{http://www.w3.org/2005/Atom}"


def looks_like_atom(head: str) -> bool:
    """Tell by the namespace."""
    return head.lstrip("\ufeff \t\r\n").startswith("<") and bool(_ATOM.search(head))


def read_atom(text: str) -> Pieces:
    """Yield the entries of a feed, up to where it is damaged."""
    lines = _lines_of_entries(text)
    for entry in _entries(text):
        yield entry if isinstance(entry, Reject) else _piece(entry, next(lines, 1))


def _entries(text: str) -> "Iterator[Element | Reject]":
    import io
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import XMLParser, iterparse

    declared = re.sub(r"\A[\ufeff\s]*<\?xml[^<>]*\?>", "", text)  # its encoding has been undone
    skipped = text.count("\n") - declared.count("\n")
    try:
        root = None
        data = io.BytesIO(declared.encode("utf-8", "replace"))
        parser = XMLParser(forbid_dtd=True, encoding="utf-8")  # whatever else is declared in it
        for event, element in iterparse(data, ("start", "end"), parser):
            if root is None:
                root = element
            if event == "end" and element.tag == f"{_NAMESPACE}entry":
                yield element
                root.clear()
    except ParseError as error:
        line, column = error.position
        what = str(error).partition(":")[0]
        yield Reject(skipped + line, "", f"damaged XML: {what} at column {column + 1}; what follows is not read")
    except DefusedXmlException:
        yield Reject(1, "", "XML with a document type or entities is not read: no feed needs them")


def _piece(entry: "Element", line: int) -> Record | Reject:
    def texts(name: str) -> list[str]:
        return [clean_line("".join(found.itertext())) for found in entry.iter() if _local(found) == name]

    def first(name: str) -> str:
        return next(iter(texts(name)), "")

    links = [element.attrib for element in entry.iter(f"{_NAMESPACE}link")]
    addresses = [link.get("href") for link in links if link.get("rel", "alternate") == "alternate"]
    named = {_local(element): clean_line("".join(element.itertext())) for element in entry}
    record = Record(
        named.get("title", ""),
        named.get("summary") or named.get("content", ""),
        line,
        tuple(filter(None, texts("name"))),
        Facts(
            arxiv=arxiv_id(named.get("id", "")),
            doi=next((doi for text in [named.get("doi", ""), *_titled_doi(links)] if (doi := doi_of(text))), ""),
            urls=urls_of(addresses),
            published=day_of(named.get("published", "")),
            venue=first("journal_ref"),
            keywords=lines_of([element.get("term") for element in entry.iter(f"{_NAMESPACE}category")]),
        ),
    )
    return record if record.title else Reject(line, shown(named.get("id", "")), "no title")


def _titled_doi(links: list[dict[str, str]]) -> list[str]:
    return [link.get("href", "") for link in links if link.get("title") == "doi"]


def _local(element: "Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _lines_of_entries(text: str) -> Iterator[int]:
    """Yield the lines on which entries begin."""
    counted, line = 0, 1
    for match in _ENTRY.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield line
