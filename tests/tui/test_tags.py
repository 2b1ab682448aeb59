"""The line of tags: what it says that it does, what it offers, and what it does."""

import pytest
from textual.widgets import Input, OptionList

from reader.changes import AddTag, RemoveTag, SetTags, TagChange
from reader.library import Library
from reader.tui.screens.tags import TagScreen

from .story import SINGLE, Story, fill, press, reading, room, screen_text, shown

COUNTS = {"nlp": 3, "nlp/llm": 9, "nlp/llm/agents": 2, "cv": 5, "robotics": 4}


def told(pilot: Story) -> str:
    """Return what the dialogue says that the line does."""
    return str(pilot.app.screen.query_one(".dialog").border_subtitle)


def offered(pilot: Story) -> list[str]:
    """Return the offers as they read."""
    options = pilot.app.screen.query_one(OptionList)
    return [str(options.get_option_at_index(row).prompt) for row in range(options.option_count)]


async def opened(pilot: Story, screen: TagScreen) -> list[list[TagChange] | None]:
    """Open the line; what it gives back will be in the list."""
    given: list[list[TagChange] | None] = []
    pilot.app.push_screen(screen, given.append)
    await pilot.pause()
    return given


@pytest.fixture
def tagged(shelf: Library) -> Library:
    """Ten papers, the first with two tags."""
    shelf.change([1], [AddTag("nlp"), AddTag("cv")])
    return shelf


async def test_it_says_what_it_will_do(tagged: Library) -> None:
    """Words are the whole list, with signs they change it; what is already so is not said."""
    async with reading(tagged) as pilot:
        await press(pilot, "t")
        assert told(pilot).startswith("Tab completes")
        for line, says in (
            ("nlp", "removes cv · Enter"),
            ("nlp cv x/y", "adds x/y · Enter"),
            ("+b +nlp -cv -z", "adds b, removes cv · Enter"),
            ("", "removes cv, nlp · Enter"),
        ):
            await fill(pilot, line)
            assert told(pilot) == says
        await fill(pilot, "+b -cv")
        await press(pilot, "enter")
        assert shown(pilot).entry.mark.tags == {"nlp", "b"}
        await press(pilot, "u")
        assert shown(pilot).entry.mark.tags == {"nlp", "cv"}


async def test_what_is_offered(tagged: Library) -> None:
    """Children after a slash, a level by its beginning, a new tag last; after a minus only what is there to go."""
    async with reading(tagged) as pilot:
        await opened(pilot, TagScreen("Tags", COUNTS, frozenset({"nlp", "cv"})))
        for line, offers in (
            ("nlp cv nlp/", ["#nlp/llm   9", "#nlp/llm/agents   2"]),
            ("nlp +ag", ["#nlp/llm/agents   2", "new: #ag"]),
            ("zebra", ["new: #zebra"]),
            ("cv", ["#cv   5"]),
            ("nlp cv -", ["#cv   5", "#nlp   3"]),
            ("nlp cv -n", ["#nlp   3"]),
            ("-cv -", ["#nlp   3"]),
        ):
            await fill(pilot, line)
            assert offered(pilot)[: len(offers)] == offers, line
        await fill(pilot, "nlp +rob")
        await press(pilot, "tab")
        assert pilot.app.screen.query_one(Input).value == "nlp +robotics "


async def test_a_tag_that_is_nearly_there(tagged: Library) -> None:
    """A new one that differs by one letter, or that stands below another, is asked about."""
    async with reading(tagged) as pilot:
        await opened(pilot, TagScreen("Tags", COUNTS))
        for line, question in (("robotic", "Did you mean robotics?"), ("+agents ", "Did you mean nlp/llm/agents?")):
            await fill(pilot, line)
            assert question in screen_text(pilot)
        await fill(pilot, "bad!")
        await press(pilot, "enter")
        assert "cannot be a tag" in screen_text(pilot)
        await fill(pilot, "robotics")
        assert "Did you mean" not in screen_text(pilot)


async def test_several_papers(tagged: Library) -> None:
    """The line starts empty, shows what all and some have, and words add; also what some have."""
    async with reading(tagged) as pilot:
        screen = TagScreen("Tags of 3 papers", COUNTS, frozenset({"nlp"}), frozenset({"nlp", "cv"}), papers=3)
        given = await opened(pilot, screen)
        assert pilot.app.screen.query_one(Input).value == ""
        assert "all have #nlp some have #cv" in screen_text(pilot)
        await fill(pilot, "nlp cv new -nlp/llm")
        assert told(pilot) == "adds cv, new · Enter"
        await press(pilot, "enter")
        assert given == [[AddTag("nlp"), AddTag("cv"), AddTag("new"), RemoveTag("nlp/llm")]]


async def test_a_selection(tagged: Library) -> None:
    """The keys open the line for all selected papers, and one step changes them."""
    async with reading(tagged) as pilot:
        await press(pilot, "V", "j", "t")
        assert "Tags · 2 papers" in screen_text(pilot)
        assert "some have #cv #nlp" in screen_text(pilot)
        await fill(pilot, "new -cv")
        await press(pilot, "enter")
        assert [entry.mark.tags for entry in tagged.entries([1, 2])] == [{"nlp", "new"}, {"new"}]
        assert tagged.history(1)[0].papers == 2


async def test_removing(tagged: Library) -> None:
    """Words remove; what is not there is completed first, so that a letter and Enter are enough."""
    async with reading(tagged) as pilot:
        for typed, change in (("", "cv"), ("n", "nlp"), ("nlp", "nlp")):
            given = await opened(
                pilot, TagScreen("Remove", COUNTS, frozenset({"nlp"}), frozenset({"cv"}), papers=2, plain="remove")
            )
            await fill(pilot, typed)
            await press(pilot, "enter")
            assert given == [[RemoveTag(change)]]


async def test_leaving(tagged: Library) -> None:
    """Esc changes nothing; neither does a line that says what is."""
    async with reading(tagged, size=SINGLE) as pilot:
        left = await opened(pilot, TagScreen("Tags", COUNTS, frozenset({"nlp"})))
        await press(pilot, "escape")
        saved = await opened(pilot, TagScreen("Tags", COUNTS, frozenset({"nlp"})))
        await press(pilot, "enter")
        assert [*left, *saved] == [None, [SetTags(frozenset({"nlp"}))]]
        await press(pilot, "t", "enter")
        assert tagged.history(1)[0].what == "tagged nlp, tagged cv"
        assert room(pilot).library.tags() == {"cv": 1, "nlp": 1}
