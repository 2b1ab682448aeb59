import asyncio
import threading

import pytest

from reader.errors import SearchError
from reader.library import Library, Results
from reader.query import Query, Sort, parse
from reader.tui.searching import LatestSearch

from . import shelf as papers
from .story import press, reading, room, screen_text, search, shown, until


def results(query: Query) -> Results:
    """Return an answer to `query`."""
    return Results(query, query, Sort("added"), [], total=0, took_ms=0)


class SlowFind:
    """A search that answers when it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.begun = asyncio.Event()
        self.answer = threading.Event()
        self._loop = asyncio.get_running_loop()

    def __call__(self, query: Query) -> Results:
        """Note the question, and wait."""
        self.asked.append(str(query))
        self._loop.call_soon_threadsafe(self.begun.set)
        assert self.answer.wait(30)
        return results(query)


async def test_only_the_newest_of_those_that_wait_is_run() -> None:
    """While one search runs, others wait; all but the newest come back with nothing, and were never run."""
    find = SlowFind()
    latest = LatestSearch(find)
    first = asyncio.create_task(latest.run(parse("a")))
    await find.begun.wait()
    others = [asyncio.create_task(latest.run(parse(text))) for text in ("ab", "abc", "abcd")]
    await asyncio.sleep(0)  # each of them gets to where it waits
    find.answer.set()
    answers = await asyncio.gather(first, *others)
    assert [answer and str(answer.query) for answer in answers] == [None, None, None, "abcd"]
    assert find.asked == ["a", "abcd"]


async def test_an_overtaken_answer_is_dropped() -> None:
    """What was shown meanwhile is not replaced by an older question's answer."""
    find = SlowFind()
    latest = LatestSearch(find)
    asked = asyncio.create_task(latest.run(parse("a")))
    await find.begun.wait()
    latest.overtake()
    find.answer.set()
    assert await asked is None


async def test_a_search_that_fails_lets_the_next_one_run() -> None:
    """An error reaches the one who asked, and nothing stays locked."""

    def find(query: Query) -> Results:
        if str(query) == "bad":
            raise SearchError("No index")
        return results(query)

    latest = LatestSearch(find)
    with pytest.raises(SearchError):
        await latest.run(parse("bad"))
    assert await latest.run(parse("good"))


async def test_what_cannot_be_meant_keeps_the_list_and_says_where(shelf: Library) -> None:
    """An error neither empties the list nor lets Enter leave; it is gone once it is mended."""
    async with reading(shelf) as pilot:
        await search(pilot, "robots")
        await press(pilot, "/", *"sort:size", "enter")
        text = screen_text(pilot)
        assert "cannot be meant, at 13" in text
        assert "There is no “sort:size”. sort: takes relevance" in text
        assert shown(pilot).titles == ["Quiet Robots"]
        assert room(pilot).bar.typing
        await press(pilot, *["backspace"] * len(" sort:size"), "enter")
        await until(pilot, lambda: "1 paper ·" in screen_text(pilot))
        assert "There is no" not in screen_text(pilot)
        assert not room(pilot).bar.typing


async def test_opened_with_what_cannot_be_meant(shelf: Library) -> None:
    """All papers are listed, and the query waits to be mended with its error below."""
    async with reading(shelf, query="sort:size") as pilot:
        assert len(shown(pilot).titles) == 10
        assert room(pilot).bar.text == "sort:size"
        assert room(pilot).bar.typing
        assert "There is no “sort:size”." in screen_text(pilot)
        await press(pilot, "escape")
        assert room(pilot).bar.text == ""
        assert "There is no" not in screen_text(pilot)


@pytest.mark.parametrize("start", ["key", "click"])
async def test_escape_brings_back_query_list_and_cursor(shelf: Library, start: str) -> None:
    """However the typing began, leaving it is as if nothing had been typed."""
    async with reading(shelf) as pilot:
        await press(pilot, "g", "u", "4", "j")
        if start == "key":
            await press(pilot, "/")
        else:
            await pilot.click("#search-answer")
            await pilot.pause()
        await press(pilot, "space", *"robots")
        await until(pilot, lambda: shown(pilot).titles == ["Quiet Robots"])
        await press(pilot, "escape")
        await until(pilot, lambda: len(shown(pilot).titles) == 10)
        assert room(pilot).bar.text == "is:unread"
        assert shown(pilot).entry.paper.title == papers.TITLES[4]
        assert room(pilot).papers.has_focus


