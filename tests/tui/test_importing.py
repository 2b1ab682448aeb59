"""Adding dumps in the app: completing a path, watching the import, reading the report, looking at rejects."""

import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import pytest
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from reader.dumps import OpenDump, open_dump
from reader.library import Library, adding
from reader.settings import Settings
from reader.tui.screens.importing import ADDED_FROM, ImportScreen
from reader.tui.screens.importing.raw_text import RawTextScreen
from reader.tui.screens.importing.reporting import ReportScreen
from reader.tui.screens.welcome import Welcome

from . import shelf as papers
from .story import Story, do, fill, press, reading, screen_text, shown, until

SIZES = [(120, 36), (80, 24), (40, 12)]
ALONE = "A title that stands alone"


@pytest.fixture
def dumps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two dumps, one of them with a reject, a picture and a folder."""
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "dumps"
    (folder / "old").mkdir(parents=True)
    (folder / "april.txt").write_text(papers.dump(("Eleventh Paper", papers.TITLES[0])), encoding="utf-8")
    (folder / "august.md").write_text(papers.dump(("Twelfth Paper",)) + f"{ALONE}\n", encoding="utf-8")
    (folder / "old" / "picture.txt").write_bytes(bytes(range(256)) * 50)
    return folder


def line(pilot: Story) -> str:
    """Return the path line."""
    return pilot.app.screen.query_one(Input).value


def remark(pilot: Story) -> str:
    """Return what stands under the line."""
    content = pilot.app.screen.query_one(".remark", Static).content
    assert isinstance(content, Content)
    return content.plain


def offered(pilot: Story) -> int:
    """Return how many offers there are."""
    return pilot.app.screen.query_one(OptionList).option_count


async def open_on(pilot: Story, path: Path | str) -> None:
    """Open the screen and put a path into its line."""
    await do(pilot, "library.add")
    await fill(pilot, str(path))


async def add(pilot: Story, path: Path | str) -> None:
    """Add a path and wait for the report."""
    await open_on(pilot, path)
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ReportScreen))
    await pilot.pause()


@contextmanager
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Hold an import up at its first file until the event is set."""
    gate = threading.Event()

    def slowly(path: Path, **more: object) -> AbstractContextManager[OpenDump]:
        gate.wait(30)
        return open_dump(path, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(adding, "open_dump", slowly)
    try:
        yield gate
    finally:
        gate.set()


# The line


async def test_tab_completes_as_a_shell_does(shelf: Library, dumps: Path) -> None:
    """As far as all names go, then from offer to offer; Enter takes the one that is chosen, a folder leads on."""
    async with reading(shelf) as pilot:
        await open_on(pilot, f"{dumps}/a")
        await until(pilot, lambda: offered(pilot) == 2)
        assert "april.txt" in screen_text(pilot)
        await press(pilot, "tab")
        assert line(pilot) == f"{dumps}/a", "they have no more in common"
        await press(pilot, "tab", "enter")
        assert line(pilot) == f"{dumps}/august.md"
        await fill(pilot, f"{dumps}/o")
        await until(pilot, lambda: offered(pilot) == 1 and "old/" in screen_text(pilot))
        await press(pilot, "tab")
        assert line(pilot) == f"{dumps}/old/"
        await until(pilot, lambda: "picture.txt" in screen_text(pilot))
        await fill(pilot, f"{dumps.parent}/du")
        await until(pilot, lambda: "dumps/  3 dumps" in screen_text(pilot))
        assert isinstance(pilot.app.screen, ImportScreen)


async def test_escape_lets_go_first_and_leaves_then(shelf: Library, dumps: Path) -> None:
    """As in the search bar; nothing was added."""
    async with reading(shelf) as pilot:
        await open_on(pilot, f"{dumps}/")
        await until(pilot, lambda: offered(pilot) == 3)
        await press(pilot, "down", "up", "escape")
        assert isinstance(pilot.app.screen, ImportScreen)
        await press(pilot, "escape")
        assert len(pilot.app.screen_stack) == 1
        assert len(shown(pilot).titles) == 10


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/nowhere/at-all", "There is no “/nowhere/at-all”. Check the path"),
        ("~nobody-has-this-name/x", "There is no “"),
        ("x" * 300, "There is no “"),
        ("-", "There is no “"),
        ("{dumps}/old/picture.txt", "is not a text dump. Mend the path, or choose another file."),
        ("{dumps}/empty", "There is no file in this folder."),
        ("{dumps}/pipe", "is neither a file nor a folder."),
    ],
)
async def test_what_cannot_be_added_is_explained(shelf: Library, dumps: Path, path: str, said: str) -> None:
    """What, where, what to do; the line stays, and typing goes on in it."""
    (dumps / "empty").mkdir()
    os.mkfifo(dumps / "pipe")
    path = path.format(dumps=dumps)
    async with reading(shelf, size=(200, 30)) as pilot:
        await open_on(pilot, path)
        await press(pilot, "enter")
        await until(pilot, lambda: said in remark(pilot))
        assert line(pilot) == path
        await press(pilot, "end", "!")
        assert line(pilot) == f"{path}!"
        assert said not in remark(pilot)
    assert len(shelf) == 10


