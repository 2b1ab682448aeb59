"""A story for each action of the table of keys, told with its own keys; `stories_*` tell some of them."""

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import Input, TextArea

from reader.changes import AddTag, Bookmark, SetStatus
from reader.library import Library
from reader.papers import Status
from reader.tui.actions import ACTIONS
from reader.tui.keys import KEYS
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.importing import ImportScreen
from reader.tui.screens.note import NoteScreen
from reader.tui.screens.pick import PickScreen
from reader.tui.screens.statistics import StatisticsScreen
from reader.tui.screens.tags import TagScreen
from reader.tui.screens.topics import TopicsScreen

from . import shelf as papers
from . import stories_bulk, stories_feed, stories_foryou, stories_history
from .story import Story, do, fill, press, reading, room, screen_text, search, shown, until
from .telling import Stories, Told, mark_of

STORIES = Stories()
SMALL = (120, 14)
"""A window in which ten rows and an abstract have to scroll."""


def test_each_action_has_keys_and_a_function_and_a_story() -> None:
    """The table of keys, the functions and the stories of this file name the same actions, none twice."""
    ids = [key.id for key in KEYS]
    assert len(set(ids)) == len(ids)
    assert set(ids) == set(ACTIONS) == set(ALL_STORIES)


@pytest.mark.parametrize("action", [key.id for key in KEYS])
async def test_action(action: str, shelf: Library) -> None:
    """Each action does, by the keys of the table, what its story tells."""
    async with reading(shelf, size=SMALL) as pilot:
        await ALL_STORIES[action](pilot)


# Move


@STORIES.of("move.down")
async def down(pilot: Story) -> None:
    """One row, as many as the count says, and no further than the end."""
    await do(pilot, "move.down")
    assert shown(pilot).cursor == 1
    await press(pilot, "5", "j")
    assert shown(pilot).cursor == 6
    await press(pilot, "9", "9", "down")
    assert shown(pilot).cursor == 9


@STORIES.of("move.up")
async def up(pilot: Story) -> None:
    """One row, as many as the count says, and no further than the top."""
    await press(pilot, "G", "k")
    assert shown(pilot).cursor == 8
    await press(pilot, "3", "k", "up")
    assert shown(pilot).cursor == 4
    await press(pilot, "9", "k")
    assert shown(pilot).cursor == 0


@STORIES.of("move.top")
async def top(pilot: Story) -> None:
    """The first row, or the one that the count says."""
    await press(pilot, "G", "g", "g")
    assert shown(pilot).cursor == 0
    await press(pilot, "7", "g", "g")
    assert shown(pilot).cursor == 6


@STORIES.of("move.bottom")
async def bottom(pilot: Story) -> None:
    """The last row, in sight."""
    await do(pilot, "move.bottom")
    assert shown(pilot).cursor == 9
    assert papers.TITLES[9] in screen_text(pilot)


def paging(first: str, action: str, least: int, most: int) -> Told:
    """Return the story of an action that moves by some rows, after `first` was pressed."""

    async def page(pilot: Story) -> None:
        await press(pilot, *first)
        before = shown(pilot).cursor
        await do(pilot, action)
        assert least <= abs(shown(pilot).cursor - before) <= most

    return page


STORIES["move.half_down"] = paging("k", "move.half_down", 5, 7)
STORIES["move.half_up"] = paging("G", "move.half_up", 5, 7)
STORIES["move.page_down"] = paging("k", "move.page_down", 9, 9)
STORIES["move.page_up"] = paging("G", "move.page_up", 9, 9)


@STORIES.of("move.next_unread")
async def next_unread(pilot: Story) -> None:
    """Past what is read; a word where there is none."""
    await press(pilot, "j", "r", "k", "J")
    assert shown(pilot).cursor == 2
    await press(pilot, "G", "J")
    assert shown(pilot).cursor == 9
    assert "No unread paper below." in screen_text(pilot)


@STORIES.of("move.previous_unread")
async def previous_unread(pilot: Story) -> None:
    """Past what is read; a word where there is none."""
    await press(pilot, "j", "r", "j", "K")
    assert shown(pilot).cursor == 0
    await press(pilot, "K")
    assert "No unread paper above." in screen_text(pilot)


