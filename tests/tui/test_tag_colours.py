"""A colour for each tag."""

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from reader.changes import AddTag
from reader.library import Library
from reader.tui.tag_colours import COUNT, tag_variable, tag_variables
from reader.tui.themes import THEMES

from .story import press, reading, room, until

LEAST_CONTRAST = 3.0
"""What WCAG 2.2 asks of large text and of signs; the sign # says the same as the colour."""


def theme_variables(name: str) -> dict[str, str]:
    """Return the variables of a theme."""
    theme = {theme.name: theme for theme in [*THEMES, *BUILTIN_THEMES.values()]}[name]
    return theme.to_color_system().generate()


def luminance(colour: Color) -> float:
    """Return the relative luminance, as WCAG 2.2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_a_colour_never_changes() -> None:
    """It depends on the root alone: known tags have the colours they had when this was written."""
    assert [tag_variable(tag) for tag in ("nlp", "cv", "日本")] == ["$tag-5", "$tag-0", "$tag-2"]
    assert tag_variable("nlp/llm/agents") == tag_variable("nlp")
    assert len({tag_variable(f"t{number}") for number in range(100)}) == COUNT


@pytest.mark.parametrize("name", [theme.name for theme in [*THEMES, *BUILTIN_THEMES.values()]])
def test_each_theme_has_them(name: str) -> None:
    """Every theme makes all colours; they can be read on its background, where it says which that is."""
    theme = theme_variables(name)
    colours = tag_variables(theme)
    assert list(colours) == [f"tag-{number}" for number in range(COUNT)]
    if not theme["background"].startswith("ansi"):
        background = luminance(Color.parse(theme["background"]))
        for text in colours.values():
            light, dark = sorted([luminance(Color.parse(text)), background], reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= LEAST_CONTRAST, text


async def test_a_tag_looks_the_same_everywhere(shelf: Library) -> None:
    """In the list, in the panel and beside the abstract it has one colour, also after a change of theme."""
    shelf.change([1], [AddTag("cv/video")])
    async with reading(shelf) as pilot:
        await press(pilot, "p")
        await until(pilot, lambda: room(pilot).panel.rows > 7)
        for theme in ("reader-dark", "reader-light"):
            pilot.app.theme = theme
            await pilot.pause()
            await pilot.pause()
            strips = pilot.app.screen._compositor.render_strips()
            colours = {
                segment.style.color.get_truecolor()
                for strip in strips
                for segment in strip
                if segment.style and segment.style.color and segment.text.strip() in ("#cv/video", "#cv", "video")
            }
            assert colours == {Color.parse(pilot.app.theme_variables["tag-0"]).rich_color.get_truecolor()}
