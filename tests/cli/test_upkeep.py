import shutil
from pathlib import Path

import pytest

from .running import Reader, process, shell


def test_a_healthy_library(reader: Reader) -> None:
    """Five findings, all well, exit code 0."""
    findings = reader("doctor", "--format", "json").json
    looked_at = ["library", "backups", "privacy", "index", "settings"]
    assert [(f["what"], f["well"]) for f in findings] == [(what, True) for what in looked_at]
    assert [row[:2] for row in reader("doctor").rows] == [["ok", what] for what in looked_at]


def test_an_unwell_library(reader: Reader, home: Path) -> None:
    """What is wrong comes with what to do, and exit code 4."""
    home.chmod(0o755)
    done = reader("doctor")
    assert done.code == 4
    assert ["!!", "privacy", f"others may look into {home}: chmod 700 {home}"] in done.rows


def test_an_index_is_made_anew(reader: Reader, home: Path) -> None:
    """On request, and by itself where it is missing or damaged: nobody notices."""
    before = reader("search", "kites").out
    done = reader("reindex")
    assert (done.code, done.out, done.err) == (0, "40 papers indexed\n", "")
    assert reader("reindex", "--format", "json").json == {"papers": 40}
    assert reader("search", "kites").out == before
    for file in (home / "cache/index").iterdir():
        file.write_bytes(b"damage")
    assert reader("search", "kites").out == before
    shutil.rmtree(home / "cache")
    assert reader("search", "kites").out == before
    assert reader("doctor").code == 0


def test_the_configuration(reader: Reader, home: Path) -> None:
    """Its path, whether it is there, and what is in force."""
    config = reader("config", "--format", "json").json
    assert (config["path"], config["exists"]) == (str(home / "config.yaml"), False)
    assert config["library"] == str(home / "library.db")
    (home / "config.yaml").write_text("measure_cells: 60\n")
    assert reader("config", "--format", "json").json == config | {"exists": True, "measure_cells": 60}
    assert ["measure_cells", "60"] in reader("config").rows


def test_settings_are_shown_as_they_are_written(reader: Reader, home: Path) -> None:
    """As YAML has them: what is shown can be written into the file."""
    rows = reader("config").rows
    for row in (["theme", "reader-dark"], ["ascii", "false"], ["editor", '""'], ["watch", "[]"], ["keys", "{}"]):
        assert row in rows
    (home / "config.yaml").write_text("watch: [~/dumps]\nkeys: {paper.bookmark: B}\nascii: true\n")
    rows = reader("config").rows
    for row in (["watch", '["~/dumps"]'], ["keys", '{"paper.bookmark": "B"}'], ["ascii", "true"]):
        assert row in rows


@pytest.mark.parametrize(
    "text", [b"theme: [", b"them: nord", b"measure_cells: 9", b"- a", b"theme: 2001-99-99", b"\xff\xfe", b"a: \x1b[31m"]
)
def test_a_broken_configuration(reader: Reader, home: Path, text: bytes) -> None:
    """Exit code 6, with the file's name and a hint; all is as without the file, and searching goes on."""
    without = reader("config", "--format", "json").json
    (home / "config.yaml").write_bytes(text)
    done = reader("config", "--format", "json")
    assert (done.code, done.json) == (6, without | {"exists": True})
    assert str(home / "config.yaml") in done.err
    assert all(line.isprintable() for line in done.err.splitlines())
    assert len(done.err.splitlines()) == 2
    assert reader("search", "").code == 0


def test_every_slip_is_told_and_the_rest_counts(reader: Reader, home: Path) -> None:
    """By `config` and by `doctor` with its line; a command that needs settings tells them too, and does its work."""
    (home / "config.yaml").write_text("them: x\nmeasure_cells: wide\nbackups: many\ntheme: nrod\nascii: true\n")
    slips = ["line 1: there is no setting", "line 2: measure_cells cannot be 'wide'", "line 3: backups cannot be"]
    done = reader("config")
    assert (done.code, done.err.count("reader: ")) == (6, 4)
    assert all(slip in done.err for slip in [*slips, "no theme “nrod”"])
    assert {row[0] for row in done.rows} >= {"path", "ascii"}
    (found,) = [f for f in reader("doctor", "--format", "json").json if f["what"] == "settings"]
    assert all(slip in found["detail"] for slip in [*slips, "no theme “nrod”"])
    for command in (["keys"], ["show", reader("search", "", "--format", "json").json["papers"][0]["id"]]):
        done = reader(*command)
        assert (done.code, done.err.count("reader: ")) == (0, 3)
        assert all(slip in done.err for slip in slips)


