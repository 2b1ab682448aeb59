"""Libraries of every released schema, opened by the program of today."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.library import Library
from reader.papers import Mark, Status
from reader.paths import Paths
from reader.query import parse
from reader.store.schema import MIGRATIONS

FIXTURES = {int(path.stem): path for path in (Path(__file__).parent / "schemas").glob("*.sql")}
SCHEMAS = sorted(FIXTURES)
NOTE = "Ask Ada about the *third* hill.\n\n- 日本 next"
KITES, MAPS, TIDES, CLOCKS, LANTERNS = (
    "Kites and the Strings That Hold Them",
    "Folding Maps Along Rivers",
    "Tides Turned Twice",
    "Clocks Without Hands, Read in the Dark",
    "Lanterns for Long Tunnels",
)
SEEN = {KITES: ["a.txt"], MAPS: ["a.txt", "b.txt"], TIDES: ["a.txt"], CLOCKS: ["a.txt"], LANTERNS: ["b.txt"]}
DONE = ["bookmarked, tagged strings, tagged field/wind, note written", "marked read, rated 4", "marked skipped"]
DONE += ["tagged all"]
UNDONE = ["rated 5", "note written"]


def fill(path: Path, schema: int) -> None:
    """Write the library of a schema to `path`."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FIXTURES[schema].read_text(encoding="utf-8"))


@pytest.fixture(params=SCHEMAS)
def schema(request: pytest.FixtureRequest) -> int:
    """Each released schema."""
    return int(request.param)


@pytest.fixture
def old(schema: int, home: Paths) -> Iterator[Library]:
    """A library of a released schema, opened today."""
    fill(home.library, schema)
    with Library(home) as library:
        yield library


def marks(library: Library) -> dict[str, Mark]:
    """Return the marks by titles."""
    entries = library.entries(library.find(parse("")).numbers)
    return {entry.paper.title: entry.mark for entry in entries if entry.mark != Mark()}


def history(library: Library) -> list[tuple[str, str]]:
    """Return what was done and what became of it, oldest first; dumps and queries are steps since schema 4."""
    steps = [(step.what, step.state.value) for step in reversed(library.history(99))]
    return [step for step in steps if not re.match("dump |query ", step[0])]


def test_there_is_a_library_of_every_released_schema() -> None:
    """Who adds a migration keeps a library of before it."""
    assert set(range(1, len(MIGRATIONS))) <= set(SCHEMAS)


def test_a_released_migration_is_never_edited(schema: int, tmp_path: Path) -> None:
    """The migrations up to a schema make the tables that the program of then made, to the letter."""
    tables = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    fill(tmp_path / "old.db", schema)
    with closing(sqlite3.connect(tmp_path / "old.db")) as old, closing(sqlite3.connect(":memory:")) as made:
        made.executescript("".join(MIGRATIONS[:schema]))
        assert made.execute(tables).fetchall() == old.execute(tables).fetchall()


def test_everything_is_there(old: Library, schema: int) -> None:
    """Papers with where they were seen, marks, notes, saved queries and history are as they were; all is well."""
    entries = old.entries(old.find(parse("")).numbers)
    assert {entry.paper.title: [seen.file for seen in entry.sightings] for entry in entries} == SEEN
    found = marks(old)
    assert found[KITES] == Mark(bookmarked=True, tags=frozenset({"all", "field/wind", "strings"}), note=NOTE)
    assert (found[MAPS].status, found[MAPS].rating, found[MAPS].tags) == (Status.READ, 4, frozenset({"all"}))
    assert found[TIDES] == Mark(status=Status.SKIPPED)
    assert set(found) == {KITES, MAPS, TIDES}
    assert {saved.name: saved.text for saved in old.saved()} == ({"To Read": "is:unread tag:all"} if schema > 2 else {})
    assert history(old) == [*((what, "done") for what in DONE), *((what, "undone") for what in UNDONE)]
    assert [finding for finding in old.examine() if not finding.well] == []


def test_history_goes_both_ways(old: Library) -> None:
    """What was undone can be redone, and everything undone, and done again."""
    old.redo()
    old.redo()
    after = marks(old)
    assert (after[MAPS].rating, after[CLOCKS].note) == (5, "Gone again")
    old.go_back_to(0)
    assert marks(old) == {}
    old.go_back_to(old.history(1)[0].number)
    assert marks(old) == after
    assert [finding for finding in old.examine() if not finding.well] == []


def test_papers_are_found_and_known(old: Library, tmp_path: Path) -> None:
    """A search finds what it found, and a dump that shows a paper again does not make it another."""
    assert [entry.paper.title for entry in old.entries(old.find(parse("string* of a kite")).numbers)] == [KITES]
    kites = old.entries(old.find(parse("kites")).numbers)[0].paper
    again = tmp_path / "again.txt"
    again.write_text(f"new\n\nMar 28\n\n{kites.title}\n\n{kites.abstract}\n", encoding="utf-8")
    assert old.add([again]).new == 0
    assert len(old) == len(SEEN)


def test_a_copy_of_before_is_kept(old: Library, schema: int) -> None:
    """Whoever must go back to the older program finds the library as it left it."""
    copies = [copy.path for copy in old._store.safekeeping.copies()]
    if schema == len(MIGRATIONS):
        assert copies == []
        return
    (copy,) = copies
    assert copy.name.endswith(f"-schema-{schema}.db")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema,)
        script = "\n".join(connection.iterdump())
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(FIXTURES[schema].read_text(encoding="utf-8"))
        assert script == "\n".join(connection.iterdump())


def test_no_migration_without_a_copy(home: Paths) -> None:
    """Where none can be kept, the library stays as it is: it can be read, and the message says what to do."""
    fill(home.library, 1)
    (home.data / "backups").touch()
    with Library(home) as library:
        assert set(marks(library)) == {KITES, MAPS, TIDES}
        with pytest.raises(StoreError, match="no copy of it can be kept") as caught:
            library.undo()
        assert "backups" in caught.value.hint
    with closing(sqlite3.connect(home.library)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
