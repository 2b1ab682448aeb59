"""Which papers are listed, and in which order."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.library import dump_name
from reader.query import Like, Query, Sort, Source, parse, words
from reader.tui.actions.liking import to_foryou
from reader.tui.screens.narrow import NarrowScreen, narrowing
from reader.tui.screens.pick import Choice, PickScreen

if TYPE_CHECKING:
    from reader.tui.screens.reading_room import ReadingRoom

ORDERS = {
    "relevance": "best match first",
    "added": "newest added first",
    "title": "by title",
    "read": "last read first",
    "seen": "seen in most dumps first",
    "rating": "most stars first",
    "trending": "seen in several dumps, lately, and liked",
    "foryou": "most like what you liked first",
    "random": "shuffled, another way each day",
}

MOST_RELATED = 50


def _going(text: str) -> Callable[["ReadingRoom", int | None], None]:
    """Return an action that asks a fixed query."""
    return lambda room, _count: room.go(text)


def _to_source(room: "ReadingRoom", _count: int | None) -> None:
    choices = [
        Choice(dump.file, dump_name(dump.page, dump.file), f"{dump.unread:,} of {dump.papers:,} unread")
        for dump in room.library.sources()
    ]
    room.pick(PickScreen("Show a dump", choices), lambda file: room.go(str(Query(Source.named(file)))))


def _narrow(room: "ReadingRoom", _count: int | None) -> None:
    """Show what the listed papers have in common, and add what is chosen of it to the query."""
    if room.pane == "panel":
        room.panel.choose(narrowing=True)
        return
    if not (results := room.results):
        return

    rows = narrowing(room.library.facets(results), results.total)
    if rows:
        room.pick(NarrowScreen(results.query, rows, results.total), lambda query: room.go(str(query)))
    else:
        room.reader.say("These papers have nothing to narrow them by.")


def _to_related(room: "ReadingRoom", _count: int | None) -> None:
    """List the papers most like the one under the cursor; what they share with it is marked."""
    if entry := room.entry:
        room.go(str(Query(Like(entry.paper.id), limit=MOST_RELATED)))


def _by_meaning(room: "ReadingRoom", _count: int | None) -> None:
    """Ask the same by meaning, or by words again."""
    query = parse(room.bar.text)
    if not any(word.field is None for word in words(query)):
        room.reader.say("Search for something first: M asks the same by its meaning.")
        return
    room.go(str(replace(query, mode=None if query.mode == "meaning" else "meaning")))


def _choose_order(room: "ReadingRoom", _count: int | None) -> None:
    choices = [Choice(key, key, what) for key, what in ORDERS.items()]
    room.pick(PickScreen("Sort by", choices), lambda key: _sort(room, parse(f"sort:{key}").sort))


def _reverse(room: "ReadingRoom", _count: int | None) -> None:
    if room.results:
        order = room.results.order
        _sort(room, replace(order, reverse=not order.reverse))


def _sort(room: "ReadingRoom", order: Sort | None) -> None:
    """Put the order into the query: what is listed is always what the bar says."""
    if room.results:
        room.go(str(replace(parse(room.bar.text), sort=order)), room.place)


ACTIONS = {
    "search.start": lambda room, _count: room.start_typing(),
    "search.narrow": _narrow,
    "search.widen": lambda room, _count: room.widen(),
    "search.forward": lambda room, _count: room.forward(),
    "search.related": _to_related,
    "search.meaning": _by_meaning,
    "search.sort": _choose_order,
    "search.reverse": _reverse,
    "go.all": _going(""),
    "go.unread": _going("is:unread"),
    "go.foryou": to_foryou,
    "go.bookmarks": _going("is:bookmarked"),
    "go.trending": _going("sort:trending"),
    "go.sources": _to_source,
    "go.again": lambda room, _count: room.ask_again(),
}
