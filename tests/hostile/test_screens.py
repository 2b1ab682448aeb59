"""What the real program sends to a real terminal, screen by screen, of a library full of attacks."""

import base64
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from ..cli.running import environ
from ..size import sized
from ..tui.terminal import Terminal
from .attacks import ATTACKS, FORBIDDEN, HARMLESS, Attack, dump_of, page_of
from .homes import fill
from .wire import wire_of

TOUR = [
    ("main", "", "q quit"),
    *((f"paper {row}", "j", "") for row in range(len(ATTACKS) - 1)),
    ("focus", "Z", "-q quit"),
    ("no focus", "Z", "q quit"),
    ("key sentences", "m", ""),
    ("two lines", "z", ""),
    ("stacked", "w", "Panes:"),
    ("one at a time", "w", ""),
    ("side by side", "w", ""),
    ("side panel", "p", "All"),
    ("in the panel", "jjjjjjjj", "Left fold"),
    ("no panel", "\x1b", "-Left fold"),
    ("help", "?", "what do you want to do?"),
    ("help narrowed", "mark", "Rate with"),
    ("no help", "\x1b", "-Rate with"),
    ("palette", ":", "Search for commands"),
    ("palette narrowed", "bookmark", "paper.bookmark"),
    ("no palette", "\x1b", "-paper.bookmark"),
    ("tags", "gt", "Enter shows"),
    ("rename", "\x12", "Enter · Esc leaves"),
    ("not renamed", "\x1b", "-Enter · Esc leaves"),
    ("no tags", "\x1b", "-Enter shows"),
    ("dumps", "gs", "Show a dump"),
    ("no dumps", "\x1b", "-Show a dump"),
    ("tag line", "t", "Enter saves"),
    ("tag line, wrong", "[/b] :x: \u202ex\r", "cannot be a tag"),
    ("no tag line", "\x1b", "-Enter saves"),
    ("take a tag", "-", "Remove tags"),
    ("take no tag", "\x1b", "-Remove tags"),
    ("note", "n", "Esc saves"),
    ("no note", "\x07", "-Esc saves"),
    ("statistics", "D", "-J next unread"),
    *((f"statistics {section}", "\t", "") for section in range(6)),
    ("no statistics", "q", "J next unread"),
    ("history", "gh", "Enter goes there"),
    ("history, more", "jjj", ""),
    ("no history", "\x1b", "-Enter goes there"),
    ("narrow", "N", "a letter narrows"),
    ("not narrow", "\x1b", "-a letter narrows"),
    ("saved", "f", "Esc leaves"),
    ("not saved", "\x1b", "-Esc leaves"),
    ("forget", "\x18", "Remove a saved query"),
    ("do not forget", "\x1b", "-Remove a saved query"),
    ("sort", "s", "Sort by"),
    ("not sorted", "\x1b", "-Sort by"),
    ("link", "o", "Open a link"),
    ("no link", "\x1b", "-Open a link"),
    ("copy", "y", "Copy"),
    ("copied", "title\r", "Copied"),
    ("export", "e", "Groups"),
    *((f"export {form}", "\x1b[C", "") for form in range(14)),
    ("no export", "\x1b", "-Groups"),
    ("pipe", "|", "Pipe"),
    ("no pipe", "\x1b", "-Pipe"),
    ("triage", "T", "Triage"),
    ("triage begun", "1", "-Triage:"),
    *((f"triaged {row}", key, "") for row, key in enumerate("jrbx")),
    ("tally", "q", "back to the list"),
    ("no triage", "1", "-back to the list"),
    ("add", "i", "Add dumps"),
    ("not there", "\x15/nowhere/[/b] [@click=app.quit]\r", "There is no"),
    ("places", "\x15{home}/", "again.json"),
    ("completed", "\t\t", ""),
    ("read again", "\x15{home}/again.json\r", "e edits"),
    ("raw text", "jj\r", "Esc back"),
    ("not raw", "\x1b", "Enter shows"),
    ("no report", "\x1b", "-Enter shows"),
    ("add a page", "i", "Add dumps"),
    ("read the page", "\x15{home}/page.txt\r", "Enter shows"),
    ("raw page", "jj\r", "Esc back"),
    *((f"raw page {row}", "\x1b[6~", "") for row in range(4)),
    ("not raw again", "\x1b", "Enter shows"),
    ("no report again", "\x1b", "-Enter shows"),
    *((f"asked before {row}", key, "") for row, key in enumerate(("/\x15", "\x1b[A", "\x1b[A", "\x1b[A"))),
    ("offers", "/\x15tag:mk/", ""),
    ("offers of lists", "\x15list:Mk", ""),
    ("offers of dumps", "\x15source:du", ""),
    ("offers of names", "\x15author:", ""),
    ("a wrong query", "\x15is:[/b]\u202e\u200b\r", ""),
    ("pasted", "\x15\x1b[200~Mkbidi \x1b]52;c;QQ==\x07\x9d \u202e [/] \x1b[31m\x1b[201~", "Mkbidi"),
    ("asked", "\r", ""),
    ("save", "F", "Save this query as"),
    ("saved as", "\x15[/] \u202e[b]\r", "Saved as"),
    ("no query", "/\x15\r", "q quit"),
    ("bookmark", "b", ""),
    ("undo", "u", "Undone"),
    ("related", "R", ""),
    ("widened", "\x7f", ""),
    ("selected", "*", ""),
    ("not selected", "*", ""),
]
"""Screens: what each is called, the keys that lead there from the one before, and words that it shows; or, with a `-`,
does not.
"""
OWN = {
    *("CSI m", "CSI H", "CSI <u", "CSI >25u", "CSI ?2026$p", "CSI ?2048$p", "OSC 22"),
    *(f"CSI ?{mode}{end}" for mode in (7, 25, 1000, 1003, 1004, 1006, 1015, 1049, 2004) for end in "hl"),
}
"""What Textual does to a terminal by itself: styles, places, the keyboard's protocol, modes, the pointer's shape."""
COPIED = "OSC 52"


