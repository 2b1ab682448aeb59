import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import pytest

from reader.changes import Bookmark
from reader.errors import StoreError
from reader.store import Store, database, gate
from reader.store.schema import MIGRATIONS

from .taking_in import NOON, paper, take_in


def test_a_new_library_is_for_its_user_alone(path: Path) -> None:
    """Folders that have to be made can be looked into by nobody else."""
    Store(path).close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_library_has_its_own_name_for_life(path: Path, tmp_path: Path) -> None:
    """The name stays over openings, and no two libraries have the same."""
    first = Store(path)
    again = Store(path)
    other = Store(tmp_path / "other.db")
    assert first.uuid == again.uuid != other.uuid
    for store in (first, again, other):
        store.close()


def test_a_sound_library_has_nothing_wrong(store: Store) -> None:
    """A check of a library finds nothing."""
    take_in(store, "a.txt", paper("Kites"))
    assert store.check() == []


def test_a_newer_library_is_refused(path: Path) -> None:
    """A file of a later Reader is left as it is, and the way out is named."""
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer Reader") as caught:
        Store(path)
    assert "Upgrade" in caught.value.hint
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"no database, just some text\n" * 100, b"\0" * 4096, b"SQLite format 3\0" + b"x" * 999]
)
def test_a_file_that_is_no_database(path: Path, content: bytes) -> None:
    """A foreign file is refused, left as it is, and the hint says what to do."""
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"library\.db") as caught:
        Store(path)
    assert "--home" in caught.value.hint
    assert path.read_bytes() == content


