"""Digests as an Atom feed (RFC 4287)."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

from reader.export.digest.digest import Digest, Item, link_of, numbered, stable_id
from reader.export.digest.page import about
from reader.export.papers_json import utc_text

_ATOM = "http://www.w3.org/2005/Atom"
_ABSTRACT_CHARS = 4_000
"""Feed readers show an entry at a time: there is room for all of an abstract."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(digest: Digest) -> str:
    """Return the feed of one digest."""
    return feed([digest])


def feed(digests: Iterable[Digest]) -> str:
    """Return digests of one name as a feed, newest first; there is one at least.

    An entry's id is made from the library's and the paper's: it is the same in every feed of this library.
    """
    newest, *earlier = digests
    root = ET.Element("feed", xmlns=_ATOM)
    _text(root, "title", newest.title)
    _text(root, "subtitle", f"{newest.count}, {newest.period}")
    _text(root, "id", stable_id(newest.library, newest.list_name).urn)
    _text(root, "updated", utc_text(newest.made))
    _author(root, "Reader")
    _text(root, "generator", "reader")
    for digest in (newest, *earlier):
        for group, items in numbered(digest):
            for place, item in items:
                at = digest.made - timedelta(seconds=place - 1)  # who sorts by time has the best paper first
                root.append(_entry(item, group.name, digest.library, at))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _entry(item: Item, group: str, library: str, made: datetime) -> ET.Element:
    paper, entry = item.entry.paper, ET.Element("entry")
    _text(entry, "title", item.title, type="text")
    _text(entry, "id", stable_id(library, paper.id).urn)
    _text(entry, "updated", utc_text(made))
    _text(entry, "published", utc_text(item.entry.added))
    ET.SubElement(entry, "link", rel="alternate", href=_safe(link_of(paper)))
    for name in paper.authors:
        _author(entry, name)
    ET.SubElement(entry, "category", term=_safe(group))
    _text(entry, "summary", item.reason, type="text")
    _text(entry, "content", "\n".join(about(item, _ABSTRACT_CHARS)), type="html")
    return entry


def _author(parent: ET.Element, name: str) -> None:
    _text(ET.SubElement(parent, "author"), "name", name)


def _text(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = _safe(text)


def _safe(text: str) -> str:
    """Return what XML can hold of a text."""
    return _NOT_IN_XML.sub("", text)
