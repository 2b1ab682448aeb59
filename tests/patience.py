"""How long work may take before a test gives up, in seconds of its own process: a busy machine changes nothing."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE_S = 60
"""Many times what is needed where time grows with the size, far less than is needed where it grows with its square."""


@contextmanager
def patience() -> Iterator[None]:
    """Fail where the work within has not come to an end in time, instead of waiting for it."""

    def give_up(*_: object) -> None:
        raise AssertionError(f"no end after {PATIENCE_S} s of work")

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
