"""Moving through the rows of an import as through the list of papers."""

from textual.binding import Binding
from textual.widgets import OptionList

MOVING = [
    Binding("j", "move('cursor_down')", show=False),
    Binding("k", "move('cursor_up')", show=False),
    Binding("g", "move('first')", show=False),
    Binding("G", "move('last')", show=False),
    Binding("ctrl+d,ctrl+f", "move('page_down')", show=False),
    Binding("ctrl+u,ctrl+b", "move('page_up')", show=False),
]
"""Arrows and the like are the option list's own."""


def moved(rows: OptionList, how: str) -> None:
    """Move the cursor of rows by one of the actions that they have."""
    getattr(rows, f"action_{how}")()
