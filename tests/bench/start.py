"""How long until one sees something: `reader --version`, the app's first pixels, its first frame by size of library.

    python -m tests.bench.start [--papers 10 1000 100000] [--homes FOLDER] [--runs 9]

Whole processes on a pseudo-terminal; wall-clock milliseconds, medians; the sizes take turns, so that the ratios
hold when the machine's speed drifts. Libraries are kept in FOLDER for the next time.
"""

import argparse
import os
import pty
import select
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.libraries import library

READER = [sys.executable, "-m", "reader"]


def until(arguments: list[str], mark: bytes) -> float:
    """Return the milliseconds until the program has written `mark` to its terminal; then end it."""
    started = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "120", "LINES": "36"}
        os.execve(sys.executable, [*READER, *arguments], environment)
    seen = b""
    try:
        while mark not in seen:
            if not select.select([terminal], [], [], 30)[0]:
                raise TimeoutError(seen[-400:])
            seen += os.read(terminal, 65_536)
        return (time.perf_counter() - started) * 1000
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, nargs="+", default=[10, 1_000, 100_000])
    parser.add_argument("--homes", type=Path, default=Path(tempfile.gettempdir()) / "reader-bench")
    parser.add_argument("--runs", type=int, default=9)
    asked = parser.parse_args(arguments)
    for papers in asked.papers:
        if not (asked.homes / str(papers) / "library.db").exists():
            library(asked.homes / str(papers), papers).close()
    took: dict[str, list[float]] = {}
    for _ in range(asked.runs + 1):
        took.setdefault("--version", []).append(until(["--version"], b"reader "))
        for papers in asked.papers:
            opening = ["--home", str(asked.homes / str(papers)), "-q", ""]
            took.setdefault(f"first pixels, {papers:,}", []).append(until(opening, b"\x1b["))
            took.setdefault(f"papers, {papers:,}", []).append(until(opening, f"{papers:,} papers".encode()))
    medians = {name: statistics.median(times[1:]) for name, times in took.items()}
    least = medians[f"papers, {asked.papers[0]:,}"]
    print(f"{'until first seen':22}{'median ms':>10}{'min':>7}{'max':>7}{'ratio':>7}")
    for name, times in took.items():
        print(f"{name:22}{medians[name]:10.0f}{min(times[1:]):7.0f}{max(times[1:]):7.0f}{medians[name] / least:7.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
