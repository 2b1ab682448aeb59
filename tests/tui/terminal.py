"""A pseudo-terminal with the real program in it."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Self

import pyte

COLUMNS, ROWS = 120, 30
KEPT = {"PATH", "LANG", "PYTHONPATH", "COVERAGE_PROCESS_CONFIG"}
READER = (sys.executable, "-m", "reader")
PATIENCE_S = 45
PRIVATE = re.compile(rb"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b_[^\x1b]*\x1b\\")
"""Questions and modes that pyte would print."""


class Terminal:
    """A pseudo-terminal with `reader` in it."""

    def __init__(
        self, home: Path, *arguments: str, command: Sequence[str] = READER, owned: bool = True, editor: str = ""
    ) -> None:
        """Start `command` with `arguments`; a terminal that is `owned` tells it when its window is closed."""

        def own() -> None:
            if owned:
                fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._theirs = theirs
        self._before = termios.tcgetattr(theirs)
        kept = {name: value for name, value in os.environ.items() if name in KEPT}
        self.program = subprocess.Popen(
            [*command, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=own,
            env=kept
            | {"TERM": "xterm-256color", "HOME": str(home), "READER_HOME": str(home), "EDITOR": editor, "PS1": "$ "},
        )
        self.output = b""
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.program.kill()
        self.program.wait()
        self.close_window()

    def close_window(self) -> None:
        """Take the terminal away, as closing its window does."""
        if self._ours >= 0:
            os.close(self._theirs)
            os.close(self._ours)
            self._ours = -1

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def restored(self) -> bool:
        """Whether the terminal is as it was before: main screen, cursor there, lines wrap; no mouse, focus, paste."""
        modes = {b"?1049": b"l", b"?25": b"h", b"?7": b"h"}
        modes |= dict.fromkeys((b"?1000", b"?1003", b"?1006", b"?1015", b"?1004", b"?2004", b"?2048"), b"l")
        last = {mode: re.findall(rb"\x1b\[" + re.escape(mode) + rb"([hl])", self.output)[-1:] for mode in modes}
        same = termios.tcgetattr(self._theirs) == self._before
        return same and all(last[mode] in ([], [wanted]) for mode, wanted in modes.items())

    @property
    def steady(self) -> bool:
        """Whether the text stays as it is, for a while; cursors may blink."""
        before = self.text
        end = monotonic() + 0.4
        while monotonic() < end:
            self._read()
        return self.text == before

    def type(self, keys: str) -> None:
        """Send keys."""
        self.send(keys.encode())

    def send(self, sent: bytes) -> None:
        """Send bytes, whatever they are."""
        os.write(self._ours, sent)

    def hang(self) -> None:
        """Have much drawn and read nothing of it, until the program waits for somebody who does."""
        os.write(self._ours, b"?\x1b" * 100)
        unread, still = 0, 0
        while still < 10:
            before, unread = unread, int.from_bytes(fcntl.ioctl(self._ours, termios.FIONREAD, bytes(4)), sys.byteorder)
            still = still + 1 if unread and unread == before else 0
            select.select([], [], [], 0.1)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._screen.resize(rows, columns)

    def wait_for(self, words: str) -> None:
        """Read until the screen shows some words."""
        self.wait_until(lambda: words in self.text)

    def wait_until(self, condition: Callable[[], object]) -> None:
        """Read until something is so."""
        for _ in self._reads():
            if condition():
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
        while self._ours >= 0 and select.select([self._ours], [], [], 0.05)[0]:
            data = os.read(self._ours, 1 << 16)
            self.output += data
            self._stream.feed(PRIVATE.sub(b"", data))
