"""Importers under any bytes: records or a DumpError, all of it clean, every line accounted for."""

import bz2
import gzip
import lzma
from dataclasses import astuple
from io import BytesIO
from typing import Any

from reader.dumps import NAMES, STDIN, Dump, Record, open_dump
from reader.errors import DumpError
from reader.papers import Facts, Paper, arxiv_id, clean_line, doi_of, title_id

from .drawing import Draw
from .messages import check_message, is_printable

_LONGEST_REJECT = 80
_MOST = 2**63
"""What SQLite keeps as a number is less."""
_PACKERS = (gzip.compress, bz2.compress, lzma.compress)
_MAGIC = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")


def any_file(data: bytes) -> None:
    """Read a file as the format that it looks like."""
    read_as(None, data)


def read_as(form: str | None, data: bytes) -> None:
    """Read a file as a format: what comes of it is clean and complete, and the same each time."""
    first = _read(form, data)
    assert first == _read(form, data), "the same bytes were read differently"
    if first:
        _check(first)


def packed(data: bytes) -> None:
    """Read compressed files, whole, damaged, or nothing but the first bytes of one."""
    draw = Draw(data)
    how, at, flip = draw.number(7), draw.number(2**16 - 1), draw.number(255)
    content = draw.rest()
    if how < len(_PACKERS):
        content = _PACKERS[how](content)
        at %= len(content)
        content = content[:at] + bytes([content[at] ^ flip]) + content[at + 1 :] if at % 3 else content[:at]
    elif how < len(_PACKERS) + len(_MAGIC):
        content = _MAGIC[how - len(_PACKERS)] + content
    read_as(None, content)


def long_file(data: bytes) -> None:
    """Read a file in which a piece is repeated very often: only time and memory can be wrong here."""
    draw = Draw(data)
    form = draw.one_of((None, *NAMES))
    head, piece = draw.text(63), draw.text(63)
    size = max(1, len(piece.encode()))
    _read(form, f"{head}{piece * (100_000 // size)}{draw.text(63)}".encode("utf-8", "replace"))


def _read(form: str | None, data: bytes) -> Dump | None:
    """Return a dump; None where the file is refused."""
    try:
        with open_dump(STDIN, stdin=BytesIO(data), form=form) as opened:
            records = tuple(opened.records)
            return Dump(opened.heading, records, tuple(opened.rejects), opened.lines)
    except DumpError as error:
        check_message(error)
        return None


def _check(dump: Dump) -> None:
    assert dump.heading == clean_line(dump.heading)
    assert dump.records or dump.rejects, "nothing was said of a file without papers"
    lines = dump.lines
    assert lines.read == lines.papers + lines.chrome + lines.repeats + lines.rejected, lines
    for reject in dump.rejects:
        assert reject.line >= 0
        assert reject.reason
        assert is_printable(reject.reason), reject
        assert len(reject.text) <= _LONGEST_REJECT, reject
        assert reject.text.rstrip() == clean_line(reject.text), reject
    for record in dump.records:
        check_record(record)


def check_record(record: Record) -> None:
    """Check all that the docstrings of records and facts promise."""
    facts = record.facts
    assert record.title, record
    assert record.line >= 1, record
    for text in _texts((record.title, record.abstract, record.authors, astuple(facts))):
        assert text == clean_line(text), f"not clean: {text!r}"
    assert all(record.authors), record
    assert arxiv_id(facts.arxiv) == facts.arxiv, facts
    assert doi_of(facts.doi) == facts.doi, facts
    assert all(url.startswith(("http://", "https://")) for url in facts.urls), facts
    assert len(set(facts.urls)) == len(facts.urls), facts
    assert list(facts.details) == sorted(dict(facts.details).items()), facts
    assert all(count is None or -_MOST < count < _MOST for count in (facts.upvotes, facts.stars)), facts
    assert Facts.from_json(facts.to_json()) == facts
    paper = Paper(title_id(record.title), record.title, record.abstract, record.authors, facts)
    assert paper.id
    assert all(link.url == clean_line(link.url) for link in paper.links)


def _texts(value: Any) -> list[str]:
    if isinstance(value, tuple):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []
