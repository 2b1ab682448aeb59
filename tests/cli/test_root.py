import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from reader import __version__
from reader.cli.root import COMMANDS, root

from .running import Reader, process, uncounted


def _options(command: str) -> set[str]:
    found = root.get_command(click.Context(root), command)
    assert found
    return {name for parameter in found.params for name in parameter.opts}


def test_version(fresh: Reader, empty: Path) -> None:
    """Name and version; nothing is made on disk."""
    assert fresh("--version").out == f"reader {__version__}\n"
    assert not empty.exists()


def test_help_teaches(fresh: Reader) -> None:
    """Examples, exit codes, where the library is; every command with a summary that is whole."""
    done = fresh("--help")
    assert (done.code, done.err) == (0, "")
    for words in ("Examples:", "Exit codes:", "READER_HOME"):
        assert words in done.out
    for code in (0, 1, 2, 3, 4, 5, 6, 130, 141):
        assert f" {code}  " in done.out
    listed = done.out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)
    assert [line for line in listed if not line.endswith(".") or line.endswith("...")] == []
    assert fresh("-h") == done


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_teaches_by_example(fresh: Reader, command: str) -> None:
    """Its help shows lines that can be typed, within 80 columns."""
    done = fresh(command, "--help")
    assert done.code == 0
    examples = done.out.partition("Examples:\n")[2].partition("\n\n")[0].splitlines()
    assert [line for line in examples if f"reader {command}" in line or f" {command} " in line], done.out
    assert max(map(len, done.lines)) <= 80


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"completion", "serve"}))
def test_every_command_that_prints_has_a_format(command: str) -> None:
    """`--format` is the one name for it."""
    assert "--format" in _options(command)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["-q", "kites"],
        ["--nonsense"],
        ["serch", "kites"],
        ["\x1b[31mred\x9b"],
        ["-q", "kites", "search", "kites"],
        ["search"],
        ["search", "kites", "--format", "\x1b[31mred\x9b"],
        ["search", "kites", "--limit", "many"],
        ["show"],
        ["add"],
        ["completion"],
        ["completion", "tcsh"],
        ["export", "--abstract", "some"],
    ],
)
def test_usage_errors(fresh: Reader, arguments: list[str]) -> None:
    """Exit code 2, one line of what and one of what to do, on stderr."""
    done = fresh(*arguments)
    assert (done.code, done.out) == (2, "")
    message, hint = done.err.splitlines()
    assert message.startswith("reader: ")
    assert "--help` shows how" in hint
    assert (message + hint).isprintable()


def test_a_command_with_a_slip_is_named(fresh: Reader) -> None:
    """The nearest command is offered, and the nearest option."""
    assert "Did you mean `reader search`?" in fresh("serch", "kites").err
    assert "--limit" in fresh("search", "kites", "--limt", "3").err


def test_a_path_in_place_of_a_command(fresh: Reader, tmp_path: Path) -> None:
    """What takes it in is named, ready to be typed; a name that no file can have is none."""
    (folder := tmp_path / "my dumps").mkdir()
    assert f"`reader add '{folder}'` takes in what is there." in fresh(str(folder)).err
    assert "lists the commands" in fresh("q" * 5000).err


def test_a_bug_crashes_loudly(fresh: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw is not dressed up as an error of the user's."""

    def broken(*_: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr("reader.library.Library.tags", broken)
    with pytest.raises(FileNotFoundError):
        fresh("tags")


def test_commands_load_no_more_than_they_need(home: Path) -> None:
    """Neither version nor search pays for the app; the version does not even pay for the library."""
    code = (
        "import sys, json; from reader.cli import run; run(sys.argv[1:]);"
        "print(json.dumps([name for name in ('textual', 'rich', 'whoosh', 'sqlite3') if name in sys.modules]))"
    )

    def loaded(*arguments: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, text=True, env=uncounted(home), check=True
        )
        names: list[str] = json.loads(done.stdout.splitlines()[-1])
        return names

    assert loaded("--version") == []
    assert loaded("search", "kites") == ["whoosh", "sqlite3"]


def test_the_module_is_the_program(home: Path) -> None:
    """`python -m reader` has output, messages and exit code of `reader`."""
    assert len(process(home, "search", "kites", "--limit", "2").lines) == 2
    done = process(home, "show", "ffff0000")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("reader: No paper has the id ffff0000\n")
