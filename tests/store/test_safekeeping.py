import fcntl
import sqlite3
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from reader.changes import Bookmark
from reader.errors import StoreError
from reader.store import Store, safekeeping
from reader.store.safekeeping import Copy, is_sound, superseded

from .state import state
from .taking_in import NOON, paper, take_in

DAY = timedelta(days=1)


def read(copy: Copy | None) -> Store:
    """Open a copy as the library that it is."""
    assert copy
    return Store(copy.path)


def mark(store: Store, number: int = 1, now: datetime = NOON) -> None:
    """Change something that could be lost."""
    store.marks.change([number], "bookmarked", Bookmark().apply, now)


def test_a_copy_is_the_library(store: Store) -> None:
    """It holds what the library holds, passes the check, and nobody else can read it."""
    take_in(store, "a.txt", paper("Kites", "They fly."), paper("Maps"))
    mark(store)
    copy = store.safekeeping.take(NOON, 3)
    assert copy
    assert (copy.path.name, copy.day) == ("library-2024-03-14.db", date(2024, 3, 14))
    assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.path.parent.stat().st_mode) == 0o700
    assert [path.name for path in copy.path.parent.iterdir() if path.name != ".lock"] == [copy.path.name]
    kept = read(copy)
    assert state(kept) == state(store)
    assert kept.check() == []
    kept.close()


def test_a_small_library_is_copied_sooner(store: Store) -> None:
    """After ten minutes; what was done meanwhile is in the copy of the day."""
    keeping = store.safekeeping
    take_in(store, "a.txt", paper("Kites"))
    keeping.take(NOON, 3)
    mark(store)
    assert not keeping.is_due(NOON + timedelta(minutes=9))
    assert keeping.is_due(NOON + timedelta(minutes=10))


