"""The export dialogue, as it is used."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest
from textual.widgets import Input, Static

from reader.errors import StoreError
from reader.export import FORMATS, Files, Format, Layout
from reader.library import Library
from reader.papers import Entry
from reader.settings import Settings
from reader.tui.screens.exporting import ExportScreen

from . import shelf as papers
from .story import SINGLE, Story, fill, press, reading, said, screen_text, until


def _rude(_entries: Sequence[Entry], _layout: Layout) -> Files:
    return {".md": "[red]no markup[/] \x1b[31mno colour\x9b2J\n\tindented", ".bib": ""}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that everything is written to."""
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def formats(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other formats than a list and one of rude texts."""
    known = cast("dict[str, Format]", FORMATS)
    for name in set(known) - {"list"}:
        monkeypatch.delitem(known, name)
    monkeypatch.setitem(known, "rude", Format("rude", "Hostile to terminals", ".rude", _rude))


async def seen(pilot: Story, text: str) -> None:
    """Wait until the screen shows a text."""
    await until(pilot, lambda: text in screen_text(pilot))


def beginning(pilot: Story) -> str:
    """Return the preview."""
    return str(pilot.app.screen.query_one("#export-preview", Static).render())


async def test_choosing_by_keys_alone(shelf: Library, here: Path) -> None:
    """Rows by j and k, values by h and l, Enter writes; the preview follows each of them."""
    async with reading(shelf) as pilot:
        await press(pilot, "j", "e")
        await until(pilot, lambda: "# Reading list" in beginning(pilot))
        await press(pilot, "h")
        await until(pilot, lambda: f"# {papers.TITLES[1]}" in beginning(pilot))  # the list of one bears its title
        assert "It ends with" in beginning(pilot)
        await press(pilot, "j", "j", "j", "l", "l")
        await until(pilot, lambda: "It ends with" not in beginning(pilot))
        await press(pilot, "enter")
        await seen(pilot, "1 paper written to")
    text = (here / "reading-list.md").read_text()
    assert papers.TITLES[1] in text
    assert papers.TITLES[0] not in text
    assert "It ends with" not in text


async def test_the_last_choice_is_remembered(shelf: Library, here: Path) -> None:
    """In this run and the next, also where the place is saved in between; replacing is not."""
    async with reading(shelf) as pilot:
        await press(pilot, "e", "h", "j", "j", "l")
        await fill(pilot, "mine.md")
        await press(pilot, "enter")
        await seen(pilot, "1 paper written to")
        await press(pilot, "q")
    async with reading(shelf) as pilot:
        await press(pilot, "e")
        assert "this paper › 1" in screen_text(pilot)
        assert "by tag" in screen_text(pilot)
        assert pilot.app.screen.query_one(Input).value == "mine.md"
        await seen(pilot, "^T replaces it")
        await press(pilot, "enter")
        await seen(pilot, "mine.md is there already")
        await press(pilot, "ctrl+t", "enter")
        await seen(pilot, "1 paper written to")
    assert [file.name for file in here.iterdir()] == ["mine.md"]


async def test_the_selected_are_meant_first(shelf: Library, here: Path) -> None:
    """Where some are selected, those are written; all that is listed is one key away."""
    async with reading(shelf) as pilot:
        await press(pilot, "v", "j", "v", "e")
        assert "selected › 2" in screen_text(pilot)
        await press(pilot, "enter")
        await seen(pilot, "2 papers written to")
        await press(pilot, "e", "h")
        assert "listed › 10" in screen_text(pilot)
    assert papers.TITLES[2] not in (here / "reading-list.md").read_text()


async def test_the_path_is_completed(shelf: Library, here: Path) -> None:
    """Tab goes there and completes, down chooses, Esc goes back a step at a time, up leads to the rows."""
    (here / "lists").mkdir()
    (here / "lists" / "old.md").touch()
    async with reading(shelf) as pilot:
        await press(pilot, "e", "tab")
        await fill(pilot, "li")
        await seen(pilot, "lists/")
        await press(pilot, "tab")
        await seen(pilot, "old.md")
        await press(pilot, "down", "enter")
        assert pilot.app.screen.query_one(Input).value == "lists/old.md"
        await seen(pilot, "There is a old.md already")
        await press(pilot, "up", "j", "j", "j", "j", "j", "down", "escape", "escape")
        assert not isinstance(pilot.app.screen, ExportScreen)


async def test_formats_are_chosen_of_a_list(shelf: Library, formats: None) -> None:
    """The key f says what each is for; the name ends as the format has it, and its text is shown as text."""
    async with reading(shelf) as pilot:
        await press(pilot, "e", "f")
        await seen(pilot, "Hostile to terminals")
        await press(pilot, *"rud", "enter")
        await seen(pilot, "[red]no markup[/] [31mno colour2J")
        assert "\n    indented" in beginning(pilot)
        assert "beside it .bib" in screen_text(pilot)
        assert pilot.app.screen.query_one(Input).value == "reading-list.rude"
        await press(pilot, "j", "h")
        await until(pilot, lambda: "# Reading list" in beginning(pilot))
        assert pilot.app.screen.query_one(Input).value == "reading-list.md"


async def test_only_the_beginning_is_looked_at(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many papers are listed, a few are written for the preview."""
    asked: list[int] = []
    write = Library.write

    def counted(self: Library, results: object, *arguments: object) -> object:
        asked.append(len(results.numbers))  # type: ignore[attr-defined]
        return write(self, results, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Library, "write", counted)
    async with reading(shelf) as pilot:
        await press(pilot, "e")
        await seen(pilot, "the first 8 of 10 papers")
    assert asked == [8]


async def test_errors_are_explained_in_place(shelf: Library, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be read or written is said in the dialogue, which stays; no name writes nothing."""
    async with reading(shelf) as pilot:
        await press(pilot, "e")
        await fill(pilot, "nowhere/list.md")
        await seen(pilot, "There is no folder")
        await press(pilot, "enter")
        await until(pilot, lambda: "Create the" in screen_text(pilot))
        await fill(pilot, "")
        await press(pilot, "enter")
        await seen(pilot, "Name a file.")

        def fail(*_: object) -> Files:
            raise StoreError("The library cannot be read", "Look at its disk.")

        monkeypatch.setattr(Library, "write", fail)
        await press(pilot, "l")
        await until(pilot, lambda: "Look at its disk." in said(pilot))
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, ExportScreen)
    assert not list(here.iterdir())


async def test_in_letters_that_every_font_has(shelf: Library) -> None:
    """The signs around a value, too, are ASCII where the settings say so."""
    async with reading(shelf, settings=Settings(ascii=True)) as pilot:
        await press(pilot, "e")
        await until(pilot, lambda: "# Reading list" in beginning(pilot))
        assert "< listed >" in screen_text(pilot)
        assert screen_text(pilot).isascii()


@pytest.mark.parametrize("size", [SINGLE, (40, 12), (60, 10)])
async def test_small_windows(size: tuple[int, int], shelf: Library, here: Path) -> None:
    """Where there is no room for a preview there is none; the rows and the path are in sight."""
    async with reading(shelf, size=size) as pilot:
        await press(pilot, "e")
        text = screen_text(pilot)
        assert "listed › 10" in text
        assert "reading-list.md" in text
        assert ("Preview" in text) == (size == SINGLE)
        await press(pilot, "enter")
        await until(pilot, lambda: (here / "reading-list.md").exists())