async def test_the_folder_is_remembered(shelf: Library, dumps: Path) -> None:
    """For the next time, and the next session; leaving the app does not forget it."""
    async with reading(shelf) as pilot:
        await add(pilot, dumps / "april.txt")
        await press(pilot, "escape", "i")
        assert line(pilot) == f"{dumps}/"
        await press(pilot, "escape", "q")
    assert shelf.load_session()[ADDED_FROM] == f"{dumps}/"
    assert shelf.load_session()["paper"], "what else is remembered"


# The import


async def test_a_dry_run_changes_nothing(shelf: Library, dumps: Path) -> None:
    """It says what would happen; Escape goes back to the line, Enter does it."""
    async with reading(shelf) as pilot:
        await open_on(pilot, dumps)
        await press(pilot, "ctrl+t", "enter")
        await until(pilot, lambda: "Would be: 2 new papers in 3 files, 1 merged, 2 rejected" in screen_text(pilot))
        assert len(shelf) == 10
        await press(pilot, "escape")
        assert line(pilot) == str(dumps)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReportScreen))
        await press(pilot, "enter")
        await until(pilot, lambda: "2 new papers in 3 files, 1 merged, 2 rejected." in screen_text(pilot))
        assert "Would be" not in screen_text(pilot)
        assert len(shelf) == 12


