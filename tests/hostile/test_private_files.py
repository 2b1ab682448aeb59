"""Files of Reader's own are for its user alone, and an index that anybody else could have made is not read."""

import json
import os
import pickle
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from reader.changes import Rate
from reader.errors import SearchError
from reader.library import Library
from reader.papers import Paper
from reader.paths import Paths
from reader.query import Word
from reader.search import Index
from reader.search.files import left

from ..dumps.pages import papers, save_page
from ..search.reference import scores_of

PAPERS = {1: Paper("1", "Kites", "kites fly"), 2: Paper("2", "Maps", "maps fold")}
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files to others")


class Bomb:
    """What a pickle may be: it runs a command when it is loaded."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (f"touch {self.file}",)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """An index of two papers."""
    index = Index(tmp_path / "cache" / "index", "mine")
    take_in(index)
    return index


def take_in(index: Index) -> None:
    """Make it, or bring it level."""
    with index.locked():
        index.update(PAPERS.items(), 7)


def finds(index: Index) -> set[int]:
    """Return what is found by somebody who opens it anew."""
    return set(scores_of(Index(index.folder, "mine").hits(Word("kites"))) or ())


@pytest.fixture
def no_umask() -> Iterator[None]:
    """The user's umask lets everybody do everything."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("no_umask")
def test_what_a_library_writes_is_for_its_user_alone(tmp_path: Path) -> None:
    """Nobody else may look into the folders, nor into the file where its folder was there before."""
    (tmp_path / "there").mkdir(mode=0o755)
    save_page(tmp_path / "day.txt", papers(3, seed=3))
    for home in (tmp_path / "there", tmp_path / "new"):
        with Library(Paths.under(home)) as library:
            library.add([tmp_path / "day.txt"])
            library.change([1], [Rate(4)])
            modes = {path: stat.S_IMODE(path.stat().st_mode) for path in home.rglob("*")}
        assert {path.name for path in modes} >= {"library.db", "library.db-wal", "library.db-shm", "index"}
        assert not [path for path, mode in modes.items() if path.parent == home and mode & 0o077]
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def _plant(index: Index, bomb: Bomb, *, version: int | None = None) -> None:
    """Put a program into the table of contents, and let the state beside it fit."""
    (contents,) = index.folder.glob("*.toc")
    data = contents.read_bytes()
    start = data.rindex(b"\x80\x04") if b"\x80\x04" in data else data.rindex(b"\x80\x05")
    planted = data[:start] + pickle.dumps(bomb)
    if version is not None:
        current = (-111).to_bytes(4, "big", signed=True)
        assert current in planted
        planted = planted.replace(current, version.to_bytes(4, "big", signed=True), 1)
    contents.write_bytes(planted)
    state = index._state()
    assert state
    (index.folder / "state.json").write_text(json.dumps(asdict(state) | {"files": left(index.folder, state.files, {})}))


@pytest.mark.parametrize("version", [None, -110, -109])
def test_a_program_in_the_index_is_not_run(index: Index, tmp_path: Path, version: int | None) -> None:
    """Not even in one's own folder, where an archive may have put it; the index is damaged, and made anew."""
    _plant(index, Bomb(tmp_path / "ran"), version=version)
    with pytest.raises(SearchError):
        finds(index)
    index.drop()
    take_in(index)
    assert finds(index) == {1}
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("mode", [0o777, 0o720, 0o702])
def test_an_index_into_which_others_may_write_is_made_anew(index: Index, mode: int) -> None:
    """It counts as not there, and is private then."""
    index.folder.chmod(mode)
    assert Index(index.folder, "mine").revision() == 0
    take_in(index)
    assert (stat.S_IMODE(index.folder.stat().st_mode), finds(index)) == (0o700, {1})


def test_a_disk_that_knows_no_owners_is_as_good_as_it_can_be(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not even a new folder looks private, the index is read all the same, rather than made anew each time."""
    monkeypatch.setattr("os.geteuid", lambda: 12345)
    assert Index(index.folder, "mine").revision() == 7
    assert finds(index) == {1}


def test_an_index_elsewhere_is_not_read(index: Index, tmp_path: Path) -> None:
    """Not through a link in its place, which is replaced; where it led stays as it was."""
    elsewhere = tmp_path / "elsewhere"
    index.folder.rename(elsewhere)
    index.folder.symlink_to(elsewhere)
    before = sorted(elsewhere.iterdir())
    assert Index(index.folder, "mine").revision() == 0
    take_in(index)
    assert not index.folder.is_symlink()
    assert (finds(index), sorted(elsewhere.iterdir())) == ({1}, before)


def test_a_link_in_the_place_of_the_lock(index: Index, tmp_path: Path) -> None:
    """What it leads to keeps its text."""
    (tmp_path / "diary").write_text("Dear diary")
    lock = index.folder.with_suffix(".lock")
    lock.unlink()
    lock.symlink_to(tmp_path / "diary")
    take_in(index)
    assert (tmp_path / "diary").read_text() == "Dear diary"


@as_root
def test_the_index_of_another_user_is_not_read(index: Index) -> None:
    """Whoever owns the folder could put anything into it: it counts as not there."""
    os.chown(index.folder, 65534, 65534)
    assert Index(index.folder, "mine").revision() == 0
    with pytest.raises(SearchError):
        finds(index)


@as_root
def test_what_another_user_put_there_first_is_in_the_way(tmp_path: Path) -> None:
    """In a folder that all may write, a user who finds another's index there is told."""
    shared = tmp_path / "shared"
    shared.mkdir()
    theirs = Index(shared / "index", "mine")
    take_in(theirs)
    for path in (tmp_path, *tmp_path.parents):
        if path == Path("/tmp"):  # noqa: S108 - how far the test's folders are closed to others
            break
        path.chmod(0o755)
    shared.chmod(0o1777)
    theirs.folder.with_suffix(".lock").chmod(0o666)
    os.seteuid(65534)
    try:
        with pytest.raises(SearchError) as told:
            take_in(Index(shared / "index", "mine"))
    finally:
        os.seteuid(0)
    assert told.value.hint
    shutil.rmtree(shared)
