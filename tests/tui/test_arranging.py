import pytest

from reader.library import Library
from reader.tui.arranging import Arrangement, Layout, Panes, panes_of_session

from .story import STACKED, press, reading, room


@pytest.mark.parametrize(
    ("layout", "width", "arrangement"),
    [
        ("fitting", 120, "wide"),
        ("fitting", 99, "stacked"),
        ("fitting", 59, "single"),
        ("side by side", 59, "wide"),
        ("stacked", 200, "stacked"),
        ("one at a time", 200, "single"),
    ],
)
def test_how_the_panes_stand(layout: Layout, width: int, arrangement: Arrangement) -> None:
    """As fits the width, unless the user wants it otherwise."""
    assert Panes(layout).arrangement(width) == arrangement


@pytest.mark.parametrize("share", [-1.0, 0.0, 0.4, 0.77, 1.0, 7.0])
def test_neither_pane_vanishes(share: float) -> None:
    """However far the border is dragged; and the next session has it where it was."""
    panes = Panes("stacked").divided(share)
    assert 0.2 <= panes.share("stacked") <= 0.8
    assert panes_of_session(panes.as_session()) == panes


def test_a_session_that_is_garbled_starts_as_the_first_one() -> None:
    """Words that mean nothing are passed over."""
    assert panes_of_session({"layout": "upside down", "list_share": "half"}) == Panes()


async def test_the_border_is_dragged(shelf: Library) -> None:
    """The mouse moves it, beside and below; the next session finds it there."""
    for size, side in (((120, 36), 0), (STACKED, 1)):
        async with reading(shelf, size=size) as pilot:
            before = room(pilot).papers.outer_size[side]
            to = (30, 5) if side == 0 else (5, 5)
            await pilot.mouse_down("#border")
            await pilot.hover("#papers", offset=to)
            await pilot.mouse_up("#papers", offset=to)
            await pilot.pause()
            after = room(pilot).papers.outer_size[side]
            assert after < before
            assert abs(after - to[side]) <= 1
            await press(pilot, "q")
        async with reading(shelf, size=size, query=None) as pilot:
            assert room(pilot).papers.outer_size[side] == after
            await press(pilot, "w", "w", "w", "w", "q")
