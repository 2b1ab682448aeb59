"""What stories are told with: an open app, keys pressed and done with, and what the screen shows."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic

from textual.pilot import Pilot
from textual.widgets import Input

from reader.library import Library
from reader.papers import Entry
from reader.settings import Settings
from reader.tui.app import Outcome, ReaderApp
from reader.tui.keys import KEYS
from reader.tui.screens.reading_room import ReadingRoom

Story = Pilot[Outcome]
PATIENCE_S = 30
"""How long a condition may take on a slow machine before the test gives up."""
STORY_S = 300
"""How long a whole story may take: one that hangs says where."""
WIDE, STACKED, SINGLE = (120, 36), (80, 24), (56, 20)


@asynccontextmanager
async def reading(
    library: Library,
    *,
    size: tuple[int, int] = WIDE,
    query: str | None = "",
    settings: Settings | None = None,
    sample: bool = False,
) -> AsyncIterator[Story]:
    """Open the app on `library`, headless; toasts are drawn as they are for users."""
    app = ReaderApp(library, settings or Settings(), query=query, sample=sample)
    tale = asyncio.current_task()
    assert tale is not None
    hangs = asyncio.get_running_loop().call_later(STORY_S, _break_off, tale)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield pilot
    finally:
        hangs.cancel()


def _break_off(tale: "asyncio.Task[object]") -> None:
    """End a story that hangs, and print where each of its tasks waits."""
    for task in asyncio.all_tasks():
        task.print_stack(file=sys.stderr)
    tale.cancel(f"nothing came of this in {STORY_S} s")


async def until(pilot: Story, condition: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = monotonic() + PATIENCE_S
    while not condition():
        if monotonic() > end:
            raise AssertionError(screen_text(pilot))
        await pilot.pause()


async def press(pilot: Story, *keys: str) -> None:
    """Press keys, one after the other, and wait until the app is done with them."""
    app = pilot.app
    assert isinstance(app, ReaderApp)
    for key in keys:
        await pilot.press(key)
        await until(pilot, lambda: not app.is_running or app._queue().empty())
        if app.is_running:
            await pilot.pause()
            await pilot.pause()


async def do(pilot: Story, action: str) -> None:
    """Press the first keys that the table has for an action."""
    await press(pilot, *next(key for key in KEYS if key.id == action).sequences[0])


async def fill(pilot: Story, text: str) -> None:
    """Put text into the line of the dialogue, as if it were pasted over what is there."""
    pilot.app.screen.query_one(Input).value = text
    await pilot.pause()


async def search(pilot: Story, text: str) -> None:
    """Search for something by typing it and going to the list."""
    await press(pilot, "/", *("space" if character == " " else character for character in text), "enter")
    await until(pilot, lambda: str(shown(pilot).query) == text)


def shown(pilot: Story) -> "Listing":
    """Return what the reading room lists now."""
    return Listing(room(pilot))


def room(pilot: Story) -> ReadingRoom:
    """Return the reading room, whatever is open over it."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, ReadingRoom))


def screen_text(pilot: Story) -> str:
    """Return what the topmost screen shows, as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def said(pilot: Story) -> str:
    """Return what the screen shows as one line, for sentences that are broken."""
    return " ".join(screen_text(pilot).replace("▌", "").split())


class Listing:
    """What is listed."""

    def __init__(self, room: ReadingRoom) -> None:
        self._room = room
        assert room.results
        self.query = room.results.query

    @property
    def titles(self) -> list[str]:
        """The titles, in order."""
        return [entry.paper.title for entry in self._room.library.entries(self._room.papers.numbers)]

    @property
    def cursor(self) -> int:
        """The row of the cursor."""
        return self._room.papers.cursor

    @property
    def entry(self) -> Entry:
        """The paper under the cursor."""
        assert self._room.entry
        return self._room.entry
