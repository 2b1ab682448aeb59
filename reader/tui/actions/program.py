"""Panes, help, adding, quitting."""

from typing import TYPE_CHECKING

from reader.tui.screens.help import HelpScreen
from reader.tui.screens.prompt import PromptScreen

if TYPE_CHECKING:
    from reader.tui.screens.reading_room import ReadingRoom


def _other_pane(room: "ReadingRoom", _count: int | None) -> None:
    room.show_reading(on=not room.reading)


def _back(room: "ReadingRoom", _count: int | None) -> None:
    """From the text to the list; from a search to all papers, on the same paper."""
    if room.reading:
        room.show_reading(on=False)
    elif room.bar.text:
        room.go("", room.place)


def _add(room: "ReadingRoom", _count: int | None) -> None:
    remark = "A file or a folder; adding it again changes nothing."

    def added(message: str) -> None:
        room.reader.say(message)
        room.ask_again()

    room.pick(PromptScreen("Add dumps", room.reader.add_dumps, start="", remark=remark), added)


ACTIONS = {
    "pane.next": _other_pane,
    "pane.previous": _other_pane,
    "pane.open": lambda room, _count: room.show_reading(on=True),
    "pane.back": _back,
    "library.add": _add,
    "app.palette": lambda room, _count: room.reader.action_command_palette(),
    "app.help": lambda room, _count: room.reader.push_screen(HelpScreen(room.reader.keys)),
    "app.quit": lambda room, _count: room.reader.leave(),
}
