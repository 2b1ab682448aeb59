"""How long until one sees something: `reader --version`, and the app's first frame by size of library.

    python -m tests.bench.start [RUNS]

Whole processes on a pseudo-terminal; wall-clock milliseconds, medians; the sizes take turns, so that the ratios
hold when the machine's speed drifts.
"""

import os
import pty
import select
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.libraries import library

SIZES = (10, 1_000, 10_000)
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


def main(runs: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        homes = {size: Path(folder) / str(size) for size in SIZES}
        for size, home in homes.items():
            started = time.perf_counter()
            library(home, size).close()
            print(f"made a library of {size:,} in {time.perf_counter() - started:.1f} s")
        took: dict[str, list[float]] = {}
        for _ in range(runs + 1):
            took.setdefault("--version", []).append(until(["--version"], b"reader "))
            for size, home in homes.items():
                took.setdefault(f"app, {size:,}", []).append(until(["--home", str(home)], f"{size:,} papers".encode()))
    medians = {name: statistics.median(times[1:]) for name, times in took.items()}
    least = medians[f"app, {SIZES[0]:,}"]
    print(f"\n{'until first seen':18}{'median ms':>10}{'min':>7}{'max':>7}{'ratio':>7}")
    for name, times in took.items():
        print(f"{name:18}{medians[name]:10.0f}{min(times[1:]):7.0f}{max(times[1:]):7.0f}{medians[name] / least:7.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
