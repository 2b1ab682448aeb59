"""A look at a library's health."""

import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from reader.errors import DamageError, SearchError, StoreError
from reader.library.indexing import LevelIndex
from reader.papers import clean_line
from reader.paths import Paths
from reader.search import Index
from reader.store import Store
from reader.store.asking import REPAIR, reading

if TYPE_CHECKING:
    from reader.store.repairing import Repaired
    from reader.store.safekeeping import Safekeeping


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    well: bool
    detail: str
    """What was found, and what to do where it is not well."""


def examine(paths: Paths, store: Store, index: LevelIndex, keep_safe: Callable[[], object]) -> list[Finding]:
    """Look at the library file, its copies, its folder and the index; an index that can be mended is mended.

    `keep_safe` takes a copy where one is due.
    """
    file = _file(paths, store)
    return [
        file,
        _backups(store.safekeeping, keep_safe if file.well else lambda: None),
        _folder(paths),
        _index(paths, store, index),
    ]


def damage_of(paths: Paths) -> DamageError | None:
    """Return what is wrong with the library's file, if something is: what failed over it failed for that.

    Nothing is written, and no library need be open.
    """
    from reader.store.soundness import contents  # late: seldom
    from reader.store.structure import structure

    try:
        with reading(paths.library) as ask:
            found = structure(ask) or contents(ask)
    except DamageError as error:
        return error
    except StoreError:
        return None
    return DamageError(f"The library {paths.library} is damaged: {found[0]}", REPAIR) if found else None


def repair(paths: Paths, now: datetime) -> "Repaired | None":
    """Make a damaged library whole; None where it is. What is derived is made anew when it is next needed.

    Raises:
        StoreError: it is open elsewhere, or cannot be made whole.
    """
    from reader.store.repairing import repair as repair_file  # late: seldom

    repaired = repair_file(paths.library, now)
    if repaired:
        with suppress(SearchError):
            Index(paths.index, "").drop()
        shutil.rmtree(paths.meanings, ignore_errors=True)  # the numbers of papers may be others now
    return repaired


def examine_closed(paths: Paths, error: DamageError) -> list[Finding]:
    """Look at a library that is too damaged to be opened."""
    from reader.store.safekeeping import Safekeeping  # late: seldom

    library = Finding("library", well=False, detail=f"{_told(error)}. {error.hint}")
    return [library, _backups(Safekeeping(paths.library), lambda: None), _folder(paths)]


def _file(paths: Paths, store: Store) -> Finding:
    try:
        problems = store.check()
        detail = "" if problems else f"{store.papers.count()} papers in {paths.library}"
    except StoreError as error:
        problems, detail = [_told(error)], ""
    if not problems and (obstacle := store.obstacle()):
        return Finding("library", well=False, detail=f"{detail}. {obstacle.message}. {obstacle.hint}")
    return Finding("library", not problems, detail or f"{'; '.join(problems)}. {REPAIR}")


def _told(error: StoreError) -> str:
    """Return what an error says, with what SQLite says where that is something else."""
    cause = clean_line(str(error.__cause__ or ""))
    return error.message if cause in error.message else f"{error.message}: {cause}"


def _backups(safekeeping: "Safekeeping", keep_safe: Callable[[], object]) -> Finding:
    try:
        keep_safe()
    except StoreError as error:
        return Finding("backups", well=False, detail=f"{error.message}. {error.hint}")
    from reader.store.safekeeping import is_sound  # late: seldom

    copies = safekeeping.copies()
    if damaged := [clean_line(copy.path.name) for copy in copies if not is_sound(copy)]:
        return Finding(
            "backups", well=False, detail=f"damaged: {', '.join(damaged)} in {safekeeping.folder}; delete them"
        )
    if not copies:
        return Finding("backups", well=True, detail="none so far")
    return Finding(
        "backups", well=True, detail=f"{len(copies)} in {safekeeping.folder}, the newest of {_local(copies[0].taken)}"
    )


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def _folder(paths: Paths) -> Finding:
    mode = stat.S_IMODE(paths.data.stat().st_mode)
    private = not mode & 0o077
    detail = f"{paths.data} is yours alone" if private else f"others may look into {paths.data}: chmod 700 {paths.data}"
    return Finding("privacy", private, detail)


def _index(paths: Paths, store: Store, index: LevelIndex) -> Finding:
    try:
        indexed = index.verify()
    except SearchError as error:
        return Finding("index", well=False, detail=f"{error.message}. {error.hint}")
    if index.has_retreated:
        detail = f"{paths.index} cannot be written; each run makes one of its own: make that folder writable"
        return Finding("index", well=False, detail=detail)
    papers = store.papers.count()
    if indexed != papers:
        return Finding(
            "index",
            well=False,
            detail=f"it holds {indexed} of {papers} papers; `reader reindex` makes it anew",
        )
    return Finding("index", well=True, detail=f"{indexed} papers in {paths.index}")
