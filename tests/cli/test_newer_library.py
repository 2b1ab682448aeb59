"""An older program meets what a newer one wrote: it refuses, says what to do, and changes nothing."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.library.backup_file import backup_text
from reader.store.schema import MIGRATIONS
from reader.store.whole import Whole

from ..tui.terminal import Terminal
from .running import Reader


def make_newer(path: Path) -> bytes:
    """Let a library be one of the next Reader; return what stands in it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("CREATE TABLE of_tomorrow (x TEXT) STRICT")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        connection.commit()
    return path.read_bytes()


@pytest.mark.parametrize(
    "command",
    [
        *("search kites", "stats", "history", "undo", "mark 1228 --read", "add .", "export -o -", "backup -", "tags"),
        *("doctor", "doctor --repair", "reindex", "--plain", "merge {other}", "restore {backup}"),
    ],
)
def test_every_command(reader: Reader, home: Path, tmp_path: Path, stocked: Path, command: str) -> None:
    """Exit code 4 and two lines, the second of which says what to do."""
    before = make_newer(home / "library.db")
    backup = tmp_path / "all.backup"
    backup.write_text(backup_text(Whole((), (), {}, ())), encoding="utf-8")
    done = reader(*(word.format(other=stocked / "library.db", backup=backup) for word in command.split(" ")))
    if command == "doctor --repair":  # nothing is wrong with it
        assert (done.code, done.err) == (0, "")
    else:
        assert (done.code, done.out) == (4, "")
        assert "written by a newer Reader" in done.err
        assert "Upgrade Reader" in done.err
    assert (home / "library.db").read_bytes() == before
    assert not (home / "backups").exists()


def test_the_app(home: Path) -> None:
    """It does not open: the terminal is as it was, with the same two lines."""
    before = make_newer(home / "library.db")
    with Terminal(home) as terminal:
        terminal.wait_for("Upgrade Reader")
        assert terminal.wait_for_end() == 4
        assert "newer Reader" in terminal.text
        assert terminal.restored
    assert (home / "library.db").read_bytes() == before


def test_merging_a_newer_one(reader: Reader, home: Path, tmp_path: Path) -> None:
    """Nothing comes of it, and ours stays as it is."""
    other = shutil.copytree(home, tmp_path / "other") / "library.db"
    before = make_newer(other)
    done = reader("merge", str(other))
    assert done.code == 4
    assert "newer Reader" in done.err
    assert other.read_bytes() == before
    assert reader("doctor").code == 0


def test_a_newer_copy_is_not_used(reader: Reader, home: Path) -> None:
    """`doctor --repair` takes an older one, or none."""
    reader("mark", "--query", "is:unread", "--bookmark")
    (copy,) = (home / "backups").glob("*.db")
    newer = copy.with_name("library-2099-01-01.db")
    shutil.copy(copy, newer)
    make_newer(newer)
    (home / "library.db").write_bytes(b"")
    done = reader("doctor", "--repair", "--format", "json")
    assert done.code == 0
    assert done.json["copy"] == str(copy)
