"""How the reading room and its paper look, and what else there is to look at."""

from typing import TYPE_CHECKING

from reader.query import Query

if TYPE_CHECKING:
    from reader.tui.screens.reading_room import ReadingRoom


def _mark_key_sentences(room: "ReadingRoom", _count: int | None) -> None:
    """Mark what the abstract claims, finds and offers; or take the marks away."""
    room.detail.mark_key_sentences(on=not room.detail.marking)


def _change_density(room: "ReadingRoom", _count: int | None) -> None:
    room.papers.density = "roomy" if room.papers.density == "compact" else "compact"


def _change_layout(room: "ReadingRoom", _count: int | None) -> None:
    room.arrangement = room.arrangement.other()
    room.reader.say(f"Panes: {room.arrangement.layout}")


def _statistics(room: "ReadingRoom", _count: int | None) -> None:
    from reader.tui.screens.statistics import StatisticsScreen  # late: few open it

    room.app.clear_notifications()  # they would cover it
    room.app.push_screen(StatisticsScreen(room.library, room.reader.keys))


def _rising(room: "ReadingRoom", _count: int | None) -> None:
    from reader.tui.screens.rising import Chosen, RisingScreen  # late: few open it

    def take(chosen: Chosen) -> None:
        room.rising_place = chosen
        if chosen.query:
            room.go(chosen.query)

    room.pick(RisingScreen(room.library, room.rising_place or Chosen()), take)


def _topics(room: "ReadingRoom", _count: int | None) -> None:
    """Show what the listed papers are about, and narrow the list to what is chosen."""
    from reader.tui.screens.topics import TopicsScreen  # late: few open it

    query = room.results.query if room.results else Query()
    room.pick(TopicsScreen(room.library, query), room.go)


ACTIONS = {
    "go.topics": _topics,
    "view.density": _change_density,
    "view.layout": _change_layout,
    "view.focus": lambda room, _count: room.toggle_focus(),
    "view.key_sentences": _mark_key_sentences,
    "view.statistics": _statistics,
    "go.rising": _rising,
}
