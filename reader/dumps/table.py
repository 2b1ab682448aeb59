"""Tables: CSV and TSV with a row of names first, Reader's own among them."""

import csv
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from reader.dumps.fields import Piece, reject
from reader.dumps.own_papers import own_piece
from reader.dumps.source import LIMIT_LINE, Source
from reader.papers.cells import read_cell

_NAMES = {
    "abstract note": "abstract",
    "author": "authors",
    "author names": "authors",
    "first authors": "authors",
    "author keywords": "keywords",
    "publication year": "year",
    "publication title": "venue",
    "source title": "venue",
    "source": "venue",
    "journal title": "venue",
    "notes abstract": "abstract",
    "primary title": "title",
    "citation key": "citation_key",
    "item type": "type",
}
_KNOWN = {"title", "abstract", "authors", "doi", "year", "keywords", "venue", "url", "id"}
_LISTS = ("keywords", "urls")
_DELIMITERS = ",;\t"


def tells(head: str) -> bool:
    """Tell a table by its first row: two names of columns that papers have, or more."""
    first = head.lstrip("\ufeff").partition("\n")[0]
    if (tabs := first.count("\t")) > 1 and {line.count("\t") for line in head.splitlines()[:4]} == {tabs}:
        return True
    return any(len(_KNOWN & {_name(cell) for cell in first.split(sign)}) > 1 for sign in _DELIMITERS)


def read(source: Source) -> Iterator[Piece]:
    """Yield a paper a row; rows are read one by one."""
    csv.field_size_limit(LIMIT_LINE)
    counted = source.lines()
    first = next((text for _, text in counted if text and text.strip()), "")
    sign = max(_DELIMITERS, key=first.count)
    columns = [_name(cell) for cell in _first_row(first, sign)]
    if "title" not in columns:
        yield reject(1, first[:400], "no papers found: the table has no column “title”")
        return
    rows = csv.reader((text or "\n" for _, text in counted), delimiter=sign)
    while True:
        at = rows.line_num + 2
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield reject(at, "", f"damaged row: {error}")
            continue
        if any(cell.strip() for cell in row):
            yield own_piece(_item(columns, row), at)


def _first_row(line: str, sign: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=sign), [])
    except csv.Error:
        return []


def _item(columns: list[str], row: list[str]) -> dict[str, Any]:
    item: dict[str, Any] = {}
    for name, cell in zip(columns, row, strict=False):
        text = read_cell(cell)
        if text.strip():
            item.setdefault(name, text)
    for name in _LISTS:
        if name in item:
            item[name] = _listed(item[name])
    if "authors" in item:
        listed = _listed(item["authors"]) if item["authors"].lstrip().startswith("[") else None
        item["authors"] = listed or item["authors"]
    with suppress(ValueError, RecursionError):
        item["details"] = json.loads(item.get("details", "{}"))
    return item


def _listed(text: str) -> list[str]:
    """Return the parts of a cell: `a; b`, or Python's `['a', 'b']`."""
    if text.lstrip().startswith("["):
        return [one or other for one, other in re.findall(r"'([^']*)'|\"([^\"]*)\"", text)]
    return [part.strip() for part in text.split(";")]


def _name(cell: str) -> str:
    name = re.sub(r"[\s_]+", " ", cell.strip(" \t\r\n\"'\ufeff")).casefold()
    return _NAMES.get(name, name.replace(" ", "_"))