@STORIES.of("move.read_on")
async def read_on(pilot: Story) -> None:
    """Scrolls the text; at its end the paper is read, and the next unread one is there from its top."""
    detail = room(pilot).detail
    assert not detail.at_end
    await do(pilot, "move.read_on")
    assert detail.scroll_offset.y
    assert mark_of(pilot, 0)[0] is Status.UNREAD
    for _ in range(20):
        if shown(pilot).cursor:
            break
        await do(pilot, "move.read_on")
    assert shown(pilot).cursor == 1
    assert mark_of(pilot, 0)[0] is Status.READ
    assert mark_of(pilot, 1)[0] is Status.UNREAD
    assert detail.scroll_offset.y == 0


# Panes


@STORIES.of("pane.next")
async def next_pane(pilot: Story) -> None:
    """To the text and back; there the keys scroll."""
    await do(pilot, "pane.next")
    assert room(pilot).reading
    await press(pilot, "j")
    assert shown(pilot).cursor == 0
    assert room(pilot).detail.scroll_offset.y == 1
    await press(pilot, "G")
    assert room(pilot).detail.at_end
    await press(pilot, "g", "g")
    assert room(pilot).detail.scroll_offset.y == 0
    await press(pilot, "l")
    assert not room(pilot).reading


@STORIES.of("pane.previous")
async def previous_pane(pilot: Story) -> None:
    """The other way round, which with two panes is the same."""
    await do(pilot, "pane.previous")
    assert room(pilot).reading
    await press(pilot, "h")
    assert not room(pilot).reading


@STORIES.of("pane.right")
async def pane_right(pilot: Story) -> None:
    """As to the next pane, where there is nothing to unfold."""
    await do(pilot, "pane.right")
    assert room(pilot).reading


@STORIES.of("pane.left")
async def pane_left(pilot: Story) -> None:
    """As to the previous pane; in the panel, a tag is folded first."""
    room(pilot).mark(AddTag("nlp/llm"))
    await press(pilot, "p")
    await until(pilot, lambda: room(pilot).panel.rows > 9)
    await press(pilot, "7", "j")
    await do(pilot, "pane.left")
    assert room(pilot).panel.rows == 9
    await do(pilot, "pane.left")
    assert room(pilot).reading


@STORIES.of("pane.panel")
async def panel(pilot: Story) -> None:
    """The panel opens with the focus in it, and closes; what is open is a pane like the others."""
    await do(pilot, "pane.panel")
    assert room(pilot).pane == "panel"
    await until(pilot, lambda: "▸ All                  10/10" in screen_text(pilot))
    visited = []
    for _ in range(3):
        await press(pilot, "tab")
        visited.append(room(pilot).pane)
    assert visited == ["list", "text", "panel"]
    await press(pilot, "h", "h", "h", "l")
    assert room(pilot).pane == "list"
    await do(pilot, "pane.panel")
    assert not room(pilot).panel.display
    assert room(pilot).pane == "list"


@STORIES.of("pane.open")
async def open_pane(pilot: Story) -> None:
    """The text gets the keys; where nothing is listed there is nothing to open."""
    await do(pilot, "pane.open")
    assert room(pilot).reading
    await press(pilot, "g", "b", "enter")
    assert not room(pilot).reading


@STORIES.of("pane.back")
async def back(pilot: Story) -> None:
    """From the text to the list; from a search to all papers, on the same paper; a count is only taken back."""
    await search(pilot, "robots")
    await press(pilot, "enter", "escape")
    assert not room(pilot).reading
    await press(pilot, "1", "2", "escape")
    assert str(shown(pilot).query) == "robots"
    await do(pilot, "pane.back")
    assert len(shown(pilot).titles) == 10
    assert shown(pilot).entry.paper.title == "Quiet Robots"


@STORIES.of("view.focus")
async def focus(pilot: Story) -> None:
    """The paper alone, and back to where one was."""
    for pane in ("list", "text"):
        room(pilot).go_to("list" if pane == "list" else "text")
        await do(pilot, "view.focus")
        assert room(pilot).reading
        assert not room(pilot).papers.display
        await do(pilot, "view.focus")
        assert room(pilot).papers.display
        assert room(pilot).pane == pane


@STORIES.of("view.key_sentences")
async def key_sentences(pilot: Story) -> None:
    """Signs before the sentences that say most, until one has seen them."""
    await press(pilot, "j", "enter", "G")
    assert "‣code" not in screen_text(pilot)
    await do(pilot, "view.key_sentences")
    assert "‣code" in screen_text(pilot)
    await do(pilot, "view.key_sentences")
    assert "‣code" not in screen_text(pilot)


