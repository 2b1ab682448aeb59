"""A process that runs one command line again and again, and tells how long each took.

    python -m tests.faults.repeating TIMES ARGUMENT...

`{}` in an argument is the number of the repetition. Each line that it prints is an exit code and seconds. What the
commands print goes nowhere. What they import is imported before.
"""

import os
import sys
from time import monotonic

from reader.cli import run

from .zygote import preload


def main(times: int, arguments: list[str]) -> None:
    """Run it so often."""
    preload()
    told = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for number in range(times):
        started = monotonic()
        code = run([argument.format(number) for argument in arguments])
        told.write(f"{code} {monotonic() - started:.3f}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
