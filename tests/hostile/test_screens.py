"""What the real program sends to a real terminal, screen by screen, of a library full of attacks."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from ..size import sized
from ..tui.terminal import Terminal
from .attacks import ATTACKS, FORBIDDEN, HARMLESS, dump_of
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
    (hostile / "again.json").write_text(dump_of(ATTACKS)[:-3000], encoding="utf-8")
    wrong = []
    for name, sent in toured(hostile):
        wire = wire_of(sent)
        own = OWN | {COPIED} if name == "copied" else OWN
        passed = [attack for attack, payload in FORBIDDEN.items() if payload.encode("utf-8", "replace") in sent]
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
    (tmp_path / "again.json").write_text(dump_of(HARMLESS)[:-1000], encoding="utf-8")
    assert set().union(*(wire_of(sent).shapes for _, sent in toured(tmp_path))) == OWN | {COPIED}


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
