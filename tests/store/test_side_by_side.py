import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from reader.changes import AddTag, Bookmark
from reader.errors import StoreError
from reader.papers import Mark
from reader.store import Store, database

from .taking_in import NOON, paper, seen, take_in

TAG_OFTEN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from reader.changes import AddTag
from reader.store import Store
path, name, times = sys.argv[1:]
store = Store(Path(path))
for number in range(int(times)):
    tag = AddTag(f"{name}{number}")
    store.marks.change([1], str(tag), tag.apply, datetime.now(UTC))
store.close()
"""


def test_programs_lose_no_update(store: Store, path: Path) -> None:
    """Two programs and two threads tag one paper at once: every tag is there, every step is in the history."""
    take_in(store, "a.txt", paper("Kites"))
    programs = [subprocess.Popen([sys.executable, "-c", TAG_OFTEN, str(path), name, "40"]) for name in ("one", "two")]

    def tag(name: str) -> None:
        for number in range(40):
            change = AddTag(f"{name}{number}")
            store.marks.change([1], str(change), change.apply, NOON)

    with ThreadPoolExecutor() as threads:
        list(threads.map(tag, ["three", "four"]))
    assert [program.wait() for program in programs] == [0, 0]
    tags = {f"{name}{number}" for name in ("one", "two", "three", "four") for number in range(40)}
    assert store.marks.of([1])[1].tags == tags
    assert len(store.journal.history(1000)) == 161
    for _ in range(160):
        store.journal.undo()
    assert store.marks.of([1]) == {}


def test_threads_add_the_same_papers(store: Store) -> None:
    """Four threads take in overlapping dumps at once: each paper is there once, with every sighting."""
    together = Barrier(4)

    def add(name: str) -> None:
        together.wait()
        take_in(store, name, *(paper(f"Kite {number}", name) for number in range(50)))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, ["a", "b", "c", "d"]))
    entries = store.papers.entries(store.papers.in_order("title", reverse=False))
    assert len(entries) == 50
    assert {len(entry.sightings) for entry in entries} == {4}
    assert {entry.paper.abstract for entry in entries} == {"d"}
    assert store.check() == []


def test_readers_see_what_was_committed(store: Store, path: Path) -> None:
    """Another reader neither waits for a writer nor sees half of what it writes."""
    take_in(store, "a.txt", paper("Kites"))
    other = Store(path)
    with store.transaction():
        store.dumps.add("b.txt", "b", "", seen((paper("Maps"),)), NOON)
        assert store.papers.count() == 2
        assert other.papers.count() == 1
    assert other.papers.count() == 2
    other.close()


def test_a_writer_that_never_ends(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits in vain for another writer is told so, and nothing is written."""
    take_in(store, "a.txt", paper("Kites"))
    monkeypatch.setattr(database, "LOCK_TIMEOUT_S", 0.01)
    other = Store(path)
    with store.transaction(), pytest.raises(StoreError) as caught:
        other.marks.change([1], "", Bookmark().apply, NOON)
    assert "Another program is writing" in caught.value.hint
    assert other.marks.of([1]) == {}
    other.marks.change([1], "", Bookmark().apply, NOON)
    assert store.marks.of([1]) == {1: Mark(bookmarked=True)}
    other.close()