@pytest.mark.slow
def test_every_screen(request: pytest.FixtureRequest, hostile: Path) -> None:
    """No control of a text reaches the terminal, nothing raises, and no key is pressed by anything."""
    if "past" in request.node.name and sized(small=1, full=0):
        pytest.skip("the long run does this, too")
    write_files(hostile, ATTACKS)
    wrong = []
    for name, sent in toured(hostile):
        wire = wire_of(sent)
        own = OWN | {COPIED} if name == "copied" else OWN
        if name == "copied":
            (copied,) = re.findall(rb"\x1b]52;c;([A-Za-z0-9+/=]*)\x07", sent)
            assert base64.b64decode(copied).decode().isprintable()
        passed = [attack for attack, payload in FORBIDDEN.items() if payload.encode() in sent]
        if wire.dangers or wire.shapes - own or passed:
            wrong.append((name, wire.dangers, wire.shapes - own, passed))
    assert not wrong


@pytest.mark.slow
@pytest.mark.skipif(
    not sized(small=0, full=1), reason="only the long run looks whether the list is as short as it can be"
)
def test_what_is_allowed_is_needed(tmp_path: Path) -> None:
    """A library without attacks makes Textual send all that is on the list, and nothing else."""
    fill(tmp_path, HARMLESS, "dump.json")
    write_files(tmp_path, HARMLESS)
    assert set().union(*(wire_of(sent).shapes for _, sent in toured(tmp_path))) == OWN | {COPIED}


BUG = """
import sys
from reader.cli import main
from reader.{module} import {owner}
def broken(*_, **__): raise ZeroDivisionError("x\\x1b]52;c;QQ==\\x07 \\u202e\\x9b31m")
{owner}.{method} = broken
main()
"""


def test_a_bug_says_nothing_but_text(tmp_path: Path) -> None:
    """The message of a bug in the app may hold what a paper holds: it is printed as text."""
    code = BUG.format(module="tui.screens.help", owner="HelpScreen", method="compose")
    with Terminal(tmp_path, "--sample", command=[sys.executable, "-c", code]) as terminal:
        terminal.wait_for("q quit")
        terminal.type("?")
        assert terminal.wait_for_end() == 1
        wire = wire_of(terminal.output)
        assert "x]52;c;QQ== 31m" in wire.text
        assert wire.shapes <= OWN
        assert set(wire.dangers) <= {"'\\x07'"}  # the bell that Textual rings


def test_a_bug_of_a_command_says_nothing_but_text(tmp_path: Path) -> None:
    """So it is on the command line."""
    code = BUG.format(module="library", owner="Library", method="sources")
    done = subprocess.run(
        [sys.executable, "-c", code, "--home", tmp_path, "sources"],
        capture_output=True,
        check=False,
        env=environ(tmp_path),
    )
    assert b"ZeroDivisionError: x]52;c;QQ== 31m" in done.stderr
    assert (wire_of(done.stderr).shapes, wire_of(done.stderr).dangers) == (set(), [])


def write_files(home: Path, attacks: list[Attack]) -> None:
    """Write the files that the tour takes in: a dump that breaks off, and a page with a title too many."""
    (home / "again.json").write_text(dump_of(attacks)[:-1000], encoding="utf-8")
    (home / "page.txt").write_text(page_of(attacks), encoding="utf-8", errors="replace")


def toured(home: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name of each screen and what was sent for it."""
    with Terminal(home) as terminal:
        begun = 0
        for name, keys, words in TOUR:
            terminal.type(keys.replace("{home}", str(home)))
            terminal.wait_until(partial(_shows, terminal, words))
            yield name, terminal.output[begun:]
            begun = len(terminal.output)
        terminal.type("q")
        assert terminal.wait_for_end() == 0, terminal.text
        assert terminal.restored
        yield "the end", terminal.output[begun:]


def _shows(terminal: Terminal, words: str) -> bool:
    return words[1:] not in terminal.text if words.startswith("-") else words in terminal.text
