import asyncio
import threading

import pytest
from textual.geometry import Region

from reader.changes import AddTag
from reader.library import Library, Vocabulary
from reader.query import parse
from reader.tui.place import Place
from reader.tui.recall import Recall
from reader.tui.trail import Trail
from reader.tui.widgets.offers import Offers

from . import shelf as papers
from .story import SINGLE, STACKED, WIDE, Story, press, reading, room, screen_text, search, shown, until


@pytest.fixture
def tagged(shelf: Library) -> Library:
    """Ten papers, some of them tagged; three queries were asked."""
    shelf.change([1, 2, 3], [AddTag("nlp/llm")])
    shelf.change([4], [AddTag("nlp/rag")])
    shelf.change([5], [AddTag("maps")])
    for text in ("quiet robots", "is:unread", "tag:maps"):
        shelf.remember(parse(text))
    return shelf


def offered(pilot: Story) -> list[str]:
    """Return what the drop-down shows, line by line."""
    offers = room(pilot).query_one(Offers)
    return [str(option.prompt) for option in offers.options] if offers.display else []


async def typing(pilot: Story, text: str) -> None:
    """Begin to type, and wait until the library was looked at."""
    await press(pilot, "/")
    completing = room(pilot).bar._completing
    await until(pilot, lambda: completing._loading)
    await completing.ready()
    await press(pilot, *("space" if character == " " else character for character in text))


async def test_values_are_offered_with_counts(tagged: Library) -> None:
    """After a colon come the values, most used first, below the bar; Tab takes the first, and it finds its papers."""
    async with reading(tagged) as pilot:
        await typing(pilot, "-tag:n")
        assert [line.split() for line in offered(pilot)] == [
            ["nlp/*", "4"],
            ["nlp/llm", "3"],
            ["nlp/rag", "1"],
            ["none"],
        ]
        assert screen_text(pilot).splitlines()[0].startswith(" Reader -tag:n")
        assert "nlp/*" in screen_text(pilot).splitlines()[1]
        await press(pilot, "tab")
        assert room(pilot).bar.text == "-tag:nlp/* "
        assert offered(pilot) == []
        await until(pilot, lambda: len(shown(pilot).titles) == 6)
        assert room(pilot).bar.typing


