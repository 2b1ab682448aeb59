"""Libraries that cannot be written, or not any more: read as long as there is anything to read, never half written."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from reader.changes import Bookmark, Step
from reader.errors import StoreError
from reader.papers import Mark
from reader.store import Store
from reader.store.elsewhere import read_library
from reader.store.schema import MIGRATIONS

from ..faults.disks import frozen, full, no_rights, open_folder, small_disk
from .taking_in import NOON, paper, take_in


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that all may look into."""
    with open_folder() as folder:
        yield folder


@pytest.fixture
def path(folder: Path) -> Path:
    """A library of one paper, closed."""
    return _stocked(folder / "library.db")


def _stocked(path: Path) -> Path:
    store = Store(path)
    take_in(store, "a.txt", paper("Kites"))
    store.close()
    path.chmod(0o644)
    return path


def _bookmark(store: Store) -> Step | None:
    return store.marks.change([1], "", Bookmark().apply, NOON)


def _is_bookmarked(path: Path) -> bool:
    store = Store(path)
    try:
        return 1 in store.marks.of([1])
    finally:
        store.close()


def _sign(store: Store) -> str:
    obstacle = store.obstacle()
    return obstacle.sign if obstacle else ""


def _forbid_folder(path: Path) -> None:
    path.parent.chmod(0o555)


def _forbid_all(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)


def _forbid_file(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o777)


@pytest.mark.parametrize("forbid", [_forbid_folder, _forbid_all, _forbid_file])
def test_a_forbidden_library_is_read(path: Path, forbid: Callable[[Path], None]) -> None:
    """Whatever may not be written, the papers can be read; a mark says why not, and nothing is half done."""
    forbid(path)
    with no_rights():
        store = Store(path)
        try:
            assert store.papers.count() == 1
            assert _sign(store) == "read-only"
            with pytest.raises(StoreError, match="can only be read") as caught:
                _bookmark(store)
            assert caught.value.hint
            assert store.marks.of([1]) == {}
            assert store.check() == []
        finally:
            store.close()
    path.chmod(0o644)
    assert not _is_bookmarked(path)


def test_what_is_in_the_journal_alone_is_read(path: Path) -> None:
    """A killed program leaves changes beside the library, which SQLite takes over only where it may write."""
    store = Store(path)
    assert _bookmark(store)
    killed = path.parent / "killed"
    killed.mkdir()
    for name in ("library.db", "library.db-wal"):
        shutil.copy(path.parent / name, killed / name)
    store.close()
    _forbid_all(killed / "library.db")
    (killed / "library.db-wal").chmod(0o444)
    before = (killed / "library.db").read_bytes()
    with no_rights():
        store = Store(killed / "library.db")
        assert store.marks.of([1])[1].bookmarked
        assert _sign(store) == "read-only"
        with pytest.raises(StoreError, match="can only be read"):
            _bookmark(store)
        store.close()
    assert (killed / "library.db").read_bytes() == before
    killed.chmod(0o755)


def test_an_older_library_that_is_read_only_is_read(folder: Path) -> None:
    """It is brought up to date in a copy that is gone afterwards; the file stays as it is."""
    path = folder / "library.db"
    with closing(sqlite3.connect(path)) as connection:
        for script in MIGRATIONS[:-1]:
            connection.executescript(script)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) - 1}")
    before = path.read_bytes()
    _forbid_all(path)
    with no_rights():
        store = Store(path)
        assert store.check() == []
        with pytest.raises(StoreError, match="can only be read"):
            _bookmark(store)
        store.close()
    assert path.read_bytes() == before


def test_a_library_that_is_read_only_is_backed_up_and_merged(path: Path, tmp_path: Path) -> None:
    """All of it can be taken elsewhere."""
    _forbid_all(path)
    with no_rights():
        store = Store(path)
        with store.snapshot():
            assert [paper.id for paper in store.whole.read().papers]
        store.close()
        assert read_library(path).papers


@pytest.mark.parametrize("name", ["a?b", "a#b%20", "ä b", os.fsdecode(b"not \xff utf-8")])
def test_any_folder_will_do(tmp_path: Path, name: str) -> None:
    """What its name would mean elsewhere, it does not mean here."""
    (tmp_path / name).mkdir()
    store = Store(_stocked(tmp_path / name / "library.db"))
    assert _bookmark(store)
    store.close()
    assert (tmp_path / name / "library.db").stat().st_size


def test_nothing_is_made_where_nothing_may_be(folder: Path) -> None:
    """An empty file that may not be written is no library to read: it is said so."""
    (folder / "library.db").touch()
    _forbid_all(folder / "library.db")
    with no_rights(), pytest.raises(StoreError, match=r"no library .* yet") as caught:
        Store(folder / "library.db")
    assert caught.value.hint


def test_permission_that_is_given_meanwhile(path: Path) -> None:
    """The next mark is kept, without opening the library again."""
    _forbid_all(path)
    with no_rights():
        store = Store(path)
        with pytest.raises(StoreError):
            _bookmark(store)
    path.chmod(0o666)
    path.parent.chmod(0o777)
    with no_rights():
        assert _bookmark(store)
        assert _sign(store) == ""
        store.close()
    assert _is_bookmarked(path)


