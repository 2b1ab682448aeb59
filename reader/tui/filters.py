"""What a terminal cannot show, or its user does not want to see, taken out of every line on its way there."""

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from reader.papers.text import printable

_ASCII = str.maketrans(
    {
        **dict.fromkeys("●•", "*"),
        **dict.fromkeys("○◐", "o"),
        **dict.fromkeys("★☆", "+"),
        **dict.fromkeys("▸▶‣→›▌▐▎▍▊▉█▋", ">"),
        **dict.fromkeys("◂◀‹←", "<"),
        **dict.fromkeys("↑▴▲▔▁▂▃▄▅▆▇▀", "^"),
        **dict.fromkeys("↓▾▼", "v"),
        **dict.fromkeys("–—─━╌┄╶╴╺╸", "-"),
        **dict.fromkeys("│┃┆┊▏▕╎", "|"),
        **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼╱╲", "+"),
        **dict.fromkeys("·‧", "."),
        **dict.fromkeys("…≈", "~"),
        **dict.fromkeys("✓✔×", "x"),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("“”", '"'),
        **dict.fromkeys("░▒▓", "#"),
    }
)
"""Signs, lines and typography to one letter each, so that nothing moves."""


class Ascii(LineFilter):
    """Signs and lines in letters that every terminal and every font has; words stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - textual's signature
        """Return the segments, each sign replaced by one of the same width."""
        return [Segment(text.translate(_ASCII), style, control) for text, style, control in segments]


class Colourless(LineFilter):
    """No colour at all: bold, dim, underlined and reversed remain. Textual's own leaves greys, or resets colours.

    What stood out by its background is reversed.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - textual's signature
        """Return the segments without their colours."""
        return [Segment(text, style and _colourless(style), control) for text, style, control in segments]


def _colourless(style: Style) -> Style:
    stands_out = style.bgcolor is not None and not style.bgcolor.is_default
    return style.without_color + Style(reverse=True) if stands_out else style.without_color


class Harmless(LineFilter):
    """Text alone: whatever a widget was given, no control, no direction and no flood of marks goes to the terminal.

    Foreign text is clean where it comes in, and is read clean; this is for what a widget takes elsewhere.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - textual's signature
        """Return the segments with as many cells as before, and links to the web alone."""
        return [_harmless(segment) for segment in segments]


class HarmlessRender:
    """What Rich makes of something, as text alone: of a bug, whose message may hold whatever a file holds."""

    def __init__(self, shown: RenderableType) -> None:
        self._shown = shown

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """Yield the segments, but for line ends as the last filter leaves them."""
        for segment in console.render(self._shown, options):
            yield segment if segment.text == "\n" else _harmless(segment)


def _harmless(segment: Segment) -> Segment:
    text, style, control = segment
    if style and style.link and not style.link.startswith(("https://", "http://")):
        style = style.update_link(None)
    if text.isascii() and text.isprintable() and style is segment.style:
        return segment
    return Segment(set_cell_size(printable(text), cell_len(text)), style, control)
