"""What is new, and when a visit ends."""

import time
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library import Library
from reader.library.visiting import Visiting
from reader.papers import Paper, title_id
from reader.paths import Paths
from reader.query import Is, parse
from reader.store import Seen, Store

from ..clock import Clock
from .pairs import CLOCKS, KITES, MAPS, TIDES, add, titles


@pytest.fixture(autouse=True)
def morning(clock: Clock) -> None:
    """Days begin early, whatever the time zone of the machine."""
    clock.time = datetime(2024, 3, 14, 12, tzinfo=UTC)


@pytest.fixture
def visited(library: Library, tmp_path: Path) -> Library:
    """A library of one paper, which was looked at."""
    add(library, tmp_path, "a.txt", KITES)
    library.visits.look()
    return library


def new(library: Library) -> list[str]:
    """Return the first words of what is new, sorted."""
    found = titles(library, "is:new")
    assert library.visits.count() == len(found)
    assert {entry.paper.title for entry in library.entries(range(library.visits.new_after + 1, 99))} == set(found)
    return sorted(title.split()[0] for title in found)


def test_in_the_first_visit_only_what_comes_in_it_is_new(library: Library, tmp_path: Path) -> None:
    """Nobody wants all papers badged."""
    assert library.visits.is_first
    add(library, tmp_path, "a.txt", KITES)
    assert new(library) == []
    library.visits.look()
    assert (new(library), library.visits.is_first) == ([], False)
    add(library, tmp_path, "b.txt", MAPS)
    assert new(library) == ["Are"]


def test_what_comes_into_an_empty_library_that_was_looked_at(library: Library, tmp_path: Path, clock: Clock) -> None:
    """It is new, though the visit was the first, until the first look of another day."""
    library.visits.look()
    assert (new(library), library.visits.is_first) == ([], False)
    add(library, tmp_path, "a.txt", KITES)
    library.visits.look()
    assert len(new(library)) == 1
    clock.move(days=1)
    library.visits.look()
    assert new(library) == []


def test_what_came_since_is_new_for_the_day(visited: Library, tmp_path: Path, clock: Clock, home: Paths) -> None:
    """Nothing is new that was seen before; what came while nobody was there is, until the first look of another day."""
    clock.move(days=1)
    add(visited, tmp_path, "b.txt", MAPS)
    visited.visits.look()
    add(visited, tmp_path, "c.txt", TIDES)
    assert new(visited) == ["Are", "Tides"]
    with Library(home, now=clock) as again:  # the other one crashed, for all that is known
        clock.move(hours=3)
        again.visits.look()
        assert new(again) == ["Are", "Tides"]
    clock.move(days=1)
    assert new(visited) == ["Are", "Tides"]
    visited.visits.look()
    assert new(visited) == []


def test_what_nobody_looked_at_is_still_new_the_next_day(visited: Library, tmp_path: Path, clock: Clock) -> None:
    """What came after the last look of a day is new on the next."""
    add(visited, tmp_path, "b.txt", MAPS)
    visited.visits.look()
    add(visited, tmp_path, "c.txt", TIDES)
    clock.move(days=1)
    visited.visits.look()
    assert new(visited) == ["Tides"]


def test_a_visit_ends_when_one_says_so(visited: Library, tmp_path: Path, clock: Clock) -> None:
    """Nothing is new then, and it can be taken back until something comes; what comes is new at once."""
    add(visited, tmp_path, "b.txt", MAPS, TIDES)
    assert visited.visits.end() == 2
    assert new(visited) == []
    assert visited.visits.end() == 0
    assert visited.visits.take_back_end() == 2
    assert new(visited) == ["Are", "Tides"]
    visited.visits.end()
    visited.visits.look()
    assert new(visited) == []
    add(visited, tmp_path, "c.txt", CLOCKS)
    assert visited.visits.take_back_end() == 0
    assert new(visited) == ["Clocks"]
    visited.visits.look()
    clock.move(hours=1)
    visited.visits.look()
    assert new(visited) == ["Clocks"]
    assert visited.visits.end() == 1


