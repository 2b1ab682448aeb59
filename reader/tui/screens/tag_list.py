"""The tags as a tree that narrows as one types: show one, or change it on all papers."""

from collections.abc import Sequence
from typing import Literal

from rich.cells import cell_len, set_cell_size
from textual.binding import Binding

from reader.library import TagNode
from reader.tui.screens.pick import Choice, PickScreen
from reader.tui.tag_colours import tag_variable

Wish = Literal["show", "show itself", "rename", "remove"]
_MOST_TAG_CELLS = 40
_FRAME_CELLS = 6
_COUNTS_CELLS = 16
_NARROW_CELLS = 60
"""Narrower than this the second count goes without its name."""


class TagListScreen(PickScreen):
    """The tags of a library; gives back one, or None. What is wished of it is in `wish`."""

    BINDINGS = [
        Binding("ctrl+o", "wish('show itself')", show=False, priority=True),
        Binding("ctrl+r", "wish('rename')", show=False, priority=True),
        Binding("ctrl+x", "wish('remove')", show=False, priority=True),
    ]

    def __init__(self, nodes: Sequence[TagNode], width_cells: int) -> None:
        """Take the tree, and the width of the terminal: the counts are to stay in sight."""
        unread = "" if width_cells < _NARROW_CELLS else " unread"
        room = width_cells * 95 // 100 - _FRAME_CELLS - _COUNTS_CELLS - len(unread)
        column = min(max((cell_len(_shown(node)) for node in nodes), default=0), _MOST_TAG_CELLS, max(1, room))
        choices = [
            Choice(
                node.tag,
                _fitted(node, column),
                f"{node.papers:>6,} {node.unread:>6,}{unread}",
                tag_variable(node.tag),
            )
            for node in nodes
        ]
        super().__init__("Tags", [*choices, Choice("none", "without tags")])
        self.wish: Wish = "show"

    def on_mount(self) -> None:
        """Say what the keys do."""
        self.query_one(".dialog").border_subtitle = "Enter shows · ^O only itself · ^R renames · ^X removes · Esc"

    def action_wish(self, wish: Wish) -> None:
        """Give the highlighted tag back for something else than to show it."""
        self.wish = wish
        self._choose()


def _fitted(node: TagNode, cells: int) -> str:
    """Return a tag in just so many cells; of a longer one the end, which tells it from its neighbours."""
    text = _shown(node)
    if cell_len(text) <= cells:
        return set_cell_size(text, cells)
    return set_cell_size(f"…{text[-cells + 1 :]}", cells)


def _shown(node: TagNode) -> str:
    return f"{'  ' * node.depth}#{node.tag}"