@pytest.mark.parametrize("version", [0, 1, 99])
def test_the_database_of_another_program(path: Path, version: int) -> None:
    """No table is put into it, and not a byte is changed, whatever it calls its version."""
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program") as caught:
        Store(path)
    assert "--home" in caught.value.hint
    assert path.read_bytes() == before


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no /proc to see open files in")
def test_a_refused_file_is_let_go(path: Path) -> None:
    """What cannot be a library is not kept open."""
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError) as caught:
        Store(path)
    opened = [link.readlink() for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    assert caught.value.message
    assert path not in opened


def test_a_damaged_library_is_told(path: Path) -> None:
    """A file with a hole in it gives an error with a hint, or is found out by the check."""
    store = Store(path)
    take_in(store, "a.txt", *(paper(f"Kite {number}", "kites fly " * 50) for number in range(200)))
    store.close()
    content = bytearray(path.read_bytes())
    content[8192:-4096] = os.urandom(len(content) - 12288)
    path.write_bytes(content)

    def look() -> list[str]:
        damaged = Store(path)
        try:
            return damaged.check()
        finally:
            damaged.close()

    try:
        assert look()
    except StoreError as error:
        assert error.hint  # noqa: PT017 - either way will do


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A file in the way of the folder is named, with the way round it."""
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"file.* cannot be made") as caught:
        Store(tmp_path / "file" / "library.db")
    assert "--home" in caught.value.hint


def test_a_folder_in_the_place_of_the_file(path: Path) -> None:
    """It is an error with a hint."""
    path.mkdir(parents=True)
    with pytest.raises(StoreError) as caught:
        Store(path)
    assert caught.value.hint


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can look into, its parents too."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        Path(folder).chmod(0o755)


@pytest.fixture
def nobody() -> Iterator[None]:
    """Without the rights of root, for whom no folder is read-only."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.fixture
def read_only_folder(open_folder: Path) -> Path:
    """A folder in which nobody but root may write."""
    open_folder.chmod(0o555)
    return open_folder


def test_a_folder_that_is_read_only(read_only_folder: Path, nobody: None) -> None:
    """No library can be made there: an error with a hint."""
    with pytest.raises(StoreError) as caught:
        Store(read_only_folder / "library.db")
    assert "read and write" in caught.value.hint


@pytest.mark.skipif(os.geteuid() != 0, reason="needs a file of another user")
def test_a_library_that_is_read_only(open_folder: Path) -> None:
    """A mark cannot be written into another user's library: an error with a hint, and nothing is half done."""
    path = open_folder / "library.db"
    store = Store(path)
    take_in(store, "a.txt", paper("Kites"))
    for file in open_folder.iterdir():
        file.chmod(0o644)  # its user lets others read
    os.seteuid(65534)
    try:
        theirs = Store(path)
        with pytest.raises(StoreError) as caught:
            theirs.marks.change([1], "", Bookmark().apply, NOON)
        theirs.close()
    finally:
        os.seteuid(0)
    assert caught.value.hint
    assert store.marks.of([1]) == {}
    store.close()


CREATE = """
import sys
from pathlib import Path
from reader.store import Store, database, gate
sys.stdout.write("ready\\n")
sys.stdout.flush()
sys.stdin.readline()
print(Store(Path(sys.argv[1])).uuid)
"""


def test_several_programs_create_one_library(path: Path) -> None:
    """Whoever comes first makes it; the others wait and open the same one."""
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", CREATE, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    for program in programs:
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()
    uuids = [program.communicate()[0] for program in programs]
    assert len(set(uuids)) == 1
    assert len(uuids[0].strip()) == 32
    assert [program.returncode for program in programs] == [0] * 4


def test_a_library_that_is_being_created(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes while another program writes its first tables waits until it has finished."""
    path.parent.mkdir()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waits: list[float] = []

    def finish(seconds: float) -> None:
        waits.append(seconds)
        if other.in_transaction:
            other.execute("COMMIT")

    monkeypatch.setattr(database, "sleep", finish)
    store = Store(path)
    assert waits
    assert store.check() == []
    store.close()
    other.close()


def test_a_closed_library_is_closed(store: Store) -> None:
    """Using it further is an error, not a silent reopening."""
    store.close()
    with pytest.raises(StoreError):
        store.papers.count()


def test_where_the_app_was_left(store: Store, path: Path) -> None:
    """The last values saved are found again, and only those."""
    assert store.session.load() == {}
    store.session.save({"query": "kites", "paper": "x"})
    store.session.save({"query": "日本"})
    store.close()
    again = Store(path)
    assert again.session.load() == {"query": "日本"}
    again.close()


def test_a_library_that_was_analysed_or_packed(path: Path) -> None:
    """What other tools leave in a sound file, and how other versions of SQLite write down its tables, is no damage."""
    Store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ANALYZE")
        connection.execute("PRAGMA writable_schema = ON")
        (quoted,) = connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'TABLE papers', 'TABLE \"papers\"') WHERE name = 'papers'"
            " RETURNING sql"
        ).fetchone()
        connection.commit()
        connection.execute("VACUUM")
    assert 'TABLE "papers"' in quoted
    store = Store(path)
    try:
        assert store.check() == []
        assert store.obstacle() is None
    finally:
        store.close()


def test_nobody_opens_what_is_being_repaired(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes meanwhile waits, and then opens the file that took the place of the damaged one."""
    Store(path).close()
    made = Store(tmp_path / "made.db")
    take_in(made, "a.txt", paper("Kites"))
    made.close()
    waits = Event()
    monkeypatch.setattr(gate, "sleep", lambda _: waits.set())
    with ThreadPoolExecutor(1) as thread:
        with gate.shut(path) as is_shut:
            assert is_shut
            opening = thread.submit(Store, path)
            assert waits.wait(60)
            (tmp_path / "made.db").replace(path)
        store = opening.result(60)
    assert store.papers.count() == 1
    store.close()


def test_nobody_repairs_what_is_being_opened(path: Path) -> None:
    """The gate is not shut before who is going through is through."""
    Store(path).close()
    with gate.passing(path, 0), gate.shut(path) as is_shut:
        assert not is_shut
    with gate.shut(path) as is_shut:
        assert is_shut
        with pytest.raises(StoreError, match="being repaired"), gate.passing(path, 0):
            pytest.fail("nobody goes through")
