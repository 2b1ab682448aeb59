"""The paper's text: formulas, key sentences, its column, and the paper alone."""

from pathlib import Path

import pytest

from reader.changes import SetNote
from reader.library import Library
from reader.papers import Status
from reader.query import parse
from reader.settings import Settings
from reader.tui.notes import note_content
from reader.tui.widgets.paper_detail import paper_content

from . import shelf as papers
from .story import SINGLE, STACKED, WIDE, press, reading, room, screen_text, search, shown, until

TITLE = "Kites^2: mathcal{O}(n) Flights and Landings"
ABSTRACT = "Kites are 17times heavier than the ell_1 norm. We propose textbf{Lift}. It gains 4% over kites."


@pytest.fixture
def kites(empty: Library, tmp_path: Path) -> Library:
    """A library of one paper, damaged by the page."""
    file = tmp_path / "kites.txt"
    file.write_text(f"{papers.HEAD}{TITLE}\n\n{ABSTRACT}\n\n", encoding="utf-8")
    empty.add([file])
    return empty


async def test_formulas_are_shown_in_list_and_text(kites: Library) -> None:
    """As characters; what is stored, copied and exported is the text itself."""
    async with reading(kites) as pilot:
        text = screen_text(pilot).replace("│", "")
        assert text.count("Kites²: 𝒪(n) Flights") == 2
        assert "Kites are 17× heavier than the ℓ₁ norm. We propose Lift." in " ".join(text.split())
        assert shown(pilot).entry.paper.title == TITLE


def test_words_that_were_searched_are_marked_where_they_are_shown(kites: Library) -> None:
    """Behind a formula, within a command, and in the note."""
    kites.change([1], [SetNote("**Norms** of _kites_")])
    (entry,) = kites.entries([1])
    query = parse("landings OR lift OR norm OR 17times")
    content = paper_content(entry, lambda text, field: kites.highlights(text, field, query))
    marked = [content.plain[span.start : span.end] for span in content.spans if "underline" in str(span.style)]
    assert marked == ["Landings", "17×", "norm", "Lift", "Norms"]


async def test_key_sentences_stay_marked(kites: Library) -> None:
    """From paper to paper, and at the next start."""
    async with reading(kites) as pilot:
        await press(pilot, "m")
        text = " ".join(line[65:] for line in screen_text(pilot).splitlines())
        assert "‣new We propose Lift. ‣result It gains 4%" in " ".join(text.split())
        await press(pilot, "q")
    async with reading(kites, query=None) as pilot:
        assert "‣new" in screen_text(pilot)


@pytest.mark.parametrize("size", [(200, 50), (200, 12)])
async def test_the_column_stands_in_the_middle_and_still(shelf: Library, size: tuple[int, int]) -> None:
    """Where the pane is wider than the measure; a text too long for the window stands where a short one does."""
    async with reading(shelf, size=size, settings=Settings(measure_cells=60)) as pilot:
        pane, text = room(pilot).detail.content_region, room(pilot).detail.query_one("#paper-text").region
        assert text.width == 60
        assert abs((text.x - pane.x) - (pane.right - text.right)) <= 2


async def test_a_scrollbar_moves_nothing(shelf: Library) -> None:
    """The text is as wide with it as without."""
    async with reading(shelf, size=(110, 60)) as pilot:
        before = room(pilot).detail.query_one("#paper-text").region
        await pilot.resize_terminal(110, 12)
        await pilot.pause()
        after = room(pilot).detail.query_one("#paper-text").region
        assert room(pilot).detail.max_scroll_y
        assert (before.x, before.width) == (after.x, after.width)


@pytest.mark.parametrize("size", [WIDE, STACKED, SINGLE, (40, 12)])
async def test_the_paper_alone(shelf: Library, size: tuple[int, int]) -> None:
    """It fills the window, scrolls, is marked, gives way to the next; Esc leads back to where one was in the list."""
    async with reading(shelf, size=size) as pilot:
        await press(pilot, "j", "p", "escape", "Z")
        assert room(pilot).detail.region.width == size[0]
        assert not room(pilot).papers.display
        assert not room(pilot).panel.display
        await press(pilot, "r", "J", "j")
        assert shown(pilot).cursor == 2
        assert shown(pilot).entry.paper.title in " ".join(screen_text(pilot).split()) or size[1] < 20
        await press(pilot, "escape")
        assert room(pilot).pane == "list"
        assert papers.TITLES[2][:20] in screen_text(pilot)
        (entry,) = shelf.entries([room(pilot).papers.numbers[1]])
        assert entry.mark.status is Status.READ


@pytest.mark.parametrize("keys", [("/",), ("p",), ("tab",), ("g", "u")])
async def test_to_go_elsewhere_is_to_leave_the_paper_alone(shelf: Library, keys: tuple[str, ...]) -> None:
    """The search, the panel, the list and another list bring the panes back."""
    async with reading(shelf) as pilot:
        await press(pilot, "Z", *keys)
        assert room(pilot).papers.display
        assert not room(pilot).reading


async def test_nothing_alone_in_an_empty_list(shelf: Library) -> None:
    """Where no paper is listed there is none to show."""
    async with reading(shelf) as pilot:
        await search(pilot, "zebra")
        await until(pilot, lambda: not shown(pilot).titles)
        await press(pilot, "Z")
        assert room(pilot).papers.display


def test_a_note_is_read_as_markdown() -> None:
    """Headings, emphasis, lists within lists, quotes, code and links."""
    note = "# Why\n\nIt is **so** and `x = 1`.\n\n- one\n  1. [a](https://example.org)\n- two\n\n> said\n> twice\n"
    note += "\n```\nrun\n```"
    content = note_content(note)
    assert content.plain.splitlines() == [
        "Why",
        "",
        "It is so and x = 1.",
        "",
        "• one",
        "  1. a (https://example.org)",
        "• two",
        "",
        "│ said",
        "│ twice",
        "",
        "    run",
    ]
    styled = {content.plain[span.start : span.end]: str(span.style) for span in content.spans}
    assert styled["Why"] == "bold underline"
    assert styled["so"] == "bold"


@pytest.mark.parametrize(
    "note",
    ["[/bold] closes nothing", "[@click=app.quit]x[/]", "<b>html</b> <script>", "a [b", "two\nlines", "1 * 2 * 3", ""],
)
def test_a_note_is_never_markup(note: str) -> None:
    """What is not Markdown is shown letter for letter, line for line."""
    assert note_content(note).plain == note
