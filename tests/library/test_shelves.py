"""The ways into the library with their counts."""

from pathlib import Path

from reader.changes import AddTag, Bookmark, SetStatus
from reader.library import Library, Shelf
from reader.papers import Status
from reader.query import parse

from ..clock import Clock
from .pairs import CLOCKS, KITES, MAPS, TIDES, add

STATES = ["All", "Unread", "Reading", "Bookmarked", "Skipped"]


def test_an_empty_library_has_empty_shelves(library: Library) -> None:
    """States are always there; there is nothing else yet."""
    assert [(shelf.section, shelf.name, shelf.papers) for shelf in library.shelves()] == [
        ("Papers", name, 0) for name in STATES
    ]


def test_the_shelves(library: Library, tmp_path: Path, clock: Clock) -> None:
    """Section by section, dumps newest first; what takes a search is left to be counted."""
    add(library, tmp_path, "march.txt", KITES, MAPS)
    add(library, tmp_path, "april (2).txt", TIDES, CLOCKS, KITES, heading="Apr 1")
    library.change([1, 2], [AddTag("nlp/llm")])
    library.change([1], [SetStatus(Status.READ, clock()), Bookmark()])
    library.change([2], [SetStatus(Status.SKIPPED, clock())])
    library.change([3], [Bookmark()])
    library.save_query("mine", "kites")
    assert library.shelves() == [
        Shelf("Papers", "All", "", 4, 2),
        Shelf("Papers", "Unread", "is:unread", 2),
        Shelf("Papers", "Reading", "is:reading", 0),
        Shelf("Papers", "Bookmarked", "is:bookmarked", 2, 1),
        Shelf("Papers", "Skipped", "is:skipped", 1),
        Shelf("Saved", "mine", "kites"),
        Shelf("Tags", "#nlp/llm", "tag:nlp/llm", 2),
        Shelf("Dumps", "Apr 1  april (2).txt", 'source:"april (2).txt"', 3, 2),
        Shelf("Dumps", "Mar 14  march.txt", "source:march.txt", 2, 0),
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
