"""A note on one paper in a vault of Obsidian, which people changed -> what it says of the paper.

The properties count, because they are what Obsidian offers for editing, and what stands under the heading `Note`,
quoted or not. A property that is gone says nothing; one that was emptied is empty.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from reader.errors import ReadBackError
from reader.export.list_parts import Front, Heading, Other, Part, Task, take_apart
from reader.export.reading_data import told_by
from reader.export.reading_lists import exact_tags
from reader.export.told import Told
from reader.papers import clean_line, clean_text
from reader.plain_yaml import YamlError, load

ID = "reader-id"
SEAL = "reader-seal"
_NOTE = "Note"


def is_note(front: Front) -> bool:
    """Say whether front matter is that of a note on one paper."""
    return ID in front.fields


def read_note(text: str) -> list[Told]:
    """Return what a note says.

    Raises:
        ReadBackError: its properties cannot be read, or one cannot be what it is.
    """
    front, *parts = take_apart(text)
    if not isinstance(front, Front):
        return []
    try:
        fields = load("\n".join(front.lines[1:-1]))
    except YamlError as error:
        raise ReadBackError(f"The properties are no YAML: {clean_line(error.why)}", "Mend them in the file.") from error
    if not isinstance(fields, dict):
        raise ReadBackError("The properties have no names", "Mend them in the file.")
    record = {name: fields[name] for name in ("status", "bookmarked", "rating") if fields.get(name) is not None}
    told = told_by(1, {**record, "id": _id(front.fields[ID]), "read_at": _moment(fields.get("read"))})
    tags = fields["tags"] or [] if "tags" in fields else None
    note = _note(parts)
    return [
        Told(
            told.id,
            told.at,
            status=told.status,
            read_at=told.read_at,
            whole_day=True,
            bookmarked=told.bookmarked,
            rating=told.rating,
            tags=None if tags is None else exact_tags(_hashtags(tags), text.split("\n")),
            note=None if note is None else clean_text("\n".join(note)),
            quoted=True,
            seal=clean_line(str(fields.get(SEAL) or "")),
        )
    ]


def note_sealed(text: str) -> str:
    """Return a note that has no seal yet with one, as its last property."""
    (told,) = read_note(text)
    head, rule, rest = text.partition("\n---\n")
    return f'{head}\n{SEAL}: "{told.sealed}"{rule}{rest}'


def _id(written: str) -> str:
    """Return an id as it is written: to YAML, one without quotes would be a number."""
    try:
        return str(json.loads(written)) if written.startswith('"') else written.strip("'")
    except ValueError:
        return written


def _hashtags(tags: Any) -> list[str]:
    words = tags if isinstance(tags, list) else str(tags).replace(",", " ").split()
    return [f"#{str(tag).removeprefix('#')}" for tag in words]


def _moment(day: Any) -> str | None:
    if isinstance(day, date):
        return f"{day:%Y-%m-%d}T00:00:00Z"
    return f"{clean_line(str(day))[:10]}T00:00:00Z" if day else None


def _note(parts: Sequence[Part]) -> list[str] | None:
    """Return the lines under the heading; None where there is no such heading."""
    at = next((at for at, part in enumerate(parts) if isinstance(part, Heading) and part.name == _NOTE), None)
    return None if at is None else list(_lines(parts[at + 1 :]))


def _lines(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        match part:
            case Heading() if part.level <= 2:
                return
            case Heading() | Other():
                line = part.line
                yield line[1:].removeprefix(" ") if line.startswith(">") else line
            case Task():
                yield from part.lines
