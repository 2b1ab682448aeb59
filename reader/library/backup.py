"""The library as one text file, and from such a file a library again."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from reader.errors import ReadBackError
from reader.export import write_whole
from reader.library.attaching import attach
from reader.library.backup_digests import bring_digests
from reader.library.backup_file import backup_text
from reader.library.backup_reading import read_backup
from reader.library.text_files import read_text
from reader.papers import Mark, clean_line
from reader.papers.text import Removed, counting
from reader.store import Store
from reader.store.whole import Whole


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds."""

    sources: int
    papers: int
    marked: int
    queries: int
    removed: int = 0
    """Characters that were taken out of its texts when it was read: a backup that Reader wrote holds none of those."""
    cleaned: int = 0
    """How many texts those were in."""


def back_up(store: Store, path: Path, *, force: bool) -> Contents:
    """Write the whole library to `path`, whole or not at all; a new file is for the user alone, as the library is.

    Raises:
        ExportError: the file exists and `force` is not set, or it cannot be written.
    """
    whole = _read(store)
    write_whole(path, backup_text(whole), force=force, private=True)
    return contents(whole)


def text_of(store: Store) -> str:
    """Return the text of a backup."""
    return backup_text(_read(store))


def _read(store: Store) -> Whole:
    with store.snapshot():
        return store.whole.read()


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as it was read."""

    path: Path
    whole: Whole
    removed: Removed


def open_backup(path: Path) -> Backup:
    """Read a backup; no library need be there for it yet.

    Raises:
        ReadBackError: the file is no backup.
    """
    text, removed = read_text(path), Removed()
    with counting(removed):
        return Backup(path, read_backup(text), removed)


def restore(store: Store, backup: Backup, now: datetime) -> Contents:
    """Fill an empty library with what a backup holds, all of it or nothing.

    It takes the papers in as adding their dumps does, so the rules of today say what is one paper.

    Raises:
        ReadBackError: the library is not empty.
        StoreError: the library cannot be written.
    """
    whole, removed = backup.whole, backup.removed
    with store.transaction():
        if not store.whole.is_empty():
            raise ReadBackError(
                "This library is not empty: restoring would mix two libraries",
                f"`reader merge {clean_line(str(backup.path))}` joins them by rules; --home NEW restores elsewhere.",
            )
        store.whole.take_in(whole, now)
        store.saved.put(whole.queries, f"{len(whole.queries):,} saved queries restored", now)
        store.less.put(whole.less, "what is wanted less restored", now)
        marks, _ = attach(store, whole)
        store.marks.put(marks, "marks restored", now)
        bring_digests(store, whole)
    return replace(contents(whole), removed=removed.characters, cleaned=removed.texts)


def contents(whole: Whole) -> Contents:
    """Count what there is."""
    marked = sum(paper.mark != Mark() for paper in whole.papers)
    return Contents(len(whole.sources), len(whole.papers), marked, len(whole.queries))
