import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.changes import AddTag, Bookmark, Change, Rate, Step, StepKind, StepState, apply_all, describe
from reader.errors import HistoryError
from reader.papers import Mark
from reader.store import Store
from reader.store.schema import MIGRATIONS
from reader.store.structure import structure
from tests.changes.strategies import change_lists

from .taking_in import NOON, paper, take_in

LATER = NOON + timedelta(hours=1)


def mark(store: Store, *changes: Change, paper: int = 1) -> None:
    """Mark a paper as one step."""
    store.marks.change([paper], describe(changes), lambda mark: apply_all(changes, mark), NOON)


def told(store: Store) -> list[tuple[str, str]]:
    """Return what each step did, with its state, newest first."""
    return [(step.what, step.state.value) for step in store.journal.history(100)]


def test_saved_queries_are_steps(store: Store) -> None:
    """Saving, replacing and removing are undone and done again, with the name as it was written."""
    store.saved.save("Mine", "kites", NOON)
    store.saved.save("MINE", "maps", LATER)
    store.saved.remove("mine", LATER)
    states: list[dict[str, str]] = [{}, {"Mine": "kites"}, {"MINE": "maps"}, {}]
    assert [what for what, _ in told(store)] == [
        "saved query “MINE” removed",
        "saved query “MINE” replaced",
        "query “Mine” saved",
    ]
    assert store.journal.history(1) == [
        Step(3, LATER, "saved query “MINE” removed", "MINE", 0, StepState.DONE, StepKind.QUERY)
    ]
    for expected in states[-2::-1]:
        store.journal.undo()
        assert store.saved.all() == expected
    for expected in states[1:]:
        store.journal.redo()
        assert store.saved.all() == expected


def test_saving_the_same_again_is_no_step(store: Store) -> None:
    """It changes nothing, and does not cost what could be redone; neither does removing what is not there."""
    store.saved.save("a", "x", NOON)
    store.saved.save("b", "y", NOON)
    store.journal.undo()
    assert store.saved.save("a", "x", LATER) == "x"
    assert store.saved.remove("b", LATER) is None
    store.journal.redo()
    assert store.saved.all() == {"a": "x", "b": "y"}


def test_there_is_one_order(store: Store) -> None:
    """Marks, queries and dumps are undone in the order in which they were done, and no other."""
    take_in(store, "a.txt", paper("Kites"), paper("Maps"))
    mark(store, Bookmark())
    store.saved.save("mine", "kites", NOON)
    mark(store, Rate(3))
    undone = [store.journal.undo() for _ in range(4)]
    assert [(step.what, step.title) for step in undone] == [
        ("rated 3", "Kites"),
        ("query “mine” saved", "mine"),
        ("bookmarked", "Kites"),
        ("dump a.txt added", "Kites"),
    ]
    assert [store.journal.redo().number for _ in range(4)] == [1, 2, 3, 4]


def test_going_back_and_forth(store: Store) -> None:
    """All steps in between are undone, or redone, in one go; those that were are given back in that order."""
    take_in(store, "a.txt", paper("Kites"))
    for tag in "abcd":
        mark(store, AddTag(tag))
    back = store.journal.go_to(2)
    assert [(step.number, step.state) for step in back] == [(n, StepState.UNDONE) for n in (5, 4, 3)]
    assert store.marks.of([1])[1].tags == {"a"}
    assert store.journal.touched(*back) == [1]
    assert store.journal.go_to(2) == []
    assert [step.number for step in store.journal.go_to(4)] == [3, 4]
    assert store.marks.of([1])[1].tags == set("abc")
    assert len(store.journal.go_to(0)) == 4
    assert store.papers.count() == 0
    assert len(store.journal.go_to(5)) == 5
    assert store.marks.of([1])[1].tags == set("abcd")


def test_where_no_way_leads(store: Store) -> None:
    """A step that was left behind, or never was, cannot be gone to; nothing changes."""
    take_in(store, "a.txt", paper("Kites"))
    mark(store, Rate(1))
    store.journal.undo()
    mark(store, Rate(2))
    assert told(store) == [("rated 2", "done"), ("rated 1", "dropped"), ("dump a.txt added", "done")]
    with pytest.raises(HistoryError, match="Step 2 was left behind") as caught:
        store.journal.go_to(2)
    assert "Something else was done" in caught.value.hint
    with pytest.raises(HistoryError, match="There is no step 9"):
        store.journal.go_to(9)
    assert store.marks.of([1]) == {1: Mark(rating=2)}
    assert [step.number for step in store.journal.go_to(1)] == [3]


def test_all_or_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """When undoing fails on the way back, no step is undone."""
    take_in(store, "a.txt", paper("Kites"))
    store.saved.save("mine", "kites", NOON)
    mark(store, Rate(1))
    before = told(store)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store.saved, "write_back", fail)
    with pytest.raises(KeyboardInterrupt):
        store.journal.go_to(0)
    assert told(store) == before
    assert store.marks.of([1]) == {1: Mark(rating=1)}


def test_what_steps_changed(store: Store) -> None:
    """The marks, texts and dumps that a step found and left can be looked at, also once it is undone."""
    take_in(store, "a.txt", paper("Kites"), paper("Maps"))
    store.marks.change([2, 1], "tagged a", AddTag("a").apply, NOON)
    store.saved.save("mine", "kites", NOON)
    for _ in range(2):
        changes = store.marks.changes_of(2, limit=1)
        assert [(title, c.paper, c.before, c.after) for title, c in changes] == [
            ("Kites", 1, Mark(), Mark(tags=frozenset("a")))
        ]
        (query,) = store.saved.changes_of(3)
        assert (query.name, query.before, query.after) == ("mine", None, "kites")
        assert store.additions.names(1) == ["a.txt"]
        assert store.additions.papers(1, limit=9) == [("Kites", "+paper"), ("Maps", "+paper")]
        store.journal.go_to(0)


