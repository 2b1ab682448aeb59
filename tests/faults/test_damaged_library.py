"""A library file that is damaged anywhere: nobody crashes, nobody makes it worse, and it can be made whole."""

import asyncio
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.changes import Rate, SetNote
from reader.cli import run
from reader.errors import StoreError
from reader.library import Library
from reader.papers.text import fold
from reader.paths import Paths
from reader.settings import Settings
from reader.store.repairing import Repaired, repair
from reader.store.salvage.references import LOST_TEXT
from reader.tui.app import ReaderApp
from reader.tui.keeping_safe import KeepingSafe

from ..dumps.pages import papers, save_page
from ..size import sized
from . import damaging
from .damaging import Rows
from .disks import no_rights, open_folder

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


@pytest.mark.slow
async def test_the_app_on_a_damaged_library(stocked: tuple[Path, Rows, Rows], tmp_path: Path) -> None:
    """It shows what can be read and says what cannot; where it must end, it says why, and never with a traceback."""
    sound, _, _ = stocked
    opened = 0
    for seed in range(sized(small=6, full=200)):
        home = damaging.copied(sound, tmp_path / "home")
        kind = damaging.damage(home / "library.db", seed)
        try:
            library = Library(Paths.under(home))
        except StoreError as error:
            hint = error.hint
            assert hint, (kind, seed)
            continue
        with library:
            app = ReaderApp(library, Settings())
            async with asyncio.timeout(60), app.run_test(size=(100, 30)) as pilot:
                KeepingSafe(app).look()
                for key in ("j", "j", "b", "enter", "escape", "/", *"kites", "enter", "u", "G", "t", "escape", "H"):
                    if app.is_running:
                        await pilot.press(key)
                await pilot.pause()
            assert app.return_code in (None, 0) or app.damage, (kind, seed)
            opened += 1
    assert opened


@pytest.mark.slow
def test_a_log_that_is_damaged(stocked: tuple[Path, Rows, Rows], tmp_path: Path) -> None:
    """What stands in the write-ahead log up to its damage is there; nothing that was never there is."""
    sound, _, rows = stocked
    home = damaging.copied(sound, tmp_path / "open")
    with Library(Paths.under(home)) as library:
        for number in range(1, 30):
            library.change([number], [SetNote(f"Later {number}")])
        latest = damaging.rows(home / "library.db")
        log = (home / "library.db-wal").read_bytes()
        file = (home / "library.db").read_bytes()
    for seed in range(sized(small=15, full=400)):
        there = damaging.copied(sound, tmp_path / "home")
        (there / "library.db").write_bytes(file)
        (there / "library.db-wal").write_bytes(log)
        damaging.damage(there / "library.db-wal", seed)
        with Library(Paths.under(there)) as library:
            assert all(finding.well for finding in library.examine()), seed
        found = damaging.rows(there / "library.db")
        assert found["texts"] == rows["texts"]
        assert found["marks"] <= rows["marks"] | latest["marks"]
        assert len(found["marks"]) >= len(rows["marks"])


def test_a_repair_reads_the_log(stocked: tuple[Path, Rows, Rows], tmp_path: Path) -> None:
    """What only the log has is salvaged too, and the log is kept with the damaged file."""
    sound, _, _ = stocked
    home = damaging.copied(sound, tmp_path / "open")
    shutil.rmtree(home / "backups")
    with Library(Paths.under(home)) as library:
        library.change([2], [SetNote("Only in the log")])
        shutil.copytree(home, tmp_path / "home")
    there = tmp_path / "home" / "library.db"
    log = there.with_name("library.db-wal").read_bytes()
    content = bytearray(there.read_bytes())
    content[8192:12288] = bytes(4096)
    there.write_bytes(content)
    done = repair(there, NOW)
    assert done
    assert done.aside.with_name(f"{done.aside.name}-wal").read_bytes() == log
    with Library(Paths.under(there.parent)) as library:
        assert library.marks([2])[0].note == "Only in the log"


