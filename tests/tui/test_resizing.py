"""Windows change their size, whatever is open in them."""

import pytest

from reader.library import Library

from .story import press, reading, screen_text, until

SIZES = ((40, 12), (120, 36), (59, 5), (20, 3), (120, 36))


@pytest.mark.parametrize(
    "keys",
    [
        [],
        ["enter"],
        ["p"],
        ["/", "t", "a"],
        ["t"],
        ["+"],
        ["n"],
        ["s"],
        ["i"],
        ["N"],
        ["e"],
        ["y"],
        ["F"],
        ["?"],
        [":"],
        ["T"],
        ["T", "t"],
        ["v", "j"],
        ["z"],
        ["w"],
    ],
    ids=" ".join,
)
async def test_every_screen_takes_every_size(shelf: Library, keys: list[str]) -> None:
    """From wide to a sliver and back: nothing breaks, and the wide screen is as it was."""
    shelf.save_query("mine", "graph")
    async with reading(shelf) as pilot:
        await press(pilot, "j", *keys)
        await until(pilot, lambda: keys != ["p"] or "Editions by day" in screen_text(pilot))
        pilot.app.clear_notifications()  # they end by the clock
        await pilot.pause()
        before = screen_text(pilot)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await until(pilot, lambda: screen_text(pilot) == before)
