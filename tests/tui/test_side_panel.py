"""The panel at the left: what stands in it, how it is used, and that it counts along."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.changes import AddTag, Bookmark
from reader.library import By, Count, Library
from reader.paths import Paths
from reader.query import Query, parse
from reader.settings import Settings
from reader.tui.widgets.side_panel import SidePanel

from . import shelf as papers
from .story import SINGLE, STACKED, WIDE, Story, fill, press, reading, room, screen_text, search, shown, until


@pytest.fixture
def stocked(shelf: Library) -> Library:
    """Ten papers: one bookmarked, two tagged, and two saved queries."""
    shelf.change([3], [Bookmark()])
    shelf.change([1, 2], [AddTag("nlp/llm")])
    shelf.save_query("quiet", "robots")
    shelf.save_query("tagged", "tag:nlp/*")
    return shelf


def lines(pilot: Story) -> list[str]:
    """Return what stands in the panel, line by line, in sight or not."""
    panel = room(pilot).panel
    top = panel.scroll_offset.y
    return [panel.render_line(y - top).text.strip() for y in range(panel.virtual_size.height)]


def line(pilot: Story, name: str) -> str:
    """Return the line of the panel that holds `name`, as words; empty where there is none."""
    return next((" ".join(text.split()) for text in lines(pilot) if name in text), "")


async def counted(pilot: Story) -> None:
    """Wait until the panel has been filled."""
    await until(pilot, lambda: line(pilot, "Mar 14") and "–" not in line(pilot, "tagged"))


async def test_what_stands_there(stocked: Library) -> None:
    """States, saved queries, tags and editions under their headings, counted; the one in force is marked."""
    async with reading(stocked) as pilot:
        await press(pilot, "r", "p")
        await counted(pilot)
        words = [" ".join(text.split()) for text in lines(pilot)]
        (march,) = stocked.editions.spans("day")
        assert words[: words.index(f"{march.label} 9/10") + 1] == [
            *["Papers", "▸ All 9/10", "Unread 9", "New 0/0", "Reading 0", "Read 1", "Bookmarked 1/1", "Skipped 0", ""],
            *["Saved", "quiet 1/1", "tagged 1/2", ""],
            *["Tags", "#nlp 1/2", "llm 1/2", ""],
            *["Editions by day", f"{march.label} 9/10"],
        ]


async def test_choosing_by_keys(stocked: Library) -> None:
    """The cursor passes the headings; Enter asks, marks and goes to the list; Esc only goes there."""
    async with reading(stocked) as pilot:
        await press(pilot, "p")
        await counted(pilot)
        await press(pilot, "7", "j", "enter")
        await until(pilot, lambda: shown(pilot).titles == ["Quiet Robots"])
        assert room(pilot).bar.text == "robots"
        assert room(pilot).pane == "list"
        assert line(pilot, "quiet") == "▸ quiet 1/1"
        await press(pilot, "h", "G", "k", "enter")
        assert str(shown(pilot).query) == "tag:nlp/llm"
        await press(pilot, "h", "g", "g", "escape")
        assert room(pilot).pane == "list"
        assert room(pilot).panel.display
        assert str(shown(pilot).query) == "tag:nlp/llm"


async def test_choosing_by_click(stocked: Library) -> None:
    """A click on a line asks it; one on a heading or below the lines does nothing."""
    async with reading(stocked) as pilot:
        await press(pilot, "p")
        await counted(pilot)
        for row in (9, 30):
            await pilot.click("#side-panel", offset=(5, row))
            await pilot.pause()
            assert str(shown(pilot).query) == ""
        await pilot.click("#side-panel", offset=(5, 6))
        await until(pilot, lambda: str(shown(pilot).query) == "is:bookmarked")
        assert room(pilot).pane == "list"


async def test_it_counts_along(stocked: Library, tmp_path: Path) -> None:
    """Marks, undo, saving, removing and adding are seen in it, whoever has the focus; the cursor stays on its line."""
    async with reading(stocked) as pilot:
        await press(pilot, "p")
        await counted(pilot)
        await press(pilot, "G", "escape", "r")
        await until(pilot, lambda: line(pilot, "tagged") == "tagged 1/2")
        assert line(pilot, "All") == "▸ All 9/10"
        await press(pilot, "u")
        await until(pilot, lambda: line(pilot, "tagged") == "tagged 2/2")
        await search(pilot, "maps")
        await press(pilot, "F", "enter")
        await until(pilot, lambda: line(pilot, "maps") == "▸ maps 1/1")
        await press(pilot, "ctrl+x", "enter")
        await until(pilot, lambda: not line(pilot, "maps"))
        file = tmp_path / "april.txt"
        file.write_text(papers.dump(("Eleventh Paper",)))
        await press(pilot, "i")
        await fill(pilot, str(file))
        await press(pilot, "enter")
        await until(pilot, lambda: "1 new paper" in screen_text(pilot))
        await press(pilot, "escape")
        (march,) = stocked.editions.spans("day")
        await until(pilot, lambda: line(pilot, "Mar 14") == f"{march.label} 11/11")
        await press(pilot, "h", "enter")
        assert str(shown(pilot).query) == str(march.query)


async def test_only_the_latest_request_counts(stocked: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one count is slow, keys work, others wait, and of those that wait only the newest is made."""
    going_on, begun = threading.Event(), threading.Event()
    looks: list[str] = []
    count = stocked.count

    def slowly(query: Query) -> Count:
        looks.append(str(query))
        begun.set()
        assert going_on.wait(30)
        return count(query)

    monkeypatch.setattr(stocked, "count", slowly)
    async with reading(stocked) as pilot:
        await press(pilot, "p")
        await until(pilot, begun.is_set)
        await press(pilot, "escape", "j", "r", "j", "r", "j", "r")
        assert shown(pilot).cursor == 3
        assert looks == ["robots"]
        going_on.set()
        await until(pilot, lambda: line(pilot, "tagged") == "tagged 1/2")
        assert line(pilot, "All") == "▸ All 7/10"
        assert looks == ["robots", "robots", "tag:nlp/*"]


