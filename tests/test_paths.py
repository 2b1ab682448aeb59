from pathlib import Path

import pytest

from reader.paths import Paths


def test_one_folder_holds_all(tmp_path: Path) -> None:
    """Under a home are the library, a cache with the index, and the configuration; nothing is made."""
    paths = Paths.under(tmp_path / "home")
    assert paths.library == tmp_path / "home" / "library.db"
    assert paths.index == tmp_path / "home" / "cache" / "index"
    assert paths.config_file == tmp_path / "home" / "config.yaml"
    assert not (tmp_path / "home").exists()


def test_a_home_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative home and `~` are where they were when the program began, wherever it goes later."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/ann")
    assert Paths.under(Path("papers")).data == tmp_path / "papers"
    assert Paths.under(Path("~/papers")).data == Path("/home/ann/papers")


def test_which_home_is_chosen(tmp_path: Path) -> None:
    """`--home` comes before READER_HOME, that before the user's folders; an empty one is none."""
    option, named = tmp_path / "option", tmp_path / "named"
    environ = {"READER_HOME": str(named)}
    assert Paths.choose(option, environ) == Paths.under(option)
    assert Paths.choose(None, environ) == Paths.under(named)
    assert Paths.choose(None, {"READER_HOME": ""}) == Paths.choose(None, {}) == Paths.of_user()


def test_the_folders_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is precious, what may be deleted and what is the user's own are kept apart."""
    for kind in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))
    paths = Paths.of_user()
    assert len({paths.data, paths.cache, paths.config}) == 3
    assert all(path.name == "daily-papers-reader" for path in (paths.data, paths.cache, paths.config))
    assert not list(tmp_path.iterdir())


def test_a_link_in_the_place_of_the_library(tmp_path: Path) -> None:
    """The library is what it leads to, and so are the log and the copies beside it."""
    (tmp_path / "home").mkdir()
    (tmp_path / "disk").mkdir()
    (tmp_path / "home" / "library.db").symlink_to("../disk/papers.db")
    assert Paths.under(tmp_path / "home").library == tmp_path / "disk" / "papers.db"
