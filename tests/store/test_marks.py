from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.changes import AddTag, Bookmark, Change, Rate, SetNote, SetStatus, Step, StepState, apply_all, describe
from reader.errors import HistoryError, PaperError
from reader.papers import Mark, Status
from reader.query import Is
from reader.store import Store
from tests.changes.strategies import change_lists

from .taking_in import NOON, paper, take_in

TITLES = ("Kites", "Maps", "Tides", "Clocks")
NUMBERS = [1, 2, 3, 4]


@pytest.fixture
def filled(store: Store) -> Store:
    """A library of four papers."""
    return fill(store)


def fill(store: Store) -> Store:
    """Add four papers."""
    take_in(store, "a.txt", *map(paper, TITLES))
    return store


def change(store: Store, numbers: Sequence[int], *changes: Change) -> Step | None:
    """Apply `changes` as one step."""
    return store.marks.change(numbers, describe(changes), lambda mark: apply_all(changes, mark), NOON)


def marks(store: Store) -> dict[int, Mark]:
    """Return all marks."""
    return store.marks.of(NUMBERS)


def test_a_mark_is_kept(filled: Store, path: Path) -> None:
    """Everything that a mark says is there when the library is opened again."""
    everything = (SetStatus(Status.READ, NOON), Bookmark(), Rate(4), AddTag("nlp/llm"), AddTag("a"), SetNote("x\n“y”"))
    change(filled, [2], *everything)
    filled.close()
    again = Store(path)
    assert marks(again) == {2: apply_all(everything, Mark())}
    again.close()


def test_a_step_tells_what_was_done(filled: Store) -> None:
    """Its words, time and first title are in the history; only papers that change are counted."""
    change(filled, [3], Bookmark())
    step = change(filled, [2, 3, 4, 2], Bookmark())
    assert step == Step(3, NOON, "bookmarked", "Maps", papers=2, state=StepState.DONE)
    assert filled.journal.touched(step) == [2, 4]
    assert [step.number for step in filled.journal.history(10)] == [3, 2, 1]
    assert filled.journal.history(1) == [step]


def test_a_change_that_changes_nothing_is_no_step(filled: Store) -> None:
    """It leaves no trace, and does not cost what could be redone."""
    change(filled, [1], Bookmark())
    filled.journal.undo()
    assert change(filled, [1], Bookmark(on=False)) is None
    assert change(filled, [], Bookmark()) is None
    assert len(filled.journal.history(10)) == 2
    filled.journal.redo()
    assert marks(filled) == {1: Mark(bookmarked=True)}


def test_the_empty_mark_is_not_stored(filled: Store) -> None:
    """A mark taken back piece by piece leaves no row behind."""
    change(filled, [1], Bookmark(), AddTag("a"))
    change(filled, [1], Bookmark(on=False))
    assert marks(filled) == {1: Mark(tags=frozenset("a"))}
    filled.journal.undo()
    filled.journal.undo()
    assert marks(filled) == {}
    assert filled.marks.tag_counts() == {}


def test_a_new_step_drops_what_was_undone(filled: Store) -> None:
    """After undoing and doing something else there is nothing to redo, and the record stays."""
    change(filled, [1], Rate(1))
    change(filled, [1], Rate(2))
    filled.journal.undo()
    change(filled, [1], Rate(3))
    with pytest.raises(HistoryError):
        filled.journal.redo()
    assert [(step.what, step.state.value) for step in filled.journal.history(10)] == [
        ("rated 3", "done"),
        ("rated 2", "dropped"),
        ("rated 1", "done"),
        ("dump a.txt added", "done"),
    ]
    assert filled.journal.undo().what == "rated 3"
    assert filled.journal.undo().what == "rated 1"
    assert marks(filled) == {}


@pytest.mark.parametrize("move", ["undo", "redo"])
def test_nothing_to_move(store: Store, move: str) -> None:
    """An empty history says so."""
    with pytest.raises(HistoryError, match=f"Nothing to {move}") as caught:
        getattr(store.journal, move)()
    assert caught.value.hint


def test_an_unknown_paper_cannot_be_marked(filled: Store) -> None:
    """It is left out; where there is no other, that is an error and no step."""
    with pytest.raises(PaperError, match="This paper is not in the library"):
        change(filled, [99], Bookmark())
    assert len(filled.journal.history(10)) == 1
    change(filled, [1, 99], Bookmark())
    assert marks(filled) == {1: Mark(bookmarked=True)}


def test_tags_are_counted_in_order(filled: Store) -> None:
    """Each tag with the number of papers that have it."""
    change(filled, [1, 2], AddTag("b"), AddTag("a/x"))
    change(filled, [2], AddTag("a"))
    assert list(filled.marks.tag_counts().items()) == [("a", 1), ("a/x", 2), ("b", 2)]


def test_marks_survive_new_wordings(filled: Store) -> None:
    """A paper that is seen again, with another text, keeps its mark; undo goes back across it."""
    change(filled, [1], Bookmark())
    take_in(filled, "b.txt", paper("KITES", "a longer text"), now=NOON + timedelta(days=1))
    (kites,) = filled.papers.entries([1])
    assert (kites.paper.title, kites.mark) == ("KITES", Mark(bookmarked=True))
    assert filled.journal.undo().what == "dump b.txt added"
    assert filled.journal.undo().title == "Kites"
    assert filled.select.of(Is("bookmarked")) == set()


numbers = st.lists(st.sampled_from(NUMBERS), max_size=4)


@settings(max_examples=40)
@given(st.lists(st.tuples(numbers, change_lists), min_size=1, max_size=8))
def test_undoing_all_and_redoing_all(steps: list[tuple[list[int], list[Change]]]) -> None:
    """Each undo gives the marks before that step, each redo those after; in the end all is as it was."""
    with TemporaryDirectory() as folder:
        store = fill(Store(Path(folder) / "library.db"))
        states = [marks(store)]
        for numbers, changes in steps:
            before = marks(store)
            expected = before | {n: apply_all(changes, before.get(n, Mark())) for n in numbers}
            step = change(store, numbers, *changes)
            assert marks(store) == {n: mark for n, mark in expected.items() if mark != Mark()}
            assert (step is None) == (marks(store) == before)
            if step:
                states.append(marks(store))
        for state in reversed(states[:-1]):
            store.journal.undo()
            assert marks(store) == state
        for state in states[1:]:
            store.journal.redo()
            assert marks(store) == state
        assert store.check() == []
        store.close()


moves = st.one_of(st.sampled_from(["undo", "redo"]), st.tuples(numbers, change_lists))


@settings(max_examples=40)
@given(st.lists(moves, max_size=15))
def test_undo_and_redo_in_any_order(moves: list[str | tuple[list[int], list[Change]]]) -> None:
    """Doing, undoing and redoing behave as two piles of states do, across restarts of the program."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        fill(Store(path)).close()
        done: list[dict[int, Mark]] = [{}]
        undone: list[dict[int, Mark]] = []
        for move in moves:
            store = Store(path)
            if move == "undo":
                if len(done) > 1:
                    store.journal.undo()
                    undone.append(done.pop())
            elif move == "redo":
                if undone:
                    store.journal.redo()
                    done.append(undone.pop())
                else:
                    with pytest.raises(HistoryError):
                        store.journal.redo()
            elif change(store, move[0], *move[1]):  # type: ignore[arg-type] # the two words are above
                undone.clear()
                done.append(marks(store))
            assert marks(store) == done[-1]
            store.close()
