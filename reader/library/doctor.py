"""A look at a library's health."""

import stat
from dataclasses import dataclass

from reader.errors import SearchError
from reader.library.indexing import LevelIndex
from reader.paths import Paths
from reader.store import Store


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    well: bool
    detail: str
    """What was found, and what to do where it is not well."""


def examine(paths: Paths, store: Store, index: LevelIndex) -> list[Finding]:
    """Look at the library file, its folder and the index; an index that can be mended is mended."""
    return [_file(paths, store), _folder(paths), _index(paths, store, index)]


def _file(paths: Paths, store: Store) -> Finding:
    problems = store.check()
    detail = "; ".join(problems) or f"{store.papers.count()} papers in {paths.library}"
    return Finding("library", not problems, detail)


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
