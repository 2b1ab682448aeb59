"""The way through lists: back, forward, and from paper to paper."""

import pytest

from reader.library import Library
from reader.query import parse
from reader.tui.place import Place
from reader.tui.trail import Trail, breadcrumb

from . import shelf as papers
from .story import STACKED, Story, press, reading, room, screen_text, shown, until

HERE = Place("a", 1, 0)


def test_there_and_back_again() -> None:
    """Back and forward go the same way, whatever was left; going elsewhere forgets what was ahead."""
    trail = Trail()
    trail.leave("one", HERE)
    trail.leave("two", Place("b", 2, 0))
    assert trail.back("three", Place("c", 3, 0)) == ("two", Place("b", 2, 0))
    assert trail.back("two", Place("b", 5, 0)) == ("one", HERE)
    assert trail.back("one", HERE) is None
    assert trail.forward("one", HERE) == ("two", Place("b", 5, 0))
    assert trail.forward("two", HERE) == ("three", Place("c", 3, 0))
    assert trail.forward("three", HERE) is None
    assert trail.back("three", HERE) == ("two", HERE)
    trail.leave("two", HERE)
    assert trail.forward("four", HERE) is None


def test_from_paper_to_paper() -> None:
    """The papers whose like were listed since one came from another list, each once in a row."""
    trail = Trail()
    for text in ("like:zzzz", "kites", "like:aaaa limit:50", "like:aaaa sort:title", "like:bbbb"):
        trail.leave(text, HERE)
    assert trail.papers("like:aaaa") == ["aaaa", "bbbb", "aaaa"]
    assert trail.papers("like:aaaa kites") == []
    assert trail.papers("") == []
    assert trail.papers("like:aaaa sort:s") == []


@pytest.mark.parametrize(
    ("titles", "width", "line"),
    [
        (["Kites"], 40, "Kites"),
        (["Kites", "Maps"], 40, "Kites › Maps"),
        (["A title that is rather long", "Maps"], 40, "A title that is rat… › Maps"),
        (["Kites", "Dunes", "Maps"], 17, "… › Dunes › Maps"),
        (["Kites", "Maps of the whole world"], 12, "… › Maps of…"),
        (["深度学习在自然语言处理中的应用研究综述", "Maps"], 40, "深度学习在自然语言… › Maps"),
    ],
)
def test_breadcrumb(titles: list[str], width: int, line: str) -> None:
    """The last title has most room; the first ones go first."""
    assert breadcrumb(titles, width) == line


def trail_line(pilot: Story) -> str:
    """Return the line above the list."""
    return screen_text(pilot).splitlines()[1].strip()


@pytest.mark.parametrize("size", [(120, 36), STACKED])
async def test_related_papers_are_walked(shelf: Library, size: tuple[int, int]) -> None:
    """Each list of likes names the papers that led there; back and forward keep the rows; elsewhere it is gone."""
    async with reading(shelf, size=size) as pilot:
        await press(pilot, "R")
        await until(pilot, lambda: len(shown(pilot).titles) == 9)
        first = papers.TITLES[0]
        assert trail_line(pilot) == f"Like {first}"
        await press(pilot, "j", "j")
        second = shown(pilot).entry.paper.title
        await press(pilot, "R")
        await until(pilot, lambda: trail_line(pilot).endswith(second))
        assert trail_line(pilot).startswith("Like Graph Networks for")
        assert " › " in trail_line(pilot)
        await press(pilot, "(")
        await until(pilot, lambda: trail_line(pilot) == f"Like {first}")
        assert (shown(pilot).cursor, shown(pilot).entry.paper.title) == (2, second)
        await press(pilot, ")")
        await until(pilot, lambda: trail_line(pilot).endswith(second))
        await press(pilot, "g", "u")
        await until(pilot, lambda: shown(pilot).query == parse("is:unread"))
        assert "Like " not in trail_line(pilot)
        await press(pilot, "backspace", "backspace", "backspace")
        await until(pilot, lambda: room(pilot).bar.text == "")
