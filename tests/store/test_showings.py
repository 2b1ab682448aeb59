from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reader.papers import Facts, Paper
from reader.store import Seen, Store

NOW = datetime(2024, 5, 2, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Kites in a page of March and a list without a day, twice there; tides, which are liked, in the list alone."""
    store = Store(tmp_path / "library.db")
    kites = Paper("2403.00001", "On Kites", "Kites.", facts=Facts(published="2024-03"))
    tides = Paper("2403.00002", "On Tides", "Tides.", facts=Facts(upvotes=12, stars=0))
    with store.transaction():
        store.dumps.add("march.txt", "a", "Mar 14", [Seen(kites, 1)], NOW)
        store.dumps.add("list.json", "b", "", [Seen(kites, 1), Seen(tides, 2), Seen(kites, 3)], NOW)
    return store


def test_days(store: Store) -> None:
    """A page has its day, a list that of the oldest page; only the page is one that `page:` finds."""
    assert store.showings.days() == {1: date(2024, 3, 14), 2: date(2024, 3, 14)}
    assert store.showings.days([1, 7]) == {1: date(2024, 3, 14)}
    assert store.showings.pages() == {1: date(2024, 3, 14)}


def test_dumps(store: Store) -> None:
    """A dump shows a paper once, however often it stands there."""
    assert dict(store.showings.dumps()) == {1: "[1,2]", 2: "[2]"}
    assert store.showings.dumps_of([2, 9]) == {2: "[2]"}
    assert sorted(store.showings.sightings()) == [(1, 1), (2, 1), (2, 2)]


def test_facts(store: Store) -> None:
    """What is told, and of which papers; none is not zero."""
    assert store.showings.likes() == store.showings.likes_of([1, 2]) == {2: (12, 0)}
    assert store.showings.likes_of([1]) == {}
    assert store.showings.published() == [(1, "2024-03")]
