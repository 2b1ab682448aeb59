import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from reader.changes import AddTag, Bookmark
from reader.errors import PaperError, StoreError
from reader.papers import Mark
from reader.store import Store, database
from reader.store.queueing import first_in_line

from .taking_in import NOON, paper, seen, take_in
from .test_uniting_papers import KNOWN, RETITLED, TITLED

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


@pytest.fixture
def joined(store: Store) -> Store:
    """Paper 2 was united with paper 1, and paper 3 taken out again, since somebody looked."""
    take_in(store, "a.txt", TITLED)
    take_in(store, "b.json", RETITLED)
    take_in(store, "c.json", KNOWN)
    take_in(store, "d.txt", paper("Maps"))
    assert store.papers.in_order("title", reverse=False) == [3, 1]
    store.journal.undo()
    return store


def test_a_mark_follows_a_paper(joined: Store) -> None:
    """Whoever had both in front of them marks the one that they are now, once."""
    for numbers, tag in (([2], "two"), ([1, 2], "both"), ([3, 2, 3], "some")):
        change = AddTag(tag)
        step = joined.marks.change(numbers, str(change), change.apply, NOON)
        assert step
        assert step.papers == 1
    assert joined.marks.of([1, 2, 3]) == {1: Mark(tags=frozenset({"two", "both", "some"}))}
    assert joined.check() == []


def test_a_mark_of_a_paper_that_is_gone(joined: Store) -> None:
    """It says so, and is no step; redoing brings the paper back."""
    for numbers in ([3], [3, 4]):
        with pytest.raises(PaperError, match="not in the library any more") as caught:
            joined.marks.change(numbers, "", Bookmark().apply, NOON)
        assert "redo" in caught.value.hint
    joined.journal.redo()
    assert joined.marks.change([3], "", Bookmark().apply, NOON)


def test_nothing_to_mark(store: Store) -> None:
    """No papers are no trouble."""
    assert store.marks.change([], "", Bookmark().apply, NOON) is None


def test_a_snapshot_is_of_one_moment(store: Store, path: Path) -> None:
    """Others write meanwhile, and wait for nothing; what was one moment stays so."""
    take_in(store, "a.txt", paper("Kites"))
    other = Store(path)
    with store.snapshot():
        assert store.papers.count() == 1
        take_in(other, "b.txt", paper("Maps"))
        assert (store.papers.count(), other.papers.count()) == (1, 2)
    assert store.papers.count() == 2
    other.close()


def test_following_comes_to_an_end(store: Store) -> None:
    """Who reads what is new up to a revision does not run after what others add meanwhile."""
    take_in(store, "a.txt", *(paper(f"Kite {number}") for number in range(5)))
    newest = store.papers.revision()
    read = []
    for number, _ in store.papers.since(0, newest):
        read.append(number)
        take_in(store, f"{number}.txt", paper(f"Map {number}"))
    assert read == [1, 2, 3, 4, 5]
    assert store.papers.count_since(newest, store.papers.revision()) == 5


def test_the_line_of_those_who_write(tmp_path: Path) -> None:
    """One is first until it has its turn; another comes after it, or when its patience ends."""
    came: list[str] = []

    def come(name: str) -> None:
        with first_in_line(tmp_path, 60):
            came.append(name)

    with ThreadPoolExecutor() as threads:
        with first_in_line(tmp_path, 60):
            others = [threads.submit(come, name) for name in ("one", "two")]
            with first_in_line(tmp_path, 0.05):
                assert came == []
        for other in others:
            other.result()
    assert sorted(came) == ["one", "two"]


def test_a_line_that_cannot_be(tmp_path: Path) -> None:
    """Where there is no folder to stand in line at, nobody waits."""
    with first_in_line(tmp_path / "none", 60):
        pass
