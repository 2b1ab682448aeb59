"""The file behind a `Database`: opened to be written where that can be, else to be read, and watched over."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from reader.errors import StoreError
from reader.store import access, damage, gate
from reader.store.access import Obstacle
from reader.store.connections import LOCK_TIMEOUT_S, Connections


class LibraryFile:
    """Knows by which connections the file is used now, and what is in the way of writing to it."""

    def __init__(self, path: Path, version: Callable[[], int], prepare: Callable[[], None], newest: int) -> None:
        """Take what tells the schema `version` through the `connections`, and what brings that to the `newest`."""
        self.path = path
        self.connections = Connections(path, mode="rw")
        self._version = version
        self._prepare = prepare
        self._newest = newest
        self._left: list[Connections] = []
        self._obstacle: Obstacle | None = None
        self._opened: access.Identity | None = None
        self._unchanging: access.Signature | None = None
        self._copied: TemporaryDirectory[str] | None = None
        self._guard = threading.RLock()

    def open(self) -> None:
        """Open the file to be written or, where that cannot be, to be read.

        Raises:
            StoreError: neither can be.
        """
        obstacle = access.forbidden(self.path) or damage.found_before(self.path)
        if obstacle is None:
            try:
                self._open_for_writing()
            except StoreError as error:
                obstacle = access.read_only(self.path, error.__cause__)
                if obstacle is None:
                    raise
        if obstacle:
            self._open_for_reading(obstacle)

    def close(self) -> None:
        """Close all connections; further use is an error."""
        for connections in (*self._left, self.connections):
            connections.close()
        if self._copied:
            self._copied.cleanup()

    def obstacle(self) -> Obstacle | None:
        """Return why nothing can be written now, as far as that is known without trying; costs microseconds."""
        return self._obstacle or (access.moved(self.path, self._opened) if self._opened else None)

    def stamp(self) -> int:
        """Return a number that changes whenever anyone has changed the file."""
        if self._unchanging and self._unchanging != access.signature(self.path):
            self._look_again()
        return len(self._left) << 40 | self.connections.stamp()

    def require_writable(self) -> None:
        """Open a file anew that could not be written: there may be room now, or permission.

        Raises:
            StoreError: it still cannot be written.
        """
        with self._guard:
            if self._obstacle and self._may_be_gone() and self.is_in_place():
                with suppress(StoreError):  # the obstacle is still there
                    self._open_for_writing()
        if obstacle := self.obstacle():
            raise obstacle.error()

    def condemn(self, found: str) -> None:
        """Write nothing more: damage was met."""
        if not damage.is_noted(self.path):
            self._obstacle = damage.note(self.path, found)

    def _may_be_gone(self) -> bool:
        """Say whether what was in the way of writing is perhaps in the way no more."""
        return not access.forbidden(self.path) and not damage.is_noted(self.path)

    def require_in_place(self) -> None:
        """Look once more, before what was written is called safe.

        Raises:
            StoreError: the file is not where it was.
        """
        if self._opened and (obstacle := access.moved(self.path, self._opened)):
            raise obstacle.error()

    def _look_again(self) -> None:
        """Open a file anew that was not to change, and did."""
        with self._guard:
            self._unchanging = access.signature(self.path)
            if self.is_in_place():
                with suppress(StoreError):  # what is open is still there to be read
                    self.open()

    def is_in_place(self) -> bool:
        """Say whether the path still leads to the file that is open."""
        return self._opened is None or access.identity(self.path)[0] == self._opened[0]

    def _check_place(self) -> None:
        if not self.is_in_place():
            self.require_in_place()

    def _open_for_writing(self) -> None:
        with self._connecting(self.path, None, mode="rw"):
            self._prepare()
        self._unchanging = None

    def _open_for_reading(self, obstacle: Obstacle) -> None:
        """Open the file as it is; or a copy, where it cannot be read so or is of an older schema.

        Raises:
            StoreError: it cannot be read, or there is nothing in it.
        """
        seen = access.signature(self.path)
        for how in access.ways_to_read(self.path):
            try:
                with self._connecting(self.path, obstacle, **how):
                    version = self._version()
            except StoreError as error:
                if not isinstance(error.__cause__, sqlite3.Error):
                    raise
                continue
            if version == 0:
                raise StoreError(
                    f"There is no library {self.path} yet, and none can be made: {obstacle.why}", obstacle.hint
                )
            if version < self._newest:
                break
            self._unchanging = seen if "immutable" in how else None
            return
        self._copied = self._copied or TemporaryDirectory(prefix="reader-", ignore_cleanup_errors=True)
        seen = access.signature(self.path)  # to have looked at its version may have made a journal
        fresh = Path(mkdtemp(dir=self._copied.name))  # a copy of before may still be open
        with self._connecting(access.copy(self.path, fresh), obstacle, mode="rw"):
            self._prepare()
        self._unchanging = seen

    @contextmanager
    def _connecting(self, path: Path, obstacle: Obstacle | None, **how: str) -> Iterator[None]:
        """Use other connections from now on; where what is done within fails, those before stay."""
        before = self.connections, self._obstacle, self._opened
        with gate.passing(self.path, LOCK_TIMEOUT_S):  # until one is connected, which keeps repairs away as well
            self.connections, self._obstacle, self._opened = Connections(path, **how), None, None
            try:
                yield
                self._version()  # to read is to open the journal too
            except BaseException:
                self.connections.close()
                self.connections, self._obstacle, self._opened = before
                raise
            self._opened, self._obstacle = access.identity(self.path), obstacle
        self.connections.stay_at(self._check_place)
        self._left.append(before[0])
