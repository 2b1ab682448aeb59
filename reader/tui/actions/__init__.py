"""What keys do: a function for each action of the table, working through the reading room's public methods."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.tui.actions import (
    exporting,
    moving,
    program,
    saving,
    searching,
    selecting,
    tagging,
    triaging,
    viewing,
    visiting,
)
from reader.tui.actions.at_desk import DESK_ACTIONS

if TYPE_CHECKING:
    from reader.tui.screens.reading_room import ReadingRoom

Action = Callable[["ReadingRoom", int | None], None]
"""Takes the room and the count typed before the key, if one was."""

ACTIONS: dict[str, Action] = {
    **moving.ACTIONS,
    **DESK_ACTIONS,
    **selecting.ACTIONS,
    **searching.ACTIONS,
    **viewing.ACTIONS,
    **visiting.ACTIONS,
    **saving.ACTIONS,
    **exporting.ACTIONS,
    **tagging.ACTIONS,
    **triaging.ACTIONS,
    **program.ACTIONS,
}
"""Action ids to functions; a test holds it against the table of keys."""


def perform(room: "ReadingRoom", action: str, count: int | None) -> None:
    """Do what an action id means.

    Raises:
        ReaderError: it could not be done; nothing has changed then.
    """
    ACTIONS[action](room, count)