async def test_a_closed_panel_does_not_count(stocked: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who does not look at it does not pay for it."""

    def never(_by: By) -> None:
        raise AssertionError

    monkeypatch.setattr(stocked, "shelves", never)
    async with reading(stocked) as pilot:
        await press(pilot, "r", "b", "g", "u", "u")
        assert not room(pilot).panel.display


async def test_it_is_remembered(stocked: Library) -> None:
    """The next session opens with the panel, the focus in the list; a closed one stays closed."""
    async with reading(stocked, query=None) as pilot:
        assert not room(pilot).panel.display
        await press(pilot, "p", "q")
    async with reading(stocked, query=None) as pilot:
        await counted(pilot)
        assert room(pilot).panel.display
        assert room(pilot).papers.has_focus
        await press(pilot, "p", "q")
    async with reading(stocked, query=None) as pilot:
        assert not room(pilot).panel.display


@pytest.mark.parametrize("size", [STACKED, SINGLE, (30, 10)])
async def test_on_a_narrow_terminal_it_lies_over_the_list(stocked: Library, size: tuple[int, int]) -> None:
    """It is seen while it has the focus, takes no room from the list, and is a pane away until it is closed."""
    async with reading(stocked, size=size) as pilot:
        width = room(pilot).papers.size.width
        await press(pilot, "p")
        await counted(pilot)
        assert "Bookmarked" in screen_text(pilot)
        assert room(pilot).papers.size.width == width
        await press(pilot, "escape")
        assert not room(pilot).panel.display
        assert "Bookmarked" not in screen_text(pilot)
        await press(pilot, "h", "j", "enter")
        assert str(shown(pilot).query) == "is:unread"
        assert not room(pilot).panel.display
        await press(pilot, "p", "p", "h")
        assert not room(pilot).panel.display


@pytest.mark.parametrize("columns", [100, 140])
async def test_where_there_is_room_it_stands_beside_panes_of_any_layout(stocked: Library, columns: int) -> None:
    """It covers nothing of them, side by side, stacked or one at a time, and stays when the focus goes on."""
    async with reading(stocked, size=(columns, 30)) as pilot:
        await press(pilot, "p", "escape")
        for _ in range(4):
            panel, papers, paper = (each.region for each in (room(pilot).panel, room(pilot).papers, room(pilot).detail))
            assert panel.width
            assert panel.right <= papers.x
            assert not paper or panel.right <= paper.x
            assert papers.right <= columns
            await press(pilot, "w")


async def test_growing_shows_an_open_panel(stocked: Library) -> None:
    """A panel that had no room is there, and counted, as soon as there is."""
    async with reading(stocked, size=STACKED) as pilot:
        await press(pilot, "p", "escape", "r")
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: line(pilot, "All") == "▸ All 9/10")


async def test_many_tags_scroll(shelf: Library) -> None:
    """The cursor stays in sight among hundreds; going to the top shows the first heading again."""
    shelf.change([1], [AddTag(f"t{number:03}") for number in range(300)])
    async with reading(shelf) as pilot:
        await press(pilot, "p")
        await until(pilot, lambda: line(pilot, "#t000"))
        await press(pilot, "G")
        assert "Mar 14" in screen_text(pilot)
        await press(pilot, "4", "k")
        assert "#t296" in screen_text(pilot)
        await press(pilot, "enter")
        assert str(shown(pilot).query) == "tag:t296"
        await press(pilot, "h", "g", "g")
        assert room(pilot).panel.scroll_offset.y == 0


async def test_what_stands_there_is_data(hostile: Library) -> None:
    """Names that are markup or wide are shown as they are, cut where they are too long."""
    for name in ("[red]x[/] [@click=app.quit]", "深度学习在自然语言处理中的应用研究综述"):
        hostile.save_query(name, "rockets")
    async with reading(hostile) as pilot:
        await press(pilot, "p")
        await until(pilot, lambda: line(pilot, "[red]x[/]").endswith("1/1"))
        panel = room(pilot).panel
        widths = {panel.render_line(y).cell_length for y in range(panel.size.height)}
        assert widths == {panel.scrollable_content_region.width}


async def test_a_broken_saved_query(stocked: Library) -> None:
    """One that cannot be meant has no number; asking it says why, and the list stays."""
    stocked.save_query("part", "robots")
    stocked.save_query("whole", "list:part")
    stocked.forget_query("part")
    async with reading(stocked) as pilot:
        await press(pilot, "p")
        await counted(pilot)
        assert line(pilot, "whole") == "whole –"
        await press(pilot, "9", "j", "enter")
        assert "There is no saved query “part”" in screen_text(pilot)
        assert len(shown(pilot).titles) == 10


@pytest.fixture
def configured(tmp_path: Path) -> Iterator[Library]:
    """Ten papers, a query in config.yaml."""
    file = tmp_path / "march.txt"
    file.write_text(papers.dump(), encoding="utf-8")
    with Library(Paths.under(tmp_path / "home"), queries=lambda: {"Mine": "robots"}) as library:
        library.add([file])
        yield library


async def test_those_of_the_configuration(configured: Library) -> None:
    """They are listed and chosen like the others, are neither replaced nor removed, and say where they stand."""
    async with reading(configured, settings=Settings(queries={"Mine": "robots"})) as pilot:
        await press(pilot, "f", "enter")
        await until(pilot, lambda: shown(pilot).titles == ["Quiet Robots"])
        await press(pilot, "ctrl+x")
        assert "There is no saved query to remove" in screen_text(pilot)
        await press(pilot, "F")
        await fill(pilot, "mine")
        await press(pilot, "enter")
        await until(pilot, lambda: "“mine” stands in config.yaml" in screen_text(pilot))
    assert configured.find(parse("list:mine")).total == 1


@pytest.mark.parametrize(("size", "marked"), [(SINGLE, 0), (WIDE, 1)])
async def test_what_the_panel_lies_over_is_not_marked(shelf: Library, size: tuple[int, int], marked: int) -> None:
    """On a narrow screen the panel hides the list: keys that mark say so; beside the list they mark."""
    async with reading(shelf, size=size) as pilot:
        await press(pilot, "p", "b")
        assert room(pilot).pane == "panel"
        assert ("then the key is for the" in screen_text(pilot)) is (marked == 0)
        assert shelf.find(parse("is:bookmarked")).total == marked


async def test_folding(stocked: Library) -> None:
    """Left folds a tag or goes to the one above, Right unfolds; what does neither changes the pane."""
    async with reading(stocked) as pilot:
        await press(pilot, "p")
        await counted(pilot)
        await press(pilot, "G", "k", "left")
        assert room(pilot).panel.cursor == room(pilot).panel.rows - 3
        await press(pilot, "left")
        assert (line(pilot, "nlp"), line(pilot, "llm")) == ("+#nlp 2/2", "")
        await press(pilot, "enter")
        assert str(shown(pilot).query) == "tag:nlp/*"
        await press(pilot, "h")
        assert line(pilot, "nlp") == "▸+#nlp 2/2"
        await press(pilot, "right")
        assert (line(pilot, "nlp"), line(pilot, "llm")) == ("▸ #nlp 2/2", "llm 2/2")
        await press(pilot, "right")
        assert room(pilot).pane == "list"
        await press(pilot, "left", "g", "g", "left")
        assert room(pilot).pane == "text"


async def test_a_big_tree_begins_folded(shelf: Library) -> None:
    """Its roots are in sight, and one that is unfolded stays so while papers are counted again."""
    shelf.change([1], [AddTag(f"t{number % 5}/x{number}") for number in range(250)])
    async with reading(shelf) as pilot:
        await press(pilot, "p")
        await until(pilot, lambda: line(pilot, "#t0"))
        assert line(pilot, "x5") == ""
        await press(pilot, "7", "j", "right", "r")
        await until(pilot, lambda: line(pilot, "#t0") == "#t0 0/1")
        assert line(pilot, "x5") == "x5 0/1"
        assert line(pilot, "#t1") == "+#t1 0/1"


async def test_narrowing(stocked: Library) -> None:
    """N asks for the listed papers that are on the shelf, too, and Backspace comes back; all papers narrow nothing."""
    async with reading(stocked, query="maps OR models OR robots") as pilot:
        await until(pilot, lambda: len(shown(pilot).titles) == 3)
        await press(pilot, "p")
        await counted(pilot)
        assert "N narrow" in screen_text(pilot)
        await press(pilot, "N")
        assert "All papers are all papers" in screen_text(pilot)
        await press(pilot, "5", "j", "N")
        await until(pilot, lambda: shown(pilot).titles == ["Small Language Models"])
        assert room(pilot).bar.text == "(maps OR models OR robots) is:bookmarked"
        await press(pilot, "backspace")
        await until(pilot, lambda: room(pilot).bar.text == "maps OR models OR robots")
        await press(pilot, "h", "2", "j", "N")
        await until(pilot, lambda: shown(pilot).titles == ["Quiet Robots"])
        assert room(pilot).bar.text == "(maps OR models OR robots) list:quiet"


async def test_left_while_it_counts(stocked: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is counted when there is no panel any more is counted for nobody."""
    asked, gone, shelves = threading.Event(), threading.Event(), stocked.shelves

    def slow(by: By) -> object:
        counted = shelves(by)
        asked.set()
        assert gone.wait(30)
        return counted

    monkeypatch.setattr(SidePanel, "on_unmount", lambda _panel: gone.set(), raising=False)
    async with reading(stocked) as pilot:
        monkeypatch.setattr(stocked, "shelves", slow)
        await press(pilot, "p")
        await until(pilot, asked.is_set)
    assert gone.is_set()


async def test_many_editions_are_folded_but_the_newest(empty: Library, tmp_path: Path) -> None:
    """The months of many days are a line each; unfolding shows days without their year; the next start is by month."""
    for day in range(1, 13):
        for month, name in enumerate(("Jan", "Feb"), start=1):
            file = tmp_path / f"2024-{month:02}-{day:02}.txt"
            file.write_text(papers.dump((f"Paper {month} {day}",)).replace("Mar 14", f"{name} {day}"))
            empty.add([file])
    async with reading(empty, query=None) as pilot:
        await press(pilot, "g", "e")
        await until(pilot, lambda: line(pilot, "Jan 2024"))
        assert line(pilot, "Jan 2024") == "+Jan 2024 12/12"
        assert line(pilot, "Feb 12") == "Feb 12 1/1"
        assert not line(pilot, "Jan 12")
        await press(pilot, "G", "right")
        assert line(pilot, "Jan 12") == "Jan 12 1/1"
        await press(pilot, "G", "enter")
        assert str(shown(pilot).query) == "page:2024-01-01"
        await press(pilot, "]", "2", "]")
        assert str(shown(pilot).query) == "page:2024-01-04"
        room(pilot).go("page:2024-01")
        await press(pilot, "]")
        assert str(shown(pilot).query) == "page:2024-02"
        await press(pilot, "g", "e", "g", "e")
        await until(pilot, lambda: line(pilot, "Feb 2024") == "▸ Feb 2024 12/12")
        await press(pilot, "q")
    async with reading(empty, query=None) as pilot:
        await until(pilot, lambda: line(pilot, "Editions by month"))
