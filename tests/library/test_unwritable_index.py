"""Caches that cannot be written: nobody is kept from reading, and searching goes on as long as it can."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import SearchError
from reader.library import Library
from reader.paths import Paths
from reader.query import parse

from ..dumps.pages import papers, save_page
from ..faults.disks import full, no_rights, open_folder, small_disk

PAPERS = papers(30, seed=3)
WORD = PAPERS[0][0].split()[0]


@pytest.fixture
def paths() -> Iterator[Paths]:
    """A library with its index, in a folder that all may look into."""
    with open_folder() as folder:
        paths = Paths.under(folder)
        _fill(paths, folder)
        yield paths


def _fill(paths: Paths, folder: Path) -> None:
    save_page(folder / "a.txt", PAPERS)
    with Library(paths) as library:
        library.add([folder / "a.txt"])
    paths.library.chmod(0o644)


def _forbid(*folders: Path) -> None:
    for folder in folders:
        folder.chmod(0o555)


def _found(library: Library) -> int:
    return library.find(parse(WORD)).total


def test_an_index_that_may_only_be_read(paths: Paths) -> None:
    """It is searched as it is."""
    for folder in (paths.index, paths.cache):
        folder.chmod(0o755)
    _forbid(paths.index, paths.cache, paths.data)
    with no_rights(), Library(paths) as library:
        assert _found(library)
        index = next(finding for finding in library.examine() if finding.what == "index")
        assert index.well


@pytest.mark.parametrize("index", ["forbidden", "absent"])
def test_an_index_that_cannot_be_made(paths: Paths, index: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One for this run takes its place, gone afterwards; `reindex` and `doctor` say what is the matter."""
    if index == "absent":
        paths.cache.rename(paths.data / "away")
    else:
        paths.cache.chmod(0o000)
    elsewhere = paths.data / "elsewhere"
    elsewhere.mkdir()
    elsewhere.chmod(0o777)
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    _forbid(paths.data)
    with no_rights():
        with Library(paths) as library:
            assert _found(library)
            assert "index" in {finding.what for finding in library.examine() if not finding.well}
            with pytest.raises(SearchError, match="cannot be written") as caught:
                library.reindex()
            assert caught.value.hint
        assert list(elsewhere.iterdir()) == []
    paths.cache.parent.chmod(0o755)
    if index != "absent":
        paths.cache.chmod(0o700)


def test_a_cache_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are listed and added, and searched in an index elsewhere; where there is no room, searching says so."""
    with small_disk(kib=600) as disk, small_disk(kib=4) as nowhere:
        home = Paths.under(tmp_path / "home")
        paths = Paths(data=home.data, cache=disk, config=home.config)
        _fill(paths, tmp_path)
        with full(disk):
            save_page(tmp_path / "b.txt", papers(30, seed=4))
            with Library(paths) as library:
                library.add([tmp_path / "b.txt"])
                assert library.find(parse("")).total > len(PAPERS)
                assert _found(library)
            monkeypatch.setattr(tempfile, "tempdir", str(nowhere))
            with Library(paths) as library:
                assert library.find(parse("")).total > len(PAPERS)
                with pytest.raises(SearchError, match="No space left") as caught:
                    _found(library)
                assert "full" in caught.value.hint
        with Library(paths) as library:
            assert _found(library)
            assert all(finding.well for finding in library.examine() if finding.what == "index")
