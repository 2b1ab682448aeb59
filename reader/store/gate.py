"""The gate of a library: whoever opens its file goes through, but not while that is being replaced by a repaired one.

SQLite opens a file by its name, waits for whoever has it locked, and finds the log by its name again: one that was
opened before a repair and read after it would be written into by neither's rules.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from reader.errors import StoreError

_LOOK_EVERY_S = 0.02


@contextmanager
def passing(library: Path, patience_s: float) -> Iterator[None]:
    """Keep repairs away meanwhile, waiting for one that is under way.

    Raises:
        StoreError: it goes on for longer than `patience_s`.
    """
    with ExitStack() as stack:
        if (gate := _open(library)) is not None:
            stack.callback(os.close, gate)
            if not _locked(gate, fcntl.LOCK_SH, patience_s):
                raise StoreError(f"The library {library} is being repaired", "Try again when that has finished.")
        yield


@contextmanager
def shut(library: Path) -> Iterator[bool]:
    """Let nobody open the library meanwhile; yields False where somebody is doing so just now."""
    with ExitStack() as stack:
        gate = _open(library)
        if gate is not None:
            stack.callback(os.close, gate)
        yield gate is None or _locked(gate, fcntl.LOCK_EX, 0)


def _open(library: Path) -> int | None:
    """Return the open file that is the gate; None where none can be made: nothing can be repaired there, either."""
    with suppress(OSError):
        return os.open(library.with_name(f".{library.name}.gate"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    return None


def _locked(gate: int, how: int, patience_s: float) -> bool:
    until = monotonic() + patience_s
    while True:
        try:
            fcntl.flock(gate, how | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() > until:
                return False
            sleep(_LOOK_EVERY_S)
        except OSError:  # a disk without locks
            return True
        else:
            return True
