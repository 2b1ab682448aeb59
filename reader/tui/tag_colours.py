"""A colour for each tag, the same wherever it stands; all below one root share the root's."""

from collections.abc import Iterable, Mapping
from zlib import crc32

from rich.style import Style
from textual.color import Color
from textual.content import Content

from reader.papers import root_of

_FROM = ("text-secondary", "text-primary", "text-accent", "text-error")
"""Those of a theme that can be read on its backgrounds, and differ."""
_HALF = 0.5
COUNT = len(_FROM) + 2
"""How many colours: more could not be told apart."""


def tag_variables(theme: Mapping[str, str]) -> dict[str, str]:
    """Return the colours `tag-0`, `tag-1`, ... as variables of a style sheet, mixed from those of the theme."""
    colours = [Color.parse(theme[name]) for name in _FROM]
    secondary, primary, _, error = colours
    colours += [primary.blend(error, _HALF), secondary.blend(primary, _HALF)]
    return {f"tag-{number}": colour.css for number, colour in enumerate(colours)}


def tag_variable(tag: str) -> str:
    """Return the variable that has the colour of a tag: `$tag-3`, as styles of `Content` take it."""
    return f"$tag-{crc32(root_of(tag).encode()) % COUNT}"


def tags_content(tags: Iterable[str]) -> Content:
    """Return tags as styled text: `#cv #nlp`."""
    return Content(" ").join(Content.styled(f"#{tag}", tag_variable(tag)) for tag in sorted(tags))


def tag_style(tag: str, theme: Mapping[str, str]) -> Style:
    """Return the foreground of a tag where lines are painted by hand; `theme` holds the variables."""
    return Style(color=Color.parse(theme[tag_variable(tag).removeprefix("$")]).rich_color)
