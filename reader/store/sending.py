"""Who sends: one process at a time, told by a lock that ends with it however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

_LOOK_EVERY_S = 0.05


@contextmanager
def sole_sender(folder: Path, patience_s: float) -> Iterator[bool]:
    """Be the one who sends; yield False where another process has been sending for `patience_s`.

    On a disk that has no locks, everybody may send.
    """
    with ExitStack() as stack:
        try:
            lock = os.open(folder / ".library.db.sending", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        except OSError:
            yield True
            return
        stack.callback(os.close, lock)
        yield _wait(lock, monotonic() + patience_s)


def _wait(lock: int, until: float) -> bool:
    with suppress(OSError):
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if monotonic() >= until:
                    return False
                sleep(_LOOK_EVERY_S)
            else:
                return True
    return True
