"""The shell that started us: sleeping in its background, as `^Z` asks, and ending there."""

import os
import select
import signal
from contextlib import suppress

from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver


def can_sleep() -> bool:
    """Say whether a shell would wake us: it gave us a process group of our own."""
    return os.getpgrp() != os.getsid(0)


def sleep() -> None:
    """Stop until the shell's `fg`, together with what started us (`uv run`), which the shell waits for."""
    os.killpg(os.getpgrp(), signal.SIGTSTP)


def leave_to_shell(driver: Driver | None) -> None:
    """Touch the terminal no more if a shell has it now: `kill %1` ends a sleeper, which must not wake up for that."""
    with suppress(OSError):  # there is none, or none any more
        if isinstance(driver, LinuxDriver) and os.tcgetpgrp(driver.fileno) != os.getpgrp():
            driver.attrs_before = None
            signal.signal(signal.SIGCONT, signal.SIG_DFL)
            signal.signal(signal.SIGTTOU, signal.SIG_IGN)


def is_gone(driver: Driver | None) -> bool:
    """Say whether the terminal was taken away, or `reader serve` is gone, which may come without a signal to us."""
    if driver and driver.is_web:
        return _is_hung_up(0)
    return isinstance(driver, LinuxDriver) and not os.isatty(driver.fileno)


def _is_hung_up(pipe: int) -> bool:
    ends = select.poll()
    ends.register(pipe, 0)  # that nobody writes any more is told unasked
    return bool(ends.poll(0))