async def test_nothing_found_is_said(shelf: Library) -> None:
    """An empty list says that it is one, and marking does nothing there."""
    async with reading(shelf) as pilot:
        await search(pilot, "xyzzy")
        await until(pilot, lambda: "0 papers" in screen_text(pilot))
        assert "No paper is like that; Esc leaves the search." in screen_text(pilot)
        await press(pilot, "b", "r", "x", "a", "5", "t", "n", "y", "o", "J", "j", "G", "space")
        assert len(shelf.history()) == 1
        await press(pilot, "escape")
        assert len(shown(pilot).titles) == 10


async def test_a_field_that_is_none_gets_a_hint(shelf: Library) -> None:
    """A likely slip is pointed out while one types."""
    async with reading(shelf) as pilot:
        await press(pilot, "/", *"sorce:march.txt")
        await until(pilot, lambda: "source:" in screen_text(pilot))


async def test_typing_goes_on_while_a_search_is_slow(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters appear at once; the list follows when the library answers, with the newest question's answer only."""
    answer = threading.Event()
    asked: list[str] = []
    find = shelf.find

    def slow(query: Query) -> Results:
        asked.append(str(query))
        if query.where is not None:
            assert answer.wait(30)
        return find(query)

    monkeypatch.setattr(shelf, "find", slow)
    async with reading(shelf) as pilot:
        await press(pilot, "/", *"robots")
        assert room(pilot).bar.text == "robots"
        assert len(shown(pilot).titles) == 10
        answer.set()
        await until(pilot, lambda: shown(pilot).titles == ["Quiet Robots"])
        assert len(asked) == 3  # all papers, the first letter, the whole word


async def test_enter_keeps_what_the_beginning_of_a_word_found(shelf: Library) -> None:
    """What was on the screen while the last word was half typed is still there after Enter."""
    async with reading(shelf) as pilot:
        await press(pilot, "/", *"robo", "enter")
        await until(pilot, lambda: room(pilot).bar.text == "robo*")
        await until(pilot, lambda: shown(pilot).titles == ["Quiet Robots"])


async def test_slash_goes_on_after_the_query_that_stands_there(shelf: Library) -> None:
    """A second search narrows the first."""
    async with reading(shelf, query="is:unread") as pilot:
        await press(pilot, "/", *"robots")
        await until(pilot, lambda: room(pilot).bar.text == "is:unread robots")


async def test_a_word_is_gone_on_with_but_no_value(shelf: Library) -> None:
    """Enter on what finds nothing looks for longer words; where a field ends the query it leaves it at nothing."""
    shelf.save_query("quiet", "robots")
    async with reading(shelf) as pilot:
        for text in ("zebra is:unread", "zebra list:quiet"):
            await search(pilot, text)
            assert shown(pilot).titles == []
            assert room(pilot).papers.has_focus
            await press(pilot, "escape")


async def test_a_name_that_is_being_typed_is_no_error(shelf: Library) -> None:
    """On the way to the name of a saved query nothing is wrong; its words are found, ranked and marked as if typed."""
    shelf.save_query("Quiet ones", "robots OR dunes")
    async with reading(shelf) as pilot:
        await press(pilot, "/")
        for character in 'list:"quiet ones':
            await press(pilot, "space" if character == " " else character)
            assert "cannot be meant" not in screen_text(pilot)
        await until(pilot, lambda: sorted(shown(pilot).titles) == ["Deep Dunes", "Quiet Robots"])
        await press(pilot, "enter")
        await until(pilot, lambda: room(pilot).papers.has_focus)
        marked = [
            segment.text
            for y in (0, 1)
            for segment in room(pilot).papers.render_line(y)
            if segment.style and segment.style.underline
        ]
        assert sorted(marked) == ["Dunes", "Robots"]
        await press(pilot, "/", "x", "enter")
        assert "There is no saved query “quiet ones x”" in screen_text(pilot)


async def test_what_was_perhaps_meant_is_offered(shelf: Library) -> None:
    """A slip that finds nothing is told in the empty list, where Enter asks for what was meant."""
    async with reading(shelf) as pilot:
        await search(pilot, "attntion")
        await until(pilot, lambda: "Did you mean attention? Enter asks for it." in screen_text(pilot))
        assert room(pilot).papers.has_focus
        await press(pilot, "enter")
        await until(pilot, lambda: shown(pilot).titles == [papers.TITLES[1]])
        assert room(pilot).bar.text == "attention"