async def test_stopping_takes_in_whole_files_only(shelf: Library, dumps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+G ends it after the file under way; the report says how many are left."""
    async with reading(shelf) as pilot:
        with held(monkeypatch) as gate:
            await open_on(pilot, dumps)
            await press(pilot, "enter")
            await until(pilot, lambda: "reading, 0%" in screen_text(pilot))
            assert "·" * 30 in screen_text(pilot)
            await press(pilot, "ctrl+g")
            await until(pilot, lambda: "then stopping" in screen_text(pilot))
            gate.set()
            await until(pilot, lambda: "1 new paper, 1 merged, 0 rejected, stopped before 2 more" in screen_text(pilot))
    assert len(shelf) == 11


async def test_an_import_goes_on_without_its_screen(
    shelf: Library, dumps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Escape leaves it running, the app stays usable, the screen finds it again, the list shows what came of it."""
    async with reading(shelf) as pilot:
        with held(monkeypatch) as gate:
            await open_on(pilot, dumps / "april.txt")
            await press(pilot, "enter")
            await until(pilot, lambda: "reading, " in screen_text(pilot))
            await press(pilot, "escape", "j", "b")
            assert shown(pilot).entry.mark.bookmarked
            await press(pilot, "i")
            await until(pilot, lambda: "reading, " in screen_text(pilot))
            assert line(pilot) == str(dumps / "april.txt")
            await press(pilot, "escape")
            gate.set()
            await until(pilot, lambda: "1 new paper, 1 merged, 0 rejected" in screen_text(pilot))
        await until(pilot, lambda: "Eleventh Paper" in shown(pilot).titles)
        assert shown(pilot).entry.mark.bookmarked, "the cursor is where it was"


async def test_quitting_stops_an_import(shelf: Library, dumps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two files: what was taken in is whole."""
    async with reading(shelf) as pilot:
        with held(monkeypatch) as gate:
            await open_on(pilot, dumps)
            await press(pilot, "enter")
            await until(pilot, lambda: "reading, " in screen_text(pilot))
            await press(pilot, "ctrl+q")
            gate.set()
            await until(pilot, lambda: not pilot.app.is_running)
    assert len(shelf) in (10, 11)


async def test_from_the_welcome_to_the_papers(empty: Library, dumps: Path) -> None:
    """Also where the import was left to itself."""
    async with reading(empty, query=None) as pilot:
        assert isinstance(pilot.app.screen, Welcome)
        await press(pilot, "i")
        await fill(pilot, str(dumps))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReportScreen))
        await press(pilot, "down", "enter")
        assert str(shown(pilot).query) == "source:april.txt"
        assert len(shown(pilot).titles) == 2


async def test_the_welcome_opens_when_an_import_ends(
    empty: Library, dumps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to ask whether there is something to read by now."""
    async with reading(empty) as pilot:
        with held(monkeypatch) as gate:
            await press(pilot, "i")
            await fill(pilot, str(dumps))
            await press(pilot, "enter")
            await until(pilot, lambda: "reading, " in screen_text(pilot))
            await press(pilot, "escape")
            gate.set()
            await until(pilot, lambda: "3 papers" in screen_text(pilot))


# The report


async def test_the_report_leads_to_the_papers(shelf: Library, dumps: Path) -> None:
    """Enter on the summary shows what was added, on a file what it holds; the list follows in any case."""
    async with reading(shelf) as pilot:
        await add(pilot, dumps)
        text = screen_text(pilot)
        assert "april.txt: 2 records, 1 new, 1 merged, 0 rejected" in text
        assert "august.md: 1 record, 1 new, 0 merged, 1 rejected" in text
        assert "picture.txt: not read" in text
        await press(pilot, "enter")
        assert str(shown(pilot).query) == "source:april.txt OR source:august.md"
        assert "2 new papers in 3 files, 1 merged, 2 rejected" in screen_text(pilot)
        await add(pilot, dumps / "april.txt")
        assert "april.txt: added before, 2 records, 0 rejected then" in screen_text(pilot)
        await press(pilot, "j", "enter")
        assert str(shown(pilot).query) == "source:april.txt"


@pytest.mark.parametrize("size", SIZES)
async def test_a_reject_is_shown_where_it_stands(shelf: Library, dumps: Path, size: tuple[int, int]) -> None:
    """Numbered lines, its own marked and in sight; Escape goes back, and back again."""
    number = (dumps / "august.md").read_text().splitlines().index(ALONE) + 1
    async with reading(shelf, size=size) as pilot:
        await add(pilot, dumps / "august.md")
        await press(pilot, "G", "enter")
        assert isinstance(pilot.app.screen, RawTextScreen)
        await until(pilot, lambda: f"▶{number:>5} A title" in screen_text(pilot))
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReportScreen)
        await press(pilot, "escape")
        assert len(pilot.app.screen_stack) == 1


async def test_raw_text_is_text(shelf: Library, tmp_path: Path) -> None:
    """Neither markup nor escapes of a file or its name are obeyed; a file that is gone is no accident."""
    file = tmp_path / "[b]odd\x1b[2J.txt"
    file.write_text("1\n\n\x1b]0;title\x07 [red]raw[/red]\x1b[2J\n\n3\n", encoding="utf-8")
    async with reading(shelf) as pilot:
        await add(pilot, f"{tmp_path}/[b]odd\\x1b[2J.txt")
        await press(pilot, "G", "enter")
        await until(pilot, lambda: "]0;title [red]raw[/red][2J" in screen_text(pilot))
        assert "[b]odd[2J.txt" in screen_text(pilot)
        assert "\x1b" not in screen_text(pilot)
        await press(pilot, "escape")
        file.unlink()
        await press(pilot, "enter")
        await until(pilot, lambda: "No such file or directory" in screen_text(pilot))
        await press(pilot, "e")
        assert "No editor is set" in screen_text(pilot)


@pytest.mark.parametrize("name", ["vi", "my-editor"])
async def test_a_reject_is_mended_in_the_editor(
    shelf: Library, dumps: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """At its line, where the editor can be told; the text is shown anew; what is gone is not opened."""
    number = (dumps / "august.md").read_text().splitlines().index(ALONE) + 1
    editor = dumps.parent / name
    editor.write_text(f'#!/bin/sh\necho "$@" > {dumps.parent}/told\nfor file; do :; done\necho "mended" >> "$file"\n')
    editor.chmod(0o700)
    async with reading(shelf, settings=Settings(editor=str(editor))) as pilot:
        monkeypatch.setattr(pilot.app, "suspend", nullcontext)
        await add(pilot, dumps / "august.md")
        await press(pilot, "G", "enter", "o")
        await until(pilot, lambda: f"{number + 1} mended" in screen_text(pilot))
        told = (dumps.parent / "told").read_text().split()
        assert told == [*([f"+{number}"] if name == "vi" else []), str(dumps / "august.md")]
        (dumps / "august.md").unlink()
        await press(pilot, "escape", "e")
        assert "opened." in screen_text(pilot)  # how the sentence is broken depends on the path
