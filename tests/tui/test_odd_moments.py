"""What happens when nobody expects it: tiny windows, papers that go while one looks at them."""

from threading import Event

import pytest

from reader.errors import TextError
from reader.library import Activity, Library
from reader.papers import Status
from reader.settings import Settings
from reader.tui.actions.marking import ACTIONS
from reader.tui.screens.prompt import PromptScreen

from .story import PATIENCE_S, press, reading, room, said, until


@pytest.mark.parametrize("key", ["pageup", "pagedown"])
@pytest.mark.parametrize("height", [2, 3, 4])
async def test_paging_in_a_palette_without_lines(shelf: Library, key: str, height: int) -> None:
    """There is nothing to page through; nothing happens."""
    async with reading(shelf, size=(80, height)) as pilot:
        await press(pilot, ":", key, "escape")
        assert pilot.app.screen is room(pilot)


@pytest.mark.parametrize("size", [(1, 1), (5, 3), (10, 2)])
async def test_help_in_no_room_at_all(shelf: Library, size: tuple[int, int]) -> None:
    """A window that shows nothing is no reason to end."""
    async with reading(shelf, size=size) as pilot:
        await press(pilot, "?", "escape")
        assert pilot.app.screen is room(pilot)


async def test_a_note_on_a_paper_that_is_gone(shelf: Library) -> None:
    """Somebody else took back the dump: the key does nothing."""
    async with reading(shelf) as pilot:
        with Library(shelf.paths) as other:
            other.undo()
        ACTIONS["paper.note"](room(pilot), None)
        await pilot.pause()
        assert pilot.app.screen is room(pilot)


async def test_reading_a_paper_that_is_gone(shelf: Library) -> None:
    """What one stayed with is no longer there to be marked."""
    async with reading(shelf, settings=Settings(reading_after_s=0.01)) as pilot:
        with Library(shelf.paths) as other:
            other.undo()
        room(pilot)._stayed(1)
        assert shelf.marks([1])[0].status is Status.UNREAD


@pytest.mark.parametrize("wrong", [False, True])
async def test_leaving_a_line_whose_work_ends_at_this_moment(shelf: Library, *, wrong: bool) -> None:
    """The line is left once, and what came of it is said where one is then."""
    may_end, ended = Event(), Event()

    def work(name: str) -> str:
        may_end.wait(PATIENCE_S)
        ended.set()
        if wrong:
            raise TextError(f"no {name}", "Say another name.")
        return f"did {name}"

    async with reading(shelf) as pilot:
        prompt = PromptScreen("Do", work, start="this", remark="")
        room(pilot).pick(prompt, room(pilot).reader.say)
        await until(pilot, lambda: pilot.app.screen is prompt)
        await press(pilot, "enter")
        may_end.set()
        ended.wait(PATIENCE_S)  # nothing else happens meanwhile
        prompt.dismiss(None)
        await until(pilot, lambda: ("no this" if wrong else "did this") in said(pilot))
        assert pilot.app.screen is room(pilot)


async def test_the_work_of_a_screen_ends_as_it_is_left(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was counted for it does not arrive while its widgets are taken down."""
    may_end, activity = Event(), shelf.activity

    def slow() -> Activity:
        may_end.wait(PATIENCE_S)
        return activity()

    monkeypatch.setattr(shelf, "activity", slow)
    async with reading(shelf) as pilot:
        await press(pilot, "D")
        screen = pilot.app.screen
        counting = [worker for worker in pilot.app.workers if worker.node is screen]
        screen.dismiss(None)
        assert counting
        assert all(worker.is_cancelled for worker in counting)
        may_end.set()
        await until(pilot, lambda: pilot.app.screen is room(pilot))
