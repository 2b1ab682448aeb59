from pathlib import Path
from threading import Event

import pytest
from textual.widgets import OptionList

from reader.errors import StoreError
from reader.library import Library, Rising
from reader.tui.screens.rising import RisingScreen
from tests.clock import Clock
from tests.library.pairs import add
from tests.library.test_rising import KITES, LAMPS, usual

from .story import SINGLE, STACKED, WIDE, Story, press, reading, room, said, screen_text, shown, until


@pytest.fixture
def months(library: Library, clock: Clock, tmp_path: Path) -> Library:
    """A page of March, and one of April that speaks of lanterns, and less of box kites."""
    clock.time = clock.time.replace(month=5)
    add(library, tmp_path, "march.txt", *usual(12, "a"))
    add(library, tmp_path, "april.txt", *usual(6, "b", LAMPS), *usual(6, "c", f"{KITES} {LAMPS}"), heading="Apr 14")
    return library


async def opened(pilot: Story) -> None:
    """Open the rising terms and wait until they are counted."""
    await press(pilot, "g", "i")
    await until(pilot, lambda: isinstance(pilot.app.screen, RisingScreen) and "counting" not in screen_text(pilot))


@pytest.mark.parametrize("size", [WIDE, STACKED, SINGLE])
async def test_terms_with_a_plot(months: Library, size: tuple[int, int]) -> None:
    """Terms with their papers, the surest first, and the plot of the one under the cursor, at any size."""
    async with reading(months, size=size) as pilot:
        await opened(pilot)
        assert "Apr 2024 (12) against Mar 2024 (12)"[:12] in screen_text(pilot)
        assert "lanterns      12 ← ·" in screen_text(pilot)
        assert "box kites      6 ← ·" in screen_text(pilot)
        assert "Apr 2024      12  12  100.0%  ━━━" in screen_text(pilot)
        await press(pilot, "j")
        assert "Apr 2024       6  12  50.0%  ━━━" in screen_text(pilot)
        await press(pilot, "k")
        assert "100.0%" in screen_text(pilot)


async def test_papers_of_a_term(months: Library) -> None:
    """Enter lists the newest month's papers that speak of it; Backspace comes back, and the screen opens on it."""
    async with reading(months) as pilot:
        await press(pilot, "j", "j")
        await opened(pilot)
        await press(pilot, "j", "enter")
        await until(pilot, lambda: str(shown(pilot).query) == '"box kites" page:2024-04')
        assert len(shown(pilot).titles) == 6
        assert pilot.app.screen is room(pilot)
        await press(pilot, "backspace")
        await until(pilot, lambda: str(shown(pilot).query) == "")
        assert shown(pilot).cursor == 2
        await opened(pilot)
        assert pilot.app.screen.query_one(OptionList).highlighted == 1


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_leaving(months: Library, key: str) -> None:
    """Both go back to the list, at its place; the next time the screen opens where it was left."""
    async with reading(months) as pilot:
        await press(pilot, "j", "j")
        await opened(pilot)
        await press(pilot, "j", key)
        assert (pilot.app.screen, room(pilot).papers.cursor) == (room(pilot), 2)
        await opened(pilot)
        assert pilot.app.screen.query_one(OptionList).highlighted == 1


async def test_weeks_and_years(months: Library) -> None:
    """`h` and `l` go round weeks, months and years; where there is too little, that is said in place of terms."""
    async with reading(months) as pilot:
        await opened(pilot)
        await press(pilot, "l")
        await until(pilot, lambda: "Rising terms need two years with 10 papers at least" in said(pilot))
        await press(pilot, "j", "G", "enter")
        assert isinstance(pilot.app.screen, RisingScreen)
        await press(pilot, "l")
        await until(pilot, lambda: "Apr 8, 2024 (12) against Mar 11, 2024 (12)" in screen_text(pilot))
        await press(pilot, "G")
        assert "Apr 8, 2024        6  12  50.0%  ━━━" in screen_text(pilot)
        await press(pilot, "l")
        assert "Apr 2024 (12) against Mar 2024 (12)" in screen_text(pilot)
        assert "Apr 2024       6  12  50.0%  ━━━" in screen_text(pilot)


async def test_nothing_waits_for_the_count(months: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it counts, keys work: one can leave, and go where one wants."""
    go_on, count = Event(), Library.rising

    def slowly(self: Library, *arguments: object) -> Rising:
        go_on.wait(30)
        return count(self, *arguments)  # type: ignore[arg-type] # as they came

    monkeypatch.setattr(Library, "rising", slowly)
    async with reading(months) as pilot:
        await press(pilot, "g", "i")
        await until(pilot, lambda: "counting…" in screen_text(pilot))
        await press(pilot, "l", "h", "escape", "j")
        assert (pilot.app.screen, room(pilot).papers.cursor) == (room(pilot), 1)
        go_on.set()


async def test_what_goes_wrong_is_said(months: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that cannot be read says so in place of the terms, and the app goes on."""

    def fail(*_: object) -> Rising:
        raise StoreError("The library cannot be read", "Try again.")

    monkeypatch.setattr(Library, "rising", fail)
    async with reading(months) as pilot:
        await press(pilot, "g", "i")
        await until(pilot, lambda: "The library cannot be read" in screen_text(pilot))
        await press(pilot, "escape")
        assert pilot.app.screen is room(pilot)


async def test_resizing(months: Library) -> None:
    """Another size is another layout; the cursor stays on its term."""
    async with reading(months, size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "j")
        await pilot.resize_terminal(*SINGLE)
        await until(pilot, lambda: "Apr 2024       6  12  50.0%  ━━━" in screen_text(pilot))
        assert pilot.app.screen.query_one(OptionList).highlighted == 1
