"""The queue of those who want to write: SQLite alone lets whoever writes again and again go first for ever."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

_LOOK_EVERY_S = 0.005


@contextmanager
def first_in_line(folder: Path, patience_s: float) -> Iterator[None]:
    """Be the one who writes next, for as long as one waits for who is writing now.

    Who has written stands at the end of the line again. The line is a lock on the library's folder, which ends with
    the process however that ends; where it does not move for `patience_s`, or where a disk has no locks, it is every
    man for himself.
    """
    with ExitStack() as stack:
        with suppress(OSError):
            line = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, line)
            _wait(line, monotonic() + patience_s)
        yield


def _wait(line: int, until: float) -> None:
    while monotonic() < until:
        try:
            fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sleep(_LOOK_EVERY_S)
        else:
            return
