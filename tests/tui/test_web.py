"""The app in the browser, where there is no terminal to give away."""

import sys

import pytest
from textual.drivers import web_driver
from textual.messages import ExitApp

from reader.library import Library
from reader.settings import Settings
from reader.tui.app import ReaderApp
from reader.tui.pasting import PasteParser, guard_pastes
from reader.tui.screens.note import NoteScreen
from reader.tui.screens.welcome import Welcome
from reader.tui.tab_driver import TabDriver

from .story import press, reading, said, shown, until


@pytest.fixture(autouse=True)
def web(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app believes that it is in the browser."""
    monkeypatch.setattr(ReaderApp, "is_web", True)


async def test_notes_are_written_in_place(shelf: Library) -> None:
    """The user's editor needs a terminal."""
    async with reading(shelf, settings=Settings(editor=sys.executable)) as pilot:
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, NoteScreen)
        await press(pilot, "h", "i", "escape")
        assert shown(pilot).entry.mark.note == "hi"


async def test_no_command_is_run(shelf: Library) -> None:
    """It says why, before one is typed, and what to do instead."""
    async with reading(shelf) as pilot:
        await press(pilot, "|")
        assert "A command needs a terminal" in said(pilot)
        await press(pilot, "j")
        assert shown(pilot).cursor == 1


async def test_the_sample_is_another_server(empty: Library) -> None:
    """The page belongs to one run of the app: the welcome tells the command, and stays."""
    async with reading(empty) as pilot:
        await press(pilot, "s")
        assert "reader --sample serve" in said(pilot)
        assert isinstance(pilot.app.screen, Welcome)


async def test_a_tab_that_is_closed_is_remembered(shelf: Library) -> None:
    """The driver ends the app; the place is kept as with `q`."""
    async with reading(shelf) as pilot:
        await press(pilot, "j")
        pilot.app.post_message(ExitApp())
        await until(pilot, lambda: not pilot.app.is_running)
    assert shelf.load_session()["row"] == "1"


def test_the_browsers_pastes_are_filtered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the same parser, put into the driver that the app has."""
    monkeypatch.setattr(web_driver, "XTermParser", web_driver.XTermParser)  # type: ignore[attr-defined]
    guard_pastes(TabDriver)
    assert web_driver.XTermParser is PasteParser  # type: ignore[attr-defined]
