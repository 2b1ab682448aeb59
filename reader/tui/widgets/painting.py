"""Lines of widgets that paint themselves."""

from rich.style import Style
from rich.text import Text
from textual.app import App
from textual.strip import Strip


def painted(app: App[object], text: Text, base: Style, cells: int) -> Strip:
    """Return `text` as a line so many cells wide, on the widget's own style; its styles stand in spans."""
    text.stylize_before(base)  # a text without spans is painted without any style
    return Strip([*text.render(app.console)]).adjust_cell_length(cells, base)
