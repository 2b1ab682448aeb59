"""What widgets are given is drawn as text, wherever it comes from."""

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.widgets import Static

from reader.library import Library
from reader.settings import Settings
from reader.tui.filters import Harmless
from reader.tui.screens.pick import Choice, PickScreen
from reader.tui.screens.prompt import PromptScreen

from ..tui.conftest import all_colours, shelf  # noqa: F401 - fixtures
from ..tui.story import press, reading, screen_text, until
from .attacks import ATTACKS, Attack
from .wire import wire_of

BLACK = Color(0, 0, 0)
MARKUP = "[@click=app.quit]x[/] [/b] [[red] \\[b] 100% \\"


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_every_line_is_text(attack: Attack) -> None:
    """The last filter leaves nothing that is more than text, and as many cells as there were."""
    (drawn,) = Harmless().apply([Segment(attack.text, Style(bold=True))], BLACK)
    assert wire_of(drawn.text.encode()).dangers == []
    assert "\x1b" not in drawn.text
    assert cell_len(drawn.text) == cell_len(attack.text)
    assert drawn.style == Style(bold=True)


@pytest.mark.parametrize(("link", "kept"), [("https://x.org", True), ("file:///etc/passwd", False), ("x:\x1b]", False)])
def test_links_lead_to_the_web(link: str, kept: bool) -> None:
    """Any other is text."""
    (drawn,) = Harmless().apply([Segment("here", Style(link=link))], BLACK)
    assert drawn.style
    assert drawn.style.link == (link if kept else None)


async def test_a_widget_that_is_given_raw_text(shelf: Library) -> None:  # noqa: F811
    """It draws no control, though nothing cleaned the text before."""
    async with reading(shelf) as pilot:
        await pilot.app.screen.mount(Static(Content("".join(attack.text for attack in ATTACKS)), id="raw"))
        await until(pilot, lambda: "Mkbell" in screen_text(pilot))
        assert wire_of(screen_text(pilot).encode()).dangers == []


async def test_headings_are_text(shelf: Library) -> None:  # noqa: F811
    """Markup in the heading of a dialogue is shown, not obeyed."""
    async with reading(shelf) as pilot:
        for screen in (PickScreen(MARKUP, []), PromptScreen(MARKUP, str, start="", remark=MARKUP)):
            pilot.app.push_screen(screen)
            await until(pilot, lambda: MARKUP in screen_text(pilot))
            await press(pilot, "escape")


async def test_keys_that_are_markup(shelf: Library) -> None:  # noqa: F811
    """A key that config.yaml gives is shown in the palette as it is, whatever it is."""
    async with reading(shelf, settings=Settings(keys={"paper.later": "Q[/b]", "go.previous_dump": ""})) as pilot:
        await press(pilot, ":", *"aside")
        await until(pilot, lambda: "Q[/b]  paper.later" in screen_text(pilot))


async def test_a_count_that_comes_too_late(shelf: Library) -> None:  # noqa: F811
    """A list that was closed while it was being counted takes no more remarks, and ends nothing."""
    async with reading(shelf) as pilot:
        screen = PickScreen("Saved queries", [Choice("a", "a", "")])
        pilot.app.push_screen(screen)
        await until(pilot, lambda: "Saved queries" in screen_text(pilot))
        await press(pilot, "escape")
        screen.remark({"a": "3 of 4 unread"})
        assert pilot.app.is_running
