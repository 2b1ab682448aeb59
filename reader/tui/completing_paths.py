r"""How a path may go on, as a shell would complete it; and how many dumps a folder holds.

A path is typed as in a shell: `~` is the user's folder, quotes around it are taken off, a backslash takes the next
character as it is. What cannot be shown, or would be mistaken, is written `\x1b`, `\udcff`: so every name has a
line, and every line one name.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.papers import clean_line

DUMP_SUFFIXES = (".txt", ".text", ".md", ".markdown")
"""Of files that look like dumps. Others can be added as well: the report says what was wrong with them."""
MOST_OFFERS = 200
MOST_NAMES = 50_000
"""Of one folder; the order of what is left out is the file system's."""
MOST_LOOKED_AT = 3_000
"""Files and folders, in counting the dumps of one folder."""
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U(00(?:0[0-9a-f]|10)[0-9a-f]{4})|(.))", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PathOffer:
    """One way to go on."""

    line: str
    """The whole line, once this is taken."""
    name: str
    """As it is shown; a folder's ends in `/`."""
    path: Path
    is_folder: bool
    size_bytes: int = 0
    modified: float = 0.0
    """In seconds since 1970; 0 where it cannot be told."""

    @property
    def is_dump(self) -> bool:
        """Whether it looks like a dump."""
        return not self.is_folder and is_dump_name(self.path.name)


@dataclass(frozen=True, slots=True)
class PathOffers:
    """All ways to go on from a line."""

    begun: str = ""
    """The line as far as all of them have it."""
    offers: tuple[PathOffer, ...] = ()
    """The first of them, by name."""
    more: int = 0
    """How many are not among `offers`."""
    trouble: str = ""
    """Why there are none, where the folder cannot be looked into."""


@dataclass(frozen=True, slots=True)
class DumpCount:
    """How many files of a folder, and of those in it, look like dumps."""

    dumps: int
    whole: bool
    """Whether everything was looked at."""

    def __str__(self) -> str:
        more = "" if self.whole else "+"
        return f"{self.dumps or 'no'}{more} dump{'' if (self.dumps, more) == (1, '') else 's'}"


def path_of(line: str) -> Path:
    """Return the path that a line means."""
    if len(line) > 1 and line[0] in "'\"" and line[-1] == line[0]:
        return Path(line[1:-1])
    path = Path(_ESCAPE.sub(_unescaped, line))
    try:
        return path.expanduser() if line.startswith("~") else path
    except RuntimeError:  # nobody has that name
        return path


def line_of(path: str) -> str:
    """Return the line that means a path, or a name in one."""
    line = "".join(c if c.isalnum() or _is_plain(c) else _escaped(c) for c in path)
    line = re.sub(r"^ | $", r"\\x20", line)
    return f"\\{line}" if line.startswith(("~", "'", '"')) else line


def complete(line: str) -> PathOffers:
    """Return how a line may go on; reads the folder that it is in, and never fails."""
    line = "~/" if line == "~" else line
    folder_line = line[: line.rfind("/") + 1]
    begin = line[len(folder_line) :]
    start = _ESCAPE.sub(_unescaped, begin)
    folder = path_of(folder_line) if folder_line else Path()
    try:
        names = _names(folder, start)
    except (OSError, ValueError) as error:  # a NUL is a ValueError
        why = getattr(error, "strerror", error)
        return PathOffers(line, trouble=f"Cannot look into {line_of(str(folder))}: {why}")
    begun = os.path.commonprefix([name for name, _ in names])  # noqa: RUF071 - of names, by characters
    shown = names[:MOST_OFFERS]
    return PathOffers(
        folder_line + line_of(begun) if len(begun) > len(start) else line,
        tuple(_offer(folder_line, folder, name, is_folder=is_folder) for name, is_folder in shown),
        more=len(names) - len(shown),
    )


def count_dumps(folder: Path) -> DumpCount:
    """Count the dumps in a folder and below, as adding it would take them; stops after `MOST_LOOKED_AT`."""
    dumps = seen = 0
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop()):
            seen += 1
            if seen > MOST_LOOKED_AT:
                return DumpCount(dumps, whole=False)
            if entry.name.startswith("."):
                continue
            if _is_folder(entry, follow_symlinks=False):
                waiting.append(Path(entry.path))
            else:
                dumps += is_dump_name(entry.name)
    return DumpCount(dumps, whole=True)


def is_dump_name(name: str) -> bool:
    """Say whether a file of this name looks like a dump."""
    return name.lower().endswith(DUMP_SUFFIXES)


def _names(folder: Path, start: str) -> list[tuple[str, bool]]:
    """Return the names that begin so, in whatever case if none does in this one, and which are folders'.

    Raises:
        OSError: the folder cannot be read.
    """
    hidden = start.startswith(".")
    with os.scandir(folder) as entries:
        seen = [entry for entry, _ in zip(entries, range(MOST_NAMES), strict=False)]
    seen = [entry for entry in seen if hidden or not entry.name.startswith(".")]
    found = [entry for entry in seen if entry.name.startswith(start)]
    found = found or [entry for entry in seen if entry.name.casefold().startswith(start.casefold())]
    return sorted(((entry.name, _is_folder(entry)) for entry in found), key=lambda each: (each[0].casefold(), each))


def _offer(folder_line: str, folder: Path, name: str, *, is_folder: bool) -> PathOffer:
    slash = "/" if is_folder else ""
    shown, path = line_of(name) + slash, folder / name
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return PathOffer(folder_line + shown, shown, path, is_folder)
    return PathOffer(folder_line + shown, shown, path, is_folder, facts.st_size, facts.st_mtime)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError:  # what cannot be read holds nothing that could be added
        return


def _is_folder(entry: os.DirEntry[str], *, follow_symlinks: bool = True) -> bool:
    try:
        return entry.is_dir(follow_symlinks=follow_symlinks)
    except OSError:
        return False


def _is_plain(character: str) -> bool:
    """Say whether a character is shown as itself, and means itself."""
    return character != "\\" and character.isprintable() and clean_line(f"a{character}a") == f"a{character}a"


def _escaped(character: str) -> str:
    code = ord(character)
    if character == "\\":
        return "\\\\"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _unescaped(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    return chr(int(code, 16)) if code else escape[4]
