"""What was on the screen is gone from memory once it is left."""

import gc

import pytest
from textual._styles_cache import StylesCache
from textual.screen import Screen

from reader.library import Library

from .story import press, reading, until

OPENED = (("?",), ("e",), ("n",))


def painted() -> int:
    """Return how many widgets' lines are kept."""
    gc.unfreeze()  # what the app told Python to leave alone
    gc.collect()
    return sum(isinstance(each, StylesCache) for each in gc.get_objects())


@pytest.mark.parametrize("keys", OPENED)
async def test_what_was_painted_is_forgotten(shelf: Library, keys: tuple[str, ...]) -> None:
    """A dialogue opened for the fourth time takes no more memory than one opened twice."""
    async with reading(shelf) as pilot:
        for _ in range(2):
            await press(pilot, *keys, "escape", "escape")
        before = painted()
        for _ in range(2):
            await press(pilot, *keys, "escape", "escape")
        await until(pilot, lambda: painted() <= before)  # what a thread still holds goes when it is done
        screens = [each for each in gc.get_objects() if isinstance(each, Screen) and each.app is pilot.app]
        assert len(screens) <= len(pilot.app.screen_stack) + 1
