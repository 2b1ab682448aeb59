"""Who is at work on the index: told by locks, which end with a process however that ends."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from time import sleep


class Locks:
    """Two files beside the index: one is locked by who writes it, the other by who adds papers to the library."""

    def __init__(self, index: Path) -> None:
        """Take the index's folder; touches no disk."""
        self._folder = index.parent
        self._writing = index.with_suffix(".lock")
        self._adding = index.with_suffix(".awaited")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one right to write, waiting for another process that has it.

        Raises:
            OSError: the folder cannot be written.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._writing.open("a") as file:  # not "w", which would empty what a link leads to
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @contextmanager
    def adding(self) -> Iterator[None]:
        """Let all know that papers are coming into the library; several may at once."""
        with ExitStack() as stack:
            with suppress(OSError):  # where nothing can be written, or no index is yet, there is nobody to tell
                fcntl.flock(stack.enter_context(self._adding.open("a")), fcntl.LOCK_SH)
            yield

    def are_held(self) -> bool:
        """Say whether somebody is writing or adding now."""
        return _is_locked(self._writing) or _is_locked(self._adding)


def _is_locked(path: Path) -> bool:
    for _ in range(3):
        try:
            with path.open("r") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sleep(0.001)  # perhaps by somebody who looks, too
        except OSError:
            return False  # nobody has written there yet
        else:
            return False
    return True
