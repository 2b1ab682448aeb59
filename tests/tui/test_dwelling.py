from collections.abc import Callable

import pytest

from reader.changes import SetStatus
from reader.library import Library
from reader.papers import Status
from reader.settings import Settings
from reader.tui.dwelling import Dwelling
from reader.tui.screens.reading_room import ReadingRoom

from .story import Story, do, press, reading, room, screen_text, shown

AFTER_S = 4321.0
"""So long that no timer of the test run itself goes off."""


class Alarm:
    """A timer that goes off when the test says so."""

    def __init__(self, goes_off: Callable[[], None]) -> None:
        self._goes_off: Callable[[], None] | None = goes_off

    def stop(self) -> None:
        """Never go off."""
        self._goes_off = None

    def ring(self) -> None:
        """Go off, if it was not stopped."""
        if self._goes_off:
            self._goes_off()


class Alarms:
    """All that were set."""

    def __init__(self) -> None:
        self.set: list[Alarm] = []

    def __call__(self, _after_s: float, goes_off: Callable[[], None]) -> Alarm:
        """Set one."""
        self.set.append(Alarm(goes_off))
        return self.set[-1]

    def ring(self) -> None:
        """Let the time pass: all that were not stopped go off."""
        for alarm in self.set:
            alarm.ring()
            alarm.stop()


def test_who_stays_is_told() -> None:
    """Once for a paper that is stayed with; looking at the same again is no new start."""
    alarms, told = Alarms(), list[int]()
    dwelling = Dwelling(AFTER_S, alarms, told.append)
    dwelling.look(7)
    dwelling.look(7)
    assert len(alarms.set) == 1
    alarms.ring()
    dwelling.look(7)
    alarms.ring()
    assert told == [7]


def test_who_passes_over_is_not() -> None:
    """Another paper, or none, stops the clock; coming back starts it anew."""
    alarms, told = Alarms(), list[int]()
    dwelling = Dwelling(AFTER_S, alarms, told.append)
    for number in (1, 2, None, 3, None):
        dwelling.look(number)
    alarms.ring()
    assert told == []
    dwelling.look(3)
    alarms.ring()
    assert told == [3]


def test_zero_is_never() -> None:
    """Without the setting no timer is set."""
    alarms = Alarms()
    Dwelling(0, alarms, lambda _number: None).look(1)
    assert alarms.set == []


@pytest.fixture
def alarms(monkeypatch: pytest.MonkeyPatch) -> Alarms:
    """The reading room's timers, in the test's hand."""
    alarms = Alarms()
    set_timer = ReadingRoom.set_timer

    def fake(room: ReadingRoom, delay: float, callback: Callable[[], None], **more: object) -> object:
        return alarms(delay, callback) if delay == AFTER_S else set_timer(room, delay, callback, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(ReadingRoom, "set_timer", fake)
    return alarms


def status(pilot: Story) -> Status:
    """Return the status of the paper under the cursor."""
    return shown(pilot).entry.mark.status


async def test_a_paper_that_is_stayed_with_is_being_read(shelf: Library, alarms: Alarms) -> None:
    """With its text, not with its row; said in a word, undone in one step; nothing moves."""
    async with reading(shelf, settings=Settings(reading_after_s=AFTER_S)) as pilot:
        await press(pilot, "j", "j")
        alarms.ring()
        assert status(pilot) is Status.UNREAD, "in the list"
        await press(pilot, "enter")
        assert status(pilot) is Status.UNREAD, "just opened"
        alarms.ring()
        await pilot.pause()
        assert status(pilot) is Status.READING
        assert "Now reading this; u undoes it." in screen_text(pilot)
        assert room(pilot).reading
        assert shown(pilot).cursor == 2
        await do(pilot, "history.undo")
        alarms.ring()
        assert status(pilot) is Status.UNREAD, "what was undone stays so"


@pytest.mark.parametrize("leaving", ["escape", "J", "t", "n", "slash", "question_mark"])
async def test_leaving_a_text_stops_the_clock(shelf: Library, alarms: Alarms, leaving: str) -> None:
    """For the list, another paper, a dialogue or the search."""
    async with reading(shelf, settings=Settings(reading_after_s=AFTER_S)) as pilot:
        await press(pilot, "enter", leaving)
        await pilot.pause()
        before = len(alarms.set)
        for alarm in alarms.set[: before - (leaving == "J")]:
            alarm.ring()
        assert [entry.mark.status for entry in shelf.entries(range(1, 11))] == [Status.UNREAD] * 10


async def test_coming_back_starts_the_clock_anew(shelf: Library, alarms: Alarms) -> None:
    """From a dialogue to the text that it was opened over."""
    async with reading(shelf, settings=Settings(reading_after_s=AFTER_S)) as pilot:
        await press(pilot, "enter", "t", "escape")
        await pilot.pause()
        assert len(alarms.set) == 2
        alarms.ring()
        assert status(pilot) is Status.READING


async def test_what_was_marked_stays_as_it_is(shelf: Library, alarms: Alarms) -> None:
    """A paper that is read, or skipped, is not made unread by looking at it again."""
    shelf.change([1], [SetStatus(Status.READ, shelf.now)])
    async with reading(shelf, settings=Settings(reading_after_s=AFTER_S)) as pilot:
        await press(pilot, "enter")
        alarms.ring()
        assert status(pilot) is Status.READ


async def test_by_default_it_is_off(shelf: Library) -> None:
    """Nobody's papers change who has not asked for it."""
    async with reading(shelf) as pilot:
        await press(pilot, "enter")
        assert room(pilot)._dwelling._timer is None
