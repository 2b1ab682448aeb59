"""A file that Reader wrote -> what it says of each paper, whichever of the formats that carry marks it is in."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from reader.errors import ReadBackError
from reader.export.list_parts import Front, Other, Task, plain_lines, take_apart
from reader.export.reading_data import read_csv, read_json, read_json_lines, read_yaml
from reader.export.reading_lists import read_list
from reader.export.reading_notes import is_note, read_note
from reader.export.sealing import front_of
from reader.export.told import Told

_READERS: Mapping[str, Callable[[str], list[Told]]] = {
    ".csv": read_csv,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".yaml": read_yaml,
    ".yml": read_yaml,
}


def read_back(name: str, text: str) -> list[Told]:
    """Return what a file says; the ending of its name tells the format, and without a known one it is a list.

    Raises:
        ReadBackError: it cannot be read, or says nothing of any paper.
    """
    told = _READERS.get(PurePath(name).suffix.lower(), read_markdown)(plain_lines(text))
    if not told:
        raise ReadBackError(
            "No paper of Reader's stands in it",
            "Name a list, JSON, JSONL, YAML or CSV as `reader export` writes them; `reader add` takes in dumps.",
        )
    return told


def strays(text: str) -> list[Other]:
    """Return the tasks of a list that are no paper's: written by hand, or without our comment any more.

    What stands below a paper, or in a page without papers, is somebody's own and none of these.
    """
    parts = take_apart(plain_lines(text))
    front = parts[0] if isinstance(parts[0], Front) else None
    is_list = any(isinstance(part, Task) for part in parts) or (front is not None and front.is_ours)
    if not is_list or (front is not None and is_note(front)):
        return []
    return [part for part in parts if isinstance(part, Other) and part.stray]


def is_markdown(name: str) -> bool:
    """Say whether a file is read as a list or a note."""
    return PurePath(name).suffix.lower() not in _READERS


def read_markdown(text: str) -> list[Told]:
    """Return what a list, or a note on one paper, says; nothing where it is neither.

    Raises:
        ReadBackError: the properties of a note cannot be read.
    """
    text = plain_lines(text)
    front = front_of(text)
    return read_note(text) if front and is_note(front) else read_list(text)
