"""The tags as a tree: shown, renamed, merged and removed."""

import pytest

from reader.changes import AddTag
from reader.library import Library
from reader.tui.screens.prompt import PromptScreen
from reader.tui.screens.tag_list import TagListScreen

from . import shelf as papers
from .story import Story, fill, press, reading, room, screen_text, shown, until

SMALL = (40, 12)


@pytest.fixture
def tagged(shelf: Library) -> Library:
    """Ten papers; nlp on one, nlp/llm on two others, robots on a fourth."""
    shelf.change([1], [AddTag("nlp")])
    shelf.change([2, 3], [AddTag("nlp/llm")])
    shelf.change([4], [AddTag("robots")])
    return shelf


async def at(pilot: Story, tag: str) -> None:
    """Open the list of tags with the cursor on one of them."""
    await press(pilot, "g", "t")
    assert isinstance(pilot.app.screen, TagListScreen)
    await fill(pilot, tag)


async def test_a_parent_shows_its_children(tagged: Library) -> None:
    """Enter shows the branch, Ctrl+O the tag alone; counts are of all below, and of what is unread."""
    async with reading(tagged) as pilot:
        await press(pilot, "r")
        await at(pilot, "")
        text = [" ".join(line.split()) for line in screen_text(pilot).splitlines()]
        assert [any(each in line for line in text) for each in ("#nlp 3 2 unread", "#nlp/llm 2 2 unread")] == [True] * 2
        await press(pilot, "enter")
        assert str(shown(pilot).query) == "tag:nlp OR tag:nlp/*"
        assert shown(pilot).titles == list(papers.TITLES[:3])
        await press(pilot, "g", "t", "ctrl+o")
        assert str(shown(pilot).query) == "tag:nlp"
        await at(pilot, "without")
        await press(pilot, "enter")
        assert str(shown(pilot).query) == "tag:none"


async def test_renaming(tagged: Library) -> None:
    """Ctrl+R asks for the name; what cannot be one is said in place; u takes it back, and rows stay where they are."""
    async with reading(tagged) as pilot:
        await press(pilot, "j")
        await at(pilot, "nlp")
        await press(pilot, "ctrl+r")
        assert isinstance(pilot.app.screen, PromptScreen)
        await fill(pilot, "bad!")
        await press(pilot, "enter")
        await until(pilot, lambda: "cannot be a tag" in screen_text(pilot))
        await fill(pilot, "language/nlp")
        await press(pilot, "enter")
        await until(pilot, lambda: "Renamed nlp to language/nlp in 3 papers; u undoes it." in screen_text(pilot))
        assert "#language/nlp/llm" in screen_text(pilot)
        assert (shown(pilot).cursor, len(shown(pilot).titles)) == (1, 10)
        await press(pilot, "u")
        assert tagged.tags() == {"nlp": 1, "nlp/llm": 2, "robots": 1}
        assert "#language" not in screen_text(pilot)


async def test_merging(tagged: Library) -> None:
    """A name that is in use makes one tag of two, and the toast says so."""
    async with reading(tagged) as pilot:
        await at(pilot, "robots")
        await press(pilot, "ctrl+r")
        await fill(pilot, "nlp/llm")
        await press(pilot, "enter")
        await until(pilot, lambda: "Merged robots into nlp/llm in 1 paper" in screen_text(pilot))
        assert tagged.tags() == {"nlp": 1, "nlp/llm": 3}


async def test_removing(tagged: Library) -> None:
    """Ctrl+X takes the branch from all papers; u brings it back. Nothing highlighted, nothing happens."""
    async with reading(tagged) as pilot:
        await at(pilot, "nlp")
        await press(pilot, "ctrl+x")
        assert "Removed nlp and 1 tag below it from 3 papers" in screen_text(pilot)
        assert tagged.tags() == {"robots": 1}
        await press(pilot, "u")
        assert tagged.tags() == {"nlp": 1, "nlp/llm": 2, "robots": 1}
        await at(pilot, "zebra")
        await press(pilot, "ctrl+x")
        assert isinstance(pilot.app.screen, TagListScreen)
        await fill(pilot, "without")
        await press(pilot, "ctrl+x")
        assert "“none” cannot be a tag" in screen_text(pilot)


async def test_a_small_window(tagged: Library) -> None:
    """The highlight and both counts stay in sight."""
    tagged.change([1], [AddTag(f"a/long/way/down/{number:02}") for number in range(20)])
    async with reading(tagged, size=SMALL) as pilot:
        await press(pilot, "g", "t", *["down"] * 12)
        lines = [line.split() for line in screen_text(pilot).splitlines()]
        assert any(words[1:4] == ["…ong/way/down/08", "1", "1"] for words in lines), lines
        options = pilot.app.screen.query_one("OptionList")
        assert options.region.bottom < pilot.app.size.height
        assert room(pilot).library.tags()["nlp"] == 1
