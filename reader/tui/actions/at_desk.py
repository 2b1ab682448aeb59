"""What can be done to papers on any screen that shows them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.tui.actions import copying, history, liking, marking, piping, sharing
from reader.tui.screens.help import HelpScreen

if TYPE_CHECKING:
    from reader.tui.screens.desk import Desk


def _help(desk: "Desk", _count: int | None) -> None:
    desk.reader.push_screen(HelpScreen(desk.reader.keys))


DESK_ACTIONS: dict[str, Callable[["Desk", int | None], None]] = {
    **marking.ACTIONS,
    **history.ACTIONS,
    **liking.ACTIONS,
    **sharing.ACTIONS,
    **copying.ACTIONS,
    **piping.ACTIONS,
    "app.help": _help,
}
