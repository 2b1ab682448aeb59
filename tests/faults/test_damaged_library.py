"""A library file that is damaged anywhere: nobody crashes, nobody makes it worse, and it can be made whole."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.cli import run
from reader.papers.text import fold
from reader.store.repairing import Repaired, repair
from reader.store.salvage.references import LOST_TEXT

from ..size import sized
from . import damaging
from .damaging import Rows

NOW = datetime(2024, 3, 20, 12, tzinfo=UTC)
COMMANDS = [
    ["search", "kites", "--format", "ids"],
    ["search", "is:read", "--format", "json"],
    ["search", "tag:all note:flies sort:rating", "--format", "jsonl"],
    ["stats"],
    ["history"],
    ["tags"],
    ["sources"],
    ["saved"],
    ["searches"],
    ["export", "is:bookmarked", "-o", "-"],
    ["backup", "-"],
    ["related", "{id}"],
    ["show", "{id}", "--why"],
]
"""Those that read."""


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rows, Rows]:
    """A home with a copy of the day before; with what is in the copy, and what is in the library."""
    home = tmp_path_factory.mktemp("stocked") / "home"
    home.mkdir(mode=0o700)
    return home, *damaging.build(home)


@pytest.fixture(autouse=True)
def _nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("READER_HOME", raising=False)


Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command on the home of the test."""

    def ask(*arguments: str) -> tuple[int, str, str]:
        code = run(["--home", str(tmp_path / "home"), *arguments])
        return code, *capsys.readouterr()

    return ask


def commands(rows: Rows) -> list[list[str]]:
    """Return the commands about a paper that is there."""
    paper = min(row[1] for row in rows["papers"])
    return [[word.format(id=paper) for word in command] for command in COMMANDS]


@pytest.mark.slow
def test_whoever_reads_a_damaged_library(stocked: tuple[Path, Rows, Rows], tmp_path: Path, ask: Ask) -> None:
    """Each command gives the right answer, or an error that says what to do, or `doctor` tells; the file stays."""
    sound, _, rows = stocked
    damaging.copied(sound, tmp_path / "home")
    right = {tuple(command): ask(*command)[:2] for command in commands(rows)}
    assert {code for code, _ in right.values()} == {0}
    for seed in range(sized(small=18, full=1200)):
        library = damaging.copied(sound, tmp_path / "home") / "library.db"
        kind = damaging.damage(library, seed)
        silent = []
        for command in commands(rows):
            code, out, err = ask(*command)
            if code == 0 and out == right[tuple(command)][1]:
                continue
            assert code in (0, 3, 4), (kind, seed, command, err)
            assert "Traceback" not in err, (kind, seed, command)
            if code == 4:
                assert "reader doctor" in err, (kind, seed, command, err)
            else:
                silent.append(command)
        told = ask("doctor")
        assert told[0] in (0, 4), (kind, seed, told)
        if told[0] == 0:
            assert same_told(damaging.rows(library), rows), (kind, seed, silent)


def same_told(rows: Rows, original: Rows) -> bool:
    """Say whether texts and marks are what they were: those tell damage."""
    return all(rows[name] == original[name] for name in ("texts", "marks", "tags"))


@pytest.mark.slow
def test_nobody_writes_into_a_library_that_is_known_to_be_damaged(
    stocked: tuple[Path, Rows, Rows], tmp_path: Path, ask: Ask
) -> None:
    """Once damage was met, whatever is asked for leaves the file as it is, to the byte."""
    sound, _, rows = stocked
    paper = min(row[1] for row in rows["papers"])
    met = 0
    for seed in range(sized(small=12, full=300)):
        library = damaging.copied(sound, tmp_path / "home") / "library.db"
        damaging.damage(library, seed)
        ask("doctor")
        if not library.with_name("library.db-damaged").exists():
            continue
        met += 1
        damaged = library.read_bytes()
        for command in (["mark", paper, "--rating", "2"], ["undo"], ["search", "kites"], ["add", str(sound / "c.txt")]):
            code, _, err = ask(*command)
            assert code in (0, 4), (seed, command, err)
            assert code == 4 or command[0] == "search", (seed, command)
        assert library.read_bytes() == damaged
    assert met


@pytest.mark.slow
@pytest.mark.parametrize("with_copy", [True, False], ids=["with a copy", "without a copy"])
def test_a_damaged_library_is_made_whole(stocked: tuple[Path, Rows, Rows], tmp_path: Path, *, with_copy: bool) -> None:
    """The new one passes every check, holds what was in the copy, and nothing that was never there."""
    sound, before, after = stocked
    repaired = 0
    for seed in range(sized(small=30, full=2000)):
        home = damaging.copied(sound, tmp_path / "home")
        if not with_copy:
            shutil.rmtree(home / "backups")
        kind = damaging.damage(home / "library.db", seed)
        damaged = (home / "library.db").read_bytes()
        if not with_copy and len(damaged) < 100_000:
            continue  # perhaps nothing is left
        done = repair(home / "library.db", NOW)
        if done is None:
            assert same_told(damaging.rows(home / "library.db"), after), (kind, seed)
            continue
        repaired += 1
        assert done.aside.read_bytes() == damaged
        assert repair(home / "library.db", NOW) is None
        rows = damaging.rows(home / "library.db")
        check_nothing_invented(rows, before, after, done, (kind, seed))
        if with_copy:
            check_nothing_lost(rows, before, after, (kind, seed))
    assert repaired


def check_nothing_invented(rows: Rows, before: Rows, after: Rows, done: Repaired, what: tuple[str, int]) -> None:
    """Look whether everything was there once."""
    known = {row[2] for row in after["texts"]}
    stands_in = {row[0] for row in rows["texts"] if row[3] == LOST_TEXT}
    assert {row for row in rows["texts"] if row[0] not in stands_in} <= after["texts"], what
    assert {row[2] for row in rows["texts"] if row[0] in stands_in and row[2] not in known} <= {
        remark.partition(": ")[2] for remark in done.remarks
    }, what
    notes = {row[4] for row in after["marks"] | before["marks"]} | told_notes(after)
    doubtful = any("one of the two is damaged" in remark for remark in done.remarks)
    assert doubtful or {row[4] for row in rows["marks"]} <= notes, what
    assert doubtful or {row[:2] for row in rows["tags"]} <= after["tags"] | before["tags"], what
    assert {row[0] for row in rows["papers"]} <= {row[0] for row in after["papers"] | after["removed_papers"]}, what


def told_notes(rows: Rows) -> set[str]:
    """Return all notes that the history knows."""
    import json

    return {json.loads(side)["note"] for row in rows["step_marks"] for side in row[2:]}


def check_nothing_lost(rows: Rows, before: Rows, after: Rows, what: tuple[str, int]) -> None:
    """Look whether all that the copy has is there, as it was or as it became."""
    assert before["texts"] <= rows["texts"], what
    gone = {row[0] for row in after["removed_papers"]}
    papers = {row[0]: row[1] for row in rows["papers"]}
    assert {row[0] for row in before["papers"]} - gone <= papers.keys(), what
    marks = {row[0] for row in rows["marks"]}
    assert {row[0] for row in before["marks"]} <= marks, what
    assert {row[0] for row in before["steps"]} <= {row[0] for row in rows["steps"]}, what
    assert {row[:2] for row in before["sightings"]} <= {row[:2] for row in rows["sightings"]}, what
    assert {fold(row[1]) for row in before["saved_queries"]} <= {fold(row[1]) for row in rows["saved_queries"]}, what
