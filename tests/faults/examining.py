"""What must be so after a kill, whatever was killed and whenever."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from reader.library import Library
from reader.paths import Paths
from reader.query import parse
from reader.store import Store
from reader.store.whole import Whole

from ..library.wholes import whole

QUERIES = ("kites", "told anew", "river*", '"keeps what is left" -maps', "note:kite", "tag:nlp tides", "rotatin~")
MOST_WAL_BYTES = 8_000_000
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class State:
    """All that a folder says: the library, its history, the exports; without the times of what was done just now."""

    whole: Whole
    steps: tuple[tuple[str, str], ...]
    files: dict[str, bytes]

    @cached_property
    def library(self) -> tuple[Whole, tuple[tuple[str, str], ...]]:
        """All of it but the exports."""
        return self.whole, self.steps


def state_of(folder: Path) -> State:
    """Read what a folder says; opening a library of an older program brings it up to date."""
    store = Store(folder / "home" / "library.db")
    try:
        timeless = _timeless(whole(store))
        steps = tuple((step.what, str(step.state)) for step in store.journal.history(10_000))
    finally:
        store.close()
    return State(timeless, steps, exports_of(folder))


def exports_of(folder: Path) -> dict[str, bytes]:
    """Return the exports by their names; what is hidden is none."""
    files = [path for path in (folder / "out").rglob("*") if path.is_file()]
    named = {str(path.relative_to(folder / "out")): path for path in files}
    return {name: path.read_bytes() for name, path in named.items() if not f"/{name}".count("/.")}


def _timeless(kept: Whole) -> Whole:
    sources = tuple(replace(source, added=_NO_TIME) for source in kept.sources)
    papers = tuple(replace(paper, mark=replace(paper.mark, read_at=None)) for paper in kept.papers)
    less = tuple(replace(each, since=_NO_TIME) for each in kept.less)
    subscriptions = tuple(replace(each, made=_NO_TIME) for each in kept.subscriptions)
    digests = tuple(replace(each, made=_NO_TIME) for each in kept.digests)
    sources = tuple(sorted(sources, key=lambda source: source.digest))
    return replace(kept, sources=sources, papers=papers, less=less, subscriptions=subscriptions, digests=digests)


class Examiner:
    """Looks at folders after kills. What fresh indexes find it remembers: the same papers are looked at often."""

    def __init__(self, folder: Path) -> None:
        """Take a folder for fresh indexes."""
        self._folder = folder
        self._fresh: dict[str, dict[str, list[int]]] = {}

    def found(self, folder: Path, allowed: Sequence[State]) -> int:
        """Return which of the allowed states a folder is in, after looking at all that must be well."""
        now = state_of(folder)
        which = [number for number, state in enumerate(allowed) if state.library == now.library]
        assert which, f"in none of {len(allowed)} allowed states: {_differences(now, allowed)}"
        for name, content in now.files.items():
            assert content in [state.files.get(name) for state in allowed], f"{name} is neither the old nor the new one"
        kept = set.intersection(*(set(state.files) for state in allowed))
        assert kept <= set(now.files), f"gone: {kept - set(now.files)}"
        self.search(folder)
        exact = [number for number in which if allowed[number].files == now.files]
        return max(exact, default=which[0])

    def search(self, folder: Path) -> None:
        """Open a library as anybody does and search: it finds what a new index finds; the file is sound."""
        with Library(Paths.under(folder / "home")) as library:
            assert library._store.check() == []
            found = {query: sorted(library.find(parse(query)).numbers) for query in QUERIES}
            everything = library.entries(library.find(parse("")).numbers)
            key = json.dumps([(e.number, e.paper.title, e.paper.abstract, e.mark.note) for e in everything])
            key += str(sorted((e.number, *e.mark.tags) for e in everything))
        if key not in self._fresh:
            self._fresh[key] = self._find_anew(folder)
        assert found == self._fresh[key]
        wal = folder / "home" / "library.db-wal"
        assert not wal.exists() or wal.stat().st_size < MOST_WAL_BYTES

    def _find_anew(self, folder: Path) -> dict[str, list[int]]:
        paths = replace(Paths.under(folder / "home"), cache=self._folder / "cache")
        try:
            with Library(paths) as library:
                return {query: sorted(library.find(parse(query)).numbers) for query in QUERIES}
        finally:
            shutil.rmtree(paths.cache, ignore_errors=True)


def leftovers(folder: Path) -> list[str]:
    """Return what a killed run has left that is no part of anything."""
    index = folder / "home" / "cache" / "index"
    listed: set[str] = set()
    if (index / "state.json").exists():
        listed = {"state.json", "MAIN_WRITELOCK", *json.loads((index / "state.json").read_text())["files"]}
    left = [path for path in index.rglob("*") if str(path.relative_to(index)) not in listed]
    left += [path for path in (folder / "out").rglob(".*") if path.name != ".obsidian"]
    left += (folder / "tmp").iterdir()
    known = {"index", "index.lock", "index.awaited"}
    left += [path for path in (folder / "home" / "cache").glob("*") if path.name not in known]
    return sorted(str(path.relative_to(folder)) for path in left)


def _differences(now: State, allowed: Sequence[State]) -> str:
    told = []
    for state in allowed:
        papers = sum(a != b for a, b in zip(now.whole.papers, state.whole.papers, strict=False))
        steps = next((pair for pair in zip(now.steps, state.steps, strict=False) if pair[0] != pair[1]), "the same")
        told.append(
            f"{len(now.whole.papers)} papers for {len(state.whole.papers)}, {papers} differ;"
            f" {len(now.steps)} steps for {len(state.steps)}, first other: {steps}"
        )
    return " | ".join(told)
