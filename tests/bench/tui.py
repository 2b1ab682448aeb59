"""What a key costs in the app: the processor time until its frame is painted, by size of library.

    python -m tests.bench.tui [--papers 100 100000] [--homes FOLDER] [--rounds 15]

The real program on a pseudo-terminal; milliseconds of its main thread, which is what a key waits for, as the
kernel counts them (Linux). Libraries are kept in FOLDER for the next time. What else runs is in the headings: the
side panel that counts, a search that runs in its thread. The floor is an app of Textual's with nothing in it but a
text as large as the screen, which is painted anew with each key.
"""

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.libraries import library

QUIET_S = 0.15
"""A frame is painted when nothing more has come for so long."""
KEYS: tuple[tuple[str, str, str], ...] = (
    ("j", "j", ""),
    ("k", "k", ""),
    ("^D", "\x04", ""),
    ("G", "G", ""),
    ("gg", "gg", "5j"),
    ("b", "b", ""),
    ("r", "r", ""),
    ("J", "J", ""),
    ("p opens", "p", "p"),
    ("/ and a letter", "/a", "\x1b"),
)
"""What is measured: its name, the keys, and the keys after it, which are not counted."""
READER = ("-m", "reader", "-q", "")
FLOOR = """
from textual.app import App
from textual.widgets import Static
class Floor(App):
    painted = 0
    def compose(self):
        self.text = Static()
        yield self.text
    def on_mount(self):
        self.on_key()
    def on_key(self):
        self.painted += 1
        words = f"painted {self.painted} "
        self.text.update("\\n".join([words * (119 // len(words))] * 36))
Floor().run()
"""


class App:
    """A program on a terminal of 120 columns and 36 rows."""

    def __init__(self, home: Path, program: Sequence[str] = READER, **variables: str) -> None:
        """Start it in `home`, with some environment variables beside those that it has."""
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.chdir(home)  # what is exported goes there
            environment = os.environ | {"TERM": "xterm-256color", "READER_HOME": str(home)} | variables
            os.execve(sys.executable, [sys.executable, *program], environment)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))

    def wait(self, mark: bytes) -> None:
        """Read until some words came."""
        seen = b""
        while mark not in seen:
            seen += self._read(30)

    def settle(self, quiet_s: float = QUIET_S) -> None:
        """Read until nothing more comes."""
        while self._read(quiet_s):
            pass

    def idle(self) -> None:
        """Read until the main thread has nothing to do, whatever other threads do."""
        worked = 1.0
        while worked > 0.5:
            before = self._processor_ns()
            self.settle(0.02)  # longer than another thread may hold Python's lock
            worked = (self._processor_ns() - before) / 1e6

    def press(self, keys: str) -> None:
        """Send keys at once."""
        os.write(self._terminal, keys.encode())

    def took_ms(self, keys: str) -> float:
        """Press keys; return the processor time of the main thread until all is painted."""
        before = self._processor_ns()
        self.press(keys)
        self._read(1.0)
        self.settle()
        return (self._processor_ns() - before) / 1e6

    def end(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def _processor_ns(self) -> int:
        return int(Path(f"/proc/{self.pid}/task/{self.pid}/schedstat").read_text().split()[0])

    def _read(self, patience_s: float) -> bytes:
        if not select.select([self._terminal], [], [], patience_s)[0]:
            return b""
        return os.read(self._terminal, 1 << 16)


@contextmanager
def app(home: Path, mark: str, program: Sequence[str] = READER) -> Iterator[App]:
    """Start the app; go on when it shows some words, and has prepared for searches."""
    started = App(home, program)
    try:
        started.wait(mark.encode())
        started.settle(2.0)
        yield started
    finally:
        started.end()


def measure(home: Path, papers: int, rounds: int) -> dict[str, list[float]]:
    """Return the milliseconds by what was pressed."""
    took: dict[str, list[float]] = {}
    with app(home, "painted 1", ("-c", FLOOR)) as floor:
        took["floor: empty app"] = [floor.took_ms("j") for _ in range(rounds)]
    with app(home, f"{papers:,} papers") as reader:
        for _ in range(rounds):
            reader.press("gg")
            reader.settle()
            for name, keys, after in KEYS:
                took.setdefault(name, []).append(reader.took_ms(keys))
                if after:
                    reader.press(after)
                    reader.settle(0.7 if after == "\x1b" else QUIET_S)
        reader.press("p")
        reader.settle(1.0)
        reader.press("\t")
        reader.settle()
        for _ in range(rounds):
            took.setdefault("b, panel counts", []).append(reader.took_ms("b"))
            time.sleep(0.2)
            took.setdefault("j, panel counts", []).append(reader.took_ms("j"))
        reader.press("p")
        reader.settle(0.5)
        for _ in range(rounds):
            reader.press("/te sa ra* OR *ve*")
            reader.idle()
            took.setdefault("a letter, search runs", []).append(reader.took_ms("n"))
            reader.settle(0.5)
            reader.press("\x1b")
            reader.settle(0.7)
    return took


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, nargs="+", default=[100, 100_000])
    parser.add_argument("--homes", type=Path, default=Path(tempfile.gettempdir()) / "reader-bench")
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args(arguments)
    took = {}
    for papers in asked.papers:
        home = asked.homes / str(papers)
        if not (home / "library.db").exists():
            library(home, papers).close()
        took[papers] = measure(home, papers, asked.rounds)
    sizes = "".join(f"{f'{papers:,} papers':>18}" for papers in took)
    print(f"{'ms, median / p95':24}{sizes}{'ratio':>8}")
    first, last = took[asked.papers[0]], took[asked.papers[-1]]
    for name in first:
        cells = "".join(f"{f'{statistics.median(t[name]):.1f} / {_p95(t[name]):.1f}':>18}" for t in took.values())
        print(f"{name:24}{cells}{statistics.median(last[name]) / statistics.median(first[name]):8.2f}")


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[min(len(times) - 1, round(len(times) * 0.95))]


if __name__ == "__main__":
    main(sys.argv[1:])
