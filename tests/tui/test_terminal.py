"""The real program on a real terminal, from outside."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Self

import pyte
import pytest

COLUMNS, ROWS = 120, 30
PATIENCE_S = 45
PRIVATE = re.compile(rb"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b_[^\x1b]*\x1b\\")
"""Questions and modes that pyte would print."""


class Terminal:
    """A pseudo-terminal with `reader` in it."""

    def __init__(self, home: Path, *arguments: str, editor: str = "") -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._theirs = theirs
        self._before = termios.tcgetattr(theirs)
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "PYTHONPATH"}}
        self.program = subprocess.Popen(
            [sys.executable, "-m", "reader", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env=kept | {"TERM": "xterm-256color", "HOME": str(home), "READER_HOME": str(home), "EDITOR": editor},
        )
        self.output = b""
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.program.kill()
        self.program.wait()
        os.close(self._ours)
        os.close(self._theirs)

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def restored(self) -> bool:
        """Whether the terminal is as it was before: main screen, cursor there, no mouse, modes."""
        modes = {b"?1049": b"l", b"?25": b"h", b"?1000": b"l", b"?2004": b"l"}
        last = {mode: re.findall(rb"\x1b\[" + re.escape(mode) + rb"([hl])", self.output)[-1:] for mode in modes}
        same = termios.tcgetattr(self._theirs) == self._before
        return same and all(last[mode] in ([], [wanted]) for mode, wanted in modes.items())

    def type(self, keys: str) -> None:
        """Send keys."""
        os.write(self._ours, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; whoever runs in it is told."""
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.program.send_signal(signal.SIGWINCH)
        self._screen.resize(rows, columns)

    def wait_for(self, words: str) -> None:
        """Read until the screen shows some words."""
        for _ in self._reads():
            if words in self.text:
                return
        raise AssertionError(self.text)

    def wait_for_end(self) -> int:
        """Read until the program has ended; return its exit code."""
        for _ in self._reads():
            if self.program.poll() is not None:
                break
        self._read()
        return self.program.wait(PATIENCE_S)

    def _reads(self) -> Iterator[None]:
        end = monotonic() + PATIENCE_S
        while monotonic() < end:
            self._read()
            yield

    def _read(self) -> None:
        while select.select([self._ours], [], [], 0.05)[0]:
            data = os.read(self._ours, 1 << 16)
            self.output += data
            self._stream.feed(PRIVATE.sub(b"", data))


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A terminal with the sample library."""
    with Terminal(tmp_path, "--sample", "-q", "is:unread random forests") as terminal:
        yield terminal


def test_reading_in_a_real_terminal(terminal: Terminal) -> None:
    """Papers are there, a bookmark gets its star, `q` leaves the terminal as it was."""
    terminal.wait_for("Random Forests")
    terminal.wait_for("q quit")
    terminal.type("b")
    terminal.wait_for("●★ Random Forests")
    terminal.type("u")
    terminal.wait_for("Undone: bookmarked")
    terminal.type("q")
    assert terminal.wait_for_end() == 0
    assert b"\x1b[?1049h" in terminal.output
    assert terminal.restored


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end(terminal: Terminal, ending: signal.Signals) -> None:
    """A signal leaves the terminal as it was, too."""
    terminal.wait_for("q quit")
    terminal.program.send_signal(ending)
    terminal.wait_for_end()
    assert terminal.restored


def test_typing_ahead_is_not_lost(terminal: Terminal) -> None:
    """Keys that arrive all at once go where they would have gone one by one."""
    terminal.wait_for("q quit")
    terminal.type("/\x15sort:title\rGgg2jb")
    terminal.wait_for("★ bookmarked")
    terminal.type("q")
    assert terminal.wait_for_end() == 0


def test_without_a_terminal_it_says_so(tmp_path: Path) -> None:
    """Standard input from nowhere is a usage error, not a hanging screen."""
    done = subprocess.run(
        [sys.executable, "-m", "reader", "--home", tmp_path],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 2
    assert "The app needs a terminal" in done.stderr


def test_pasted_escapes_press_no_keys(terminal: Terminal) -> None:
    """A paste with escapes in it, and one right at its end, is text: it leaves nothing, marks nothing, ends."""
    terminal.wait_for("q quit")
    terminal.type("/\x15\x1b[200~random \x1b[31mforests\x1b, " + "x" * 40 + "\x1bb\n\x1b\x1b[201~")
    terminal.wait_for(f"random forests, {'x' * 40}b")
    terminal.type("\x15forest\r")
    terminal.wait_for("Random Forests")
    terminal.type("b")
    terminal.wait_for("★ bookmarked")
    terminal.type("q")
    assert terminal.wait_for_end() == 0


def test_the_editor_has_the_terminal_to_itself(tmp_path: Path) -> None:
    """The window may be resized meanwhile; what the editor wrote is the note; one that is killed leaves no trace."""
    editor = tmp_path / "ed"
    editor.write_text(
        "#!/bin/sh\n"
        "stty raw -echo\n"
        'echo "editing $(wc -c < "$1") bytes"\n'
        "head -c 1 >/dev/null\n"
        '[ -s "$1" ] && kill -9 $$\n'
        'echo "written outside" > "$1"\n'
    )
    editor.chmod(0o700)
    with Terminal(tmp_path, "--sample", "-q", "random forests", editor=str(editor)) as terminal:
        terminal.wait_for("q quit")
        terminal.type("n")
        terminal.wait_for("editing 0 bytes")
        terminal.resize(100, 20)
        terminal.type("x")
        terminal.wait_for("Note written; u undoes it.")
        assert len(terminal.text.splitlines()[-1]) <= 100
        terminal.wait_for("q quit")
        terminal.type("n")
        terminal.wait_for("editing 15 bytes")
        terminal.type("x")
        terminal.wait_for("SIGKILL")
        terminal.type("q")
        assert terminal.wait_for_end() == 0
        assert terminal.restored