# Go to


@STORIES.of("go.unread")
async def go_unread(pilot: Story) -> None:
    """What is read is not among them."""
    await press(pilot, "r")
    await do(pilot, "go.unread")
    assert shown(pilot).titles == list(papers.TITLES[1:])


@STORIES.of("go.bookmarks")
async def go_bookmarks(pilot: Story) -> None:
    """What is bookmarked."""
    await press(pilot, "j", "b")
    await do(pilot, "go.bookmarks")
    assert shown(pilot).titles == ["Attention Without Regret"]


@STORIES.of("go.all")
async def go_all(pilot: Story) -> None:
    """From nothing to everything."""
    await press(pilot, "g", "b")
    assert shown(pilot).titles == []
    assert "No paper is like that" in screen_text(pilot)
    await do(pilot, "go.all")
    assert shown(pilot).titles == list(papers.TITLES)


@STORIES.of("go.tags")
async def go_tags(pilot: Story) -> None:
    """A tag that is chosen by a part of its name."""
    room(pilot).mark(AddTag("nlp/llm"))
    await do(pilot, "go.tags")
    assert isinstance(pilot.app.screen, PickScreen)
    await press(pilot, "l", "l", "m", "enter")
    assert str(shown(pilot).query) == "tag:nlp/llm"
    assert shown(pilot).titles == [papers.TITLES[0]]


@STORIES.of("go.sources")
async def go_sources(pilot: Story) -> None:
    """A dump, listed with its day and how much of it is unread."""
    await do(pilot, "go.sources")
    assert "march.txt" in screen_text(pilot)
    assert "10 of 10 unread" in screen_text(pilot)
    await press(pilot, "enter")
    assert str(shown(pilot).query) == "source:march.txt"
    assert len(shown(pilot).titles) == 10


@STORIES.of("go.again")
async def go_again(pilot: Story) -> None:
    """What was marked read stays in the unread until then; the cursor stays on its row."""
    await press(pilot, "g", "u", "j", "r")
    assert len(shown(pilot).titles) == 10
    assert shown(pilot).cursor == 1
    await do(pilot, "go.again")
    assert shown(pilot).titles == [papers.TITLES[0], *papers.TITLES[2:]]
    assert shown(pilot).cursor == 1


# Mark


@STORIES.of("paper.read")
async def mark_read(pilot: Story) -> None:
    """Read, unread; the cursor stays."""
    await press(pilot, "j")
    await do(pilot, "paper.read")
    assert mark_of(pilot, 1)[0] is Status.READ
    assert "status  read" in screen_text(pilot)
    await do(pilot, "paper.read")
    assert mark_of(pilot, 1)[0] is Status.UNREAD
    assert shown(pilot).cursor == 1


@STORIES.of("paper.bookmark")
async def bookmark(pilot: Story) -> None:
    """A star that comes and goes."""
    await do(pilot, "paper.bookmark")
    assert "★ bookmarked" in screen_text(pilot)
    await do(pilot, "paper.bookmark")
    assert "★" not in screen_text(pilot)


@STORIES.of("paper.skip")
async def skip(pilot: Story) -> None:
    """Skipped papers are not unread."""
    await do(pilot, "paper.skip")
    assert mark_of(pilot, 0)[0] is Status.SKIPPED
    await do(pilot, "paper.skip")
    assert mark_of(pilot, 0)[0] is Status.UNREAD


@STORIES.of("paper.tags")
async def edit_tags(pilot: Story) -> None:
    """A wrong tag is explained, what is right is saved, tags in use are completed, leaving changes nothing."""
    await do(pilot, "paper.tags")
    await fill(pilot, "NLP, #to-cite bad!")
    await press(pilot, "enter")
    assert "“bad!” cannot be a tag." in screen_text(pilot)
    await fill(pilot, "NLP, #to-cite")
    await press(pilot, "enter")
    assert mark_of(pilot, 0)[3] == {"nlp", "to-cite"}
    await press(pilot, "j", "t", "n", "l", "tab", "enter")
    assert mark_of(pilot, 1)[3] == {"nlp"}
    await press(pilot, "t", "x", "escape")
    assert mark_of(pilot, 1)[3] == {"nlp"}


