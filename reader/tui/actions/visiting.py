"""Editions, by day, week or month, and what is new since the last visit."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.library import BYS, By, plural
from reader.query import Query, parse

if TYPE_CHECKING:
    from reader.tui.screens.reading_room import ReadingRoom


def _by_editions(step: int) -> Callable[["ReadingRoom", int | None], None]:
    """Return an action that goes from the edition listed to the one before or after it; from elsewhere to the newest.

    A week or month that is listed leads to weeks or months, whatever the panel shows; a dump to its neighbours.
    """

    def go(room: "ReadingRoom", count: int | None) -> None:
        listed = replace(parse(room.bar.text), sort=None, limit=None)
        rows = [_queries(room, by) for by in dict.fromkeys([room.panel_by, *BYS])]
        rows.append([Query(source) for source in room.library.editions.dumps()])
        queries = next((row for row in rows if listed in row), next((row for row in rows if row), []))
        if not queries:
            room.reader.say("No dump was added yet; i adds some.")
            return
        if listed not in queries:
            room.go(str(queries[-1]))
            return
        row = queries.index(listed) + step * (count or 1)
        if row in range(len(queries)):
            room.go(str(queries[row]))
        else:
            room.reader.say("This is the newest edition." if step > 0 else "This is the oldest edition.")

    return go


def _queries(room: "ReadingRoom", by: By) -> list[Query]:
    """Return what finds each edition, oldest first."""
    return [span.query for span in reversed(room.library.editions.spans(by))]


def _turn(room: "ReadingRoom", _count: int | None) -> None:
    """List the editions in the panel by another unit."""
    room.show_editions(BYS[(BYS.index(room.panel_by) + 1) % len(BYS)] if room.panel.display else room.panel_by)


def _to_new(room: "ReadingRoom", _count: int | None) -> None:
    room.look(lambda: room.go("is:new"))


def _end_visit(room: "ReadingRoom", _count: int | None) -> None:
    """End the visit; or, where that was done and nothing came since, take it back."""
    visits = room.library.visits

    def end() -> tuple[int, int]:
        ended = visits.end()
        return ended, 0 if ended else visits.take_back_end()

    def tell(papers: tuple[int, int]) -> None:
        ended, again = papers
        if ended:
            room.reader.say(f"That is all: {_are(ended)} new no longer; {room.key_of('visit.end')} takes it back.")
        else:
            room.reader.say(f"{_are(again)} new again." if again else "Nothing is new.")
            if again and not room.papers.rows:  # an empty list holds nobody's place
                room.ask_again()
        room.show_new()

    room.write(end, tell)


def _are(papers: int) -> str:
    return f"{plural(papers, 'paper')} {'is' if papers == 1 else 'are'}"


ACTIONS = {
    "go.new": _to_new,
    "go.editions": _turn,
    "go.previous_dump": _by_editions(-1),
    "go.next_dump": _by_editions(+1),
    "visit.end": _end_visit,
}
