import sqlite3
from pathlib import Path

from reader.changes import Bookmark
from reader.store import Store
from reader.store.schema import MIGRATIONS

from .taking_in import NOON, paper, take_in


def test_saved_queries_are_kept_in_the_order_of_their_names(store: Store, path: Path) -> None:
    """They are there when the library is opened again."""
    for name, text in (("b", "x"), ("Ä", "y"), ("A", "is:unread")):
        assert store.saved.save(name, text, NOON) is None
    again = Store(path)
    assert list(again.saved.all().items()) == [("A", "is:unread"), ("b", "x"), ("Ä", "y")]
    again.close()


def test_case_does_not_part_names(store: Store) -> None:
    """Saving under a name replaces what had it, in any case, and the new spelling counts."""
    store.saved.save("STRASSE", "old", NOON)
    assert store.saved.save("Straße", "new", NOON) == "old"
    assert store.saved.all() == {"Straße": "new"}


def test_removing(store: Store) -> None:
    """What is removed is given back; what is not there is None."""
    store.saved.save("a", "x", NOON)
    assert store.saved.remove("A", NOON) == "x"
    assert store.saved.remove("a", NOON) is None
    assert store.saved.all() == {}


def test_a_library_from_before_gets_the_table(path: Path) -> None:
    """What an older Reader kept is still there, and queries can be saved."""
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.executescript(f"{MIGRATIONS[0]}; PRAGMA user_version = 1")
    connection.close()
    store = Store(path)
    take_in(store, "a.txt", paper("Kites"))
    store.marks.change([1], "bookmark", Bookmark().apply, NOON)
    store.saved.save("a", "x", NOON)
    assert store.saved.all() == {"a": "x"}
    assert store.marks.of([1])[1].bookmarked
    assert store.check() == []
    store.close()
