"""Command lines on a disk of which the nth write fails, and all after it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("failing_writes.c")
ALL = 1 << 40


@dataclass(frozen=True)
class Outcome:
    """What a command line came to."""

    code: int
    """The exit code; that of a signal is negative."""
    writes: int
    """How many writes it wanted under the folder."""
    told: str
    """What it said, on either stream."""


class Faulty:
    """Runs command lines whose writes fail: see `faulty.py`."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(
        self, folder: Path, command: Sequence[str], *, first: int = ALL, last: int = ALL, error: int = 0
    ) -> Outcome:
        """Run a command line on the library `home` in a folder; the `first` to `last` write there fail with `error`."""
        tmp = folder.with_name("tmp")
        tmp.mkdir(exist_ok=True)
        order = {"folder": str(folder), "home": str(folder / "home"), "tmp": str(tmp), "command": command}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({**order, "first": first, "last": last, "error": error}) + "\n")
        self._process.stdin.flush()
        return Outcome(**json.loads(self._process.stdout.readline()))


@contextmanager
def faulty(folder: Path) -> Iterator[Faulty]:
    """Start what runs command lines; skip the test where there is no compiler, or what it makes cannot be used."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not compiler or not sys.platform.startswith("linux"):
        pytest.skip("writes are made to fail by a library that a C compiler makes, on Linux")
    shim = folder / "failing_writes.so"
    made = subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", shim, SOURCE, "-ldl"], capture_output=True, text=True, check=False
    )
    if made.returncode:
        pytest.skip(f"the library that makes writes fail cannot be compiled: {made.stderr.strip()}")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.faulty"],
        env={**os.environ, "LD_PRELOAD": str(shim), "LANG": "C.UTF-8"},
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Faulty(process)
    finally:
        assert process.stdin
        assert process.stdout
        process.stdin.close()
        process.wait()
        process.stdout.close()
