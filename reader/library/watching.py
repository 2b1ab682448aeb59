"""What others do to the library meanwhile: another window, a command in a shell."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from reader.store import Store


@dataclass(frozen=True, slots=True)
class News:
    """The library is not what it was; by whose doing cannot be told, but for new papers."""

    added: int
    """How many papers others have added."""
    removed: int = 0
    """How many papers others have taken away, by undoing what they added."""


class Watch:
    """Looks whether the library's file has changed, at the price of a few microseconds."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stamp: int | None = None
        self._papers = 0
        self._ours_now = False

    def news(self) -> News | None:
        """Return what has changed since the last call; None where nothing has, and at the first.

        Raises:
            StoreError: the library cannot be read.
        """
        before, self._stamp = self._stamp, self._store.stamp()
        if before == self._stamp:
            return None
        papers = self._papers if self._ours_now else self._store.papers.count()
        added, self._papers = papers - self._papers, papers
        return None if before is None else News(max(0, added), max(0, -added))

    @contextmanager
    def ours(self) -> Iterator[None]:
        """Add papers within, or take them away: they are no news."""
        self._ours_now, before = True, self._store.papers.count()
        try:
            yield
        finally:
            self._papers += self._store.papers.count() - before
            self._ours_now = False
