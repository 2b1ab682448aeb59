"""Exporters under any papers: each format is judged by who reads it, another program's parser and Reader itself."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO

import yaml
from bibtexparser.library import Library as Bibliography
from bibtexparser.splitter import Splitter
from markdown_it import MarkdownIt

from reader.dumps import STDIN, open_dump
from reader.dumps.references import plain
from reader.export import FORMATS, GroupBy, Layout
from reader.export.citation_keys import citation_keys
from reader.export.reading_back import read_back, read_markdown
from reader.papers import Entry, Mark, clean_line
from reader.papers.cells import read_cell

from ..export.seen import Seen
from .drawing import Draw
from .messages import CONTROL

_NOW = datetime(2024, 5, 1, tzinfo=UTC)
_COMMENTS = re.compile(r"(?:\s*<!--(?:(?!-->).)*-->)+\s*")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_GROUPINGS: tuple[GroupBy, ...] = ("status", "tag", "source", "date", "none")


def exported(name: str, data: bytes) -> None:
    """Write papers in a format: the same bytes each time, nothing that a terminal runs, and read by its parser."""
    draw = Draw(data)
    layout = Layout(
        draw.line(60),
        draw.line(60),
        draw.one_of(("full", "short", "none")),
        draw.yes(),
        draw.one_of(_GROUPINGS),
        draw.line(20) or "list",
    )
    entries = draw.entries()
    files = FORMATS[name].write(entries, layout)
    assert FORMATS[name].write(entries, layout) == files
    for text in files.values():
        assert not (found := CONTROL.search(text)), f"a control: {found}"
    _JUDGES[name](entries, layout, files)


def _markdown(entries: Sequence[Entry], _layout: Layout, files: Mapping[str, str]) -> None:
    """No text of a paper is HTML, and Reader finds each paper's marks where it tells them."""
    for name, text in files.items():
        if name.endswith(".md"):
            _has_no_html(text)
            _tells_marks(entries, name, text)


def _has_no_html(text: str) -> None:
    body = text.split("\n---\n", 1)[1] if text.startswith("---\n") else text
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(body)
    inline = [child for token in tokens for child in token.children or ()]
    for token in (*tokens, *inline):
        if token.type in {"html_block", "html_inline"}:
            assert _COMMENTS.fullmatch(token.content), f"HTML: {token.content!r}"
        if token.type == "link_open":
            href = str(token.attrs["href"])
            assert not href.lower().startswith(("javascript:", "data:", "vbscript:", "file:")), href


def _tells_marks(entries: Sequence[Entry], name: str, text: str) -> None:
    marks = {entry.paper.id: entry.mark for entry in entries}
    for told in read_markdown(text):
        assert told.applied(marks[told.id], _NOW, []) == marks[told.id], name
        assert told.edited().applied(Mark(rating=3), _NOW, []) == Mark(rating=3), name


def _list(entries: Sequence[Entry], layout: Layout, files: Mapping[str, str]) -> None:
    _markdown(entries, layout, files)
    assert len(read_markdown(files[".md"])) == len(entries)


def _data(read: Callable[[str], Sequence[Mapping[str, object]]]) -> Callable[..., None]:
    """Return the judge of a format that carries all: its parser, Reader's importer and Reader's reading back."""

    def judge(entries: Sequence[Entry], layout: Layout, files: Mapping[str, str]) -> None:
        ((suffix, text),) = files.items()
        records = read(text)
        assert [record["title"] for record in records] == [entry.paper.title for entry in entries]
        told = read_back(f"a{suffix}", text)
        assert [one.id for one in told] == [entry.paper.id for entry in entries]
        for one, entry in zip(told, entries, strict=True):
            mark = entry.mark
            assert one.applied(mark, _NOW, []) == mark
            assert one.edited().applied(Mark(rating=3), _NOW, []) == Mark(rating=3)
        _comes_back(entries, text)

    return judge


def _csv(text: str) -> list[dict[str, str]]:
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), strict=True) for cell in row]
    assert not [cell for cell in cells if cell.startswith(_FORMULA)]
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [{name: read_cell(cell) for name, cell in row.items()} for row in rows]


def _comes_back(entries: Sequence[Entry], text: str) -> None:
    """Reader takes its own file for papers: the same ones, in order."""
    assert _titles(text) == [entry.paper.title for entry in entries]


def _comes_back_plain(entries: Sequence[Entry], text: str) -> None:
    """Likewise of formats whose titles may hold tags: `<i>` may be one, or the title's own letters."""
    titles = [title for entry in entries if (title := plain(entry.paper.title))]
    assert [plain(title) for title in _titles(text)] == titles


def _titles(text: str) -> list[str]:
    with open_dump(STDIN, stdin=BytesIO(text.encode())) as opened:
        return [record.title for record in opened.records]


def _csl(entries: Sequence[Entry], _layout: Layout, files: Mapping[str, str]) -> None:
    records = json.loads(files[".json"])
    assert [clean_line(record["title"]) for record in records] == [entry.paper.title for entry in entries]
    _comes_back_plain(entries, files[".json"])


def _ris(entries: Sequence[Entry], _layout: Layout, files: Mapping[str, str]) -> None:
    lines = files[".ris"].split("\r\n")
    assert sum(line.startswith("TY  - ") for line in lines) == len(entries)
    assert sum(line == "ER  - " for line in lines) == len(entries)
    assert all(re.match(r"[A-Z][A-Z0-9]  -", line) for line in lines if line), lines
    _comes_back_plain(entries, files[".ris"])


def _bib(entries: Sequence[Entry], _layout: Layout, files: Mapping[str, str]) -> None:
    read: Bibliography = Splitter(files[".bib"]).split()
    assert not read.failed_blocks, read.failed_blocks
    keys = citation_keys(entries)
    assert [block.key for block in read.entries] == [keys[entry.paper.id] for entry in entries]
    assert len(read.blocks) == len(entries), read.blocks
    assert len(_titles(files[".bib"])) == len(entries)


def _pandoc(entries: Sequence[Entry], layout: Layout, files: Mapping[str, str]) -> None:
    _markdown(entries, layout, files)
    _bib(entries, layout, files)


def _html(entries: Sequence[Entry], _layout: Layout, files: Mapping[str, str]) -> None:
    seen = Seen(files[".html"])
    assert seen.counts["script"] == seen.counts["style"] == 1
    assert seen.counts["article"] == len(entries)
    assert not {"img", "iframe", "object", "form", "svg", "base", "embed"} & seen.counts.keys(), seen.counts
    for tag, attributes in seen.elements:
        assert not [name for name, _ in attributes if name.startswith("on")], attributes
        if tag == "a":
            assert (dict(attributes)["href"] or "").lower().startswith(("http://", "https://")), attributes


def _org(entries: Sequence[Entry], _layout: Layout, files: Mapping[str, str]) -> None:
    """A heading for each paper at least; nothing in a text begins a line that is one."""
    assert files[".org"].count(":END:\n") >= len(entries)


_JUDGES: Mapping[str, Callable[[Sequence[Entry], Layout, Mapping[str, str]], None]] = {
    "list": _list,
    "table": _markdown,
    "obsidian": _markdown,
    "logseq": _markdown,
    "pandoc": _pandoc,
    "org": _org,
    "html": _html,
    "bibtex": _bib,
    "biblatex": _bib,
    "ris": _ris,
    "csv": _data(_csv),
    "json": _data(json.loads),
    "jsonl": _data(lambda text: [json.loads(line) for line in text.splitlines()]),
    "yaml": _data(yaml.safe_load),
    "csl": _csl,
}
