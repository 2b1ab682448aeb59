import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from reader.changes import Bookmark, StepKind
from reader.papers import Mark, Sighting
from reader.query import Has
from reader.store import AddedDump, Store

from .taking_in import NOON, paper, seen, take_in

KITES, MAPS, TIDES = paper("Kites", "Kites fly."), paper("Maps", "Maps fold."), paper("Tides", "Tides turn.")
LATER = NOON + timedelta(days=1)


@pytest.fixture
def filled(store: Store) -> Store:
    """Kites and maps, from a first dump."""
    take_in(store, "a.txt", KITES, MAPS)
    return store


def numbers(store: Store) -> list[int]:
    """Return the numbers of all papers."""
    return sorted(store.papers.in_order("added", reverse=False))


def test_a_dump_is_taken_out_again(filled: Store) -> None:
    """Its papers are gone but those that another one showed, which keep their number, age and places."""
    take_in(filled, "b.txt", MAPS, TIDES, now=LATER)
    assert filled.journal.undo().kind is StepKind.DUMPS
    assert [source.file for source in filled.dumps.counts()] == ["a.txt"]
    assert [entry.paper for entry in filled.papers.entries([1, 2, 3])] == [KITES, MAPS]
    assert filled.papers.entries([2])[0].sightings == (Sighting("a.txt", 2, ""),)
    assert filled.check() == []


def test_a_dump_is_put_back(filled: Store) -> None:
    """Redo brings its papers under the numbers that they had, so that later steps find them."""
    take_in(filled, "b.txt", TIDES, now=LATER)
    filled.marks.change([3], "bookmarked", Bookmark().apply, NOON)
    before = filled.papers.entries(numbers(filled))
    filled.journal.go_to(1)
    assert filled.papers.count() == 2
    filled.journal.go_to(3)
    assert filled.papers.entries(numbers(filled)) == before
    assert filled.marks.of([3]) == {3: Mark(bookmarked=True)}
    assert filled.dumps.has("digest of b.txt")


def test_wordings_are_restored(filled: Store) -> None:
    """A paper that got a longer text shows the old one again; the index learns of it both ways."""
    take_in(filled, "b.txt", paper("KITES", "Kites fly high."))
    after = filled.papers.revision()
    filled.journal.undo()
    assert filled.papers.entries([1])[0].paper == KITES
    assert dict(filled.papers.since(after)) == {1: KITES}
    undone = filled.papers.revision()
    filled.journal.redo()
    assert filled.papers.entries([1])[0].paper.title == "KITES"
    assert [number for number, _ in filled.papers.since(undone)] == [1]


def test_the_index_learns_what_was_removed(filled: Store) -> None:
    """Removed papers are told since the revision of their removal, and no more once they are back."""
    take_in(filled, "b.txt", TIDES)
    seen_by_index = filled.papers.revision()
    filled.journal.undo()
    assert filled.papers.revision() > seen_by_index
    assert filled.papers.removed_since(seen_by_index) == [3]
    assert list(filled.papers.since(seen_by_index)) == []
    filled.journal.redo()
    assert filled.papers.removed_since(seen_by_index) == []
    assert list(filled.papers.since(seen_by_index)) == [(3, TIDES)]


def test_no_number_is_given_twice(filled: Store) -> None:
    """A dump that is added again after undoing is a new one, its papers are new ones; the old step is left behind."""
    take_in(filled, "b.txt", TIDES)
    filled.journal.undo()
    take_in(filled, "b.txt", TIDES, now=LATER)
    assert numbers(filled) == [1, 2, 4]
    assert (filled.papers.newest(), filled.dumps.newest()) == (4, 3)
    assert [step.state.value for step in filled.journal.history(9)] == ["done", "dropped", "done"]
    assert filled.additions.papers(2, limit=1) == [("Tides", "+paper")]
    assert filled.check() == []


def test_what_was_looked_up_does_not_outlive_its_papers(store: Store) -> None:
    """Facts of papers that are remembered between questions are asked for anew."""
    take_in(store, "a.txt", paper("Maps", "Maps."))
    take_in(store, "b.txt", paper("Code", "At https://github.com/a/b it is."))
    take_in(store, "c.txt", paper("Maps", "Maps, at length."))
    store.journal.undo()
    assert store.select.of(Has("url")) == {2}
    store.journal.undo()
    assert store.select.of(Has("url")) == set()


def add(store: Store, name: str, step: int | None, *titles: str) -> AddedDump:
    """Add a dump as a part of a step, if that can be."""
    with store.transaction():
        return store.dumps.add(name, name, "", seen(tuple(map(paper, titles))), NOON, step=step)


def test_several_dumps_are_one_step(filled: Store) -> None:
    """They come and go together; a paper of two of them is one of the step's papers."""
    first = add(filled, "b.txt", None, "Tides", "Clocks")
    second = add(filled, "c.txt", first.step, "Clocks", "Lamps")
    assert first.step == second.step
    step = filled.journal.undo()
    assert (step.what, step.title, step.papers) == ("2 dumps added", "Tides", 3)
    assert filled.papers.count() == 2
    filled.journal.redo()
    assert filled.papers.count() == 5
    assert filled.additions.names(step.number) == ["b.txt", "c.txt"]


def test_what_came_between_parts_the_step(filled: Store) -> None:
    """Where something was done, or undone, since the first of the dumps, the next one is a step of its own."""
    first = add(filled, "b.txt", None, "Tides")
    filled.saved.save("mine", "x", NOON)
    second = add(filled, "c.txt", first.step, "Tides", "Clocks")
    filled.journal.undo()
    third = add(filled, "d.txt", second.step, "Lamps")
    assert len({first.step, second.step, third.step}) == 3
    filled.journal.go_to(0)
    assert filled.papers.count() == 0
    assert filled.check() == []


def test_a_dry_run_is_no_step(filled: Store) -> None:
    """Nothing of it is in the history, and what was undone can still be redone."""
    take_in(filled, "b.txt", TIDES)
    filled.journal.undo()
    with filled.transaction(dry_run=True):
        add_within = filled.dumps.add("c.txt", "c", "", seen((TIDES,)), NOON)
    assert add_within.new == 1
    filled.journal.redo()
    assert filled.papers.count() == 3


@pytest.mark.parametrize("table", ["sources", "papers", "sightings"])
def test_what_is_removed_fits_where_it_goes(filled: Store, path: Path, table: str) -> None:
    """The tables for removed rows have the columns of their originals, in the same order."""
    with sqlite3.connect(path) as connection:
        columns = [
            [row[1:4] for row in connection.execute(f"PRAGMA table_info({name})")]
            for name in (table, f"removed_{table}")
        ]
    connection.close()
    assert columns[0] == columns[1]
