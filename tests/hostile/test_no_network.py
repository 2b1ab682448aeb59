"""Nothing goes out and nothing comes in, but for a link that is opened and `reader serve`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.root import COMMANDS
from reader.export import FORMATS
from reader.export.digest import DIGEST_FORMATS
from reader.library import Library
from reader.paths import Paths

from ..cli.running import environ
from ..dumps.pages import papers, save_page
from ..tui.terminal import READER, Terminal
from .doors import Doors

ALL = """
import json, sys
from reader.cli import run
for line in json.load(sys.stdin):
    code = run(line)
    assert code in (0, None), (line, code)
"""
"""Runs many commands in one program, as a shell would one after the other."""


@pytest.fixture
def doors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Doors:
    """Every Python that a test starts tells what it does."""
    doors = Doors(tmp_path / "doors")
    places = [str(doors.folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(places))
    return doors


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library of ten papers, each with a link that is made for harm."""
    texts = [
        (title, f"{text} Code: https://github.com/a/b;touch${{IFS}}ran'$(id)") for title, text in papers(10, seed=3)
    ]
    save_page(tmp_path / "day.txt", texts)
    with Library(Paths.under(tmp_path / "home")) as library:
        library.add([tmp_path / "day.txt"])
    return tmp_path / "home"


def _commands(home: Path, folder: Path) -> list[list[str]]:
    """Return a use of each command, in an order in which all succeed."""
    save_page(folder / "next.txt", papers(3, seed=5))
    with Library(Paths.under(home)) as library:
        first = library.entries([1])[0].paper.id
    lines = [
        ["add", str(folder / "next.txt")],
        *(["search", query] for query in ("model", "kites~1 OR m*", "is:unread", "like:" + first)),
        ["show", first],
        ["related", first],
        ["mark", first, "--bookmark", "--tag", "nlp", "--note", "Mine"],
        ["undo"],
        ["redo"],
        ["history"],
        *(["export", "-o", str(folder / f"list-{form}"), "--format", form] for form in FORMATS),
        ["import", str(folder / "list-list")],
        ["backup", str(folder / "all.backup")],
        ["merge", str(folder / "all.backup")],
        *([name] for name in ("saved", "tags", "sources", "searches", "stats", "keys", "doctor", "config", "reindex")),
        *([name] for name in ("new", "trending", "rising", "foryou", "less", "topics")),
        *(["digest", "--preview", "--format", form] for form in DIGEST_FORMATS),
        ["digest", "--limit", "2", "--maildir", str(folder / "mail")],
        ["subscribe", "new", "--out", str(folder / "new.xml")],
        ["digest", "--due"],
        ["unsubscribe", "new"],
        ["completion", "bash"],
        ["split", "--help"],
    ]
    return [
        *(["--home", str(home), *line] for line in lines),
        ["--home", f"{home}-2", "restore", f"{folder}/all.backup"],
    ]


def test_no_command_goes_online_or_starts_a_program(doors: Doors, home: Path, tmp_path: Path) -> None:
    """Each is used once; `serve` alone is not."""
    commands = _commands(home, tmp_path)
    assert {line[2] for line in commands} == set(COMMANDS) - {"serve"}
    done = subprocess.run(
        [sys.executable, "-c", ALL],
        input=json.dumps(commands),
        capture_output=True,
        env=environ(home),
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    asked_its_version = [event for event, about in doors.heard if "BASH_VERSION" in about[1]]
    assert asked_its_version == ["subprocess.Popen"], "click's completion of bash asks bash for its version"
    assert len(doors.heard) == 1


def test_the_hook_hears(doors: Doors, home: Path) -> None:
    """A program that does go through doors is heard."""
    code = "import socket, os, subprocess as s; s.run(['true']); socket.getaddrinfo('localhost', 80); os.system('true')"
    subprocess.run([sys.executable, "-c", code], env=environ(home), check=True)
    assert {event for event, _ in doors.heard} >= {"subprocess.Popen", "socket.getaddrinfo", "os.system"}


def _tour(terminal: Terminal) -> None:
    """Go through the app's screens."""
    terminal.wait_for("q quit")
    for keys, words in (
        ("jjb", "★"),
        ("?", "filter"),
        ("\x1b", ""),
        ("t", "Tags"),
        ("\x1b", ""),
        ("n", "Note"),
        ("Words of mine", "Words of mine"),
        ("\x1b", ""),
        ("e", "Export"),
        ("\x1b", ""),
        ("D", "Statistics"),
        ("\x1b", ""),
        ("gh", "History"),
        ("\x1b", ""),
        ("/model\r", "model"),
        ("\x1b", ""),
        ("i", "Add"),
        ("\x1b", ""),
        ("y", "Copy"),
        ("\x1b", ""),
    ):
        terminal.type(keys)
        if words:
            terminal.wait_for(words)
        else:
            terminal.wait_until(lambda: terminal.steady)
    terminal.type("q")
    assert terminal.wait_for_end() == 0


@pytest.mark.slow
def test_the_app_goes_nowhere(doors: Doors, home: Path) -> None:
    """A tour through its screens starts no program and asks for no address."""
    with Terminal(home) as terminal:
        _tour(terminal)
    assert doors.heard == []


def test_a_link_is_opened_as_one_argument(doors: Doors, home: Path, tmp_path: Path) -> None:
    """By the browser that the user named, without a shell: the address is the last argument, letter for letter."""
    browser = tmp_path / "browser"
    browser.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" > {tmp_path}/opened.new\nmv {tmp_path}/opened.new {tmp_path}/opened\n'
    )
    browser.chmod(0o700)
    with Terminal(home, command=["env", f"BROWSER={browser}", *READER]) as terminal:
        terminal.wait_for("q quit")
        terminal.type("o")
        terminal.wait_until(lambda: "Opening" in terminal.text and (tmp_path / "opened").exists())
        terminal.type("q")
        assert terminal.wait_for_end() == 0
    assert (tmp_path / "opened").read_text().splitlines() == ["1", "https://github.com/a/b;touch$"]
    started = [about for event, about in doors.heard if event == "subprocess.Popen"]
    assert len(started) == 1
    assert {event for event, _ in doors.heard} <= {"subprocess.Popen", "webbrowser.open", "os.posix_spawn", "os.exec"}
    assert not list(tmp_path.rglob("ran"))
