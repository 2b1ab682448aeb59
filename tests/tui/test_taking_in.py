"""Watched folders: what is new in them is there after the start, and nobody loses their place."""

from pathlib import Path

import pytest

from reader.dumps import Reject
from reader.errors import StoreError
from reader.library import AddReport, FileReport, Library
from reader.settings import Settings
from reader.tui.app import ReaderApp
from reader.tui.screens.reading_room import ReadingRoom
from reader.tui.taking_in import news_of, trouble_of

from . import shelf as papers
from .story import Story, do, press, reading, said, screen_text, shown, until

LATE = ("Late Arrival", "Later Arrival")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a dump of two papers."""
    (folder := tmp_path / "in").mkdir()
    (folder / "april.txt").write_text(papers.dump(LATE), encoding="utf-8")
    return folder


def watching(*folders: Path) -> Settings:
    """Return settings that watch folders."""
    return Settings(watch=[str(folder) for folder in folders])


async def looked(pilot: Story) -> None:
    """Wait until the folders were looked through."""
    await pilot.pause()
    await until(pilot, lambda: not [w for w in pilot.app.workers if w.group == "watched" and w.is_running])


async def test_what_is_new_is_told(shelf: Library, folder: Path) -> None:
    """How many papers and where from; list and cursor stay until the list is asked for."""
    async with reading(shelf, settings=watching(folder)) as pilot:
        await press(pilot, "j", "j")
        await until(pilot, lambda: f"2 new papers from {folder.parent}"[:30] in said(pilot))
        await until(pilot, lambda: "gr shows them." in said(pilot))
        assert (len(shown(pilot).titles), shown(pilot).cursor) == (10, 2)
        await do(pilot, "go.again")
        assert set(LATE) <= set(shown(pilot).titles)
        assert shown(pilot).entry.paper.title == papers.TITLES[2]


async def test_nothing_new_is_no_word_worth(shelf: Library, folder: Path) -> None:
    """The next start is silent, also after the place was saved; so is the sample, which watches nothing."""
    shelf.add_new([folder])
    async with reading(shelf, settings=watching(folder)) as pilot:
        await looked(pilot)
        assert not pilot.app._notifications
        await press(pilot, "q")
    assert shelf.add_new([folder])[0].files == ()
    (folder / "may.txt").write_text(papers.dump(("May Paper",)), encoding="utf-8")
    async with reading(shelf, settings=watching(folder), sample=True) as pilot:
        await looked(pilot)
    assert len(shelf) == 12


async def test_an_empty_library_is_entered(empty: Library, folder: Path) -> None:
    """Where the welcome stands, the list takes its place."""
    async with reading(empty, settings=watching(folder)) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, ReadingRoom))
        await until(pilot, lambda: "2 new papers from" in said(pilot))
        assert "shows them" not in said(pilot)


async def test_a_missing_folder_is_told(shelf: Library, folder: Path) -> None:
    """The app goes on, and the other folders are looked through."""
    async with reading(shelf, settings=watching(Path("/nowhere"), folder)) as pilot:
        await until(pilot, lambda: "There is no /nowhere" in said(pilot))
        assert "2 new papers" in said(pilot)
    assert len(shelf) == 12


async def test_a_library_that_cannot_be_written(shelf: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said; reading goes on."""

    def fail(*_: object, **__: object) -> None:
        raise StoreError("The library is read-only", "Look at its disk.")

    monkeypatch.setattr(Library, "add_new", fail)
    async with reading(shelf, settings=watching(folder)) as pilot:
        await until(pilot, lambda: "The library is read-only" in said(pilot))
        await press(pilot, "j")
        assert shown(pilot).cursor == 1


async def test_folders_that_are_added_to_the_settings(shelf: Library, folder: Path) -> None:
    """They are looked through at once, without a new start."""
    async with reading(shelf) as pilot:
        app = pilot.app
        assert isinstance(app, ReaderApp)
        app.configure(watching(folder), app.keys)
        await until(pilot, lambda: "2 new papers" in screen_text(pilot))


A, B = Path("/home/me/a"), Path("/home/me/b")
FOLDERS = {A: "~/a", B: "~/b"}


def taken(path: Path, new: int) -> FileReport:
    """Return the report of a file with new papers, or of one that holds none."""
    rejects = () if new else (Reject(1, "hello", "no papers found"),)
    return FileReport(str(path), records=new, new=new, path=path, rejects=rejects)


@pytest.mark.parametrize(
    ("files", "missing", "told"),
    [
        ([], [], []),
        ([taken(A / "x.txt", 12)], [], ["12 new papers from ~/a; gr shows them."]),
        ([taken(A / "deep" / "x.txt", 1)], [], ["1 new paper from ~/a; gr shows it."]),
        ([taken(A / "x.txt", 1), taken(B / "y.txt", 1000)], [], ["1,001 new papers from 2 folders; gr shows them."]),
        ([FileReport("x", 3, known=True, path=A / "x")], [], []),
        ([taken(A / "\x1b[2Jx.txt", 0)], [], ["[2Jx.txt holds no papers: no papers found"]),
        ([taken(A / "x.txt", 0)] * 3, [], ["3 new files hold no papers; i tells why."]),
        ([], [B], ["There is no ~/b, which config.yaml has under watch."]),
    ],
)
def test_sentences(files: list[FileReport], missing: list[Path], told: list[str]) -> None:
    """What came in, from where as the settings write it, and what is wrong; nothing where nothing is."""
    report = AddReport(tuple(files), dry_run=False)
    assert [*news_of(report, FOLDERS, "; gr shows them"), *trouble_of(report, missing, FOLDERS)] == told
