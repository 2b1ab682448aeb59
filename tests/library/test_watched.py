"""Watched folders: what is new in them comes in, once."""

import os
from pathlib import Path

import pytest

from reader.library import WATCHED, Library
from reader.paths import Paths

from ..dumps.pages import papers, save_page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two dumps of five papers each, and one that is none."""
    (folder := tmp_path / "in").mkdir()
    save_page(folder / "a.txt", papers(5, seed=1))
    save_page(folder / "b.txt", papers(5, seed=2))
    (folder / "c.txt").write_text("hello")
    return folder


@pytest.fixture
def opened(tmp_path: Path) -> Library:
    """A new library."""
    return Library(Paths.under(tmp_path / "home"))


def names(library: Library, *folders: Path) -> list[str]:
    """Return the names of the files that were new."""
    return [file.path.name for file in library.add_new(folders)[0].files]


def test_only_what_is_new_is_opened(opened: Library, folder: Path) -> None:
    """Everything the first time, then what was added or written to; a copy under another name is known."""
    report, missing = opened.add_new([folder])
    assert (report.new, report.rejected, list(missing)) == (10, 1, [])
    assert names(opened, folder) == []
    save_page(folder / "d.txt", papers(3, seed=3))
    (folder / "deep").mkdir()
    (folder / "deep" / "copy.txt").write_bytes((folder / "a.txt").read_bytes())
    with (folder / "b.txt").open("a") as file:
        file.write("\n")
    report, _ = opened.add_new([folder])
    assert [(file.path.name, file.new, file.known) for file in report.files] == [
        ("b.txt", 0, False),
        ("d.txt", 3, False),
        ("copy.txt", 0, True),
    ]


def test_a_change_of_date_alone_is_looked_at(opened: Library, folder: Path) -> None:
    """A file of the same size may hold another text: it is opened, and found to be known."""
    opened.add_new([folder])
    os.utime(folder / "a.txt", ns=(1, 1))
    report, _ = opened.add_new([folder])
    assert [(file.path.name, file.known) for file in report.files] == [("a.txt", True)]


def test_undone_stays_undone(opened: Library, folder: Path) -> None:
    """What was taken back does not come again by itself."""
    opened.add_new([folder])
    opened.undo()
    assert opened.add_new([folder])[0].new == 0
    assert len(opened) == 0


def test_missing_folders_are_told(opened: Library, folder: Path, tmp_path: Path) -> None:
    """The others are looked through all the same, and what was known of a missing one is kept."""
    (other := tmp_path / "disk").mkdir()
    save_page(other / "e.txt", papers(2, seed=4))
    assert names(opened, folder, other) == ["a.txt", "b.txt", "c.txt", "e.txt"]
    other.rename(tmp_path / "away")
    assert opened.add_new([folder, other])[1] == (other,)
    (tmp_path / "away").rename(other)
    assert names(opened, folder, other) == []


def test_a_dry_run_remembers_nothing(opened: Library, folder: Path) -> None:
    """It says what would come in, and it comes in afterwards."""
    assert opened.add_new([folder], dry_run=True)[0].new == 10
    assert WATCHED not in opened.load_session()
    assert opened.add_new([folder])[0].new == 10


def test_what_was_not_looked_at_comes_the_next_time(opened: Library, folder: Path) -> None:
    """An app that is left in the middle goes on at its next start."""
    looks = iter([False, True, True])
    report, _ = opened.add_new([folder], stop=lambda: next(looks))
    assert (report.new, report.left) == (5, 2)
    assert names(opened, folder) == ["b.txt", "c.txt"]


def test_the_rest_of_the_session_stays(opened: Library, folder: Path) -> None:
    """Where the app was left is not forgotten."""
    opened.save_session({"query": "kites"})
    opened.add_new([folder])
    assert opened.load_session()["query"] == "kites"
