"""The ways into the library with their counts."""

from pathlib import Path

from reader.changes import AddTag, Bookmark, SetStatus
from reader.library import Library, Shelf
from reader.papers import Status
from reader.query import parse

from ..clock import Clock
from .pairs import CLOCKS, KITES, MAPS, TIDES, add

STATES = ["All", "Unread", "New", "Reading", "Read", "Bookmarked", "Skipped"]


def test_an_empty_library_has_empty_shelves(library: Library) -> None:
    """States are always there; there is nothing else yet."""
    assert [(shelf.section, shelf.name, shelf.papers) for shelf in library.shelves()] == [
        ("Papers", name, 0) for name in STATES
    ]


def test_the_shelves(library: Library, tmp_path: Path, clock: Clock) -> None:
    """Section by section, dumps by their pages' days; what takes a search is left to be counted."""
    add(library, tmp_path, "march.txt", KITES, MAPS)
    add(library, tmp_path, "thirteenth (2).txt", TIDES, CLOCKS, KITES, heading="Mar 13")
    library.change([1, 2], [AddTag("nlp/llm")])
    library.change([1], [SetStatus(Status.READ, clock()), Bookmark()])
    library.change([2], [SetStatus(Status.SKIPPED, clock())])
    library.change([3], [Bookmark()])
    library.save_query("mine", "kites")
    assert library.shelves() == [
        Shelf("Papers", "All", "", 4, 2),
        Shelf("Papers", "Unread", "is:unread", 2),
        Shelf("Papers", "New", "is:new", 0, 0),
        Shelf("Papers", "Reading", "is:reading", 0),
        Shelf("Papers", "Read", "is:read", 1),
        Shelf("Papers", "Bookmarked", "is:bookmarked", 2, 1),
        Shelf("Papers", "Skipped", "is:skipped", 1),
        Shelf("Saved", "mine", "kites"),
        Shelf("Tags", "#nlp", "tag:nlp/*", 2, 0, is_branch=True),
        Shelf("Tags", "#nlp/llm", "tag:nlp/llm", 2, 0, depth=1),
        Shelf("Editions by day", "Mar 14, 2024?", "page:2024-03-14", 2, 0),
        Shelf("Editions by day", "Mar 13, 2024?", "page:2024-03-13", 3, 2),
    ]


def test_a_shelf_holds_what_its_query_finds(library: Library, tmp_path: Path, clock: Clock) -> None:
    """Whatever was counted without a search is what a search finds."""
    add(library, tmp_path, "march.txt", KITES, MAPS, TIDES, CLOCKS)
    for number, status in enumerate([Status.READ, Status.READING, Status.SKIPPED], start=1):
        library.change([number], [SetStatus(status, clock()), AddTag(f"t{number}"), Bookmark(number < 3)])
    library.undo()
    for shelf in library.shelves():
        count = library.count(parse(shelf.query))
        assert shelf.papers == count.papers, shelf
        assert shelf.unread in (None, count.unread), shelf


def test_a_condition_narrows_to_a_shelf(library: Library, tmp_path: Path) -> None:
    """What a shelf says among others finds its papers: a saved query goes by its name, without its order."""
    add(library, tmp_path, "march.txt", KITES, MAPS, TIDES, CLOCKS)
    library.change([2], [AddTag("a/b")])
    library.save_query("to read", "kites OR tides sort:title limit:1")
    conditions = {shelf.name: shelf.condition for shelf in library.shelves()}
    assert conditions["All"] is None
    assert str(conditions["to read"]) == 'list:"to read"'
    assert str(conditions["#a"]) == "tag:a/*"
    assert [shelf.label for shelf in library.shelves() if shelf.section == "Tags"] == ["#a", "b"]


def test_dumps_stand_in_one_order_everywhere(library: Library, tmp_path: Path) -> None:
    """By their pages' days, one without a day by the day it was added; facets and completion have the same order."""
    for name, heading in (("c.txt", "Jan 2"), ("a.txt", "Feb 1"), ("d.txt", "Trending"), ("b.txt", "Dec 31")):
        add(library, tmp_path, name, KITES, MAPS, heading=heading)
    files = ["d.txt", "a.txt", "c.txt", "b.txt"]
    assert [dump.file for dump in library.sources()] == files
    facet = next(facet for facet in library.facets(library.find(parse(""))) if facet.name == "dumps")
    assert [value.label for value in facet.values] == files
    assert [value.label for value in facet.values] == list(library.vocabulary().dumps)
    assert [dump.file for dump in library.sources()] == list(library.vocabulary().dumps)