@STORIES.of("paper.add_tag")
async def add_tag(pilot: Story) -> None:
    """What is there stays."""
    room(pilot).mark(AddTag("old"))
    await do(pilot, "paper.add_tag")
    assert isinstance(pilot.app.screen, TagScreen)
    await press(pilot, "n", "e", "w", "enter")
    assert mark_of(pilot, 0)[3] == {"old", "new"}


@STORIES.of("paper.remove_tag")
async def remove_tag(pilot: Story) -> None:
    """One of those it has; a word where it has none."""
    await do(pilot, "paper.remove_tag")
    assert "This paper has no tags." in screen_text(pilot)
    room(pilot).mark(AddTag("a"), AddTag("b"))
    await do(pilot, "paper.remove_tag")
    await press(pilot, "down", "enter")
    assert mark_of(pilot, 0)[3] == {"a"}


@STORIES.of("paper.note")
async def note(pilot: Story) -> None:
    """Escape keeps what was written, Ctrl+G does not."""
    await do(pilot, "paper.note")
    assert isinstance(pilot.app.screen, NoteScreen)
    pilot.app.screen.query_one(TextArea).text = "Worth [/a] second look"
    await press(pilot, "escape")
    assert shown(pilot).entry.mark.note == "Worth [/a] second look"
    await press(pilot, "n", "x", "ctrl+g")
    assert shown(pilot).entry.mark.note == "Worth [/a] second look"
    await press(pilot, "enter", "G")
    assert "Worth [/a] second look" in screen_text(pilot)


def rating(stars: int) -> Told:
    """Return the story of a rating."""

    async def rate(pilot: Story) -> None:
        await press(pilot, "a", "3")
        assert mark_of(pilot, 0)[2] == 3
        await do(pilot, f"paper.rate_{stars}")
        assert mark_of(pilot, 0)[2] == stars
        text = screen_text(pilot)
        assert ("rating" in text) == bool(stars)
        assert text.count("★") == stars

    return rate


STORIES |= {f"paper.rate_{stars}": rating(stars) for stars in range(6)}


# History


# Search


@STORIES.of("search.start")
async def start_search(pilot: Story) -> None:
    """Results come while one types; Enter goes to them."""
    await do(pilot, "search.start")
    await press(pilot, *"robots")
    await until(pilot, lambda: shown(pilot).titles == ["Quiet Robots"])
    await press(pilot, "enter")
    assert room(pilot).papers.has_focus


@STORIES.of("search.narrow")
async def narrow(pilot: Story) -> None:
    """A letter adds what some of the listed papers have in common to the query, a capital its opposite."""
    await press(pilot, "r", "j", "r", "t", *"nlp", "enter")
    await do(pilot, "search.narrow")
    assert "Narrow 10 papers" in screen_text(pilot)
    assert "march.txt" not in screen_text(pilot).partition("Narrow")[2].partition("nlp")[2], "all of them are there"
    assert [line in screen_text(pilot) for line in ("a unread", "b read", "c has code", "d nlp")] == [True] * 4
    await press(pilot, "b")
    assert (room(pilot).bar.text, shown(pilot).titles) == ("is:read", list(papers.TITLES[:2]))
    await do(pilot, "search.narrow")
    await press(pilot, "B")
    assert (room(pilot).bar.text, shown(pilot).titles) == ("is:read -tag:nlp", [papers.TITLES[0]])
    await do(pilot, "search.narrow")
    assert len(pilot.app.screen_stack) == 1
    assert "nothing to narrow them by" in screen_text(pilot)


@STORIES.of("search.widen")
async def widen(pilot: Story) -> None:
    """Back through the lists, however one left them, each time to the paper where one was; a word at the first."""
    await press(pilot, "4", "j", "g", "u", "2", "j")
    await press(pilot, "/", *"robots", "enter")
    await until(pilot, lambda: len(shown(pilot).titles) == 1)
    await press(pilot, "escape")
    for text, cursor in (("is:unread robots", 0), ("is:unread", 2), ("", 4)):
        await do(pilot, "search.widen")
        await until(pilot, lambda text=text: room(pilot)._text == text)  # type: ignore[misc]
        assert shown(pilot).cursor == cursor
    await do(pilot, "search.widen")
    assert "There is no list before this one." in screen_text(pilot)


