"""What papers mean, learned once and kept: whoever asks by meaning finds it ready, or is told that it is not."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import SearchError
from reader.library.indexing import LevelIndex
from reader.library.progress import Progress, silent
from reader.papers import Paper
from reader.query import Query, is_sentence
from reader.store import Store

if TYPE_CHECKING:
    from reader.search.arrays import Array
    from reader.search.meaning.kept import Keeper
    from reader.search.meaning.points import Points, Space

RELEARNED_AFTER = 0.2
"""When such a share of the papers came or changed since, it is learned anew: they were placed, not learned from."""
MANY = 200
"""So many papers are placed once, and kept; fewer take each run a moment."""
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
        self._model: Callable[[], Path | None] = lambda: None
        self._known: Known | None = None
        self._looked = False
        self._guard = threading.Lock()

    def use(self, model: Callable[[], Path | None]) -> None:
        """Take the folder of the user's own model from now on, when it is needed; None is no model."""
        self._model = model
        self._forget()

    @property
    def weight(self) -> float:
        """How much this counts beside words."""
        from reader.search.meaning.fusing import WEIGHT, WEIGHT_OF_A_MODEL

        return WEIGHT_OF_A_MODEL if self._model() else WEIGHT

    def is_due(self) -> bool:
        """Say whether `learn` has something to do: nothing was learned, or too much has changed since."""
        newest = self._store.papers.revision()
        if not newest or self._store.papers.count() < _least():
            return False
        known = self._current()
        if known is None:
            return True
        if self._model():
            return False  # it has learned elsewhere; papers are placed as they come
        changed = self._store.papers.count_since(known.learned)
        return changed > RELEARNED_AFTER * self._store.papers.count()

    def lack(self) -> str:
        """Say why papers cannot be found by meaning now."""
        from reader.search.meaning.latent import is_installed

        if self._store.papers.count() < _least():
            return "there are too few papers to learn meanings from"
        if self._model() or is_installed():
            return "meanings are not learned yet"
        return "meanings need scipy, which is not installed"

    def offer(self, query: Query) -> str:
        """Say of a query that found nothing by words that it can be asked by meaning; nothing where it cannot.

        What does it, a key or a command, goes before.
        """
        from reader.search.meaning.latent import is_installed

        if not is_sentence(query) or self._store.papers.count() < _least():
            return ""
        return f"asks by meaning{'' if self._model() or is_installed() else ', once scipy is installed'}"

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
            total = self._store.papers.count()
            progress("learning", 0, total)
            revision = self._store.papers.revision()
            space, points = self._learned(revision)
            with self._guard:
                self._known = Known(space, points, revision, revision)
                self._keep(self._known)
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

    def likeness_to(self, number: int) -> "tuple[Array, Array] | None":
        """Return all papers, ascending, and how like each is to one of them; None where nothing was learned."""
        known = self._current()
        place = known.points.of(number) if known else None
        return None if known is None or place is None else (known.points.numbers, known.points.likeness(place))

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
        papers = list(self._papers(known.revision, newest))
        places = known.space.place([_told(paper) for _, paper in papers])
        points = known.points.taking_in([number for number, _ in papers], places) if papers else known.points
        placed = Known(known.space, points, newest, known.learned)
        if len(papers) >= MANY:
            self._keep(placed)
        return placed

    def _keep(self, known: Known) -> None:
        """Keep what is known; where it cannot be, it is for this run."""
        from reader.search.meaning.kept import Kept

        with suppress(OSError):
            kept = Kept(known.revision, known.learned, known.points, known.space.arrays())
            self._keeper().save(self._source(), kept)

    def _learned(self, revision: int) -> "tuple[Space, Points]":
        from reader.search.meaning.latent import learn
        from reader.search.meaning.points import placed

        if model := self._model():
            from reader.search.meaning.static import open_model

            space = open_model(model)
            return space, placed(space, ((number, _told(paper)) for number, paper in self._papers(0, revision)))
        return learn(self._level.vectors())

    def _kept(self) -> Known | None:
        from reader.search.meaning.latent import LatentSpace

        try:
            found = self._keeper().load(self._source())
            if found is None:
                return None
            if model := self._model():
                from reader.search.meaning.static import open_model

                return Known(open_model(model), found.points, found.revision, found.learned)
            return Known(LatentSpace.of(found.arrays), found.points, found.revision, found.learned)
        except (KeyError, ValueError, SearchError):  # learning tells what is wrong with a model
            return None

    def _source(self) -> str:
        """Return what tells this space from others.

        Raises:
            SearchError: the model is not there.
        """
        from reader.search.meaning.static import name_of

        model = self._model()
        return name_of(model) if model else _LATENT

    def _papers(self, seen: int, newest: int) -> Iterator[tuple[int, Paper]]:
        return self._store.papers.since(seen, newest)

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
