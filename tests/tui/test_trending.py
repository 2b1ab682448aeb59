from pathlib import Path

from reader.library import Library
from tests.clock import Clock
from tests.library.pairs import CLOCKS, KITES, MAPS, TIDES, add

from .story import do, press, reading, room, said, screen_text, shown, until


def fill_with_pages(library: Library, clock: Clock, folder: Path) -> None:
    """Maps in two dumps, a week apart; kites and clocks in the first, tides in the second."""
    add(library, folder, "one.txt", KITES, MAPS, CLOCKS)
    clock.move(days=7)
    add(library, folder, "two.txt", TIDES, MAPS, heading="Mar 21")


async def test_popular(library: Library, clock: Clock, tmp_path: Path) -> None:
    """`gp` lists what is talked about, and the paper's text says why; other papers have no such line."""
    fill_with_pages(library, clock, tmp_path)
    async with reading(library) as pilot:
        await press(pilot, "g", "p")
        await until(pilot, lambda: str(shown(pilot).query) == "sort:trending")
        assert shown(pilot).titles == [MAPS[0], TIDES[0], KITES[0], CLOCKS[0]]
        assert "in 2 dumps, first Mar 14, last Mar 21" in said(pilot)
        await press(pilot, "j")
        await until(pilot, lambda: "Tides turn twice" in said(pilot))
        assert "in 2 dumps" not in said(pilot)


async def test_order_of_any_list(library: Library, clock: Clock, tmp_path: Path) -> None:
    """The menu of orders has it, `S` turns it round, and one comes back to the place where one was."""
    fill_with_pages(library, clock, tmp_path)
    async with reading(library) as pilot:
        await press(pilot, "s")
        assert "seen in several dumps, lately, and liked" in screen_text(pilot)
        await press(pilot, "escape")
        await do(pilot, "go.trending")
        await until(pilot, lambda: str(shown(pilot).query) == "sort:trending")
        await press(pilot, "S")
        await until(pilot, lambda: str(shown(pilot).query) == "sort:-trending")
        assert shown(pilot).titles == [CLOCKS[0], KITES[0], TIDES[0], MAPS[0]]
        assert room(pilot).bar.text == "sort:-trending"


async def test_triage_says_why(library: Library, clock: Clock, tmp_path: Path) -> None:
    """One paper at a time has the line, too."""
    fill_with_pages(library, clock, tmp_path)
    async with reading(library, query="is:recurring") as pilot:
        await press(pilot, "T")
        await until(pilot, lambda: "in 2 dumps, first Mar 14, last Mar 21" in said(pilot))
