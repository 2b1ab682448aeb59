"""Panes, help, adding, quitting."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.tui.screens.importing import ImportScreen
from reader.tui.screens.paned import FOCUS

if TYPE_CHECKING:
    from reader.tui.screens.reading_room import ReadingRoom


def _by_panes(step: int) -> Callable[["ReadingRoom", int | None], None]:
    """Return an action that goes to the pane beside, after the last one to the first."""
    return lambda room, _count: room.go_to(room.panes[(room.panes.index(room.pane) + step) % len(room.panes)])


def _right(room: "ReadingRoom", count: int | None) -> None:
    """To the next pane; a folded shelf of the panel is unfolded first."""
    if not (room.pane == "panel" and room.panel.unfold()):
        _by_panes(+1)(room, count)


def _left(room: "ReadingRoom", count: int | None) -> None:
    """To the previous pane; in the panel first to the outside of its tree, which folds on the way."""
    if not (room.pane == "panel" and room.panel.fold()):
        _by_panes(-1)(room, count)


def _open(room: "ReadingRoom", _count: int | None) -> None:
    """From the list to the text, or from an empty one to what was perhaps meant; from the panel to what is chosen."""
    if room.pane == "panel":
        room.panel.choose()
    elif room.suggestion:
        room.go(str(room.suggestion))
    else:
        room.go_to("text")


def _back(room: "ReadingRoom", _count: int | None) -> None:
    """From the paper alone to all panes; to the list; there let go of the selection, then of the search.

    It stays on the same paper.
    """
    if room.has_class(FOCUS):
        room.toggle_focus()
    elif room.pane != "list":
        room.go_to("list")
    elif room.papers.selection.count:
        room.papers.select(lambda selection: selection.clear())
    elif room.bar.text:
        room.go("", room.place)


def _add(room: "ReadingRoom", _count: int | None) -> None:
    def added(query: str) -> None:
        if query:
            room.go(query)
        else:
            room.ask_again()
        room.count_again()

    room.pick(ImportScreen(), added)


ACTIONS = {
    "pane.next": _by_panes(+1),
    "pane.previous": _by_panes(-1),
    "pane.right": _right,
    "pane.left": _left,
    "pane.panel": lambda room, _count: room.toggle_panel(),
    "pane.open": _open,
    "pane.back": _back,
    "library.add": _add,
    "app.palette": lambda room, _count: room.reader.action_command_palette(),
    "app.quit": lambda room, _count: room.reader.leave(),
}
