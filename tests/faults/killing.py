"""Starting command lines and killing them, at moments that are learned from a run that nobody kills."""

import json
import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Self

from ..cli.running import READER, environ
from .zygote import ACKNOWLEDGED, TOLD

PATIENCE_S = 60
Command = Sequence[str]
Print = dict[str, tuple[int, int, int]]


class Running:
    """A process that runs command lines in a folder."""

    def __init__(self, folder: Path, pid: int, ended: Callable[[float], bool], reap: Callable[[], int]) -> None:
        self.folder = folder
        self._pid = pid
        self._ended = ended
        self._reap = reap

    def ends_within(self, seconds: float) -> bool:
        """Wait so long for its end; say whether it came."""
        return self._ended(seconds)

    def kill(self) -> int:
        """Kill it if it still runs; return its exit code."""
        with suppress(ProcessLookupError):  # not there: it cannot be, as nobody has asked for its exit code
            os.kill(self._pid, signal.SIGKILL)
        return self.wait()

    def wait(self) -> int:
        """Wait for its end; return its exit code."""
        assert self._ended(PATIENCE_S)
        return self._reap()


class Zygote:
    """Starts command lines by forking: see `zygote.py`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        assert self._process.stdout
        self._out = self._process.stdout.fileno()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(PATIENCE_S)
        self._process.stdout.close()

    def start(self, folder: Path, commands: Sequence[Command]) -> Running:
        """Run command lines one after the other in a process of their own."""
        self._say(json.dumps({"folder": str(folder), "commands": commands}))
        pid = int(self._line())

        def ended(seconds: float) -> bool:
            return bool(select.select([self._out], [], [], seconds)[0])

        def reap() -> int:
            assert self._line() == "ended"
            self._say("")
            return int(self._line())

        return Running(folder, pid, ended, reap)

    def _say(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(line.encode() + b"\n")
        self._process.stdin.flush()

    def _line(self) -> str:
        """Return the next line, unbuffered: `select` must see what is not read yet."""
        line = b""
        while not line.endswith(b"\n"):
            byte = os.read(self._out, 1)
            assert byte, "the zygote died"
            line += byte
        return line.decode().strip()


def start_process(folder: Path, commands: Sequence[Command]) -> Running:
    """Run the first of command lines as its user does, interpreter and all."""
    process = subprocess.Popen(
        [*READER, *commands[0]],
        cwd=folder,
        env=environ(folder / "home") | {"TMPDIR": str(folder / "tmp")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def ended(seconds: float) -> bool:
        """As `wait`, but that the process stays there to be killed."""
        end = monotonic() + seconds
        while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
            if monotonic() > end:
                return False
            select.select([], [], [], 0.0005)
        return True

    def reap() -> int:
        code = process.wait(PATIENCE_S)
        if not code:
            (folder / ACKNOWLEDGED).write_bytes(b".")
        return code

    return Running(folder, process.pid, ended, reap)


Start = Callable[[Path, Sequence[Command]], Running]


def footprint(folder: Path) -> Print:
    """Return what tells that something was written into a folder; what only opening a library leaves is none."""
    found: Print = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            if name.endswith("-shm") or name in {ACKNOWLEDGED, TOLD}:
                continue
            with suppress(FileNotFoundError):
                stat = Path(parent, name).stat()
                if stat.st_size:
                    found[f"{parent}/{name}"] = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
    return found


@dataclass(frozen=True)
class Course:
    """How a run went that nobody killed."""

    first_s: float
    """When it first wrote something, counted from its start."""
    end_s: float
    changes: int
    """How often something else stood in its folder."""


def watch(running: Running) -> Course:
    """Let a run come to its end, and tell how it went."""
    started = monotonic()
    before = footprint(running.folder)
    first, changes = None, 0
    while not running.ends_within(0.001):
        now = footprint(running.folder)
        if now != before:
            before, changes = now, changes + 1
            first = first or monotonic() - started
    end = monotonic() - started
    assert running.wait() == 0, (running.folder / TOLD).read_text()
    return Course(first or end, end, changes)


def kill_at(running: Running, course: Course, rng: random.Random) -> tuple[int, bool]:
    """Kill a run at a random moment from shortly before it writes to its end; say also whether it had written.

    Half of the moments are random in time; half follow a random one of the changes in the folder by a hair.
    """
    before = footprint(running.folder)
    if rng.random() < 0.5 or not course.changes:
        running.ends_within(rng.uniform(0.9 * course.first_s, course.end_s))
    else:
        changes, last = rng.randint(1, course.changes), before
        end = monotonic() + 2 * course.end_s
        while changes and monotonic() < end and not running.ends_within(0.0002):
            now = footprint(running.folder)
            changes, last = changes - (now != last), now
        running.ends_within(rng.uniform(0, 0.004))
    code = running.kill()
    return code, footprint(running.folder) != before