@STORIES.of("search.saved")
async def saved(pilot: Story) -> None:
    """A word where none is saved; else they are there to choose from, each with what it finds."""
    library = room(pilot).library
    await do(pilot, "search.saved")
    assert "No query is saved yet." in screen_text(pilot)
    library.save_query("quiet", "robots sort:title")
    library.save_query("starred", "is:bookmarked")
    await press(pilot, "b", "r")
    await do(pilot, "search.saved")
    await until(pilot, lambda: "starred   0 of 1 unread        is:bookmarked" in screen_text(pilot))
    assert "quiet     1 of 1 unread        robots sort:title" in screen_text(pilot)
    await press(pilot, *"star", "enter")
    assert str(shown(pilot).query) == "is:bookmarked"


@STORIES.of("search.save")
async def save(pilot: Story) -> None:
    """Nothing to save is refused; a name that cannot be one is explained in place; what is replaced is told."""
    library = room(pilot).library
    await do(pilot, "search.save")
    assert "There is no query to save." in screen_text(pilot)
    await search(pilot, "robots")
    await do(pilot, "search.save")
    assert pilot.app.screen.query_one(Input).value == "robots"
    await fill(pilot, 'my "own"')
    await press(pilot, "enter")
    await until(pilot, lambda: not pilot.app.screen.query_one(Input).disabled)
    assert "cannot be a name" in screen_text(pilot)
    await fill(pilot, "my own")
    await press(pilot, "enter")
    await until(pilot, lambda: "Saved as “my own”" in screen_text(pilot))
    await press(pilot, "g", "u")
    await do(pilot, "search.save")
    assert pilot.app.screen.query_one(Input).value == "unread"
    await fill(pilot, "My own")
    await press(pilot, "enter")
    await until(pilot, lambda: "Saved as “My own”, in place of: robots" in screen_text(pilot))
    await do(pilot, "search.save")
    assert pilot.app.screen.query_one(Input).value == "My own"
    assert [(query.name, query.text) for query in library.saved()] == [("My own", "is:unread")]


@STORIES.of("search.forget")
async def forget(pilot: Story) -> None:
    """The one that is chosen is gone, and told; a word where there is none."""
    library = room(pilot).library
    await do(pilot, "search.forget")
    assert "There is no saved query to remove" in screen_text(pilot)
    library.save_query("a", "kites")
    library.save_query("b", "is:unread")
    await do(pilot, "search.forget")
    await press(pilot, "down", "enter")
    assert "Removed “b”, which was: is:unread" in screen_text(pilot)
    assert [query.name for query in library.saved()] == ["a"]


@STORIES.of("search.related")
async def related(pilot: Story) -> None:
    """The others that are most like this one, what they share marked; Backspace comes back."""
    await do(pilot, "search.related")
    await until(pilot, lambda: len(shown(pilot).titles) == 9)
    assert room(pilot).bar.text.startswith("like:")
    assert papers.TITLES[0] not in shown(pilot).titles
    await press(pilot, "backspace")
    await until(pilot, lambda: shown(pilot).titles == list(papers.TITLES))


@STORIES.of("search.forward")
async def forward(pilot: Story) -> None:
    """Again to where one came back from, each time to the paper where one was, until one goes elsewhere."""
    await do(pilot, "search.forward")
    assert "There is no list after this one." in screen_text(pilot)
    await press(pilot, "g", "u", "2", "j", "backspace", "4", "j")
    await do(pilot, "search.forward")
    assert (room(pilot).bar.text, shown(pilot).cursor) == ("is:unread", 2)
    await press(pilot, "(")
    assert (room(pilot).bar.text, shown(pilot).cursor) == ("", 4)
    await press(pilot, "g", "b")
    await do(pilot, "search.forward")
    assert "There is no list after this one." in screen_text(pilot)


@STORIES.of("search.meaning")
async def meaning(pilot: Story) -> None:
    """The same is asked by its meaning, which is in the query; and by words again."""
    await do(pilot, "search.meaning")
    assert "Search for something first" in screen_text(pilot)
    await search(pilot, "robots")
    await do(pilot, "search.meaning")
    await until(pilot, lambda: str(shown(pilot).query) == "robots mode:meaning")
    assert "too few papers" in screen_text(pilot)
    await do(pilot, "search.meaning")
    await until(pilot, lambda: str(shown(pilot).query) == "robots")


