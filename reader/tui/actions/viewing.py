"""How the reading room looks."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.screens.reading_room import ReadingRoom


def _change_density(room: "ReadingRoom", _count: int | None) -> None:
    room.papers.density = "roomy" if room.papers.density == "compact" else "compact"


def _change_layout(room: "ReadingRoom", _count: int | None) -> None:
    room.arrangement = room.arrangement.other()
    room.reader.say(f"Panes: {room.arrangement.layout}")


ACTIONS = {"view.density": _change_density, "view.layout": _change_layout}