TITLES = ("Kites", "Maps", "Tides", "Clocks")
papers = st.builds(paper, st.sampled_from(TITLES), st.sampled_from(["", "a", "ab", "abc"]))
names = st.sampled_from(["mine", "Mine", "yours"])
doings: st.SearchStrategy[Callable[[Store, int], object]] = st.one_of(
    change_lists.map(
        lambda made: (
            lambda store, _: store.marks.change(
                store.papers.in_order("title", reverse=False)[:2], describe(made), lambda m: apply_all(made, m), NOON
            )
        )
    ),
    st.tuples(names, st.sampled_from(["x", "y"])).map(lambda each: lambda store, _: store.saved.save(*each, NOON)),
    names.map(lambda name: lambda store, _: store.saved.remove(name, NOON)),
    st.lists(papers, min_size=1, max_size=3).map(
        lambda shown: lambda store, turn: take_in(store, f"{turn}.txt", *shown, now=NOON + timedelta(days=turn))
    ),
)
Doing = Callable[[Store, int], object]


def state(store: Store) -> object:
    """Return all that can be seen of a library but its history."""
    numbers = store.papers.in_order("title", reverse=False)
    return store.papers.entries(numbers), store.saved.all(), store.dumps.counts(), store.marks.tag_counts()


@settings(max_examples=40, deadline=None)
@given(st.lists(doings, min_size=1, max_size=8), st.lists(st.integers(0, 8), max_size=6))
def test_any_point_can_be_gone_to(made: list[Doing], points: list[int]) -> None:
    """Whatever was done, and wherever one goes, all is as it was just after that step; the file stays sound."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "library.db")
        states = [state(store)]
        for turn, do in enumerate(made):
            do(store, turn)
            if len(store.journal.history(100)) == len(states):
                states.append(state(store))
        for point in (0, *points, len(states) - 1):
            point = min(point, len(states) - 1)
            store.journal.go_to(point)
            assert state(store) == states[point]
        assert store.check() == []
        store.close()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.just("undo"), st.just("redo"), doings), max_size=12))
def test_undo_is_the_identity_whatever_was_done(moves: list[str | Doing]) -> None:
    """Doing, undoing and redoing of anything behave as two piles of states do; revisions only grow."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "library.db")
        done, undone = [state(store)], list[object]()
        seen = {0: frozenset[object]()}
        for turn, move in enumerate(moves):
            if move == "undo" and len(done) > 1:
                store.journal.undo()
                undone.append(done.pop())
            elif move == "redo" and undone:
                store.journal.redo()
                done.append(undone.pop())
            elif callable(move):
                steps = store.journal.history(1)
                move(store, turn)
                if store.journal.history(1) != steps:
                    undone.clear()
                    done.append(state(store))
            assert state(store) == done[-1]
            texts = frozenset(store.papers.since(0))
            assert seen.setdefault(store.papers.revision(), texts) == texts
        store.close()


def test_a_library_from_before_has_its_history(path: Path) -> None:
    """What an older Reader wrote down can be undone and redone, its titles and counts are told."""
    path.parent.mkdir()
    with sqlite3.connect(path) as old:
        old.executescript(f"{''.join(MIGRATIONS[:3])} PRAGMA user_version = 3")
        old.executescript(
            """
            INSERT INTO sources VALUES (1, 'd', 'a.txt', '', '2024-03-14T12:00:00Z');
            INSERT INTO texts VALUES (1, 'k', 'Kites', '', '[]'), (2, 'm', 'Maps', '', '[]');
            INSERT INTO papers VALUES (1, 'kites', 1, '2024-03-14T12:00:00Z', 1);
            INSERT INTO papers VALUES (2, 'maps', 2, '2024-03-14T12:00:00Z', 1);
            INSERT INTO sightings VALUES (1, 1, 1, 1), (1, 2, 2, 2);
            INSERT INTO marks VALUES (1, 'unread', 1, 0, '', NULL), (2, 'unread', 1, 0, '', NULL);
            INSERT INTO steps VALUES (1, '2024-03-14T12:00:00Z', 'bookmarked', 'done'),
                (2, '2024-03-14T13:00:00Z', 'rated 3', 'undone');
            """
        )
        empty, bookmarked, rated = (
            f'{{"status": "unread", "bookmarked": {b}, "rating": {r}, "note": "", "read_at": null, "tags": []}}'
            for b, r in (("false", 0), ("true", 0), ("true", 3))
        )
        steps = [(1, 1, empty, bookmarked), (1, 2, empty, bookmarked), (2, 2, bookmarked, rated)]
        old.executemany("INSERT INTO step_marks VALUES (?, ?, ?, ?)", steps)
    old.close()
    store = Store(path)
    assert structure(store._db.rows) == []  # the digests are none
    assert [(step.what, step.title, step.papers, step.kind) for step in store.journal.history(9)] == [
        ("rated 3", "Maps", 1, StepKind.MARKS),
        ("bookmarked", "Kites", 2, StepKind.MARKS),
    ]
    store.journal.redo()
    assert store.marks.of([1, 2]) == {1: Mark(bookmarked=True), 2: Mark(bookmarked=True, rating=3)}
    assert len(store.journal.go_to(0)) == 2
    assert store.marks.of([1, 2]) == {}
    assert store.papers.count() == 2
    take_in(store, "b.txt", paper("Tides"))
    assert store.journal.undo().what == "dump b.txt added"
    assert store.papers.count() == 2
    store.close()
