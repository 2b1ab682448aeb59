import pytest

from reader.library import Library

from . import shelf as papers
from .story import SINGLE, STACKED, WIDE, press, reading, room, screen_text, search, shown, until


@pytest.mark.parametrize(("size", "beside"), [(WIDE, True), (STACKED, False), ((200, 50), True), ((60, 20), False)])
async def test_two_panes(shelf: Library, size: tuple[int, int], beside: bool) -> None:
    """From 100 columns list and text stand side by side, from 60 one above the other."""
    async with reading(shelf, size=size) as pilot:
        papers, text = room(pilot).papers.region, room(pilot).detail.region
        assert (papers.y == text.y) == beside
        assert (papers.x == text.x) != beside
        assert papers.area
        assert text.area


@pytest.mark.parametrize("size", [SINGLE, (40, 12), (20, 5)])
async def test_one_pane(shelf: Library, size: tuple[int, int]) -> None:
    """Below 60 columns there is the list or the text, and a search from the text shows the list again."""
    async with reading(shelf, size=size) as pilot:
        assert (room(pilot).papers.display, room(pilot).detail.display) == (True, False)
        await press(pilot, "enter")
        assert (room(pilot).papers.display, room(pilot).detail.display) == (False, True)
        assert room(pilot).reading
        await press(pilot, "/")
        assert (room(pilot).papers.display, room(pilot).detail.display) == (True, False)
        await press(pilot, "escape", "enter", "g", "u")
        assert (room(pilot).papers.display, room(pilot).detail.display) == (True, False)
        assert room(pilot).papers.has_focus


async def test_reading_on_opens_a_text_that_is_hidden(shelf: Library) -> None:
    """Where the text is not in sight, nothing is marked read for having been at its end."""
    async with reading(shelf, size=(56, 50)) as pilot:
        await press(pilot, "space")
        assert room(pilot).reading
        assert len(shelf.history()) == 1
        await press(pilot, "space")
        assert shown(pilot).cursor == 1
        assert len(shelf.history()) == 2


async def test_growing_and_shrinking_keeps_the_place(shelf: Library) -> None:
    """The cursor stays in sight and the focus in its pane, whatever becomes of the window."""
    async with reading(shelf) as pilot:
        await press(pilot, "G")
        for size in (STACKED, SINGLE, (30, 6), WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert shown(pilot).cursor == 9
            assert papers.TITLES[9] in screen_text(pilot)
        await pilot.click("#paper")
        await pilot.resize_terminal(*SINGLE)
        await pilot.pause()
        assert room(pilot).reading
        assert room(pilot).detail.display


async def test_dialogues_fit_a_small_window(shelf: Library) -> None:
    """Each dialogue can be used at 40 columns."""
    async with reading(shelf, size=(40, 12)) as pilot:
        for keys, words in (("t", "Tags"), ("n", "Note"), ("s", "Sort by"), ("i", "Add dumps"), ("?", "Keys")):
            await press(pilot, keys)
            assert words in screen_text(pilot)
            await press(pilot, "escape")
            assert len(pilot.app.screen_stack) == 1


async def test_the_footer_says_what_may_follow(shelf: Library) -> None:
    """After `g` it lists where to go; keys that do not fit whole are left out."""
    async with reading(shelf) as pilot:
        await press(pilot, "g")
        assert screen_text(pilot).splitlines()[-1].startswith(" g  g top  u unread  n new  b bookmarks")
        await press(pilot, "escape")
        assert screen_text(pilot).splitlines()[-1].startswith(" ? help  q quit  / search")
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        assert screen_text(pilot).splitlines()[-1] == " ? help  q quit  / search"


async def test_clicks(shelf: Library) -> None:
    """A click puts the cursor on a row, another one there opens it; one below the rows does nothing."""
    async with reading(shelf) as pilot:
        await pilot.click("#papers", offset=(5, 3))
        await until(pilot, lambda: shown(pilot).cursor == 3)
        await pilot.click("#papers", offset=(5, 20))
        await pilot.pause()
        assert shown(pilot).cursor == 3
        await pilot.click("#papers", offset=(5, 3))
        await until(pilot, lambda: room(pilot).reading)


async def test_words_that_were_searched_are_marked(shelf: Library) -> None:
    """The words stand out in the list and in the text."""
    async with reading(shelf) as pilot:
        await search(pilot, "robots")
        await until(pilot, lambda: len(shown(pilot).titles) == 1)
        strip = room(pilot).papers.render_line(0)
        assert [segment.text for segment in strip if segment.style and segment.style.underline] == ["Robots"]
