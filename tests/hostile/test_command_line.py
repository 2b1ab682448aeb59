"""Nothing that a command prints is more than text, on a terminal and in a pipe."""

import json
from pathlib import Path

import pytest

from reader.cli import run

from ..cli.running import on_terminal
from .attacks import ATTACKS, FORBIDDEN
from .wire import wire_of

COMMANDS = [
    ["search", ""],
    ["search", "mkbidi OR mkclip"],
    ["search", "", "--format", "json"],
    ["search", "", "--format", "jsonl"],
    ["search", "", "--format", "ids"],
    ["search", "", "--format", "markdown"],
    ["search", "", "--facets"],
    ["search", "", "--facets", "--format", "json"],
    ["show", "10.1000/9"],
    ["show", "10.1000/11", "--format", "markdown"],
    ["show", "10.1000/17", "--format", "json"],
    ["show", "10.1000/20", "--why"],
    ["show", "10.1000/20", "--why", "--format", "json"],
    ["related", "10.1000/9"],
    ["saved"],
    ["saved", "--format", "json"],
    ["sources"],
    ["sources", "--format", "json"],
    ["searches"],
    ["searches", "--format", "jsonl"],
    ["tags"],
    ["tags", "--format", "json"],
    ["history"],
    ["history", "--format", "jsonl"],
    ["stats"],
    ["stats", "--format", "json"],
    ["keys"],
    ["keys", "--format", "markdown"],
    ["config"],
    ["config", "--format", "json"],
    ["doctor"],
    ["export"],
    ["backup"],
    ["undo"],
    ["redo"],
    ["undo", "--to", "30"],
    ["mark", "--query", "mkzalgo", "--note", "".join(a.payload for a in ATTACKS if "\0" not in a.payload)],
    *(["mark", attack.text, "--read"] for attack in ATTACKS[:12:3]),
    *(["search", attack.text] for attack in ATTACKS),
    *(["search", f"is:{attack.payload}"] for attack in ATTACKS[::5]),
    *(["saved", "add", attack.text[:50], attack.text] for attack in ATTACKS[::5]),
    *(["tags", "rename", f"x{attack.payload}", "y"] for attack in ATTACKS[::5]),
    *(["saved", "remove", attack.text] for attack in ATTACKS[::5]),
    *(["add", f"/nowhere/{attack.payload}"] for attack in ATTACKS[::3]),
    *(["restore", f"/nowhere/{attack.payload}"] for attack in ATTACKS[::5]),
    *(["merge", f"/nowhere/{attack.payload}"] for attack in ATTACKS[::5]),
    *(["import", f"/nowhere/{attack.payload}"] for attack in ATTACKS[::5]),
    *(["export", "-o", f"/nowhere/{attack.payload}/x.md"] for attack in ATTACKS[::5]),
    *(["export", "--template", f"/nowhere/{attack.payload}"] for attack in ATTACKS[::5]),
    *([attack.payload] for attack in ATTACKS[::5]),
    *([f"--{attack.payload}"] for attack in ATTACKS[::5]),
]
ON_TERMINAL = COMMANDS[:2] + [[name] for name in ("saved", "sources", "history", "stats", "export")]


def test_what_goes_into_a_pipe(hostile: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Neither answers nor errors hold a control, whatever is asked and however it is printed; nothing raises."""
    wrong = []
    for arguments in COMMANDS:
        code = run(["--home", str(hostile), *arguments])
        out, err = capfdbinary.readouterr()
        for sent in (out, err):
            wire = wire_of(sent.replace(b"\t", b" "))
            if wire.shapes or wire.dangers:
                wrong.append((arguments, wire.shapes, wire.dangers))
        assert b"Traceback" not in err
        if "json" in arguments and not code:
            assert json.loads(out) is not None
    assert not wrong


@pytest.mark.slow
def test_what_goes_to_a_terminal(hostile: Path) -> None:
    """Tables are drawn with colours alone."""
    for arguments in ON_TERMINAL:
        _, sent = on_terminal(hostile, *arguments, columns=200)
        wire = wire_of(sent.encode())
        assert wire.shapes <= {"CSI m"}, arguments
        assert not wire.dangers, arguments
        assert not [name for name, payload in FORBIDDEN.items() if payload in sent]
