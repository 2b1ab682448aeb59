"""The report of an import as rows and queries."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader.dumps import Reject
from reader.library import AddReport, FileReport
from reader.tui.screens.importing.telling import MOST_REJECTS, failure, just_added, rows_of, summary


def file(name: str, *, new: int = 0, merged: int = 0, known: bool = False, rejects: int = 0) -> FileReport:
    """Return what became of a file."""
    lost = tuple(Reject(line, "a line", "no title") for line in range(1, rejects + 1))
    return FileReport(name, new + merged, new, merged, known=known, rejects=lost, path=Path("/dumps") / name)


def report(*files: FileReport, dry_run: bool = False, left: int = 0) -> AddReport:
    """Return a report on files."""
    return AddReport(files, dry_run=dry_run, left=left)


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (report(file("a", new=1)), "1 new paper, 0 merged, 0 rejected"),
        (report(file("a", new=1_200, rejects=1)), "1,200 new papers, 0 merged, 1 rejected"),
        (
            report(file("a", merged=2), file("b", known=True, rejects=3)),
            "0 new papers in 2 files, 2 merged, 0 rejected",
        ),
        (report(file("a", known=True)), "0 new papers, 0 merged, 0 rejected, 1 added before"),
        (report(file("a", new=2), left=1_000), "2 new papers, 0 merged, 0 rejected, stopped before 1,000 more"),
        (report(file("a", new=2), dry_run=True), "Would be: 2 new papers, 0 merged, 0 rejected"),
    ],
)
def test_summary(what: AddReport, told: str) -> None:
    """All of it in a line."""
    assert summary(what).startswith(told)


@pytest.mark.parametrize(
    ("what", "query"),
    [
        (report(file("a.txt", new=1)), "source:a.txt"),
        (report(file("a b.txt", new=1), file("c.txt", merged=1)), 'source:"a b.txt" OR source:c.txt'),
        (report(file("a.txt", known=True)), ""),
        (report(*(file(f"{number}.txt", new=1) for number in range(21))), "added:today"),
    ],
)
def test_the_query_for_what_was_added(what: AddReport, query: str) -> None:
    """By dumps while they are few, else by day; where nothing was added, everything."""
    assert just_added(what) == query


def test_rows() -> None:
    """The summary, then each file with its rejects, each knowing what it is about."""
    rows = rows_of(report(file("a.txt", new=2, rejects=1), file("b.txt", merged=1)))
    assert [row.text.plain for row in rows] == [
        "2 new papers in 2 files, 1 merged, 1 rejected.",
        "a.txt: 2 records, 2 new, 0 merged, 1 rejected",
        "  × line 1: no title  a line",
        "b.txt: 1 record, 0 new, 1 merged, 0 rejected",
    ]
    assert [(row.file and row.file.file, row.reject and row.reject.line) for row in rows] == [
        (None, None),
        ("a.txt", None),
        ("a.txt", 1),
        ("b.txt", None),
    ]


def test_what_was_taken_out_is_told() -> None:
    """In the summary, and of each file of how many texts; of a known file nothing was, now."""
    cleaned = replace(file("a.txt", new=2), removed=1_200, cleaned=3)
    known = replace(file("b.txt", known=True), removed=5, cleaned=1)
    rows = [row.text.plain for row in rows_of(report(cleaned, known))]
    assert "1,200 control or invisible characters taken out" in rows[0]
    assert rows[1].endswith("0 rejected, 1,200 characters taken out of 3 texts")
    assert "taken out" not in rows[2]


def test_too_many_rejects_for_a_screen() -> None:
    """The first are told, the others counted; no file is left out."""
    rows = rows_of(report(file("a.txt", rejects=MOST_REJECTS - 1), file("b.txt", rejects=5), file("c.txt", new=1)))
    assert sum(bool(row.reject) for row in rows) == MOST_REJECTS
    assert rows[-2].text.plain.startswith("c.txt")
    assert rows[-1].text.plain.startswith("… and 4 more rejects")


def test_failure() -> None:
    """Of one file that could not be read the reason is told, not the report; of a folder without files, that."""
    unread = FileReport("a", rejects=(Reject(0, "", "Cannot read “a”: Is a directory"),), path=Path("a"))
    assert failure(report(unread)) == "Cannot read “a”: Is a directory. Mend the path, or choose another file."
    assert failure(report()).startswith("There is no file in this folder.")
    assert not failure(report(left=1))
    assert not failure(report(unread, file("b", new=1)))
    assert not failure(report(file("b", rejects=1)))


def test_a_file_that_breaks_off_is_read_in_part() -> None:
    """What came before the break counts; it is no failure of the whole."""
    broken = FileReport("a", 3, 2, 1, rejects=(Reject(0, "", "the gzip data breaks off"),), path=Path("/dumps/a"))
    assert failure(report(broken)) == ""
    assert [row.text.plain for row in rows_of(report(broken))][1] == "a: 3 records, 2 new, 1 merged, 1 rejected"
