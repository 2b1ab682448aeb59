"""Two libraries become one: yours takes in all that another has, from its file, its folder or its backup.

The rules, under which no mark is lost:

- papers and the places where they were seen are united; the same rules as for adding say what is one paper;
- marks of a paper that both have are joined (`changes.joining`); what they did not agree on is listed;
- terms of which either wants less are united;
- a saved query whose name is taken by another comes as `name (2)`, and is listed;
- a subscription whose name is taken by another stays away, and is listed; what the other's digests told of is told;
- the other library is only read. Its history, its settings and the queries once asked stay there.

Merging again changes nothing; and the two libraries, each merged into the other, have the same marks. Each kind
of what came is a step of the history, so `reader undo` takes it back kind by kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from reader.errors import ReadBackError, StoreError
from reader.library.attaching import Conflict, attach
from reader.library.backup_digests import bring_digests
from reader.library.backup_file import backup_text
from reader.library.backup_reading import read_backup
from reader.library.text_files import is_folder, read_text
from reader.papers import clean_line
from reader.query.names import MOST_CHARS
from reader.store import Store
from reader.store.elsewhere import read_library
from reader.store.whole import Whole

_NOT_OURS = "Nothing was changed. If it is yours, `reader backup` there makes a file to look into."


@dataclass(frozen=True, slots=True)
class Merged:
    """What came from another library."""

    sources: int
    papers: int
    marked: int
    """How many papers have another mark than before."""
    queries: int
    conflicts: tuple[Conflict, ...]
    steps: int
    """How many steps of the history that is."""
    removed: int = 0
    """Characters that were taken out of its texts: a library that Reader wrote holds none of those."""
    cleaned: int = 0
    """How many texts those were in."""


def read_other(path: Path) -> Whole:
    """Return the library at `path`: a file `library.db`, the folder that holds one, or a backup.

    Raises:
        ReadBackError: it is neither, or a backup that Reader would not have written.
        StoreError: it is a library that cannot be read, or one that Reader would not have written.
    """
    if is_folder(path):
        path /= "library.db"
    try:
        with path.open("rb") as file:
            start = file.read(64)
    except OSError:
        start = b""  # whoever reads it says why it cannot be read
    if not start.startswith(b"SQLite format 3"):
        text = read_text(path)
        if not text.lstrip("\ufeff \t\r\n").startswith("{"):
            raise ReadBackError(
                f"{clean_line(str(path))} is neither a library nor a backup",
                "Name a library.db, the folder of one, or a file of `reader backup`; `reader add` takes dumps.",
            )
        return read_backup(text)
    return _vouched(read_library(path), path)


def _vouched(whole: Whole, path: Path) -> Whole:
    """Return a library that somebody else's program may have written, if it is one that Reader could have.

    Raises:
        StoreError: it is not.
    """
    try:
        return read_backup(backup_text(whole))
    except (ReadBackError, ValueError, OverflowError) as error:  # texts, numbers and times that cannot be written
        raise StoreError(f"{clean_line(str(path))} holds what Reader never writes: {error}", _NOT_OURS) from error


def merge(store: Store, other: Whole, name: str, now: datetime) -> Merged:
    """Take another library into this one, all of it or nothing.

    Raises:
        StoreError: the library cannot be written.
    """
    name = clean_line(name)
    with store.transaction():
        sources, papers = store.whole.take_in(other, now)
        more_sources, more_papers = store.whole.take_in(store.whole.left_out(other), now)
        queries, renamed = _queries(store.saved.all(), other.queries)
        store.saved.put(queries, f"saved queries of {name} merged", now)
        less = store.less.put(other.less, f"what {name} wants less of merged", now)
        marks, conflicts = attach(store, other)
        step = store.marks.put(marks, f"marks of {name} merged", now)
        subscribed = bring_digests(store, other, merging=True)
    came = sources + more_sources, papers + more_papers
    steps = bool(sources) + bool(more_sources) + bool(queries) + less + bool(step)
    return Merged(*came, step.papers if step else 0, len(queries), (*conflicts, *renamed, *subscribed), steps)


def _queries(here: Mapping[str, str], there: Mapping[str, str]) -> tuple[dict[str, str], list[Conflict]]:
    """Return the saved queries to add, and which of them got another name."""
    taken = {name.casefold(): text for name, text in here.items()}
    added: dict[str, str] = {}
    renamed: list[Conflict] = []
    for name, text in there.items():
        for number in count(1):
            free = name if number == 1 else _numbered(name, number)
            if taken.get(free.casefold()) == text:
                break  # it is here already
            if free.casefold() not in taken:
                taken[free.casefold()] = added[free] = text
                if number > 1:
                    renamed.append(Conflict(f"query “{name}”", f"another here has the name: it came as “{free}”"))
                break
    return added, renamed


def _numbered(name: str, number: int) -> str:
    ending = f" ({number})"
    return name[: MOST_CHARS - len(ending)].rstrip() + ending