def test_when_a_copy_is_due(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once anything was done; then an hour later, if anything was done, or undone, since the last one."""
    monkeypatch.setattr(safekeeping, "SMALL_BYTES", 0)
    keeping = store.safekeeping
    assert not keeping.is_due(NOON)
    take_in(store, "a.txt", paper("Kites"), paper("Maps"))
    assert keeping.is_due(NOON)
    keeping.take(NOON, 3)
    mark(store)
    assert not keeping.is_due(NOON + timedelta(minutes=59))
    assert keeping.is_due(NOON + timedelta(minutes=60))
    keeping.take(NOON + timedelta(minutes=60), 3)
    (copy,) = keeping.copies()
    kept = read(copy)
    assert state(kept) == state(store)
    kept.close()
    mark(store, 2)
    keeping.take(NOON + DAY, 3)
    assert not keeping.is_due(NOON + 2 * DAY)
    store.session.save({"query": "kites"})
    assert not keeping.is_due(NOON + 2 * DAY)
    store.journal.undo()
    assert keeping.is_due(NOON + 2 * DAY)


def test_who_writes_meanwhile_does_not_wait(store: Store) -> None:
    """Marks are made while pages are copied; the copy is of the moment when it was begun."""
    take_in(store, "a.txt", *(paper(f"Kite {number}", "They fly. " * 500) for number in range(500)))
    before = state(store)
    looks: list[int] = []

    def write() -> bool:
        looks.append(len(looks) + 1)
        mark(store, looks[-1])
        return False

    copy = store.safekeeping.take(NOON, 3, write)
    assert len(looks) > 2
    kept = read(copy)
    assert state(kept) == before
    kept.close()
    assert len(store.marks.of(looks)) == len(looks)


def test_a_copy_that_is_stopped(store: Store) -> None:
    """Nothing of it is left, and the one that there was stays."""
    take_in(store, "a.txt", *(paper(f"Kite {number}", "They fly. " * 500) for number in range(100)))
    first = store.safekeeping.take(NOON, 3)
    assert store.safekeeping.take(NOON + DAY, 3, lambda: True) is None
    assert store.safekeeping.copies() == [first]
    assert not list(store.safekeeping.folder.glob("*.new"))


def test_one_at_a_time(store: Store) -> None:
    """While another process takes a copy, nobody else does; what a killed one left behind is replaced."""
    take_in(store, "a.txt", paper("Kites"))
    first = store.safekeeping.take(NOON, 3)
    assert first
    (first.path.parent / "library-2024-03-15.new").write_bytes(b"half a copy")
    with (first.path.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert store.safekeeping.take(NOON + DAY, 3) is None
    assert store.safekeeping.take(NOON + DAY, 3)
    assert not list(store.safekeeping.folder.glob("*.new"))


def test_no_copy_of_a_damaged_library(store: Store, path: Path) -> None:
    """A text that is not what was taken in is no reason to let a good copy go."""
    take_in(store, "a.txt", paper("Kites", "They fly."))
    first = store.safekeeping.take(NOON, 1)
    mark(store)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE texts SET abstract = 'They fl?.'")
    connection.close()
    with pytest.raises(StoreError, match="damaged") as caught:
        store.safekeeping.take(NOON + DAY, 1)
    assert "doctor" in caught.value.hint
    assert store.safekeeping.copies() == [first]
    assert not list(store.safekeeping.folder.glob("*.new"))


def test_a_folder_that_cannot_be_made(store: Store, path: Path) -> None:
    """It is an error with a hint, and no crash."""
    take_in(store, "a.txt", paper("Kites"))
    path.with_name("backups").touch()
    with pytest.raises(StoreError, match="No copy") as caught:
        store.safekeeping.take(NOON, 3)
    assert "backups: 0" in caught.value.hint
    assert store.safekeeping.copies() == []


def test_copies_of_another_library_stay(store: Store, path: Path) -> None:
    """A library that was lost is not let go of because another one took its place."""
    take_in(store, "a.txt", paper("Kites"))
    lost = store.safekeeping.take(NOON, 1)
    store.close()
    for file in path.parent.glob("library.db*"):
        file.unlink()
    folder = store.safekeeping.folder
    folder.rename(folder.with_name("old"))
    again = Store(path)
    folder.with_name("old").rename(folder)
    take_in(again, "b.txt", paper("Maps"))
    for days in range(1, 80):
        again.safekeeping.take(NOON + days * DAY, 1)
    assert again.safekeeping.copies()[-1] == lost
    assert len(again.safekeeping.copies()) == 1 + 4
    again.close()


def test_files_of_other_names_are_no_copies(store: Store) -> None:
    """They are neither counted nor deleted."""
    take_in(store, "a.txt", paper("Kites"))
    store.safekeeping.take(NOON, 1)
    for name in ("mine.db", "library-2024-02-31.db", "library-2024-01-01.db.old"):
        (store.safekeeping.folder / name).touch()
    assert len(store.safekeeping.copies()) == 1


def copies(*days: str) -> list[Copy]:
    """Return copies of days."""
    return [Copy(Path(day), date.fromisoformat(day)) for day in days]


def test_which_copies_are_kept() -> None:
    """Those of the last days, and the newest of each of the last weeks; however long ago those were."""
    every_day = [str(date(2024, 3, 1) + timedelta(days=number)) for number in range(60)]
    held: list[Copy] = []
    for day in every_day:
        held += copies(day)
        gone = superseded(held, date.fromisoformat(day), 3)
        held = [copy for copy in held if copy not in gone]
        assert len(held) <= 3 + 4
    assert [str(copy.day) for copy in held] == [
        "2024-04-14",
        "2024-04-21",
        "2024-04-27",
        "2024-04-28",
        "2024-04-29",
    ]
    assert superseded(held, date(2034, 1, 1), 3) == []


def test_a_copy_of_before_a_migration_is_kept_for_a_month() -> None:
    """It takes no place from those of every day."""
    before = Copy(Path("old"), date(2024, 3, 1), 3)
    others = copies("2024-03-01", "2024-03-02")
    assert superseded([before, *others], date(2024, 3, 31), 3) == []
    assert superseded([before, *others], date(2024, 4, 1), 3) == [before]


def test_a_damaged_copy_is_told(store: Store) -> None:
    """Whether it is no database any more, or has a hole."""
    take_in(store, "a.txt", *(paper(f"Kite {number}", "They fly. " * 50) for number in range(100)))
    copy = store.safekeeping.take(NOON, 3)
    assert copy
    assert is_sound(copy)
    content = copy.path.read_bytes()
    copy.path.write_bytes(content[:8192] + bytes(4096) + content[12288:])
    assert not is_sound(copy)
    copy.path.write_bytes(b"")
    assert not is_sound(copy)


def test_days_are_those_of_utc(store: Store) -> None:
    """A copy is named after the day that its moment has there."""
    take_in(store, "a.txt", paper("Kites"))
    copy = store.safekeeping.take(datetime(2024, 3, 14, 23, 59, tzinfo=UTC), 3)
    assert copy
    assert copy.day == date(2024, 3, 14)


def test_a_copy_of_a_wrong_clock(store: Store) -> None:
    """A copy of the future, as a clock had it, is in nobody's way."""
    take_in(store, "a.txt", paper("Kites"))
    store.safekeeping.take(NOON + 9999 * DAY, 3)
    mark(store)
    assert store.safekeeping.is_due(NOON)
