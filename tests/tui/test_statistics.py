from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from reader.changes import AddTag, Bookmark, SetStatus
from reader.errors import StoreError
from reader.library import Activity, Library
from reader.papers import Status
from reader.paths import Paths
from reader.settings import Settings
from tests.clock import Clock

from . import shelf as papers
from .story import STACKED, WIDE, Story, press, reading, room, screen_text, until

SECTIONS = {
    "1": "papers from 1 dump",
    "2": "By day, the last 12 weeks",
    "3": "Unread by day, the last 12 weeks",
    "4": "How long the unread will take",
    "5": "Tags, most used first",
    "6": "Dumps, newest page first",
}


@pytest.fixture
def weeks(tmp_path: Path) -> Library:
    """The ten papers, read and skipped over six weeks: five are unread still, two of the others bookmarked."""
    clock = Clock()
    file = tmp_path / "march.txt"
    file.write_text(papers.dump(), encoding="utf-8")
    library = Library(Paths.under(tmp_path / "home"), now=clock)
    library.add([file])
    for number in range(1, 6):
        clock.time += timedelta(days=8)
        library.change([number], [SetStatus(Status.SKIPPED if number == 3 else Status.READ, clock())])
        library.change([number], [AddTag("far-away"), Bookmark(on=number < 3)])
    return library


async def opened(pilot: Story) -> None:
    """Open the statistics and wait until all is counted."""
    await press(pilot, "D")
    await until(pilot, lambda: "papers from" in screen_text(pilot))


async def test_sections_by_digits(weeks: Library) -> None:
    """Each digit opens a section; its name is said at the top and in the text."""
    async with reading(weeks, size=STACKED) as pilot:
        await opened(pilot)
        for digit, words in SECTIONS.items():
            await press(pilot, digit)
            assert words in screen_text(pilot)


async def test_sections_by_turning(weeks: Library) -> None:
    """`l` goes on, `h` back, around the ends."""
    async with reading(weeks, size=STACKED) as pilot:
        await opened(pilot)
        await press(pilot, "h")
        assert SECTIONS["6"] in screen_text(pilot)
        for digit in "123":
            await press(pilot, "l")
            assert SECTIONS[digit] in screen_text(pilot)
        await press(pilot, "left", "right", "right")
        assert SECTIONS["4"] in screen_text(pilot)


async def test_days_and_weeks(weeks: Library) -> None:
    """`w` adds up by weeks, and by days again, in the section that one is in."""
    async with reading(weeks, size=STACKED) as pilot:
        await opened(pilot)
        await press(pilot, "2")
        assert "Tue Apr 23      ·           ·     1  ━━━" in screen_text(pilot)
        assert "w weeks" in screen_text(pilot)
        await press(pilot, "w")
        assert "By week, the last 52 weeks" in screen_text(pilot)
        assert "Mar 11     10           ·     ·" in screen_text(pilot)
        assert "w days" in screen_text(pilot)
        await press(pilot, "3")
        assert "Unread by week" in screen_text(pilot)
        await press(pilot, "w")
        assert SECTIONS["3"] in screen_text(pilot)


async def test_what_is_told(weeks: Library) -> None:
    """Totals, streaks, the fall of the backlog, the pace, tags and dumps, all with numbers."""
    async with reading(weeks, size=WIDE) as pilot:
        await opened(pilot)
        assert "bookmarked        2" in screen_text(pilot)
        assert "streak          1 day " in screen_text(pilot)
        await press(pilot, "3")
        chart = screen_text(pilot).splitlines()
        assert chart[4].startswith(" 10 ────")
        assert "now    5" in screen_text(pilot)
        assert "most   10  Thu Mar 14" in screen_text(pilot)
        await press(pilot, "4")
        assert "pace          1 a week" in screen_text(pilot)
        assert "time left     ≈ 35 days" in screen_text(pilot)
        await press(pilot, "5")
        assert "#far-away       ·     4       5  ━━━" in screen_text(pilot)
        await press(pilot, "6")
        words = " ".join(screen_text(pilot).split())
        assert "march.txt 2024-03-14? 10 5 ━━━" in words


@pytest.mark.parametrize("key", ["escape", "q", "D"])
async def test_leaving(weeks: Library, key: str) -> None:
    """Each of these goes back to the list, at the place where it was."""
    async with reading(weeks) as pilot:
        await press(pilot, "j", "j")
        await opened(pilot)
        await press(pilot, "5", key)
        assert pilot.app.screen is room(pilot)
        assert room(pilot).papers.cursor == 2


