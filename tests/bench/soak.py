"""Whether the app stays as it is through a long day: memory, files, threads, the time a key takes.

    python -m tests.bench.soak [KEYS] [--papers 3000] [--seed 1]

The real program on a pseudo-terminal, with random keys (`tests/bench/hands.py`), each waited for until the main
thread has nothing more to do. Each line is what was so after so many keys: memory that is the process's own, open
files, threads, and of the keys since the line before the median and 95th percentile of processor milliseconds of
the main thread.
"""

import argparse
import fcntl
import os
import re
import struct
import sys
import tempfile
import termios
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from time import monotonic

from reader.library import Library
from reader.paths import Paths
from tests.bench import corpus
from tests.bench.hands import ESC, Press, presses
from tests.bench.tui import App

PATIENCE_S = 60
_FOR_TERMINALS = re.compile(rb"\x1b\[[0-9;?<=>]*[a-zA-Z]|\r")
LAST_LINES = 150
KEPT_BYTES = 1 << 18
TRACEBACK = b"Traceback (most recent call last)"
ESCAPE_MS = 20
"""So long a terminal waits whether more comes of an Esc: over a pseudo-terminal all comes at once."""


@dataclass(frozen=True, slots=True)
class Sample:
    """How the program was after some keys."""

    keys: int
    own_kb: int
    """Memory that no file backs."""
    files: int
    threads: int
    median_ms: float
    p95_ms: float


class Soaked(App):
    """An app that is given keys for a long time."""

    def __init__(self, home: Path) -> None:
        self.last = b""
        """What it wrote last."""
        super().__init__(
            home, ("-m", "reader"), ESCDELAY=str(ESCAPE_MS), HOME=str(home), EDITOR="", VISUAL="", BROWSER="true"
        )

    def give(self, press: Press) -> float:
        """Press a key or change the window; return the processor milliseconds until nothing is left to do.

        Raises:
            AssertionError: it ended, or wrote what no user should see.
        """
        before = self._processor_ns()
        if isinstance(press, str):
            self.press(press)
        else:
            fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", press[1], press[0], 0, 0))
        if press == ESC:
            self._drain(2 * ESCAPE_MS / 1000)
        self.idle()
        return (self._processor_ns() - before) / 1e6

    def quiet(self) -> None:
        """Read until no thread has anything to do."""
        before = -1.0
        while (now := self._all_ms()) > before:
            before = now
            self._drain(0.3)

    def sample(self, keys: int, took_ms: list[float]) -> Sample:
        """Return how it is now."""
        status = dict(line.split(":", 1) for line in Path(f"/proc/{self.pid}/status").read_text().splitlines())
        return Sample(
            keys,
            int(status["RssAnon"].split()[0]),
            sum(1 for _ in Path(f"/proc/{self.pid}/fd").iterdir()),
            int(status["Threads"]),
            median(took_ms),
            sorted(took_ms)[round(0.95 * (len(took_ms) - 1))],
        )

    def leave(self) -> int:
        """Quit as users do; return the exit code."""
        for key in (ESC, ESC, ESC, "q"):
            self.press(key)
            self._drain(2 * ESCAPE_MS / 1000)
        deadline = monotonic() + PATIENCE_S
        while monotonic() < deadline:
            with suppress(AssertionError):  # nobody is at the other end, as it should be
                self._drain(0.1)
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                os.close(self._terminal)
                return os.waitstatus_to_exitcode(status)
        self.end()
        raise AssertionError(self._last_words())

    def _all_ms(self) -> float:
        """Return the processor time of all threads so far, in the kernel's ticks."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def _drain(self, seconds: float) -> None:
        """Read whatever comes, for so long."""
        deadline = monotonic() + seconds
        while (left := deadline - monotonic()) > 0:
            self._read(left)

    def _read(self, patience_s: float) -> bytes:
        try:
            read = super()._read(patience_s)
        except OSError as error:  # nobody is at the other end any more
            raise AssertionError(self._last_words()) from error
        self.last = (self.last + read)[-KEPT_BYTES:]
        if TRACEBACK in self.last:
            raise AssertionError(self._last_words())
        return read

    def _last_words(self) -> str:
        """Return the lines that it wrote last, without what is for the terminal."""
        return "\n".join(_FOR_TERMINALS.sub(b"", self.last).decode(errors="replace").splitlines()[-LAST_LINES:])


def soak(home: Path, keys: int, seed: int, every: int) -> Iterator[Sample]:
    """Press so many keys in the app and yield how it is after each lot of them; then leave it.

    Raises:
        AssertionError: it ended on the way, or not well, or told of a bug.
    """
    app = Soaked(home)
    try:
        app.wait(b"papers")
        app.quiet()
        took: list[float] = []
        for number, press in enumerate(islice(presses(seed), keys), start=1):
            took.append(app.give(press))
            if number % every == 0:
                app.quiet()
                yield app.sample(number, took)
                took = []
    except BaseException:
        app.end()
        raise
    code = app.leave()
    assert code == 0, code


def growth(samples: Sequence[Sample]) -> float:
    """Return how much memory there is in the last quarter, as a part of that after the first."""
    quarter = max(1, len(samples) // 4)
    return median(each.own_kb for each in samples[-quarter:]) / samples[quarter - 1].own_kb


def main(arguments: Sequence[str]) -> None:
    """Print what was so after each lot of keys."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("keys", type=int, nargs="?", default=20_000)
    parser.add_argument("--papers", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        filled(home, asked.papers)
        print(f"{'keys':>8}{'own MB':>9}{'files':>7}{'threads':>9}{'ms':>8}{'p95':>8}")
        samples = []
        for each in soak(home, asked.keys, asked.seed, max(1, asked.keys // 20)):
            samples.append(each)
            counts = f"{each.keys:8,}{each.own_kb / 1024:9.1f}{each.files:7}{each.threads:9}"
            print(f"{counts}{each.median_ms:8.1f}{each.p95_ms:8.1f}", flush=True)
        print(f"memory at the end: {growth(samples):.2f} of that after a quarter")
        with Library(Paths.under(home)) as library:
            print(f"{len(library):,} papers, {len(library.history(1_000_000)):,} steps; {library.examine()}")


def filled(home: Path, papers: int) -> None:
    """Put so many papers into a library."""
    (pages := home / "pages").mkdir(parents=True)
    corpus.write_pages(papers, pages)
    with Library(Paths.under(home)) as library:
        library.add([pages])


if __name__ == "__main__":
    main(sys.argv[1:])
