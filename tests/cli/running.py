"""Run `reader` as a function, as a process, and in a pseudo-terminal."""

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

READER = (sys.executable, "-m", "reader")
KEPT = {"PATH", "PYTHONPATH", "COVERAGE_PROCESS_CONFIG"}
"""What of the environment a program is started with: where it is, and that what it runs is counted."""
PATIENCE_S = 60
"""Before a test gives up; no test waits for it."""


@dataclass(frozen=True)
class Done:
    """What a run of `reader` left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which must be one JSON document and nothing else."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()

    @property
    def rows(self) -> list[list[str]]:
        """The cells of a table in a pipe."""
        return [line.split("\t") for line in self.lines]


Reader = Callable[..., Done]
"""`reader("search", "kites")`: run as a function, in a home of the test."""


def environ(home: Path) -> dict[str, str]:
    """Return an environment in which nothing of the person who runs the tests is left."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT}
    return kept | {"HOME": str(home), "READER_HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm-256color"}


def uncounted(home: Path) -> dict[str, str]:
    """Return the same without what counts, which loads modules of its own."""
    return {name: value for name, value in environ(home).items() if not name.startswith("COVERAGE_")}


def process(home: Path, *arguments: str | bytes, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Done:
    """Run `reader` as a process, its output in pipes; `env` adds to its environment."""
    done = subprocess.run(
        [*READER, *arguments],
        input=stdin,
        capture_output=True,
        env=environ(home) | dict(env or {}),
        timeout=PATIENCE_S,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def shell(home: Path, script: str) -> Done:
    """Run a line of bash in which `reader` is the program; a failing part of a pipe fails it all."""
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f'reader() {{ "{sys.executable}" -m reader "$@"; }}\n{script}'],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environ(home),
        timeout=PATIENCE_S,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@contextmanager
def terminal(columns: int = 80) -> Iterator[tuple[int, int]]:
    """Open a pseudo-terminal; yield our end and the program's."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    try:
        yield ours, theirs
    finally:
        for end in (ours, theirs):
            with suppress(OSError):
                os.close(end)


def on_terminal(home: Path, *arguments: str, columns: int = 80) -> tuple[int, str]:
    """Run `reader` on a terminal; return the exit code and all that it was sent, escapes and all."""
    with terminal(columns) as (ours, theirs):
        program = subprocess.Popen(
            [*READER, *arguments], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=environ(home)
        )
        os.close(theirs)
        sent = b""
        with suppress(OSError):  # how Linux says that the other end is closed
            while data := os.read(ours, 1 << 16):
                sent += data
        return program.wait(PATIENCE_S), sent.decode().replace("\r\n", "\n")