def test_a_clock_that_is_set_back_loses_nothing(visited: Library, tmp_path: Path, clock: Clock) -> None:
    """Papers are new though they are older than the last look, and no day ends by going back to the one before."""
    clock.move(days=-400)
    add(visited, tmp_path, "b.txt", MAPS)
    visited.visits.look()
    assert new(visited) == ["Are"]
    clock.move(days=1)
    visited.visits.look()
    assert new(visited) == ["Are"]


def test_days_are_local(visited: Library, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """A visit of late evening is not over at midnight of Greenwich."""
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    try:
        clock.time = datetime(2024, 3, 15, 23, tzinfo=UTC)
        add(visited, tmp_path, "b.txt", MAPS)
        visited.visits.look()
        clock.time = datetime(2024, 3, 16, 1, tzinfo=UTC)
        visited.visits.look()
        assert new(visited) == ["Are"]
        clock.time = datetime(2024, 3, 16, 8, tzinfo=UTC)
        visited.visits.look()
        assert new(visited) == []
    finally:
        monkeypatch.undo()
        time.tzset()


def test_undo_and_redo(visited: Library, tmp_path: Path) -> None:
    """What is taken out is not new, and is again once it is put back; a known paper in a new dump is not new."""
    add(visited, tmp_path, "b.txt", MAPS, KITES)
    visited.undo()
    assert new(visited) == []
    visited.redo()
    assert new(visited) == ["Are"]


def test_what_is_new_is_found_among_others(visited: Library, tmp_path: Path) -> None:
    """It goes with words and states, and the panel and the completion count it."""
    add(visited, tmp_path, "b.txt", MAPS, TIDES)
    assert len(titles(visited, "is:new folded")) == 1
    assert titles(visited, "-is:new") == [KITES[0]]
    assert visited.count_states()["is:new"] == 2
    (shelf,) = [shelf for shelf in visited.shelves() if shelf.name == "New"]
    assert (shelf.query, shelf.papers, shelf.unread) == ("is:new", 2, 2)


numbers = count()
events = st.lists(st.sampled_from(["add", "look", "end", "back", "day", "earlier"]), max_size=12)


@given(events)
@settings(max_examples=40)
def test_nothing_is_lost(events: list[str]) -> None:
    """Whatever happens between, a paper is new until somebody looked or said it was all; then it is not for ever."""
    clock = Clock()
    with TemporaryDirectory() as folder, closing(Store(Path(folder) / "library.db")) as store:
        visits = Visiting(store, clock)
        take_in(store, clock())
        visits.look()
        unseen: set[int] = set()
        for event in events:
            match event:
                case "add":
                    unseen.add(take_in(store, clock()))
                case "look":
                    visits.look()
                    assert unseen <= store.select.of(Is("new"))  # they are shown as new, this day
                    unseen.clear()
                case "end":
                    visits.end()
                    unseen.clear()
                case "back":
                    visits.take_back_end()
                case "day":
                    clock.move(days=1)
                case "earlier":
                    clock.move(days=-30)
            assert unseen <= store.select.of(Is("new"))
        for _ in range(2):
            clock.move(days=999)  # later than it ever was
            visits.look()
        assert visits.count() == 0


def take_in(store: Store, now: datetime) -> int:
    """Add a dump of one paper; return its number."""
    name = f"Paper {next(numbers)}"
    with store.transaction():
        store.dumps.add(name, name, "", [Seen(Paper(title_id(name), name, ""), 1)], now)
    return store.visits.newest()


def test_a_library_that_cannot_be_written_is_read(visited: Library, home: Paths, tmp_path: Path) -> None:
    """What is new is known from what was; a look changes nothing."""
    add(visited, tmp_path, "b.txt", MAPS)
    visited.close()
    home.library.chmod(0o400)
    with Library(home) as library:
        assert library.count(parse("is:new")).papers == 1