@STORIES.of("search.sort")
async def sort(pilot: Story) -> None:
    """The order goes into the query; the cursor stays on its paper."""
    await do(pilot, "search.sort")
    await press(pilot, *"title", "enter")
    assert str(shown(pilot).query) == "sort:title"
    assert shown(pilot).titles == sorted(papers.TITLES)
    assert shown(pilot).entry.paper.title == papers.TITLES[0]


@STORIES.of("search.reverse")
async def reverse(pilot: Story) -> None:
    """Back to front, and back again."""
    await do(pilot, "search.reverse")
    assert shown(pilot).titles == list(papers.TITLES[::-1])
    assert shown(pilot).entry.paper.title == papers.TITLES[0]
    await do(pilot, "search.reverse")
    assert shown(pilot).titles == list(papers.TITLES)


# Share


@STORIES.of("paper.open_link")
async def open_link(pilot: Story) -> None:
    """A word where there is none, the only one at once, one of several by choice, by its digit or by count."""
    opened: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pilot.app, "open_url", opened.append)
        await do(pilot, "paper.open_link")
        assert "The text of this paper holds no link." in screen_text(pilot)
        await press(pilot, "G", "o")
        assert opened == [papers.LINKS[0]]
        await press(pilot, "g", "g", "j", "o", "down", "enter")
        await press(pilot, "1", "o")
        await press(pilot, "o", "9", "2")
    assert opened == [papers.LINKS[0], papers.LINKS[1], papers.LINKS[0], papers.LINKS[1]]


@STORIES.of("paper.copy")
async def copy(pilot: Story) -> None:
    """What is chosen is on the clipboard."""
    await press(pilot, "j")
    await do(pilot, "paper.copy")
    await press(pilot, "enter")
    assert pilot.app.clipboard == papers.LINKS[0]
    await press(pilot, "y", *"titl", "enter")
    assert pilot.app.clipboard == papers.TITLES[1]
    await press(pilot, "y", *"mark", "enter")
    assert pilot.app.clipboard == f"[{papers.TITLES[1]}]({papers.LINKS[0]})"
    await press(pilot, "y", *"github", "enter")
    assert pilot.app.clipboard == papers.LINKS[1]


@STORIES.of("list.export")
async def export(pilot: Story) -> None:
    """A file that is there is kept, until one says that it may go."""
    file = room(pilot).library.paths.data / "list.md"
    file.write_text("mine")
    await do(pilot, "list.export")
    assert "listed › 10" in screen_text(pilot)
    await fill(pilot, str(file))
    await press(pilot, "enter")
    await until(pilot, lambda: "list.md is there already. ^T" in screen_text(pilot))
    assert file.read_text() == "mine"
    await press(pilot, "!", "enter")
    await until(pilot, lambda: "10 papers written to" in screen_text(pilot))
    assert all(title in file.read_text() for title in papers.TITLES)


# Program


@STORIES.of("library.add")
async def add(pilot: Story) -> None:
    """A path is taken in, the report is told, its papers are listed."""
    await do(pilot, "library.add")
    assert isinstance(pilot.app.screen, ImportScreen)
    file = room(pilot).library.paths.data / "more.txt"
    file.write_text(papers.dump(("Eleventh Paper", papers.TITLES[0])))
    await fill(pilot, str(file))
    await press(pilot, "enter")
    await until(pilot, lambda: "1 new paper, 1 merged, 0 rejected." in screen_text(pilot))
    await press(pilot, "escape")
    assert "Eleventh Paper" in shown(pilot).titles


@STORIES.of("view.statistics")
async def statistics(pilot: Story) -> None:
    """The library in numbers, counted; the same key leaves again."""
    await press(pilot, "r")
    await do(pilot, "view.statistics")
    assert isinstance(pilot.app.screen, StatisticsScreen)
    await until(pilot, lambda: "10 papers from 1 dump" in screen_text(pilot))
    assert "read      10 %       1" in screen_text(pilot)
    await do(pilot, "view.statistics")
    assert len(pilot.app.screen_stack) == 1


@STORIES.of("go.topics")
async def topics(pilot: Story) -> None:
    """What the library is about, once there are papers enough; Esc leaves."""
    await do(pilot, "go.topics")
    assert isinstance(pilot.app.screen, TopicsScreen)
    await until(pilot, lambda: "Topics are made of 20 papers or more" in screen_text(pilot))
    await press(pilot, "escape")
    assert len(pilot.app.screen_stack) == 1