def test_what_the_owner_does_is_seen_by_who_may_only_read(path: Path) -> None:
    """Also where the file was opened as one that never changes."""
    _forbid_folder(path)
    with no_rights():
        theirs = Store(path)
        before = theirs.stamp()
    if os.geteuid() != 0:
        path.parent.chmod(0o755)
    ours = Store(path)
    assert _bookmark(ours)
    with no_rights():
        assert theirs.stamp() != before
        assert theirs.marks.of([1])[1].bookmarked
        theirs.close()
    ours.close()


def test_a_read_only_disk() -> None:
    """A library on it is read."""
    with small_disk(kib=2000) as disk:
        path = _stocked(disk / "library.db")
        with frozen(disk):
            store = Store(path)
            assert store.papers.count() == 1
            with pytest.raises(StoreError, match="disk is read-only"):
                _bookmark(store)
            store.close()
        assert not _is_bookmarked(path)


def test_a_full_disk_is_read_and_written_again_when_there_is_room() -> None:
    """Opened on a full disk, a library is there to be read; marks are refused until room is made."""
    with small_disk(kib=2000) as disk:
        path = _stocked(disk / "library.db")
        with full(disk):
            store = Store(path)
            assert store.papers.count() == 1
            assert _sign(store) == "disk full"
            with pytest.raises(StoreError, match="full") as caught:
                _bookmark(store)
            assert "space" in caught.value.hint
            assert store.marks.of([1]) == {}
        assert _bookmark(store)
        assert _sign(store) == ""
        store.close()
        assert _is_bookmarked(path)


def test_a_disk_that_fills_up_under_an_open_library() -> None:
    """A mark that finds no room is not there afterwards; the next one is kept when there is."""
    with small_disk(kib=2000) as disk:
        store = Store(_stocked(disk / "library.db"))
        with full(disk):
            with pytest.raises(StoreError, match="full") as caught:
                take_in(store, "b.txt", *(paper(f"Lark {number}", "larks fly " * 500) for number in range(200)))
            assert "space" in caught.value.hint
            assert store.papers.count() == 1
            assert store.check() == []
        take_in(store, "b.txt", paper("Larks"))
        assert store.papers.count() == 2
        store.close()


def _remove(path: Path) -> None:
    shutil.rmtree(path.parent)


def _move_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def _replace_library(path: Path) -> None:
    Store(path.with_name("other.db")).close()
    path.with_name("other.db").replace(path)


def _take_journal(path: Path) -> None:
    path.with_name("library.db-wal").unlink()


@pytest.mark.parametrize(
    ("away", "sign"),
    [
        (_remove, "library gone"),
        (_move_folder, "library gone"),
        (_replace_library, "another library"),
        (_take_journal, "journal gone"),
    ],
)
def test_a_file_that_is_not_where_it_was_is_not_written(
    tmp_path: Path, away: Callable[[Path], None], sign: str
) -> None:
    """SQLite would go on writing into a file without a name; we say what happened, and what is open stays readable."""
    (tmp_path / "home").mkdir()
    store = Store(_stocked(tmp_path / "home" / "library.db"))
    away(store.path)
    assert _sign(store) == sign
    with pytest.raises(StoreError) as caught:
        _bookmark(store)
    assert caught.value.hint
    assert store.marks.of([1]) == {}
    assert store.papers.count() == 1
    store.close()


def test_a_folder_that_vanishes_during_a_change(tmp_path: Path) -> None:
    """The change is taken back, and told of."""
    (tmp_path / "home").mkdir()
    store = Store(_stocked(tmp_path / "home" / "library.db"))

    def bookmark(mark: Mark) -> Mark:
        _move_folder(store.path)
        return Bookmark().apply(mark)

    with pytest.raises(StoreError, match="is gone"):
        store.marks.change([1], "", bookmark, NOON)
    assert store.marks.of([1]) == {}
    store.close()


def test_a_folder_that_comes_back(tmp_path: Path) -> None:
    """The same library is gone on with, and what was done before and after is in it."""
    (tmp_path / "home").mkdir()
    store = Store(_stocked(tmp_path / "home" / "library.db"))
    _move_folder(store.path)
    with pytest.raises(StoreError):
        _bookmark(store)
    (tmp_path / "elsewhere").rename(tmp_path / "home")
    assert _sign(store) == ""
    assert _bookmark(store)
    store.close()
    assert _is_bookmarked(store.path)


def test_no_other_thread_reads_another_library(tmp_path: Path) -> None:
    """A thread that comes later opens the file that the others have open, or none."""
    (tmp_path / "home").mkdir()
    store = Store(_stocked(tmp_path / "home" / "library.db"))
    _replace_library(store.path)
    told: list[str] = []

    def count() -> None:
        try:
            told.append(f"{store.papers.count()} papers")
        except StoreError as error:
            told.append(error.message)

    thread = Thread(target=count)
    thread.start()
    thread.join()
    store.close()
    assert told[0].startswith("Another file")
