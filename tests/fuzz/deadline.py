"""A limit to the patience with one input: what takes minutes is as broken as what raises."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooSlowError(Exception):
    """Something goes on and on."""


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Raise TooSlowError where the body is not done by then; it takes a small part of that where all is well."""

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TooSlowError(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