def test_an_open_library_is_not_repaired(stocked: tuple[Path, Rows, Rows], tmp_path: Path) -> None:
    """Whoever has it open would go on in the damaged file: it is refused, and nothing changes."""
    sound, _, _ = stocked
    home = damaging.copied(sound, tmp_path / "home")
    content = bytearray((home / "library.db").read_bytes())
    content[-4096:] = bytes(4096)
    (home / "library.db").write_bytes(content)
    program = subprocess.Popen(
        [sys.executable, "-c", _OPEN, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert program.stdout
    assert program.stdout.readline() == "open\n"
    with pytest.raises(StoreError, match="open in another window"):
        repair(home / "library.db", NOW)
    assert (home / "library.db").read_bytes() == content
    program.communicate("\n", timeout=60)
    assert repair(home / "library.db", NOW)


_OPEN = """
import sys
from pathlib import Path
from reader.store import Store
store = Store(Path(sys.argv[1]) / "library.db")
print("open", flush=True)
sys.stdin.readline()
store.close()
"""


def test_the_command(stocked: tuple[Path, Rows, Rows], tmp_path: Path, ask: Ask) -> None:
    """`doctor` tells of damage, `--repair` mends it and says what became of what; then all is well."""
    sound, before, _ = stocked
    home = damaging.copied(sound, tmp_path / "home")
    assert ask("doctor", "--repair")[1].startswith("Nothing is wrong")
    content = bytearray((home / "library.db").read_bytes())
    content[4 * 4096 : 5 * 4096] = bytes(4096)
    (home / "library.db").write_bytes(content)
    code, out, _ = ask("doctor", "--format", "json")
    assert code == 4
    (finding,) = [each for each in json.loads(out) if not each["well"]]
    assert (finding["what"], "--repair" in finding["detail"]) == ("library", True)
    code, out, _ = ask("doctor", "--repair", "--format", "json")
    assert code == 0
    told = json.loads(out)
    there = {kind["what"]: kind["there"] for kind in told["recovered"]}
    assert there["papers"] >= len(before["papers"])
    assert Path(told["aside"]).read_bytes() == content
    assert Path(told["copy"]).parent == home / "backups"
    assert ask("doctor")[0] == 0
    assert json.loads(ask("doctor", "--repair", "--format", "json")[1]) == {"repaired": False}


@pytest.mark.parametrize(
    "row",
    [
        "INSERT INTO visits (began, since, seen) VALUES ('x', 9, 0)",
        "INSERT INTO subscriptions VALUES ('a', 'a', '[]', '2026-01-01T00:00:00Z')",
        "INSERT INTO subscriptions VALUES ('a', 'a', '{\"query\": 5}', '2026-01-01T00:00:00Z')",
        "INSERT INTO digests (subscription, made, about) VALUES ('', '2026-01-01T00:00:00Z', '{}')",
        "INSERT INTO digests (subscription, made, about) VALUES ('', 'x', '{}')",
    ],
)
def test_rows_of_the_feed_that_cannot_be_meant(
    stocked: tuple[Path, Rows, Rows], tmp_path: Path, ask: Ask, row: str
) -> None:
    """Nothing crashes over them; `doctor` finds them, `--repair` takes them out, and all goes on."""
    home = damaging.copied(stocked[0], tmp_path / "home")
    with closing(sqlite3.connect(home / "library.db")) as library:
        library.execute(row)
        library.commit()
    for command in (["new"], ["subscribe"], ["digest", "--list"], ["digest", "--due"]):
        assert ask(*command)[0] in (0, 4)
    assert ask("doctor")[0] == 4
    assert ask("doctor", "--repair")[0] == 0
    for command in (["new"], ["subscribe"], ["digest", "--list"], ["digest", "--due"], ["doctor"]):
        assert ask(*command)[0] == 0


def test_a_library_that_is_gone_or_empty_comes_back_from_its_copy(
    stocked: tuple[Path, Rows, Rows], tmp_path: Path, ask: Ask
) -> None:
    """An empty file is not taken for a new library while there are copies of one."""
    sound, before, _ = stocked
    home = damaging.copied(sound, tmp_path / "home")
    (home / "library.db").write_bytes(b"")
    code, _, err = ask("stats")
    assert code == 4
    assert "doctor --repair" in err
    assert ask("doctor", "--repair")[0] == 0
    assert damaging.rows(home / "library.db")["marks"] == before["marks"]
    (home / "library.db").unlink()
    assert ask("doctor", "--repair")[0] == 0
    assert damaging.rows(home / "library.db")["texts"] == before["texts"]


def test_what_is_no_library_is_left_alone(tmp_path: Path, ask: Ask) -> None:
    """Neither is anything made of a shopping list, nor of a library of a newer Reader, nor of a database of others."""
    file = tmp_path / "home" / "library.db"
    file.parent.mkdir(mode=0o700)
    file.write_bytes(b"This is my shopping list. " * 999)
    assert ask("doctor", "--repair")[0] == 4
    assert file.read_bytes() == b"This is my shopping list. " * 999
    assert {path.name for path in file.parent.iterdir()} == {"library.db", ".library.db.gate"}


def test_a_mark_is_not_lost_with_its_text(stocked: tuple[Path, Rows, Rows], tmp_path: Path) -> None:
    """A paper whose text nobody has any more stays for its mark, and says what happened."""
    sound, _, _ = stocked
    home = damaging.copied(sound, tmp_path / "home")
    shutil.rmtree(home / "backups")
    with closing(sqlite3.connect(home / "library.db")) as connection:
        connection.execute("UPDATE texts SET abstract = 'Rotten' WHERE number = 12")
        connection.commit()
    done = repair(home / "library.db", NOW)
    assert done
    assert any("its mark is not" in remark for remark in done.remarks)
    with Library(Paths.under(home)) as library:
        (entry,) = library.entries([12])
        assert entry.paper.abstract == LOST_TEXT
        assert "Note 12" in entry.mark.note
        assert entry.sightings
        again = library.add([sound / "a.txt"])
        assert again.new <= 1
        assert all(finding.well for finding in library.examine())


def test_a_repair_is_not_undone(stocked: tuple[Path, Rows, Rows], tmp_path: Path, ask: Ask) -> None:
    """To undo after a repair takes back what was done since, and then says no: the marks stay."""
    sound, before, _ = stocked
    library = damaging.copied(sound, tmp_path / "home") / "library.db"
    _zero(library, "steps")
    assert ask("doctor", "--repair")[0] == 0
    repaired = damaging.rows(library)
    ask("mark", min(row[1] for row in before["papers"]), "--note", "Since the repair")
    assert ask("undo")[0] == 0
    for command in (["undo"], ["undo", "--to", "3"], ["undo", "--to", "0"]):
        code, _, err = ask(*command)
        assert code, command
        assert "before the library was repaired" in err, command
    assert damaging.rows(library)["marks"] == repaired["marks"]
    assert {step for step in before["steps"] if "done" in step} <= damaging.rows(library)["steps"]
    assert ask("redo")[0] == 0
    with Library(Paths.under(library.parent)) as opened:
        assert opened.undoable()
        opened.undo()
        assert opened.undoable() is None


def test_a_dump_of_which_all_is_there_keeps_its_name(stocked: tuple[Path, Rows, Rows], tmp_path: Path) -> None:
    """Nothing is said to be lost where each record of each dump is there, from the file or the copy."""
    sound, _, after = stocked
    home = damaging.copied(sound, tmp_path / "home")
    with Library(Paths.under(home)) as library:
        library.keep_safe(7)
        library.change([2], [SetNote("After the copy")])
    _zero(home / "library.db", "sightings")
    done = repair(home / "library.db", NOW)
    assert done
    assert {kind.lost for kind in done.recovered} == {0}
    assert not any("lost" in remark for remark in done.remarks)
    rows = damaging.rows(home / "library.db")
    assert (rows["sources"], rows["sightings"]) == (after["sources"], after["sightings"])


def test_a_dump_that_lost_records_can_be_added_again(stocked: tuple[Path, Rows, Rows], tmp_path: Path) -> None:
    """Without a copy, nobody has the sightings of this library: each dump is another one from now on."""
    sound, _, after = stocked
    home = damaging.copied(sound, tmp_path / "home")
    shutil.rmtree(home / "backups")
    _zero(home / "library.db", "sightings")
    done = repair(home / "library.db", NOW)
    assert done
    assert not {row[1] for row in damaging.rows(home / "library.db")["sources"]} & {row[1] for row in after["sources"]}


def test_a_repair_that_lost_nothing_leaves_all_to_be_undone(stocked: tuple[Path, Rows, Rows], tmp_path: Path) -> None:
    """Where the history is whole, it goes on as if nothing had been; nothing alarming is said."""
    sound, _, after = stocked
    home = damaging.copied(sound, tmp_path / "home")
    with Library(Paths.under(home)) as library:
        assert library.keep_safe(7)
        after = damaging.rows(home / "library.db")
    _zero(home / "library.db", "marks")
    done = repair(home / "library.db", NOW)
    assert done
    assert done.remarks == ()
    assert {kind.lost for kind in done.recovered} == {0}
    assert damaging.rows(home / "library.db") == after
    with Library(Paths.under(home)) as library:
        assert library.undoable()
        library.undo()


def _zero(path: Path, table: str) -> None:
    """Write zeros over the first page of a table."""
    with closing(sqlite3.connect(path)) as connection:
        ((page,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table])
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(content)


@pytest.mark.parametrize("of", ["another library", "this library"])
def test_a_file_that_lost_its_name_takes_in_no_stranger(
    stocked: tuple[Path, Rows, Rows], tmp_path: Path, of: str
) -> None:
    """Which copy is of the same library is told by the papers, then; one of another library is left alone."""
    sound, _, after = stocked
    home = damaging.copied(sound, tmp_path / "home")
    copies = home / "backups"
    (copy,) = copies.glob("library-*.db")
    if of == "another library":
        copy.unlink()
        with Library(Paths.under(tmp_path / "other")) as other:
            other.add([save_page(tmp_path / "other.txt", papers(150, seed=99))])
            other.change(list(range(1, 60)), [Rate(5)])
            other.keep_safe()
        (theirs,) = (tmp_path / "other" / "backups").glob("library-*.db")
        theirs.rename(copies / "library-2026-01-01.db")
    _zero(home / "library.db", "library")
    done = repair(home / "library.db", NOW)
    assert done
    assert bool(done.copy) == (of == "this library")
    assert damaging.rows(home / "library.db")["papers"] == after["papers"]
    assert damaging.rows(home / "library.db")["marks"] == after["marks"]


def test_dumps_that_came_back_whole_are_known_again(stocked: tuple[Path, Rows, Rows], tmp_path: Path) -> None:
    """Adding the file of a dump that the copy has brings nothing, and lists nothing twice."""
    sound, before, _ = stocked
    home = damaging.copied(sound, tmp_path / "home")
    (home / "library.db").write_bytes(b"")
    assert repair(home / "library.db", NOW)
    assert damaging.rows(home / "library.db") == before
    with Library(Paths.under(home)) as library:
        assert library.undoable()
        library.add([home / "a.txt", home / "b.txt"])
    assert damaging.rows(home / "library.db")["sources"] == before["sources"]


def test_what_is_not_known_is_not_said_to_be_nothing(
    stocked: tuple[Path, Rows, Rows], tmp_path: Path, ask: Ask
) -> None:
    """Of what was done since the copy nobody knows; people are told so, in words and not in names of tables."""
    sound, _, _ = stocked
    home = damaging.copied(sound, tmp_path / "home")
    (home / "library.db").write_bytes(b"")
    code, out, _ = ask("doctor", "--repair", "--format", "json")
    assert code == 0
    told = json.loads(out)
    assert {kind["lost"] for kind in told["recovered"]} == {None}
    assert any("done since 2024-03-1" in remark for remark in told["remarks"])
    damaging.copied(sound, tmp_path / "home")
    (home / "library.db").write_bytes(b"")
    out = ask("doctor", "--repair")[1]
    assert "not known" in out
    shutil.rmtree(damaging.copied(sound, tmp_path / "home") / "backups")
    _zero(home / "library.db", "apart")
    _zero(home / "library.db", "sightings")
    out += ask("doctor", "--repair")[1]
    for name in ("apart", "sightings", "wordings", "step_", "texts,"):
        assert name not in out


def test_a_library_that_is_missing_beside_its_copies(
    stocked: tuple[Path, Rows, Rows], tmp_path: Path, ask: Ask
) -> None:
    """No new one is begun, whatever is asked for; without the copies it is."""
    sound, before, _ = stocked
    home = damaging.copied(sound, tmp_path / "home")
    (home / "library.db").unlink()
    for command in (["stats"], ["add", str(home / "a.txt")], ["doctor"]):
        code, out, err = ask(*command)
        assert code == 4, command
        assert "is missing, though there are copies" in out + err, command
        assert not (home / "library.db").exists()
    (home / "backups").rename(home / "old")
    assert ask("stats")[0] == 0
    (home / "library.db").unlink()
    (home / "old").rename(home / "backups")
    assert ask("doctor", "--repair")[0] == 0
    assert damaging.rows(home / "library.db")["marks"] == before["marks"]


def test_the_message_of_damage_is_for_people(stocked: tuple[Path, Rows, Rows], tmp_path: Path, ask: Ask) -> None:
    """What SQLite says of it stands in `doctor` alone."""
    sound, before, _ = stocked
    home = damaging.copied(sound, tmp_path / "home")
    _zero(home / "library.db", "marks")
    detail = ask("doctor")[1]
    assert "***" not in detail
    assert "malformed" in detail or "page" in detail
    code, _, err = ask("mark", min(row[1] for row in before["papers"]), "--note", "More")
    assert code == 4
    assert f"The library {home}/library.db is damaged; nothing more is written into it" in err
    assert "page" not in err


def test_doctor_says_when_the_newest_copy_was_taken(stocked: tuple[Path, Rows, Rows], tmp_path: Path, ask: Ask) -> None:
    """With the time: more than one copy may be taken on a day."""
    sound, _, _ = stocked
    home = damaging.copied(sound, tmp_path / "home")
    (copy,) = (home / "backups").glob("*.db")
    with Library(Paths.under(home)) as library:
        library.keep_safe(7)
    newest = max((home / "backups").glob("*.db"), key=lambda path: path.stat().st_mtime)
    assert newest != copy
    taken = datetime.fromtimestamp(newest.stat().st_mtime, UTC).astimezone()
    assert f"the newest of {taken:%Y-%m-%d %H:%M}" in ask("doctor")[1]


def test_a_repair_where_nothing_can_be_written(stocked: tuple[Path, Rows, Rows]) -> None:
    """It says what every other command says there, of a sound library as of a damaged one; nothing changes."""
    sound, _, _ = stocked
    with open_folder() as folder:
        home = damaging.copied(sound, folder / "home")
        library = home / "library.db"
        with closing(sqlite3.connect(library)) as connection:
            connection.execute("SELECT count(*) FROM papers")  # the last to close it takes its log away
        for is_sound in (True, False):
            if not is_sound:
                _zero(library, "marks")
            content = library.read_bytes()
            for path in (*home.rglob("*"), home):
                path.chmod(0o555 if path.is_dir() else 0o444)
            with no_rights(), pytest.raises(StoreError, match="can only be read: you may not write to it"):
                repair(library, NOW)
            for path in (home, *home.rglob("*")):
                path.chmod(0o755 if path.is_dir() else 0o644)
            assert library.read_bytes() == content


def test_a_copy_is_no_backup_to_restore(stocked: tuple[Path, Rows, Rows], ask: Ask) -> None:
    """A library given in the place of a text is called what it is, with the command that reads it."""
    sound, before, _ = stocked
    (copy,) = (sound / "backups").glob("*.db")
    code, _, err = ask("restore", str(copy))
    assert code
    assert "is a library, no text" in err
    assert "reader merge" in err
    assert ask("merge", str(copy))[0] == 0
    assert before
