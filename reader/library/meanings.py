"""What papers mean, learned once and kept: whoever asks by meaning finds it ready, or is told that it is not."""

import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.indexing import LevelIndex
from reader.library.progress import Progress, silent
from reader.papers import Paper
from reader.store import Store

if TYPE_CHECKING:
    from reader.search.arrays import Array
    from reader.search.meaning.kept import Keeper
    from reader.search.meaning.points import Points, Space

RELEARNED_AFTER = 0.2
"""When such a share of the papers came or changed since, it is learned anew: they were placed, not learned from."""
_LATENT = "latent"


@dataclass(frozen=True, slots=True)
class Known:
    """A space and where the library's papers are in it."""

    space: "Space"
    points: "Points"
    revision: int
    """Of the library, when papers were placed."""
    learned: int
    """Of the library, when the space was learned."""


class Meanings:
    """Learns and keeps the space of one library. Safe to use from several threads."""

    def __init__(self, store: Store, level: LevelIndex, folder: Path) -> None:
        """Take the store, its index and the folder to keep a space in; touches no disk."""
        self._store = store
        self._level = level
        self._folder = folder
        self._known: Known | None = None
        self._looked = False
        self._guard = threading.Lock()

    def is_due(self) -> bool:
        """Say whether `learn` has something to do: nothing was learned, or too much has changed since."""
        newest = self._store.papers.revision()
        if not newest or self._store.papers.count() < _least():
            return False
        known = self._current()
        if known is None:
            return True
        changed = self._store.papers.count_since(known.learned)
        return changed > RELEARNED_AFTER * self._store.papers.count()

    def lack(self) -> str:
        """Say why papers cannot be found by meaning now."""
        from reader.search.meaning.latent import is_installed

        if self._store.papers.count() < _least():
            return "there are too few papers to learn meanings from"
        return "meanings are not learned yet" if is_installed() else "meanings need scipy, which is not installed"

    def learn(self, progress: Progress = silent) -> bool:
        """Learn the space, unless what is known still holds; return whether it was. For a thread: 100,000 take long.

        Where it cannot be kept on disk it is for this run.

        Raises:
            SearchError: what it needs is not installed, or the index cannot be read.
        """
        if not self.is_due():
            return False
        with self._keeper().writing():
            self._forget()
            if not self.is_due():  # another process was faster
                return False
            from reader.search.meaning.latent import learn

            total = self._store.papers.count()
            progress("learning", 0, total)
            revision = self._store.papers.revision()
            space, points = learn(self._level.vectors())
            with suppress(OSError):
                self._keeper().save(_LATENT, revision, points, space.arrays())
            with self._guard:
                self._known = Known(space, points, revision, revision)
            progress("learning", total, total)
        return True

    def likeness(self, text: str) -> "tuple[Array, Array] | None":
        """Return all papers, ascending, and how like each is to what a text says; None where nothing was learned.

        Papers that came since it was learned are among them.
        """
        known = self._current()
        if known is None:
            return None
        (place,) = known.space.place([("", text)])
        return known.points.numbers, known.points.likeness(place)

    def _current(self) -> Known | None:
        """Return what is known, with the papers placed that came since."""
        with self._guard:
            if self._known is None and not self._looked:
                self._looked = True
                self._known = self._kept()
            known, newest = self._known, self._store.papers.revision()
            if known is None or known.revision == newest:
                return known
            if known.revision > newest:  # the library went back in time: an older copy was restored
                self._known = None
                return None
            self._known = self._placed(known, newest)
            return self._known

    def _placed(self, known: Known, newest: int) -> Known:
        papers = list(self._store.papers.since(known.revision, newest))
        places = known.space.place([_told(paper) for _, paper in papers])
        points = known.points.taking_in([number for number, _ in papers], places) if papers else known.points
        return Known(known.space, points, newest, known.learned)

    def _kept(self) -> Known | None:
        from reader.search.meaning.latent import LatentSpace

        found = self._keeper().load(_LATENT)
        if found is None:
            return None
        try:
            return Known(LatentSpace.of(found.arrays), found.points, found.revision, found.revision)
        except (KeyError, ValueError):
            return None

    def _forget(self) -> None:
        """Look at the disk again: somebody else may have learned."""
        with self._guard:
            self._known, self._looked = None, False

    def _keeper(self) -> "Keeper":
        from reader.search.meaning.kept import Keeper  # late: numpy is not needed to list all papers

        return Keeper(self._folder, self._store.uuid)


def _told(paper: Paper) -> tuple[str, str]:
    return paper.title, paper.abstract


def _least() -> int:
    from reader.search.meaning import LEAST_PAPERS

    return LEAST_PAPERS
