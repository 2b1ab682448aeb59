from pathlib import Path

import pytest

from reader.changes import AddTag, Bookmark, Rate, RemoveTag, SetNote, SetStatus, StepState
from reader.errors import HistoryError, PaperError
from reader.library import Library
from reader.papers import Mark, Sighting, Status, title_id
from reader.paths import Paths
from reader.query import parse
from tests.clock import Clock

from .pairs import KITES, MAPS, TIDES, add, titles


@pytest.fixture
def filled(library: Library, tmp_path: Path) -> Library:
    """Three papers: kites, maps and tides, numbered so."""
    add(library, tmp_path, "a.txt", KITES, MAPS, TIDES)
    return library


def test_an_entry_holds_all(filled: Library, clock: Clock) -> None:
    """Text, mark, age, places and links of a paper come together."""
    filled.change([1], [Rate(4), AddTag("sky")])
    kites = filled.entry(title_id(KITES[0]))
    assert (kites.paper.title, kites.paper.abstract) == KITES
    assert kites.mark == Mark(rating=4, tags=frozenset({"sky"}))
    assert (kites.added, kites.sightings) == (clock(), (Sighting("a.txt", 1, "Mar 14"),))
    assert [link.url for link in kites.paper.links] == ["https://github.com/kites/strings"]


def test_an_entry_by_the_beginning_of_its_id(filled: Library) -> None:
    """Four characters may be enough; three are too few, and what no id begins with names no paper."""
    paper_id = title_id(MAPS[0])
    assert filled.entry(paper_id[:4]).paper.title == MAPS[0]
    with pytest.raises(PaperError, match="too short"):
        filled.entry(paper_id[:3])
    with pytest.raises(PaperError, match="No paper"):
        filled.entry("zzzz")


def test_an_ambiguous_id(library: Library, tmp_path: Path) -> None:
    """Where several ids begin so, they are listed with their titles."""
    first_of: dict[str, str] = {}
    for number in range(2000):
        title = f"Kites and Their Strings, Part {number}"
        other = first_of.setdefault(title_id(title)[:4], title)
        if other != title:
            break
    add(library, tmp_path, "a.txt", (title, "We study kites. They fly."), (other, "We study kites. They fell."))
    with pytest.raises(PaperError, match="Several papers") as caught:
        library.entry(title_id(title)[:4])
    assert title in caught.value.hint
    assert other in caught.value.hint
    assert library.entry(title_id(title)).paper.title == title


def test_marks_are_found_and_taken_back(filled: Library, clock: Clock) -> None:
    """A change of several papers is one step; undo and redo say what they did."""
    step = filled.change([1, 3], [SetStatus(Status.READ, clock()), Bookmark()])
    assert step
    assert (step.what, step.papers, step.at, filled.touched(step)) == ("marked read, bookmarked", 2, clock(), [1, 3])
    assert titles(filled, "is:read is:bookmarked") == [KITES[0], TIDES[0]]
    assert filled.undo().state is StepState.UNDONE
    assert titles(filled, "is:read OR is:bookmarked") == []
    assert filled.redo().state is StepState.DONE
    assert titles(filled, "is:read") == [KITES[0], TIDES[0]]


def test_nothing_to_do(filled: Library) -> None:
    """What changes nothing is no step; an empty history can be neither undone nor redone."""
    assert filled.change([1], [RemoveTag("sky")]) is None
    with pytest.raises(HistoryError):
        filled.redo()
    assert [step.what for step in filled.history()] == ["dump a.txt added"]
    filled.undo()
    with pytest.raises(HistoryError):
        filled.undo()


def test_undo_after_reopening(filled: Library, home: Paths, clock: Clock) -> None:
    """The history outlives the program: each run takes back or does again one step of another."""
    for change in (Rate(1), Rate(2), SetNote("wind\nand string")):
        filled.change([2], [change])
        clock.move(hours=1)
    filled.close()
    ratings = []
    for move in ("undo", "undo", "undo", "redo", "redo", "redo"):
        with Library(home, now=clock) as again:
            getattr(again, move)()
            (maps,) = again.entries([2])
            ratings.append((maps.mark.rating, maps.mark.note[:4]))
    assert ratings == [(2, ""), (1, ""), (0, ""), (1, ""), (2, ""), (2, "wind")]
    with Library(home, now=clock) as again:
        assert [step.what for step in again.history(2)] == ["note written", "rated 2"]
        assert len(again.history()) == 4


def test_the_session_is_kept(filled: Library, home: Paths) -> None:
    """Where the app was left is found by the next run."""
    filled.save_session({"query": "kites"})
    with Library(home) as again:
        assert again.load_session() == {"query": "kites"}


def test_a_reading_list_is_the_same_each_time(filled: Library, home: Paths, clock: Clock) -> None:
    """The same papers in the same state give the same bytes, days later and in another run."""
    filled.change([1], [AddTag("b"), AddTag("a"), SetNote("a note"), SetStatus(Status.READ, clock())])
    query = parse("kites OR tides")
    first = filled.write(filled.find(query))
    assert first == filled.write(filled.find(query))
    assert all(title in first[".md"] for title in (KITES[0], TIDES[0]))
    clock.move(days=3)
    with Library(home, now=clock) as again:
        again.reindex()
        assert again.write(again.find(query)) == first
        again.change([3], [Rate(1)])
        assert again.write(again.find(query)) != first
        again.undo()
        assert again.write(again.find(query)) == first


def test_a_reading_list_is_written(filled: Library, tmp_path: Path) -> None:
    """The file holds the list, as UTF-8."""
    results = filled.find(parse("maps"))
    filled.export(tmp_path / "list.md", results)
    assert (tmp_path / "list.md").read_text(encoding="utf-8") == filled.write(results)[".md"]
