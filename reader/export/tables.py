"""Entries -> rows and records for programs: CSV, JSON, JSON lines, YAML."""

import csv
import io
import json
import re
from collections.abc import Sequence
from typing import Any

from reader.export.layout import Layout
from reader.export.papers_json import PaperJson, paper_json
from reader.export.references import abstract
from reader.papers import Entry
from reader.papers.cells import defuse_cell

_NOT_IN_YAML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_IN_A_BLOCK = re.compile(r"\S.*\n(?s:.*)\S")
COLUMNS = (
    *("id", "title", "authors", "abstract", "status", "bookmarked", "rating", "tags", "note", "added", "read_at"),
    *("links", "sources", "arxiv", "doi", "urls", "published", "venue", "keywords", "upvotes", "stars", "kind"),
    *("citation_key", "details", "seal"),
)
"""Of the CSV, in order. Columns may be added at the end, never renamed or moved."""


def csv_table(entries: Sequence[Entry], layout: Layout) -> str:
    r"""Return `entries` as CSV after RFC 4180: UTF-8, a row of names first, rows ended by CR LF.

    Lists are joined by `; ` (a semicolon within one of them is a comma), `details` is JSON, yes and no are `true` and
    `false`, what is not known is empty. A text that a spreadsheet would run has an apostrophe before it:
    `papers.cells` puts it there and takes it off.
    """
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    for entry in entries:
        data = record(entry, layout)
        values: dict[str, Any] = {**data, **data["facts"]}
        rows.writerow([defuse_cell(_cell(name, values[name])) for name in COLUMNS])
    return file.getvalue()


def json_array(entries: Sequence[Entry], layout: Layout) -> str:
    """Return `entries` as one JSON array of `PaperJson`."""
    return json.dumps([record(entry, layout) for entry in entries], ensure_ascii=False, indent=2) + "\n"


def json_lines(entries: Sequence[Entry], layout: Layout) -> str:
    """Return `entries` as one `PaperJson` a line."""
    return "".join(json.dumps(record(entry, layout), ensure_ascii=False) + "\n" for entry in entries)


def yaml_list(entries: Sequence[Entry], layout: Layout) -> str:
    """Return `entries` as a YAML list of `PaperJson`, which any safe loader reads.

    Values are JSON, which is YAML too; a note of several lines is a block as it was written.
    """
    if not entries:
        return "[]\n"
    lines: list[str] = []
    for entry in entries:
        fields = [f"{name}: {_yaml(value)}" for name, value in record(entry, layout).items()]
        lines += [f"{'  ' if number else '- '}{field}" for number, field in enumerate(fields)]
    return "\n".join(lines) + "\n"


def _yaml(value: Any) -> str:
    if isinstance(value, str) and _IN_A_BLOCK.fullmatch(value) and not _NOT_IN_YAML.search(value):
        return "|2-\n" + "\n".join(f"    {line}" if line else "" for line in value.split("\n"))
    return _NOT_IN_YAML.sub(lambda place: f"\\u{ord(place[0]):04x}", json.dumps(value, ensure_ascii=False))


def record(entry: Entry, layout: Layout) -> PaperJson:
    """Return an entry as plain data, with as much of abstract and note as `layout` says, and sealed."""
    from reader.export.reading_data import told_by  # late: what reads data is not needed to print papers

    data = paper_json(entry)
    data["abstract"] = abstract(entry.paper, layout.abstracts)
    if not layout.notes:
        data["note"] = ""
    data["seal"] = told_by(1, data).sealed
    return data


def _cell(name: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case dict():
            return json.dumps(value, ensure_ascii=False) if value else ""
        case list():
            return "; ".join(_part(name, part).replace(";", ",") for part in value)
    return str(value)


def _part(name: str, part: Any) -> str:
    match name:
        case "links":
            return str(part["url"])
        case "sources":
            return " ".join(filter(None, (part["file"], f"({part['position']})", part["page_date"])))
    return str(part)