@STORIES.of("app.palette")
async def palette(pilot: Story) -> None:
    """Actions are found by their names, and done."""
    await do(pilot, "app.palette")
    assert isinstance(pilot.app.screen, CommandPalette)
    await press(pilot, *"bookmark,")
    await until(pilot, lambda: "paper.bookmark" in screen_text(pilot))
    await press(pilot, "enter", "enter")
    await until(pilot, lambda: mark_of(pilot, 0)[1])


@STORIES.of("app.help")
async def show_help(pilot: Story) -> None:
    """Typing filters the keys."""
    await do(pilot, "app.help")
    assert any(isinstance(screen, HelpScreen) for screen in pilot.app.screen_stack)
    assert "Move down" in screen_text(pilot)
    await press(pilot, *"redo")
    assert "Move down" not in screen_text(pilot)
    assert "U              Redo" in screen_text(pilot)
    await fill(pilot, "xyzzy")
    assert "No key is like that." in screen_text(pilot)
    await press(pilot, "escape")
    assert pilot.app.screen is room(pilot)


@STORIES.of("app.quit")
async def leave(pilot: Story) -> None:
    """The app is gone, and knows where one was."""
    library = room(pilot).library
    await press(pilot, "g", "u", "j", "j")
    await do(pilot, "app.quit")
    await until(pilot, lambda: not pilot.app.is_running)
    assert pilot.app.return_code == 0
    assert library.load_session()["query"] == "is:unread"


async def test_marks_go_to_the_paper_that_the_dialogue_was_opened_on(shelf: Library) -> None:
    """Tags typed while the list changes behind the dialogue still go to the paper they were meant for."""
    async with reading(shelf) as pilot:
        await press(pilot, "t", "m", "i", "n", "e")
        room(pilot).go("sort:title")
        await press(pilot, "enter")
        assert shelf.entries([1])[0].mark.tags == {"mine"}
        assert list(shelf.tags()) == ["mine"]


async def test_undo_reaches_into_an_earlier_session(shelf: Library, tmp_path: Path) -> None:
    """What was done before the app was opened can be undone in it."""
    shelf.change([3], [Bookmark()])
    async with reading(shelf) as pilot:
        await press(pilot, "u")
        assert not shelf.entries([3])[0].mark.bookmarked


async def test_the_next_session_opens_where_the_last_one_ended(shelf: Library) -> None:
    """Query, paper and scroll come back; where the paper has left the list, its row does."""
    async with reading(shelf, size=SMALL) as pilot:
        await press(pilot, "g", "u", "8", "j", "k")
        top = room(pilot).papers.scroll_offset.y
        await press(pilot, "q")
    async with reading(shelf, size=SMALL, query=None) as pilot:
        assert room(pilot).bar.text == "is:unread"
        assert shown(pilot).entry.paper.title == papers.TITLES[7]
        assert room(pilot).papers.scroll_offset.y == top
        await press(pilot, "r", "ctrl+q")
    async with reading(shelf, size=SMALL, query=None) as pilot:
        assert shown(pilot).entry.paper.title == papers.TITLES[8]


async def test_quitting_over_a_dialogue_remembers_the_place_too(shelf: Library) -> None:
    """Ctrl+Q leaves from anywhere."""
    async with reading(shelf) as pilot:
        await press(pilot, "j", "t", "ctrl+q")
        await until(pilot, lambda: not pilot.app.is_running)
    assert shelf.load_session()["paper"] == shelf.entries([2])[0].paper.id


async def test_a_library_that_cannot_be_written_keeps_nobody(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaving works where the place cannot be remembered."""
    from reader.errors import StoreError

    def refuse(_values: object) -> None:
        raise StoreError("The library is locked")

    monkeypatch.setattr(shelf, "save_session", refuse)
    async with reading(shelf) as pilot:
        await press(pilot, "q")
        await until(pilot, lambda: not pilot.app.is_running)
    assert pilot.app.return_code == 0


async def test_what_is_marked_by_another_program_is_seen_when_asked_again(shelf: Library) -> None:
    """`gr` shows marks that came from elsewhere."""
    async with reading(shelf, query="is:unread") as pilot:
        shelf.change([1], [SetStatus(Status.READ, shelf.now)])
        await press(pilot, "g", "r")
        assert papers.TITLES[0] not in shown(pilot).titles


ALL_STORIES = STORIES | stories_bulk.STORIES | stories_feed.STORIES | stories_foryou.STORIES | stories_history.STORIES