async def test_states_are_counted_once(tagged: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names come at once; their counts when they were counted, in a thread, once while one types."""
    answer, asked = threading.Event(), []
    count = tagged.count_states

    def slow() -> dict[str, int]:
        asked.append(1)
        assert answer.wait(30)
        return count()

    monkeypatch.setattr(tagged, "count_states", slow)
    async with reading(tagged) as pilot:
        await typing(pilot, "is:unr")
        assert [line.split() for line in offered(pilot)] == [["unread"], ["is:unread"]]
        await press(pilot, "ctrl+n")
        answer.set()
        await until(pilot, lambda: [line.split() for line in offered(pilot)] == [["unread", "10"], ["is:unread"]])
        await press(pilot, "enter", *"has:co")
        await until(pilot, lambda: [line.split() for line in offered(pilot)] == [["code", "1"]])
        assert room(pilot).bar.text == "is:unread has:co"
        assert len(asked) == 1


async def test_offers_are_never_in_the_way(tagged: Library) -> None:
    """Enter and Down mean the line as it stands while none is chosen."""
    async with reading(tagged) as pilot:
        for key in ("enter", "down"):
            await press(pilot, "g", "a")
            await typing(pilot, "tag:maps OR tag:nlp")
            assert offered(pilot)
            await press(pilot, key)
            assert room(pilot).bar.text == "tag:maps OR tag:nlp"
            assert room(pilot).papers.has_focus
            assert offered(pilot) == []
            assert shown(pilot).titles == [papers.TITLES[4]]


async def test_choosing(tagged: Library) -> None:
    """^N and ^P highlight, the arrows go on from there, back past the first lets go; Enter takes what is chosen."""
    async with reading(tagged) as pilot:
        await typing(pilot, "tag:n")
        for keys, row in (
            (("ctrl+n", "down", "down", "up"), 1),
            (("up", "up"), None),
            (("ctrl+p", "down"), 3),
        ):
            await press(pilot, *keys)
            assert room(pilot).query_one(Offers).highlighted == row
        await press(pilot, "up", "enter")
        assert room(pilot).bar.text == "tag:nlp/rag "
        assert room(pilot).bar.typing
        await press(pilot, "enter")
        assert shown(pilot).titles == [papers.TITLES[3]]


async def test_escape_lets_go_first(tagged: Library) -> None:
    """With an offer chosen Escape closes the offers; without one it brings back what was there."""
    async with reading(tagged) as pilot:
        await typing(pilot, "tag:n")
        await press(pilot, "ctrl+@", "escape")
        assert offered(pilot) == []
        assert room(pilot).bar.text == "tag:n"
        await press(pilot, "ctrl+@")
        assert room(pilot).query_one(Offers).highlighted == 0
        await press(pilot, "escape", "l")
        assert offered(pilot)
        await press(pilot, "escape")
        assert room(pilot).papers.has_focus
        assert room(pilot).bar.text == ""
        assert offered(pilot) == []


async def test_a_field_then_its_values(tagged: Library) -> None:
    """Two letters offer a field; taken, its values are offered, quoted where they need it; in the middle too."""
    async with reading(tagged) as pilot:
        await typing(pilot, "robots")
        await press(pilot, "home", "space", "home", *"sour", "tab")
        assert room(pilot).bar.text == "source: robots"
        await press(pilot, "tab")
        assert room(pilot).bar.text == "source:march.txt robots"


async def test_an_offer_is_clicked(tagged: Library) -> None:
    """A click takes it, and one goes on typing."""
    async with reading(tagged) as pilot:
        await typing(pilot, "tag:n")
        await pilot.click("#offers", offset=(2, 1))
        await until(pilot, lambda: room(pilot).bar.text == "tag:nlp/llm ")
        assert room(pilot).bar.typing


async def test_typed_ahead_of_the_library(tagged: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tab waits for a library that is slower than the fingers; no key after it is lost."""
    answer = threading.Event()
    vocabulary = tagged.vocabulary

    def slow() -> Vocabulary:
        assert answer.wait(30)
        return vocabulary()

    monkeypatch.setattr(tagged, "vocabulary", slow)
    async with reading(tagged) as pilot:
        asyncio.get_running_loop().call_later(0.01, answer.set)
        await press(pilot, "/", *"tag:map", "tab", *"is:read")
        assert room(pilot).bar.text == "tag:maps is:read"


async def test_where_nothing_is_offered(tagged: Library) -> None:
    """^Space does nothing there, and Tab goes to the results."""
    async with reading(tagged) as pilot:
        await typing(pilot, "zebras")
        await press(pilot, "ctrl+@")
        assert room(pilot).bar.typing
        await press(pilot, "tab")
        assert room(pilot).papers.has_focus
        await until(pilot, lambda: shown(pilot).titles == [])


async def test_a_query_asked_again_is_no_other_list(tagged: Library) -> None:
    """Enter on the query that stands there leaves no mark on the way back, and no space behind it."""
    async with reading(tagged, query="is:unread") as pilot:
        await press(pilot, "/", "enter")
        assert room(pilot).bar.text == "is:unread"
        await press(pilot, "backspace")
        assert "There is no list before this one." in screen_text(pilot)


async def test_history_is_walked_as_in_a_shell(tagged: Library) -> None:
    """Up recalls what was asked, Down comes back, and past the line that one began with goes to the results."""
    async with reading(tagged) as pilot:
        await typing(pilot, "")
        for key, text in (
            ("up", "tag:maps"),
            ("ctrl+p", "is:unread"),
            ("up", "quiet robots"),
            ("up", "quiet robots"),
            ("ctrl+n", "is:unread"),
            ("up", "quiet robots"),
        ):
            await press(pilot, key)
            assert room(pilot).bar.text == text
        await until(pilot, lambda: shown(pilot).titles == ["Quiet Robots"])
        await press(pilot, "down", "down", "down")
        assert (room(pilot).bar.text, room(pilot).bar.typing) == ("", True)
        await press(pilot, "down")
        assert room(pilot).papers.has_focus
        await until(pilot, lambda: len(shown(pilot).titles) == 10)


async def test_what_was_submitted_is_history(tagged: Library) -> None:
    """A query enters history with Enter, as it was understood; what is half typed, wrong or abandoned does not."""
    async with reading(tagged) as pilot:
        await press(pilot, "/", *"robo", "enter")
        await until(pilot, lambda: tagged.searches(1)[0].query == "robo*")
        await press(pilot, "g", "a", "/", *"sort:size", "enter", "escape", "/", *"maps", "escape")
        await search(pilot, "sort:title")
        await until(pilot, lambda: tagged.searches(1)[0].query == "sort:title")
        assert [search.query for search in tagged.searches(9)] == [
            "sort:title",
            "robo*",
            "tag:maps",
            "is:unread",
            "quiet robots",
        ]
        await typing(pilot, "")
        await press(pilot, "up")
        assert room(pilot).bar.text == "robo*", "what stands there is not recalled"


async def test_earlier_queries_are_offered(tagged: Library) -> None:
    """Those that hold what is typed; taken, they are the whole line."""
    async with reading(tagged) as pilot:
        await typing(pilot, "robo")
        assert offered(pilot) == ["quiet robots"]
        await press(pilot, "tab")
        assert room(pilot).bar.text == "quiet robots"


@pytest.mark.parametrize("size", [WIDE, STACKED, SINGLE, (30, 6)])
async def test_the_bar_stays_in_sight(tagged: Library, size: tuple[int, int]) -> None:
    """The offers are below the bar and within the screen, whatever its size; gone when one leaves."""
    async with reading(tagged, size=size) as pilot:
        await typing(pilot, "is:")
        offers = room(pilot).query_one(Offers)
        assert offers.region.y == 1
        assert Region(0, 0, *size).contains_region(offers.region)
        assert screen_text(pilot).splitlines()[0].split()[-4:]
        await pilot.click("#papers", offset=(0, 3))
        await until(pilot, lambda: not offers.display or offered(pilot) == [])


async def test_hostile_names_are_shown_as_they_are(hostile: Library) -> None:
    """A dump's name is never markup, and is quoted when it is taken."""
    async with reading(hostile) as pilot:
        await typing(pilot, "source:hos")
        assert "hostile [b] dump.txt" in screen_text(pilot).splitlines()[1]
        await press(pilot, "tab", "enter")
        assert room(pilot).bar.text.strip() == 'source:"hostile [b] dump.txt"'
        assert len(shown(pilot).titles) == len(papers.HOSTILE)


def test_recall() -> None:
    """Older until there are none, newer until the line that was left; another line begins anew."""
    recall = Recall()
    assert (recall.older("x"), recall.newer()) == (None, None)
    recall.learn(["c", "b", "a"])
    assert [recall.older("draft"), recall.older("c"), recall.older("b"), recall.older("a")] == ["c", "b", "a", None]
    recall.learn(["d"])
    assert [recall.newer(), recall.newer(), recall.newer(), recall.newer()] == ["b", "c", "draft", None]
    recall.learn(["d", "c"])
    assert recall.older("d ") == "c"
    recall.stop()
    assert recall.older("") == "d"


def test_the_trail_has_an_end() -> None:
    """The last lists that were left, newest first, each once."""
    trail = Trail()
    for number in range(150):
        trail.leave(str(number), Place(row=number))
    left = [place[0] for _ in range(150) if (place := trail.back("now", Place()))]
    assert left == [str(number) for number in range(149, 49, -1)]