@pytest.mark.parametrize("command", ["search ", "stats", "doctor", "undo", "add ."])
def test_a_library_that_is_none(reader: Reader, home: Path, command: str) -> None:
    """Exit code 4, and the file is left as it is."""
    for file in home.glob("library.db*"):
        file.unlink()
    (home / "library.db").write_bytes(b"This is my shopping list. " * 99)
    done = reader(*command.split(" "))
    assert (done.code, done.out) == (4, "")
    assert len(done.err.splitlines()) == 2
    assert (home / "library.db").read_bytes() == b"This is my shopping list. " * 99


def test_a_home_that_is_a_file(empty: Path) -> None:
    """A usage error when an option said so, a library that cannot be used when the environment did."""
    empty.write_text("mine")
    assert process(empty.parent, "--home", str(empty), "stats").code == 2
    done = process(empty, "stats")
    assert (done.code, done.out) == (4, "")
    assert "--home DIR or READER_HOME" in done.err


def test_home_wins_over_the_environment(home: Path, tmp_path: Path) -> None:
    """`--home` first, then READER_HOME."""
    assert process(tmp_path / "other", "--home", str(home), "stats", "--format", "json").json["papers"] == 40
    assert process(home, "stats", "--format", "json").json["papers"] == 40
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_completion_scripts(fresh: Reader, empty: Path, name: str) -> None:
    """Each shell has one that its shell can read (where it is installed)."""
    script = fresh("completion", name).out
    assert "_READER_COMPLETE" in script
    if shutil.which(name):
        (empty.parent / "script").write_text(script)
        assert shell(empty, f"{name} -n {empty.parent}/script").code == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("reader se", {"search", "searches", "serve"}),
        ("reader search --for", {"--format"}),
        ("reader search x --format js", {"json", "jsonl"}),
    ],
)
def test_what_the_shell_completes(empty: Path, words: str, expected: set[str]) -> None:
    """Commands, options and their values; no library is made for it."""
    last = str(len(words.split(" ")) - 1)
    done = process(empty, env={"_READER_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": last})
    assert {line.removeprefix("plain,") for line in done.lines} == expected
    assert not empty.exists()


@pytest.mark.parametrize(
    ("config", "hint"),
    [
        ("theme: reader-drak", "Did you mean reader-dark?"),
        ("keys: {paper.bookmrk: B}", "Did you mean paper.bookmark?"),
        ("keys: {paper.bookmark: r}", "Give one of them another key"),
    ],
)
def test_settings_are_checked_as_the_app_does(reader: Reader, home: Path, config: str, hint: str) -> None:
    """A theme or a key that the app would refuse is an error of `config`, and a finding of `doctor`."""
    (home / "config.yaml").write_text(config)
    done = reader("config")
    assert done.code == 6
    assert hint in done.err
    found = reader("doctor", "--format", "json")
    assert found.code == 4
    assert [f["what"] for f in found.json if not f["well"]] == ["settings"]


def copies(home: Path) -> list[str]:
    """Return the names of the copies that are kept of the library."""
    return sorted(path.name for path in (home / "backups").glob("*.db"))


def test_a_command_that_changes_something_leaves_a_copy_of_the_day(reader: Reader, home: Path) -> None:
    """It says nothing of it; one that only reads takes none; `doctor` says how many there are."""
    reader("search", "kites")
    assert copies(home) == []
    done = reader("mark", "--query", "is:unread", "--bookmark")
    assert (done.code, done.err) == (0, "")
    (copy,) = copies(home)
    reader("undo")
    assert copies(home) == [copy]
    (found,) = [f for f in reader("doctor", "--format", "json").json if f["what"] == "backups"]
    assert found["well"]
    assert found["detail"].startswith(f"1 in {home / 'backups'}, the newest of {copy[8:12]}-")
    merged = reader("merge", str(home / "backups" / copy), "--format", "json").json
    assert merged["marked"] == 40


def test_copies_that_are_not_wanted(reader: Reader, home: Path) -> None:
    """`backups: 0` takes none, and `doctor` is content."""
    (home / "config.yaml").write_text("backups: 0\n")
    reader("mark", "--query", "is:unread", "--bookmark")
    assert reader("doctor").code == 0
    assert copies(home) == []


def test_copies_that_cannot_be_kept(reader: Reader, home: Path) -> None:
    """The command does what it was asked to do; `doctor` says what is wrong."""
    (home / "backups").touch()
    assert reader("mark", "--query", "is:unread", "--bookmark").code == 0
    done = reader("doctor", "--format", "json")
    assert done.code == 4
    (found,) = [f for f in done.json if not f["well"]]
    assert found["what"] == "backups"
    assert "No copy of the library can be kept" in found["detail"]


def test_a_copy_is_not_written_over(reader: Reader, home: Path) -> None:
    """Copies are the library's own, as the index is: no export replaces one, even by force."""
    reader("mark", "--query", "is:unread", "--bookmark")
    (copy,) = copies(home)
    assert reader("export", "kites", "--force", "-o", str(home / "backups" / copy)).code == 5
