import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from .running import PATIENCE_S, READER, environ, process, shell, terminal

PRINTING = [
    ["search", ""],
    ["search", "", "--format", "json"],
    ["search", "", "--format", "jsonl"],
    ["export"],
    ["stats"],
    ["--help"],
    ["search", "--help"],
    ["--version"],
]


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_a_closed_pipe(home: Path, arguments: list[str]) -> None:
    """Nobody reads on: exit code 141, not a word, as the other tools of a shell."""
    theirs, ours = os.pipe()
    os.close(theirs)
    try:
        done = subprocess.run(
            [*READER, *arguments], stdout=ours, stderr=subprocess.PIPE, env=environ(home), check=False
        )
    finally:
        os.close(ours)
    assert (done.returncode, done.stderr) == (141, b"")


def test_the_head_of_a_list(home: Path) -> None:
    """`| head -1` has its line; it does not matter whether the rest went out in time."""
    done = shell(home, "reader search '' --format jsonl | head -1")
    assert (len(done.lines), done.err) == (1, "")
    assert done.code in {0, 141}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_a_full_disk(home: Path, arguments: list[str]) -> None:
    """What cannot be written is an error with a hint: exit code 5."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*READER, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, env=environ(home), check=False
        )
    assert done.returncode == 5
    assert done.stderr.startswith("reader: Cannot write the output: ")
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize(("script", "code"), [("reader tags x >/dev/full", 2), ("reader search is:foo", 2)])
def test_messages_that_nobody_gets(home: Path, script: str, code: int) -> None:
    """The exit code tells, even where no message can be written."""
    assert shell(home, f"{script} 2>/dev/full").code == code


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("reader search '' >&-", 0),
        ("reader search '' 2>&-", 0),
        ("reader search is:foo 2>&-", 2),
        ("reader search '' <&- >&- 2>&-", 0),
        ("reader add <&- {dumps}", 0),
        ("reader add {dumps} 2>&-", 0),
        ("reader add - <&-", 1),
        ("reader mark --query '' --read >&-", 0),
        ("reader reindex >&- 2>&-", 0),
    ],
)
def test_closed_streams(home: Path, dumps: Path, script: str, code: int) -> None:
    """A stream that the shell closed is silence; the work is done, and no file is mistaken for it."""
    done = shell(home, script.format(dumps=dumps))
    assert "Traceback" not in done.err
    assert done.code == code
    assert shell(home, "reader doctor").code == 0


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LANG": ""}])
def test_poor_locales(home: Path, locale: dict[str, str]) -> None:
    """A system without UTF-8 gets the same lists."""
    assert process(home, "mark", "--query", "limit:1", "--note", "café 🎉", env=locale).code == 0
    found = process(home, "search", "is:noted", "--format", "json", env=locale)
    assert found.json["papers"][0]["note"] == "café 🎉"
    assert process(home, "search", "", env=locale) == process(home, "search", "")


def test_letters_that_stdout_cannot_take(home: Path) -> None:
    """They are escaped; JSON stays JSON, with nothing lost."""
    poor = {"PYTHONIOENCODING": "latin-1"}
    assert process(home, "mark", "--query", "limit:1", "--note", "café 🎉", env=poor).code == 0
    found = process(home, "search", "is:noted", "--format", "json", env=poor)
    assert found.out.isascii()
    assert found.json["papers"][0]["note"] == "café 🎉"
    line = process(home, "search", "is:noted", "--format", "jsonl", env=poor)
    assert json.loads(line.out)["note"] == "café 🎉"
    assert process(home, "search", "", env=poor).rows[0][1] == r"\u25cf"


def test_bytes_that_are_no_letters(home: Path) -> None:
    """Arguments in another encoding do no harm, wherever they stand."""
    lists: list[list[str | bytes]] = [
        ["search", b"tag:\xff"],
        ["search", b"kites\xff", "--format", "json"],
        ["export", b"\xe9"],
    ]
    for arguments in lists:
        assert process(home, *arguments).code == 0
    assert process(home, "show", b"\xff\xff\xff\xff").code == 3
    assert process(home, "mark", b"\xff\xff\xff\xff", "--read").code == 3
    assert process(home, "add", b"\xff").code == 2
    assert process(home, "--home", os.fsencode(home) + b"\xff", "config").code == 0
    assert process(home, "--home", os.fsencode(home) + b"\xff", "config", "--format", "json").code == 0


def test_marking_side_by_side(home: Path) -> None:
    """Four processes mark the same papers at once: each is one step, and no mark is lost."""
    programs = [
        subprocess.Popen(
            [*READER, "mark", "--query", "", "--tag", f"t{number}"], stdout=subprocess.PIPE, env=environ(home)
        )
        for number in range(4)
    ]
    assert [program.communicate(timeout=PATIENCE_S)[0] for program in programs] == [
        f"40 papers: tagged t{number}\n".encode() for number in range(4)
    ]
    assert process(home, "tags").rows == [[f"t{number}", "40"] for number in range(4)]
    assert len(process(home, "history").lines) == 5


def test_adding_side_by_side(empty: Path, dumps: Path) -> None:
    """Three processes make the library at once, from the same dumps: each dump is taken in once."""
    programs = [
        subprocess.Popen([*READER, "add", dumps, "--format", "json"], stdout=subprocess.PIPE, env=environ(empty))
        for _ in range(3)
    ]
    reports = [json.loads(program.communicate(timeout=PATIENCE_S)[0]) for program in programs]
    assert sum(report["new"] for report in reports) == 40
    assert sum(report["known"] for report in reports) == 4
    assert process(empty, "doctor").code == 0


def test_interrupted_while_adding(empty: Path, dumps: Path) -> None:
    """Ctrl+C: exit code 130, no traceback, the dump is not half in, and adding it again works."""
    with terminal() as (ours, theirs):
        program = subprocess.Popen(
            [*READER, "add", "-"], stdin=subprocess.PIPE, stdout=theirs, stderr=theirs, env=environ(empty)
        )
        sent = b""
        while b"reading" not in sent:  # it waits for the rest of a dump now
            sent += os.read(ours, 1 << 16)
        program.send_signal(signal.SIGINT)
        assert program.wait(PATIENCE_S) == 130
        sent += os.read(ours, 1 << 16)
        assert program.stdin
        program.stdin.close()
    assert b"Traceback" not in sent
    assert process(empty, "sources").out == ""
    assert process(empty, "add", str(dumps)).code == 0
    assert process(empty, "doctor").code == 0
