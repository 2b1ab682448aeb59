import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.store import Search, Store
from reader.store.connections import LOCK_TIMEOUT_S
from reader.store.schema import MIGRATIONS
from reader.store.searches import KEPT

from .taking_in import NOON, paper, take_in

LATER = NOON + timedelta(hours=1)


def test_a_query_is_kept_once(store: Store) -> None:
    """Asked again it is the newest, with when it was asked last and how many times."""
    for query, at in (("kites", NOON), ("is:unread", NOON), ("kites", LATER)):
        store.searches.add(query, at)
    assert store.searches.last(9) == [Search("kites", LATER, 2), Search("is:unread", NOON, 1)]
    assert store.searches.last(1) == [Search("kites", LATER, 2)]


def test_the_oldest_go(store: Store) -> None:
    """So many are kept and no more; what is asked again stays."""
    for number in range(KEPT):
        store.searches.add(f"case {number}", NOON)
    store.searches.add("case 0", NOON)
    store.searches.add("one more", NOON)
    queries = [search.query for search in store.searches.last(2 * KEPT)]
    assert len(queries) == KEPT
    assert queries[:3] == ["one more", "case 0", f"case {KEPT - 1}"]
    assert queries[-1] == "case 2"


def test_it_waits_for_no_writer(store: Store, path: Path) -> None:
    """While another program writes, a query is not kept, at once; afterwards it is, and marks still wait their turn."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="locked"):
        store.searches.add("kites", NOON)
    assert store._db.value("PRAGMA busy_timeout") == LOCK_TIMEOUT_S * 1000
    other.execute("ROLLBACK")
    other.close()
    store.searches.add("kites", NOON)
    assert len(store.searches.last(9)) == 1


def test_a_library_of_before_gets_the_table(path: Path) -> None:
    """A file of the first Reader keeps its papers and learns to keep queries."""
    path.parent.mkdir()
    with sqlite3.connect(path) as old:
        old.executescript(MIGRATIONS[0])
        old.execute("PRAGMA user_version = 1")
    old.close()
    store = Store(path)
    take_in(store, "a.txt", paper("Kites"))
    store.searches.add("kites", NOON)
    assert (len(store.searches.last(9)), store.papers.count()) == (1, 1)
    assert store.check() == []
    store.close()
