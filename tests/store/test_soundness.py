import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader.changes import AddTag, Bookmark, SetNote
from reader.store import Store

from .taking_in import NOON, paper, take_in

Change = Callable[[sqlite3.Connection], object]


@pytest.fixture
def told(store: Store, path: Path) -> Callable[[str], list[str]]:
    """Mark papers, change the file behind the program's back, and return what the check finds."""
    take_in(store, "a.txt", paper("Kites", "They fly."), paper("Maps"))
    store.marks.change([1, 2], "marked", lambda mark: AddTag("nlp").apply(Bookmark().apply(mark)), NOON)
    store.saved.save("best", "rating:5", NOON)
    store.less.add({"kite": "kites"}, NOON)

    def told(sql: str) -> list[str]:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(sql)
            connection.commit()
        return store.check()

    return told


def test_nothing_is_wrong(store: Store, told: Callable[[str], list[str]]) -> None:
    """Neither with notes that end in blanks, nor with what was undone and done again."""
    store.marks.change([1], "note", SetNote("It flies. \n\n").apply, NOON)
    store.journal.undo()
    assert told("SELECT 1") == []
    store.journal.redo()
    assert told("SELECT 1") == []


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE texts SET title = 'Kitez' WHERE number = 1", "number 1 of the texts"),
        ("UPDATE texts SET authors = 'x' WHERE number = 2", "number 2 of the texts"),
        ("UPDATE marks SET note = 'x' WHERE paper = 1", "the mark of paper 1"),
        ("UPDATE marks SET status = 'rexd' WHERE paper = 1", "a mark in it cannot be read"),
        ("UPDATE tags SET tag = 'nlq' WHERE paper = 2", "the mark of paper 2"),
        ("UPDATE steps SET state = 'dome'", "the history cannot be meant"),
        ("UPDATE step_marks SET before = '{' WHERE paper = 1", "the history cannot be meant"),
        ("UPDATE step_queries SET after = '['", "the history cannot be meant"),
        ("UPDATE step_less SET after = '['", "the history cannot be meant"),
        ("UPDATE less SET since = 'soon'", "of what you want less cannot be meant"),
        ("UPDATE papers SET added = '2024-03-14' WHERE number = 1", "papers cannot be meant"),
        ("UPDATE saved_queries SET query = CAST(x'ff' AS TEXT)", "saved queries cannot be meant"),
        ("DELETE FROM steps WHERE kind = 'marks'", "refers to a missing row of steps"),
        ("DELETE FROM library", "lost its name"),
        ("PRAGMA user_version = 2", "not those of schema 2"),
        ("DROP INDEX papers_by_added", "not those of schema"),
    ],
)
def test_what_sqlite_takes_for_right(told: Callable[[str], list[str]], sql: str, found: str) -> None:
    """Texts know their digests, marks their history; other rows are of few words, moments and JSON."""
    assert found in " ".join(told(sql))
