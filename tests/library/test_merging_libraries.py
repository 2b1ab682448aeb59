from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from reader.changes import AddTag, Bookmark, Rate, SetNote, SetStatus, join
from reader.errors import ReadBackError, StoreError
from reader.library import Library
from reader.library.merging_libraries import merge
from reader.papers import Mark, Status
from reader.paths import Paths
from reader.query import parse
from reader.store import Store

from ..dumps.pages import papers, save_page
from .wholes import NOON, Stock, fill, marks_of, stocks, whole

PAGE = papers(12, seed=9)


@settings(max_examples=25)
@given(stocks, stocks)
def test_merging_is_the_same_from_both_sides_and_once_is_enough(mine: Stock, theirs: Stock) -> None:
    """Both come to the same papers and marks, no mark is lost, and merging again changes nothing."""
    with TemporaryDirectory() as folder:
        here, there = Store(Path(folder) / "1.db"), Store(Path(folder) / "2.db")
        fill(here, mine)
        fill(there, theirs)
        before, other = whole(here), whole(there)
        merge(here, other, "there", NOON)
        merge(there, before, "here", NOON)
        assert marks_of(here) == marks_of(there)
        assert whole(here).papers == whole(there).papers
        for paper in (*before.papers, *other.papers):
            number = here.papers.number(paper.id)  # which may have a better id by now
            kept = here.marks.of([number]).get(number, Mark())
            assert join(kept, paper.mark).mark == kept
        assert set(before.queries) <= set(whole(here).queries)
        assert set(other.queries.values()) <= set(whole(here).queries.values())
        for both in (here, there):
            assert {each.term for each in whole(both).less} == {each.term for each in (*before.less, *other.less)}
        merged = whole(here)
        for again in (other, before, whole(there)):
            once_more = merge(here, again, "again", NOON)
            assert (once_more.sources, once_more.papers, once_more.marked) == (0, 0, 0)
            assert (whole(here).sources, whole(here).papers) == (merged.sources, merged.papers)
            assert whole(here).less == merged.less
        assert merge(here, other, "again", NOON).steps == 0
        here.close()
        there.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    """The library of another machine: it has a dump that `library` has, and one of its own."""
    save_page(tmp_path / "both.txt", PAGE[:6])
    save_page(tmp_path / "theirs.txt", PAGE[4:], heading="Mar 21")
    with Library(Paths.under(tmp_path / "other")) as other:
        other.add([tmp_path / "both.txt", tmp_path / "theirs.txt"])
        other.change([1], [Rate(5), SetNote("Their words.")])
        other.change([2], [SetStatus(Status.READ, datetime(2024, 3, 1, tzinfo=UTC))])
        other.change([8], [Bookmark(), AddTag("kites")])
        other.save_query("best", "rating:5")
        other.foryou.want_less(["kites"])
        yield other


@pytest.fixture
def mine(library: Library, other: Library, tmp_path: Path) -> Library:
    """The library of this machine, marked otherwise."""
    library.add([tmp_path / "both.txt"])
    library.change([1], [Rate(3), SetNote("My words.")])
    library.change([2], [SetStatus(Status.SKIPPED, datetime(2024, 3, 2, tzinfo=UTC))])
    library.save_query("best", "rating:>=4")
    return library


@pytest.mark.parametrize("form", ["folder", "file", "backup"])
def test_another_library_comes_in_as_folder_file_or_backup(
    mine: Library, other: Library, tmp_path: Path, form: str
) -> None:
    """Its papers, its marks, its queries; what the two did not agree on is told."""
    other.backup(tmp_path / "other.backup")
    places = {"folder": tmp_path / "other", "file": tmp_path / "other" / "library.db"}
    merged = mine.merge(places.get(form, tmp_path / "other.backup"))
    assert (merged.sources, merged.papers, merged.marked, merged.queries, merged.steps) == (1, 6, 3, 1, 4)
    titles = {number: mine.entries([number])[0].paper.title for number in (1, 2)}
    assert {(conflict.about, conflict.what) for conflict in merged.conflicts} == {
        (titles[1], "rating 3 here, 5 there: 5 kept"),
        (titles[2], "skipped here, read there: read kept"),
        ("query “best”", "another here has the name: it came as “best (2)”"),
    }
    assert mine.marks([1])[0].note == "My words.\n\nTheir words."
    assert [query.name for query in mine.saved()] == ["best", "best (2)"]
    assert [each.word for each in mine.foryou.less()] == ["kites"]
    assert mine.find(parse("tag:kites is:bookmarked source:theirs")).total == 1


def test_merging_is_taken_back_by_undo(mine: Library, other: Library, tmp_path: Path) -> None:
    """The marks, then the queries, then the papers."""
    mine.backup(tmp_path / "before.backup")
    for _ in range(mine.merge(other.paths.library).steps):
        mine.undo()
    mine.backup(tmp_path / "after.backup")
    assert (tmp_path / "after.backup").read_bytes() == (tmp_path / "before.backup").read_bytes()


def test_the_other_library_stays_as_it_is(mine: Library, other: Library) -> None:
    """It is read through a copy, even while it is open."""
    before = other.paths.library.read_bytes()
    mine.merge(other.paths.library)
    assert other.paths.library.read_bytes() == before


def test_what_is_neither_library_nor_backup_is_refused(mine: Library, tmp_path: Path) -> None:
    """A dump, a folder without a library, nothing at all, a database that is another's."""
    for place in (tmp_path / "both.txt", tmp_path, tmp_path / "nothing"):
        with pytest.raises(ReadBackError):
            mine.merge(place)
    (tmp_path / "broken.db").write_bytes(b"SQLite format 3\0 and nothing else")
    with pytest.raises(StoreError):
        mine.merge(tmp_path / "broken.db")
    assert len(mine) == 6


def test_papers_that_another_version_read_otherwise_come_too(mine: Library, other: Library, tmp_path: Path) -> None:
    """A dump that both have, read there with one more paper: it comes once."""
    other.backup(tmp_path / "other.backup")
    text = (tmp_path / "other.backup").read_text()
    start = next(line for line in text.splitlines() if '": [6' in line).split('"seen": {"')[1][:16]
    more = f'{{"paper": "zz"}}\n{{"title": "One more", "seen": {{"{start}": [99]}}}}\n'
    (tmp_path / "other.backup").write_text(text.replace('{"end"', more + '{"end"'))
    assert mine.merge(tmp_path / "other.backup").papers == 7
    again = mine.merge(tmp_path / "other.backup")
    assert (again.sources, again.papers) == (0, 0)
