"""What is wanted less, and the way back from it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from reader.changes import LessChange, SetStatus, Step, StepKind, StepState
from reader.errors import DamageError, PaperError
from reader.papers import Mark, Paper, Status
from reader.store import LessOf, Seen, Store
from reader.store.database import Database

NOON = datetime(2024, 3, 14, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
SKIP = SetStatus(Status.SKIPPED, NOON).apply


@pytest.fixture
def filled(store: Store) -> Store:
    """One paper."""
    with store.transaction():
        store.dumps.add("day.txt", "digest", "Mar 14", [Seen(Paper("kites", "Kites", "They fly."), 1)], NOON)
    return store


def words(store: Store) -> list[str]:
    """Return the words of which less is wanted."""
    return [each.word for each in store.less.all()]


def test_terms_come_and_go_as_steps(filled: Store) -> None:
    """Each is there once, in the order of the words; undoing and redoing goes through all states."""
    assert filled.less.add({"robot": "Robots", "kite": "kites"}, NOON) == Step(
        2, NOON, "less of “Robots”, “kites”", "Robots, kites", 0, StepState.DONE, StepKind.LESS
    )
    assert filled.less.add({"robot": "robot"}, LATER) is None
    assert filled.less.add({"robot": "robot", "map": "maps"}, LATER)
    assert filled.less.all() == [
        LessOf("kite", "kites", NOON),
        LessOf("map", "maps", LATER),
        LessOf("robot", "Robots", NOON),
    ]
    assert filled.less.remove("kite", LATER) == LessOf("kite", "kites", NOON)
    assert filled.less.remove("kite", LATER) is None
    assert filled.less.changes_of(4) == [LessChange("kites", wanted=False)]
    states = [[], ["kites", "Robots"], ["kites", "maps", "Robots"], ["maps", "Robots"]]
    for expected in states[-2::-1]:
        filled.journal.undo()
        assert words(filled) == expected
    for expected in states[1:]:
        filled.journal.redo()
        assert words(filled) == expected


def test_a_paper_is_skipped_in_the_same_step(filled: Store) -> None:
    """Where it is skipped already, the terms alone are the step; where those are known, the paper alone."""
    step = filled.less.add({"kite": "kites"}, NOON, [1], SKIP)
    assert step
    assert (step.what, step.title, step.papers) == ("skipped and less of “kites”", "Kites", 1)
    assert filled.journal.touched(step) == [1]
    assert filled.less.add({"kite": "kites"}, NOON, [1], SKIP) is None
    filled.journal.undo()
    assert (filled.marks.of([1]), words(filled)) == ({}, [])
    filled.journal.redo()
    assert (filled.marks.of([1]), words(filled)) == ({1: Mark(Status.SKIPPED)}, ["kites"])
    other = filled.less.add({"fli": "fly"}, NOON, [1], SKIP)
    assert other
    assert (other.what, other.title, other.papers) == ("less of “fly”", "fly", 0)


def test_a_paper_that_is_gone_changes_nothing(filled: Store) -> None:
    """Not even the terms."""
    with pytest.raises(PaperError):
        filled.less.add({"kite": "kites"}, NOON, [99], SKIP)
    assert words(filled) == []
    assert len(filled.journal.history(9)) == 1


def test_what_comes_from_elsewhere_keeps_its_day(filled: Store) -> None:
    """As one step; what is here already stays as it is, and is none."""
    filled.less.add({"kite": "kites"}, LATER)
    wanted = [LessOf("kite", "Kite", NOON), LessOf("map", "Maps", NOON)]
    with filled.transaction():
        assert filled.less.put(wanted, "merged", LATER)
        assert not filled.less.put(wanted, "merged", LATER)
    assert filled.less.all() == [LessOf("kite", "kites", LATER), LessOf("map", "Maps", NOON)]
    assert filled.journal.undo().what == "merged"
    assert words(filled) == ["kites"]


def test_opinions(filled: Store) -> None:
    """Papers by what their marks say of their worth; one without a mark is in none."""
    assert filled.grouping.by_opinion() == {}
    filled.marks.change([1], "", SKIP, NOON)
    (opinion,) = filled.grouping.by_opinion()
    assert (opinion.status, opinion.bookmarked, opinion.rating) == (Status.SKIPPED, False, 0)
    assert filled.grouping.by_opinion()[opinion] == [1]


@pytest.mark.parametrize(
    ("sql", "read"),
    [
        ("INSERT INTO less VALUES ('a', 'a', 'soon')", lambda store: store.less.all()),
        ("INSERT INTO marks VALUES (1, 'odd', 0, 0, '', NULL)", lambda store: store.grouping.by_opinion()),
        ("UPDATE texts SET authors = '[7]'", lambda store: store.papers.authors()),
        ("UPDATE texts SET authors = 'x'", lambda store: store.papers.authors()),
    ],
)
def test_what_cannot_be_read_is_damage(filled: Store, sql: str, read: Callable[[Store], object]) -> None:
    """It is told as such, and nothing is made of it."""
    database = Database(filled.path)
    with database.transaction():
        database.write(sql)
    database.close()
    with pytest.raises(DamageError):
        read(filled)


def test_who_wrote_what(filled: Store) -> None:
    """By paper, also of one without authors; and of an empty library nothing."""
    assert filled.papers.authors() == {1: []}
    filled.journal.undo()
    assert filled.papers.authors() == {}
