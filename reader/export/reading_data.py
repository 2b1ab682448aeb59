"""Data that Reader wrote, as JSON, JSON lines, YAML or CSV -> what it says of each paper.

Records have the keys of `PaperJson`. Only `id` must be there; what is left out changes nothing, and neither does
an empty note, which a file written without notes has everywhere.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from reader.errors import ReadBackError
from reader.export.told import Told
from reader.papers import Status, clean_line, clean_text
from reader.papers.cells import LONGEST_CHARS, read_cell
from reader.plain_yaml import YamlError, load

_RATING = re.compile(r"\d{1,9}")
_YEARS = range(1000, 9999)
_HINT = "Name a list, or a file with an id for each paper, as `reader export` writes them."


def read_json(text: str) -> list[Told]:
    """Return what an array of records says.

    Raises:
        ReadBackError: it is none, or a record is not what it must be; the record is named.
    """
    try:
        records = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadBackError(f"This is no JSON: {clean_line(str(error))}", _HINT) from error
    return _told_all(records)


def read_json_lines(text: str) -> list[Told]:
    """Return what records on a line each say.

    Raises:
        ReadBackError: as `read_json`.
    """
    return list(_told_each((number, _line(number, line)) for number, line in enumerate(text.split("\n"), start=1)))


def read_yaml(text: str) -> list[Told]:
    """Return what a list of records says.

    Raises:
        ReadBackError: as `read_json`.
    """
    try:
        records = load(text)
    except YamlError as error:
        where = f" in line {error.line}" if error.line else ""
        raise ReadBackError(f"This is no YAML{where}: {clean_line(error.why)}", _HINT) from error
    return _told_all(records or [])


def read_csv(text: str) -> list[Told]:
    """Return what the rows of a table say, by the names in its first row; a column that is not there says nothing.

    It may have been through a spreadsheet: with semicolons or tabs between cells, and yes and no in capitals.

    Raises:
        ReadBackError: as `read_json`.
    """
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    csv.field_size_limit(LONGEST_CHARS)
    try:
        rows = list(csv.DictReader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as error:
        raise ReadBackError(f"This is no CSV: {clean_line(str(error))}", _HINT) from error
    return list(_told_each((at, _record(at, row)) for at, row in enumerate(rows, start=1)))


def _record(at: int, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as the record that it was made from."""
    cells = {name: read_cell(cell) for name, cell in row.items() if isinstance(name, str) and isinstance(cell, str)}
    record: dict[str, Any] = {
        name: cells[name] for name in ("id", "status", "read_at", "note", "seal") if cells.get(name)
    }
    if "tags" in cells:
        record["tags"] = [tag.strip() for tag in cells["tags"].split(";") if tag.strip()]
    if yes := cells.get("bookmarked", "").casefold():
        record["bookmarked"] = {"true": True, "false": False}.get(yes, yes)
    if rating := cells.get("rating", ""):
        if not _RATING.fullmatch(rating):
            raise _wrong(at, f"“{clean_line(rating)}” is no rating")
        record["rating"] = int(rating)
    return record


def _line(number: int, line: str) -> Any:
    try:
        return json.loads(line) if line.strip() else None
    except (ValueError, RecursionError) as error:
        raise _wrong(number, "this is no JSON") from error


def _told_all(records: Any) -> list[Told]:
    if not isinstance(records, list):
        raise ReadBackError("There is no list of papers in it", _HINT)
    return list(_told_each(enumerate(records, start=1)))


def _told_each(records: Iterable[tuple[int, Any]]) -> Iterator[Told]:
    for at, record in records:
        if isinstance(record, Mapping):
            yield told_by(at, record)
        elif record is not None:
            raise _wrong(at, "this is no paper")


def told_by(at: int, record: Mapping[str, Any]) -> Told:
    """Return what one record says.

    Raises:
        ReadBackError: a value cannot be what it must be.
    """
    paper_id = record.get("id")
    if not isinstance(paper_id, str) or not paper_id:
        raise _wrong(at, "it has no id")
    return Told(
        paper_id,
        at,
        status=_status(at, record.get("status")),
        read_at=_moment(at, record.get("read_at")),
        bookmarked=_is(at, record, "bookmarked", bool),
        rating=_rating(at, record.get("rating")),
        tags=_tags(at, record.get("tags")),
        note=clean_text(_is(at, record, "note", str) or "") or None,
        seal=clean_line(_is(at, record, "seal", str) or ""),
    )


def _status(at: int, value: Any) -> Status | None:
    if value is None or (isinstance(value, str) and value in set(Status)):
        return Status(value) if value else None
    raise _wrong(at, f"“{clean_line(str(value))}” is no status")


def _rating(at: int, value: Any) -> int | None:
    if isinstance(value, str) and _RATING.fullmatch(value):  # a property that an editor took for a text
        value = int(value)
    if value is None or (type(value) is int and 0 <= value <= 5):
        return value
    raise _wrong(at, f"“{clean_line(str(value))}” is no rating")


def _moment(at: int, value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if value else None
    except (TypeError, ValueError) as error:
        raise _wrong(at, f"“{clean_line(str(value))}” is no time") from error
    if moment and moment.tzinfo is None:
        raise _wrong(at, f"“{clean_line(str(value))}” does not say in which zone")
    if moment and moment.year not in _YEARS:  # in UTC it might be in none at all
        raise _wrong(at, f"“{clean_line(str(value))}” is no time of this world")
    return moment


def _tags(at: int, value: Any) -> tuple[str, ...] | None:
    if value is None:
        return None
    if isinstance(value, list) and all(isinstance(tag, str) for tag in value):
        return tuple(value)
    raise _wrong(at, "tags must be a list of texts")


def _is(at: int, record: Mapping[str, Any], name: str, kind: type) -> Any:
    value = record.get(name)
    if value is None or isinstance(value, kind):
        return value
    raise _wrong(at, f"“{name}” cannot be that")


def _wrong(at: int, why: str) -> ReadBackError:
    return ReadBackError(f"Record {at}: {why}", _HINT)
