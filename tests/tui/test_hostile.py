"""Text from dumps is text: it neither ends the program, nor styles it, nor is lost."""

from textual.color import Color
from textual.widgets import OptionList

from reader.changes import AddTag, Bookmark
from reader.display import shown as displayed
from reader.library import Library
from reader.papers import Entry
from reader.settings import Settings
from reader.tui.widgets.paper_detail import paper_content

from . import shelf as papers
from .story import do, fill, press, reading, room, screen_text, search, shown, until


def squeezed(text: str) -> str:
    """Return text without spaces: how lines are broken is not the question."""
    return "".join(text.split())


async def test_list_and_text_show_titles_as_they_are(hostile: Library) -> None:
    """Markup is shown, not obeyed; long titles are cut in the list and whole in the text."""
    async with reading(hostile, size=(200, 50)) as pilot:
        assert shown(pilot).titles == [title.strip() for title in papers.HOSTILE]
        for row, title in enumerate(shown(pilot).titles):
            text = screen_text(pilot).splitlines()
            title = displayed(title).text
            assert title[:60].strip() in text[row + 1]
            beside = "".join(line[105:].strip(" ▁▂▃▄▅▆▇█▌") + " " for line in text[2:])
            assert squeezed(title) in squeezed(beside)
            await press(pilot, "j")


async def test_no_row_is_wider_or_narrower_than_the_list(hostile: Library) -> None:
    """Wide characters do not push what stands beside them."""
    async with reading(hostile, size=(80, 24)) as pilot:
        widget = room(pilot).papers
        widths = {widget.render_line(y).cell_length for y in range(len(papers.HOSTILE))}
        assert widths == {widget.scrollable_content_region.width}


async def test_toasts_and_dialogues_show_them(hostile: Library) -> None:
    """Undo, copy and the choice of dumps survive each of them."""
    async with reading(hostile) as pilot:
        for row, title in enumerate(shown(pilot).titles):
            room(pilot).papers.move_to(row)
            await press(pilot, "b", "u")
            assert "Undone: bookmarked" in screen_text(pilot)
            assert squeezed(title)[:12] in squeezed(screen_text(pilot))
            await do(pilot, "paper.copy")
            assert squeezed(title)[:12] in squeezed(screen_text(pilot))
            await press(pilot, "enter")
            assert pilot.app.clipboard == title
        await do(pilot, "go.sources")
        assert "hostile [b] dump.txt" in screen_text(pilot)
        await press(pilot, "enter")
        assert len(shown(pilot).titles) == len(papers.HOSTILE)


async def test_hostile_queries_and_paths(hostile: Library) -> None:
    """What the user types is text as well."""
    async with reading(hostile) as pilot:
        await search(pilot, "[/bold]")
        await press(pilot, "/", *"[@click=app.quit]", "enter", "escape", "escape")
        await press(pilot, "i")
        await fill(pilot, "/nowhere/[/b]")
        await press(pilot, "enter")
        await until(pilot, lambda: "There is no “/nowhere/[/b]”." in screen_text(pilot))


async def test_keys_made_of_brackets_are_shown(shelf: Library) -> None:
    """A key may look like markup in footer, help and palette."""
    async with reading(shelf, settings=Settings(keys={"paper.bookmark": "[b [/x", "go.previous_dump": ""})) as pilot:
        assert "[b bookmark" in screen_text(pilot)
        await press(pilot, "?", *"bookmark,")
        assert "[b [/x" in screen_text(pilot)
        await press(pilot, "escape", ":", *"bookmark,")
        await until(pilot, lambda: "[b [/x  paper.bookmark" in screen_text(pilot))


async def test_choices_are_cut_to_one_line(hostile: Library) -> None:
    """A long title takes one row of a dialogue, not the whole of it."""
    async with reading(hostile) as pilot:
        await press(pilot, "G", "y")
        options = pilot.app.screen.query_one(OptionList)
        assert options.region.height == options.option_count


def test_text_of_a_paper_holds_all_of_it(hostile: Library) -> None:
    """Title, abstract, tags, links and dumps stand in the text as they are, letter for letter."""
    numbers = list(range(1, len(papers.HOSTILE) + 1))
    hostile.change(numbers, [AddTag("a/b"), Bookmark()])
    for entry in hostile.entries(numbers):
        assert_whole(entry)


def assert_whole(entry: Entry) -> None:
    """Fail where something of a paper is not in its text."""
    text = paper_content(entry, lambda _text, _field: [(0, 3)]).plain
    texts = [displayed(each).text for each in (entry.paper.title, entry.paper.abstract)]
    for part in (*texts, "#a/b", "★ bookmarked", entry.sightings[0].file):
        assert part in text


async def test_themes_give_colours(shelf: Library) -> None:
    """A theme that is not there is named, and the app opens all the same; one that is there is used."""
    async with reading(shelf, settings=Settings(theme="no [/b] theme")) as pilot:
        await until(pilot, lambda: "there is no theme “no [/b] theme”" in " ".join(screen_text(pilot).split()))
    async with reading(shelf, settings=Settings(theme="reader-light")) as pilot:
        assert pilot.app.screen.styles.background == Color.parse("#faf8f3")
