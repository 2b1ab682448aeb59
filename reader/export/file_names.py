"""Names for files that every system takes, Windows and Obsidian among them."""

import re
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from unicodedata import combining, normalize

from reader.errors import ExportError
from reader.papers import clean_line

_FORBIDDEN = re.compile(r'[/\\:*?"<>|#^\[\]\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"\A(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?=\s*(?:\.|\Z))", re.IGNORECASE)
MOST_BYTES = 200
"""Of a name before its ending: systems take 255 with it, and there is a folder before it."""


def safe_name(title: str, otherwise: str) -> str:
    """Return `title` as the name of a file, without an ending; `otherwise`, which is safe, where nothing is left.

    It has no character that Windows, Obsidian or a shell's path gives a meaning, no dot or space at its ends, and is
    none of Windows' devices.
    """
    name = _FORBIDDEN.sub(" ", normalize("NFC", clean_line(title)).replace(": ", " - "))
    name = _cut(" ".join(name.split()).strip(" ."))
    return _RESERVED.sub(r"\g<0> (paper)", name, count=1) or otherwise


def output_path(text: str, *, is_folder: bool) -> Path:
    """Return where the user wants a file, or a folder of files, as it was typed.

    Raises:
        ExportError: nothing is named, or a folder where a file is to be written.
    """
    if not text.strip():
        raise ExportError("No file is named", "Name one, such as reading-list.md.")
    if text.endswith("/") and not is_folder:
        raise ExportError(f"{clean_line(text)} can only be a folder", "Name a file in it.")
    return Path(text)


def unique_names(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return names by their ids, each its own on disks that know no case: the later get ` (2)`, ` (3)`."""
    taken: set[str] = set()
    result = {}
    for each, name in names:
        numbered = (f"{name} ({number})" for number in count(2))
        free = name if _folded(name) not in taken else next(one for one in numbered if _folded(one) not in taken)
        taken.add(_folded(free))
        result[each] = free
    return result


def _folded(name: str) -> str:
    return normalize("NFKC", normalize("NFKC", name).casefold())


def _cut(name: str) -> str:
    """Shorten `name` to what a disk takes, between two characters and their accents, if possible between words."""
    if len(name.encode()) <= MOST_BYTES:
        return name
    end = len(name.encode()[:MOST_BYTES].decode(errors="ignore"))
    while end and combining(name[end]):
        end -= 1
    short, _, rest = name[:end].rpartition(" ")
    return (short if len(rest) < len(short) else name[:end]).rstrip(" .")
