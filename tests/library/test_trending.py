import json
from datetime import date
from pathlib import Path

import pytest

from reader.library import Library
from reader.query import parse
from tests.clock import Clock

from .pairs import CLOCKS, KITES, MAPS, TIDES, add, titles


def liked(folder: Path, name: str, **papers: tuple[int | None, int | None]) -> Path:
    """Write a list of papers as JSON, each with its upvotes and stars."""
    told = [
        {"title": f"On {title} and their likes", "abstract": f"We like {title}.", "upvotes": upvotes, "stars": stars}
        for title, (upvotes, stars) in papers.items()
    ]
    path = folder / name
    path.write_text(
        json.dumps([{name: value for name, value in each.items() if value is not None} for each in told]), "utf-8"
    )
    return path


@pytest.fixture
def pages(library: Library, clock: Clock, tmp_path: Path) -> Library:
    """Maps in three dumps of three weeks, kites in the first two, tides in the last one, clocks in the first."""
    add(library, tmp_path, "one.txt", KITES, MAPS, CLOCKS)
    clock.move(days=7)
    add(library, tmp_path, "two.txt", KITES, MAPS, heading="Mar 21")
    clock.move(days=7)
    add(library, tmp_path, "three.txt", TIDES, MAPS, heading="Mar 28")
    return library


def test_seen_often_and_lately(pages: Library) -> None:
    """Who is seen more often and later stands before the others; a minus turns it round exactly."""
    order = [MAPS[0], TIDES[0], KITES[0], CLOCKS[0]]
    assert titles(pages, "sort:trending") == order
    assert titles(pages, "sort:-trending") == order[::-1]
    assert titles(pages, "kites sort:trending") == [MAPS[0], KITES[0]]
    assert titles(pages, "sort:trending limit:1") == [MAPS[0]]


def test_why(pages: Library) -> None:
    """Each paper's points and days are those of the dumps that show it; one dump alone is no reason to say so."""
    found = {entry.paper.title: entry for entry in pages.entries([1, 2, 3, 4])}
    trends = pages.trends.of([1, 2, 3, 4])
    maps, clocks = (found[pair[0]] for pair in (MAPS, CLOCKS))
    assert trends[maps.number].why == pages.trends.why(maps) == "in 3 dumps, first Mar 14, last Mar 28"
    assert trends[maps.number].showing.days == (date(2024, 3, 14), date(2024, 3, 21), date(2024, 3, 28))
    assert (trends[clocks.number].trend.score, pages.trends.why(clocks)) == (-2, "")
    assert pages.trends.why(None) == ""


def test_order_stays_in_an_old_library(pages: Library, clock: Clock) -> None:
    """Points are counted from the newest dump: a year later they are the same."""
    before = pages.trends.of([1, 2, 3, 4])
    clock.move(days=300)
    assert {number: each.trend for number, each in pages.trends.of([1, 2, 3, 4]).items()} == {
        number: each.trend for number, each in before.items()
    }


def test_likes(library: Library, tmp_path: Path) -> None:
    """Upvotes and stars lift a paper above the usual; what is not told is usual, and few stars take nothing away."""
    library.add(
        [liked(tmp_path, "a.json", many=(90, None), usual=(9, 5), untold=(None, None), few=(1, 0), code=(9, 99))]
    )
    assert [title.split()[1] for title in titles(library, "sort:trending")] == [
        "many",
        "code",
        "usual",
        "untold",
        "few",
    ]
    points = {
        entry.paper.title.split()[1]: library.trends.of([entry.number])[entry.number].trend.score
        for entry in library.entries(range(1, 6))
    }
    assert points["usual"] == points["untold"] == 0 > points["few"]


def test_follows_what_comes(pages: Library, clock: Clock, tmp_path: Path) -> None:
    """Another dump changes the order at once, undoing it too."""
    assert titles(pages, "sort:trending limit:1") == [MAPS[0]]
    for day in ("Mar 29", "Mar 30", "Mar 31"):
        clock.move(days=1)
        add(pages, tmp_path, f"{day}.txt", CLOCKS, heading=day)
    assert titles(pages, "sort:trending limit:1") == [CLOCKS[0]]
    for _ in range(3):
        pages.undo()
    assert titles(pages, "sort:trending limit:1") == [MAPS[0]]


def test_nothing_there(library: Library) -> None:
    """An empty library has an order, of nothing."""
    assert titles(library, "sort:trending") == []
    assert library.trends.of([1]) == {}


def test_lists_are_no_pages(pages: Library, clock: Clock, tmp_path: Path) -> None:
    """A list of papers without a day, added late, counts as of the oldest page, and its reason has no day."""
    clock.move(days=100)
    pages.add([liked(tmp_path, "list.json", lamps=(None, None))])
    assert titles(pages, "sort:trending")[:3] == [MAPS[0], TIDES[0], KITES[0]]
    (number,) = pages.find(parse("lamps")).numbers
    found = pages.trends.of([number])[number]
    assert (found.why, found.trend.score) == ("in 1 dump", -2)
