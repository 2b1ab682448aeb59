from pathlib import Path

import pytest

from reader.changes import AddTag, Bookmark, SetStatus
from reader.library import Library
from reader.papers import Status
from reader.query import narrowed, parse
from tests.clock import Clock

from .pairs import CLOCKS, KITES, MAPS, TIDES, add


@pytest.fixture
def shelf(library: Library, clock: Clock, tmp_path: Path) -> Library:
    """Kites and maps in one dump, maps and tides in another whose name holds the first's, clocks on no day."""
    add(library, tmp_path, "a.txt", KITES, MAPS, heading="Mar 14")
    add(library, tmp_path, "aa.txt", MAPS, TIDES, heading="Dec 31")
    add(library, tmp_path, "two words.txt", CLOCKS, heading="Trending")
    by_title = {entry.paper.title: entry.number for entry in library.entries(range(1, 5))}
    kites, maps, clocks = (by_title[title] for title, _ in (KITES, MAPS, CLOCKS))
    library.change([kites, maps], [AddTag("sky")])
    library.change([kites], [AddTag("sky/wind"), SetStatus(Status.READ, clock())])
    library.change([clocks], [Bookmark(), SetStatus(Status.SKIPPED, clock())])
    return library


def facets(library: Library, text: str) -> dict[str, dict[str, int]]:
    """Return the facets of what a query finds: their names to conditions with counts."""
    found = library.facets(library.find(parse(text)))
    return {facet.name: {str(value.condition): value.papers for value in facet.values} for facet in found}


def test_facets_of_everything(shelf: Library) -> None:
    """Each thing that papers have in common, most papers first; years where the page's day is known."""
    found = facets(shelf, "")
    assert list(found) == ["status", "code", "tags", "dumps", "years"]
    assert list(found["status"].items()) == [("is:unread", 2), ("is:bookmarked", 1), ("is:read", 1), ("is:skipped", 1)]
    assert found["code"] == {"has:code": 1}
    assert list(found["tags"].items()) == [("tag:sky", 2), ("tag:sky/wind", 1)]
    assert found["dumps"] == {"source:a.txt": 3, "source:aa.txt": 2, 'source:"two words.txt"': 1}
    assert found["years"] == {"page:2023": 2, "page:2024": 2}


def test_facets_of_a_result(shelf: Library) -> None:
    """Only what was found counts, whatever the limit; what none of it has is no facet."""
    assert (
        facets(shelf, "kites limit:1")
        == facets(shelf, "kites")
        == {
            "status": {"is:read": 1, "is:unread": 1},
            "code": {"has:code": 1},
            "tags": {"tag:sky": 2, "tag:sky/wind": 1},
            "dumps": {"source:a.txt": 2, "source:aa.txt": 1},
            "years": {"page:2024": 2, "page:2023": 1},
        }
    )
    assert facets(shelf, "zebras") == {name: {} for name in ("status", "code", "tags", "dumps", "years")}


@pytest.mark.parametrize("text", ["", "kites", "-is:read", "kites OR tides sort:title limit:2"])
def test_a_count_is_what_narrowing_finds(shelf: Library, text: str) -> None:
    """Each value's condition, added to the query, finds as many papers as it says."""
    for facet in shelf.facets(shelf.find(parse(text))):
        for value in facet.values:
            assert shelf.find(narrowed(parse(text), value.condition)).total == value.papers, value


def test_facets_follow_the_library(shelf: Library, tmp_path: Path) -> None:
    """Marks and dumps of a moment ago count."""
    assert facets(shelf, "")["dumps"]["source:a.txt"] == 3
    add(shelf, tmp_path, "b.txt", KITES, heading="Mar 1")
    shelf.change([1], [AddTag("new")])
    found = facets(shelf, "")
    assert found["dumps"]["source:b.txt"] == found["tags"]["tag:new"] == 1
