from collections.abc import Iterable

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.theme import BUILTIN_THEMES

from reader.library import Library
from reader.settings import Settings
from reader.tui.app import ReaderApp
from reader.tui.filters import _ASCII, Ascii
from reader.tui.themes import ANSI, CONTRAST, DARK, THEMES

from .story import Story, press, reading, screen_text

BLACK = Color(0, 0, 0)


def strips(pilot: Story) -> list[Strip]:
    """Return the lines of the topmost screen as they go to the terminal."""
    return pilot.app.screen._compositor.render_strips()


def test_each_sign_becomes_one_letter() -> None:
    """No sign is wider or narrower in ASCII: nothing moves."""
    for sign, letter in _ASCII.items():
        assert str(letter).isascii()
        assert cell_len(chr(sign)) == cell_len(str(letter)) == 1


def test_words_stay_as_they_are() -> None:
    """Only signs and lines are replaced, also beside wide characters; styles stay."""
    bold = Style(bold=True)
    assert Ascii().apply([Segment("● 深度学习 naïve … ★", bold)], BLACK) == [Segment("* 深度学习 naïve ~ +", bold)]


async def test_ascii(shelf: Library) -> None:
    """The whole screen of the reading room and of a dialogue is ASCII."""
    async with reading(shelf, settings=Settings(ascii=True)) as pilot:
        await press(pilot, "b", "v", "p")
        assert screen_text(pilot).isascii()
        await press(pilot, "escape", "t")
        assert screen_text(pilot).isascii()


async def test_no_colour(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR no cell has a colour; the cursor, the highlighted choice and the keys still stand out."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(shelf) as pilot:
        for keys in ((), ("s",)):
            await press(pilot, *keys)
            segments = [segment for strip in strips(pilot) for segment in strip]
            assert not [s for s in segments if s.style and (s.style.color or s.style.bgcolor)]
            assert [s.text for s in segments if s.style and s.style.reverse and s.text.strip()]


async def test_an_empty_no_color_means_nothing(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the convention has it: only a value that is not empty takes the colours away."""
    monkeypatch.setenv("NO_COLOR", "")
    async with reading(shelf) as pilot:
        assert pilot.app.theme == DARK.name


async def test_sixteen_colours(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are only sixteen, Reader's own theme is made of those."""
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "standard")
    async with reading(shelf) as pilot:
        assert pilot.app.theme == ANSI.name


async def test_each_theme_can_be_read(shelf: Library) -> None:
    """In each theme all letters stand out from their background, in the reading room and in a dialogue."""
    async with reading(shelf) as pilot:
        await press(pilot, "b", "r", "j", "v", "p", "escape")
        for theme in ALL_THEMES:
            await wear(pilot, theme)
            assert (theme, faint(strips(pilot))) == (theme, [])
        await press(pilot, "s")
        left, top, width, height = pilot.app.screen.query_one(".dialog").region
        for theme in ALL_THEMES:
            await wear(pilot, theme)
            dialogue = [strip.crop(left, left + width) for strip in strips(pilot)[top : top + height]]
            assert (theme, faint(dialogue)) == (theme, [])


ALL_THEMES = [*BUILTIN_THEMES, *(theme.name for theme in THEMES)]


async def wear(pilot: Story, theme: str) -> None:
    """Put on a theme, as config.yaml does."""
    app = pilot.app
    assert isinstance(app, ReaderApp)
    app.configure(Settings(theme=theme), app.keys)
    assert app.theme == theme
    await pilot.pause()
    await pilot.pause()


def faint(lines: Iterable[Strip]) -> list[tuple[str, Style | None]]:
    """Return the letters that hardly stand out; lines between panes may."""
    segments = [segment for line in lines for segment in line if segment.text.strip(" ─│╭╮╰╯▁▂▃▄▅▆▇▊▎")]
    return [(segment.text, segment.style) for segment in segments if segment.style and contrast(segment.style) < 1.8]


def contrast(style: Style) -> float:
    """Return the contrast of letters, from 1 to 21, as WCAG counts it; 21 where the terminal decides."""
    if not style.color or not style.bgcolor or style.color.triplet is None or style.bgcolor.triplet is None:
        return 21.0
    lighter, darker = sorted((luminance(style.color.triplet), luminance(style.bgcolor.triplet)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Iterable[float]) -> float:
    """Return the relative luminance of a colour, from 0 to 1."""
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_high_contrast() -> None:
    """Text of the high-contrast theme has more than fifteen to one, its signs more than seven."""
    background = Color.parse(CONTRAST.background or "").rgb
    for name, least in (("foreground", 15), ("accent", 7), ("primary", 7), ("secondary", 7), ("error", 7)):
        colour = Color.parse(getattr(CONTRAST, name)).rgb
        assert (luminance(colour) + 0.05) / (luminance(background) + 0.05) > least


async def test_a_theme_chosen_in_the_palette_stays(shelf: Library) -> None:
    """The next session has it on, until config.yaml says another one."""
    async with reading(shelf) as pilot:
        pilot.app.theme = "nord"
        await press(pilot, "q")
    async with reading(shelf, query=None) as pilot:
        assert pilot.app.theme == "nord"
        await press(pilot, "q")
    async with reading(shelf, query=None, settings=Settings(theme="dracula")) as pilot:
        assert pilot.app.theme == "dracula"