async def test_nothing_read_yet(shelf: Library) -> None:
    """Where there is nothing to tell, it says what will be told here, and which keys begin it."""
    settings = Settings(keys={"paper.read": "f9"})
    async with reading(shelf, size=STACKED, settings=settings) as pilot:
        await opened(pilot)
        for digit in "12":
            await press(pilot, digit)
            assert "Nothing is read yet. F9 marks a paper read, x skips it, b bookmarks it" in screen_text(pilot)
        await press(pilot, "3")
        assert "begins here with the second day of your library" in screen_text(pilot)
        await press(pilot, "4")
        assert "none yet   nothing was read or skipped today" in screen_text(pilot)
        await press(pilot, "5")
        assert "No paper has a tag yet: t tags" in screen_text(pilot)


async def test_nothing_at_all(shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every section can be shown of a library without papers."""
    with Library(Paths.under(tmp_path / "other")) as empty:
        nothing = empty.stats(), empty.activity()
    monkeypatch.setattr(shelf, "stats", lambda: nothing[0])
    monkeypatch.setattr(shelf, "activity", lambda: nothing[1])
    async with reading(shelf, size=STACKED) as pilot:
        await opened(pilot)
        for digit in "123456":
            await press(pilot, digit)
        assert "No dump was added yet: i adds one." in screen_text(pilot)


@pytest.mark.parametrize("size", [WIDE, (40, 12), (20, 6)])
async def test_every_size(weeks: Library, size: tuple[int, int]) -> None:
    """Each section fits the width of the window, and its end can be scrolled to."""
    async with reading(weeks, size=size) as pilot:
        await press(pilot, "D")
        await until(pilot, lambda: "papers" in screen_text(pilot))
        for digit, unit in zip("123456" * 2, "d" * 6 + "w" * 6, strict=True):
            if (digit, unit) == ("1", "w"):
                await press(pilot, "w")
            await press(pilot, digit)
            top = screen_text(pilot)
            await press(pilot, "G")
            body = pilot.app.screen.query_one("#statistics-body")
            assert body.scroll_offset.y == body.max_scroll_y
            assert body.max_scroll_x == 0
            await press(pilot, "g")
            assert screen_text(pilot) == top


async def test_scrolling(weeks: Library) -> None:
    """Lines and pages, and another section begins at its top."""
    async with reading(weeks, size=STACKED) as pilot:
        await opened(pilot)
        body = pilot.app.screen.query_one("#statistics-body")
        await press(pilot, "2", "j", "j", "k")
        assert body.scroll_offset.y == 1
        await press(pilot, "ctrl+d")
        assert body.scroll_offset.y == 22
        await press(pilot, "pageup")
        assert body.scroll_offset.y == 1
        await press(pilot, "3", "2")
        assert body.scroll_offset.y == 0


async def test_keys_are_heard_while_it_counts(weeks: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sections and units are chosen meanwhile, and one may leave; what is counted is shown when it is there."""
    gate, count = Event(), weeks.activity

    def slow() -> Activity:
        gate.wait(30)
        return count()

    monkeypatch.setattr(weeks, "activity", slow)
    async with reading(weeks, size=STACKED) as pilot:
        await press(pilot, "D", "2", "w")
        assert "counting…" in screen_text(pilot)
        assert "w days" in screen_text(pilot)
        gate.set()
        await until(pilot, lambda: "By week" in screen_text(pilot))
        gate.clear()
        await press(pilot, "q", "D", "escape")
        assert pilot.app.screen is room(pilot)
        gate.set()
        await press(pilot, "j")
        assert room(pilot).papers.cursor == 1


async def test_a_library_that_cannot_be_read(weeks: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says why, and can be left."""

    def refuse() -> Activity:
        raise StoreError("The library is [damaged]", "`reader doctor` looks closer.")

    monkeypatch.setattr(weeks, "activity", refuse)
    async with reading(weeks) as pilot:
        await press(pilot, "D")
        await until(pilot, lambda: "The library is [damaged]" in screen_text(pilot))
        await press(pilot, "3", "w", "q")
        assert pilot.app.screen is room(pilot)


async def test_hostile_names(hostile: Library, tmp_path: Path) -> None:
    """File names and tags are text, whatever they look like."""
    hostile.change([1], [AddTag("深度学习")])
    async with reading(hostile, size=STACKED) as pilot:
        await opened(pilot)
        await press(pilot, "6")
        assert "hostile [b] dump.txt" in screen_text(pilot)
        await press(pilot, "5")
        assert "#深度学习" in screen_text(pilot)


async def test_it_is_counted_anew_each_time(weeks: Library) -> None:
    """What was read meanwhile is there when the statistics are opened again."""
    async with reading(weeks, size=STACKED) as pilot:
        await opened(pilot)
        assert "unread    50 %       5" in screen_text(pilot)
        await press(pilot, "q", "G", "r")
        await opened(pilot)
        assert "unread    40 %       4" in screen_text(pilot)
