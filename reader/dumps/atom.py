"""Atom, as arXiv's API answers in it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from reader.dumps.fields import Piece, day, details, ids, lines, names, piece, reject, web
from reader.dumps.source import Source
from reader.papers import Facts, clean_line

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"


def read(source: Source) -> Iterator[Piece]:
    """Yield the entries of the feed. XML that declares entities is refused: nothing good needs them."""
    from xml.etree import ElementTree as ET

    text = source.whole().lstrip("\ufeff \t\r\n")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        yield reject(1, text[:400], "no papers found: this XML declares entities, which no Atom feed does")
        return
    try:
        root = ET.fromstring(text)  # noqa: S314 -- entities are refused above
    except (ET.ParseError, ExpatError, ValueError, RecursionError) as error:
        at = getattr(error, "position", (1, 0))[0]
        yield reject(at, "", "damaged XML, nothing read")
        return
    entries = [root] if root.tag == f"{_ATOM}entry" else root.findall(f"{_ATOM}entry")
    if not root.tag.startswith(_ATOM):
        yield reject(1, text[:400], f"no papers found: this is XML of another kind ({clean_line(root.tag)[:60]})")
        return
    number, counted = 1, 0
    for entry in entries:
        start = text.find("<entry", counted)
        number += text.count("\n", counted, max(start, counted))
        counted = max(start, counted)
        yield _entry(entry, number)
        counted += start >= 0


def _entry(entry: "Element", at: int) -> Piece:
    links = [(link.get("title") or "", link.get("href") or "") for link in entry.findall(f"{_ATOM}link")]
    dois = [_text(entry, f"{_ARXIV}doi"), *(href for title, href in links if title == "doi")]
    arxiv, doi = ids([_text(entry, f"{_ATOM}id")], dois)
    facts = Facts(
        arxiv=arxiv,
        doi=doi,
        urls=() if arxiv else web([href for _, href in links]),
        published=day(_text(entry, f"{_ATOM}published")) or day(_text(entry, f"{_ATOM}updated")),
        venue=_text(entry, f"{_ARXIV}journal_ref"),
        keywords=lines([category.get("term") for category in entry.findall(f"{_ATOM}category")]),
        details=details([("note", _text(entry, f"{_ARXIV}comment"))]),
    )
    authors = names([_text(author, f"{_ATOM}name") for author in entry.findall(f"{_ATOM}author")])
    abstract = _text(entry, f"{_ATOM}summary")
    return piece(_text(entry, f"{_ATOM}title"), abstract, at, authors, facts, _text(entry, f"{_ATOM}id"))


def _text(parent: "Element", name: str) -> str:
    found = parent.find(name)
    return "" if found is None else clean_line("".join(found.itertext()))
