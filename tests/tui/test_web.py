"""The app in the browser, where there is no terminal to give away."""

import sys

import pytest
from textual.drivers import web_driver
from textual.events import Resize
from textual.geometry import Size
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


@pytest.mark.parametrize(("told", "taken"), [(99_999_999, 1000), (120, 120), (0, 1), (-5, 1), ("wide", 80), (None, 80)])
async def test_a_tab_has_bounds(shelf: Library, told: object, taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever size is told, at first or later: the screen takes no memory without end."""
    app = ReaderApp(shelf, Settings())
    heard: list[Resize] = []
    monkeypatch.setattr(app, "post_message", heard.append)
    monkeypatch.setattr(TabDriver, "_write_to_whoever_is_there", lambda *_: None)
    monkeypatch.setattr(web_driver, "InputReader", lambda: None)  # there is no server to hear
    driver = TabDriver(app, size=(99_999_999, 99_999_999))
    assert driver._size == (1000, 1000)
    driver.on_meta("resize", {"type": "resize", "width": told, "height": told})
    assert [event.size for event in heard] == [Size(taken, taken)]
