from reader.library import Facet, FacetValue, Library
from reader.query import Tag
from reader.tui.screens.narrow import NarrowScreen, narrowing

from .story import press, reading, room, screen_text


def tags(*counts: int) -> Facet:
    """Return tags `t0`, `t1`, ... that so many papers have."""
    return Facet("tags", tuple(FacetValue(Tag(f"t{at}"), f"t{at}", papers) for at, papers in enumerate(counts)))


def test_what_all_papers_have_narrows_nothing() -> None:
    """It is left out; the others get letters in order."""
    rows = narrowing([tags(9, 5, 9, 2), Facet("years", ())], 9)
    assert [(letter, value.label) for letter, _, value in rows] == [("a", "t1"), ("b", "t3")]


def test_there_are_letters_for_all() -> None:
    """Of each facet there are only so many that one key is enough."""
    full = [Facet(name, tags(*range(1, 40)).values) for name in ("status", "code", "tags", "dumps", "years")]
    rows = narrowing(full, 99)
    assert "".join(letter for letter, _, _ in rows) == "abcdefghijklmnopqrstuvwxyz"
    assert {name for _, name, _ in rows} == {"status", "code", "tags", "dumps", "years"}


async def test_narrowing_in_a_small_window(hostile: Library) -> None:
    """Names are text, counts stay in sight, and what does not fit is scrolled to."""
    async with reading(hostile, size=(30, 10)) as pilot:
        await press(pilot, "r", "j", "b", "N")
        assert isinstance(pilot.app.screen, NarrowScreen)
        lines = screen_text(pilot).splitlines()
        assert any(line.split()[1:-1] == ["status", "a", "unread", "6"] for line in lines), lines
        await press(pilot, "down", "pagedown", "pageup", "1", "Z", "b")
        assert room(pilot).bar.text == "is:bookmarked"
