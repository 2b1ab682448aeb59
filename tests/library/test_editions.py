"""Editions: dumps by their days, weeks and months, in the panel, in queries, and as the user tells them."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reader.errors import TextError
from reader.library import BYS, By, Library, Span
from reader.library.editions import spans_of
from reader.paths import Paths
from reader.query import parse

from ..clock import Clock
from .pairs import CLOCKS, KITES, MAPS, TIDES, add, titles


def save(folder: Path, name: str, heading: str, *pairs: tuple[str, str]) -> Path:
    """Write a page without adding it."""
    path = folder / name
    texts = "".join(f"{title}\n\n{abstract}\n\n" for title, abstract in pairs)
    path.write_text(f"new\n\n{heading}\n\n{texts}", encoding="utf-8")
    return path


@pytest.fixture
def stocked(library: Library, tmp_path: Path) -> Library:
    """Editions of three days in two weeks and two months, and a dump without a day."""
    for name, heading, *pairs in (
        ("2024-02-28.txt", "Feb 28", KITES, MAPS),
        ("saved 2024-03-01.txt", "Mar 1", MAPS, TIDES),
        ("march.txt", "Mar 9", CLOCKS),
        ("trends.txt", "Trending", TIDES),
    ):
        library.add([save(tmp_path, name, heading, *pairs)])
    return library


def panel(library: Library, by: By) -> list[tuple[str, str, int | None, int]]:
    """Return the editions and dumps of the panel: name, query, papers, depth."""
    shelves = [shelf for shelf in library.shelves(by) if shelf.section not in ("Papers", "Saved", "Tags")]
    return [(shelf.name, shelf.query, shelf.papers, shelf.depth) for shelf in shelves]


def test_by_day_week_and_month(stocked: Library) -> None:
    """Newest first; a dump without a day stays where its file is named; weeks begin on Monday."""
    trends = ("trends.txt", "source:trends.txt", 1, 0)
    assert panel(stocked, "day") == [
        ("Mar 9, 2024?", "page:2024-03-09", 1, 0),
        ("Mar 1, 2024", "page:2024-03-01", 2, 0),
        ("Feb 28, 2024", "page:2024-02-28", 2, 0),
        trends,
    ]
    assert panel(stocked, "week") == [
        ("Mar 4–10, 2024?", "page:2024-03-04..2024-03-10", 1, 0),
        ("Feb 26–Mar 3, 2024", "page:2024-02-26..2024-03-03", 3, 0),
        trends,
    ]
    assert panel(stocked, "month") == [("Mar 2024?", "page:2024-03", 3, 0), ("Feb 2024", "page:2024-02", 2, 0), trends]


@pytest.mark.parametrize("by", BYS)
def test_an_edition_holds_what_its_query_finds(stocked: Library, tmp_path: Path, by: By) -> None:
    """Counted in the panel or found by a search, and printed back; a month of which no more is known too."""
    stocked.add([save(tmp_path, "no day.txt", "Trending", KITES, CLOCKS)], dated="2024-03")
    stocked.add([save(tmp_path, "no month.txt", "Trending", TIDES, KITES)], dated="2023")
    for name, query, papers, _ in panel(stocked, by):
        assert stocked.count(parse(query)).papers == papers, name
        assert str(parse(query)) == query
    names = [name for name, *_ in panel(stocked, by)]
    assert ("Mar 2024?" if by == "month" else "Mar 2024") in names
    assert "2023" in names


def test_many_editions_stand_within_months_and_years(library: Library, tmp_path: Path) -> None:
    """The newest month is open, the others folded; a month that has a dump of its own stands for that."""
    for day in range(1, 12):
        for month in (1, 2, 3):
            library.add([save(tmp_path, f"2024-{month:02}-{day:02}.txt", "", (f"Paper {month} {day}", KITES[1]))])
    library.add([save(tmp_path, "feb.txt", "", TIDES)], dated="2024-02")
    branches = [shelf for shelf in library.shelves("day") if shelf.is_branch]
    assert [(shelf.name, shelf.papers, shelf.begins_folded) for shelf in branches] == [
        ("Mar 2024", 11, False),
        ("Feb 2024", 12, True),
        ("Jan 2024", 11, True),
    ]
    leaves = [shelf for shelf in library.shelves("day") if shelf.section == "Editions by day" and not shelf.is_branch]
    assert (len(leaves), {shelf.depth for shelf in leaves}) == (33, {1})
    assert not any(shelf.is_branch for shelf in library.shelves("month"))


def test_spans_about_new_year() -> None:
    """A week may be of two years; its name says so."""
    (week,) = spans_of([Span(date(2024, 12, 31), date(2024, 12, 31))], "week")  # type: ignore[list-item]
    assert (week.label, str(week.query)) == ("Dec 30, 2024–Jan 5, 2025", "page:2024-12-30..2025-01-05")


def test_the_user_tells_the_day(stocked: Library, tmp_path: Path) -> None:
    """While adding, afterwards, of a known dump by adding it again; empty has it worked out anew."""
    assert titles(stocked, "page:2024-03-09") == [CLOCKS[0]]
    assert stocked.editions.tell("march.txt", "2022") == ("Mar 9, 2024?", "Mar 9, 2022")
    assert titles(stocked, "page:2024-03-09") == []
    assert titles(stocked, "page:2022-03-09") == [CLOCKS[0]]
    assert titles(stocked, "page:2022 has:date") == [CLOCKS[0]]
    (seen,) = stocked.entries(stocked.find(parse("clocks")).numbers)[0].sightings
    assert (seen.page_date, seen.page) == ("Mar 9", "Mar 9, 2022")
    report = stocked.add([tmp_path / "march.txt"], dated="2021-03-09")
    assert (report.known, report.new) == (1, 0)
    assert titles(stocked, "page:2021") == [CLOCKS[0]]
    stocked.add([tmp_path / "march.txt"])
    assert titles(stocked, "page:2021") == [CLOCKS[0]]
    assert stocked.editions.tell("march.txt", "") == ("Mar 9, 2021", "Mar 9, 2024?")
    for file, told in (("march.txt", "soon"), ("nothing.txt", "2024")):
        with pytest.raises(TextError):
            stocked.editions.tell(file, told)
    with pytest.raises(TextError):
        stocked.add([tmp_path / "march.txt"], dated="Mar 14")


def test_a_dry_run_tells_nothing(stocked: Library, tmp_path: Path) -> None:
    """The day of a known dump stays."""
    stocked.add([tmp_path / "march.txt"], dated="2021", dry_run=True)
    assert titles(stocked, "page:2021") == []


def test_undo_brings_the_day_back_too(stocked: Library, tmp_path: Path) -> None:
    """What a dump was told to be stays with it, out of the library and in again."""
    stocked.add([save(tmp_path, "told.txt", "Mar 2", ("A Paper of Its Own", KITES[1]))], dated="2020")
    stocked.undo()
    assert titles(stocked, "page:2020") == []
    stocked.redo()
    assert titles(stocked, "page:2020-03-02") == ["A Paper of Its Own"]


def test_the_time_of_the_file_is_kept(library: Library, tmp_path: Path) -> None:
    """A page that was saved years ago is of its year, though it is added now."""
    path = save(tmp_path, "old.txt", "Mar 9", KITES)
    saved = datetime(2021, 6, 1, tzinfo=UTC).timestamp()
    os.utime(path, (saved, saved))
    library.add([path])
    (dump,) = library.sources()
    assert (dump.page, dump.page_date) == ("Mar 9, 2021?", "Mar 9")


def test_what_is_learned_later_counts(library: Library, tmp_path: Path) -> None:
    """Once it is known when the papers came out, the year of the page that showed them is no guess any more."""
    pairs = [(f"{title}, Part {part}", text) for title, text in (KITES, MAPS) for part in ("One", "Two")]
    library.add([save(tmp_path, "page.txt", "Mar 9", *pairs)])
    assert [dump.page for dump in library.sources()] == ["Mar 9, 2024?"]
    lines = "".join(
        f'{{"title": "{title}", "abstract": "{text}", "published": "2022-03-08"}}\n' for title, text in pairs
    )
    (tmp_path / "known.jsonl").write_text(lines, encoding="utf-8")
    library.add([tmp_path / "known.jsonl"])
    assert {dump.file: dump.page for dump in library.sources()} == {
        "page.txt": "Mar 9, 2022",
        "known.jsonl": "Mar 8, 2022",
    }


def test_backups_and_merging_know_what_was_told(stocked: Library, tmp_path: Path, clock: Clock) -> None:
    """The days of a library that comes back are the same; what is told in one library is told in the merged one."""
    stocked.editions.tell("trends.txt", "2024-01")
    stocked.backup(tmp_path / "backup.jsonl")
    with Library(Paths.under(tmp_path / "other"), now=clock) as other:
        other.add([tmp_path / "trends.txt"])
        other.merge(tmp_path / "backup.jsonl")
        assert [(dump.file, dump.page) for dump in other.sources()] == [
            (dump.file, dump.page) for dump in stocked.sources()
        ]
        assert titles(other, "page:2024-01") == [TIDES[0]]


def test_the_api_tells_its_day(library: Library, shared: Path) -> None:
    """Each file of the API is the edition of one day, which is certain."""
    files = sorted((shared / "api_daily_papers").glob("2026-0[67]*.json"))
    library.add(files)
    days = {dump.file: dump.edition for dump in library.sources()}
    assert {name: day and (day.name, day.certain) for name, day in days.items()} == {
        file.name: (file.stem, True) for file in files
    }


def test_the_dumps_are_editions(library: Library, shared: Path) -> None:
    """Pages say which day, and nobody which year: the last one before they were added, uncertain."""
    library.add([shared / "dumps"])
    pages = [dump.page for dump in library.sources()]
    assert len(pages) == 3
    assert all(page.endswith("?") for page in pages)


def test_hundreds_of_dumps_of_one_day_are_one_edition(library: Library, tmp_path: Path) -> None:
    """A paper that stands in two dumps of a day counts once."""
    add(library, tmp_path, "one.txt", KITES, MAPS)
    add(library, tmp_path, "two.txt", MAPS, TIDES)
    assert panel(library, "day") == [("Mar 14, 2024?", "page:2024-03-14", 3, 0)]
