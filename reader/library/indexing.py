"""The index, kept level with the store: whoever asks it finds in it what the library holds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING

from reader.errors import SearchError
from reader.library.progress import Progress, silent
from reader.papers import Paper
from reader.query import WordNode
from reader.search import Index
from reader.search.failing import is_unwritable
from reader.store import Store

if TYPE_CHECKING:
    from reader.search.hits import Hits
    from reader.search.risen import Read, Risen
    from reader.search.vectors import Vectors


class LevelIndex:
    """Brings itself level, makes itself anew, and goes elsewhere where its folder cannot be written."""

    def __init__(self, store: Store, index: Index) -> None:
        self._store = store
        self._index = index
        self._behind = False
        """Whether others were adding papers when it was asked last, so that it answered as it was."""
        self._has_news = False
        """Whether nobody was told yet that this is over."""

    def refresh(self, progress: Progress, *, wait: bool = True) -> None:
        """Bring the index level with the store; a damaged, old or foreign one is made anew.

        Where another process is writing it, this waits for it. Told not to, it leaves it at what there is to read, and
        to those who are adding papers just now. Where its folder cannot be written, one for this run is made elsewhere.

        Raises:
            SearchError: that cannot be made, either.
        """
        if not self._is_level():
            if not wait and self._index.revision() and self._index.is_awaited():
                self._behind = self._has_news = True
                return
            self._somewhere(lambda: self._bring_level(progress))
        self._behind = False

    def awaited(self) -> AbstractContextManager[None]:
        """Let all who search know, while papers are added, that the index will be brought level afterwards."""
        return self._index.awaiting()

    def catch_up(self) -> None:
        """Bring the index level where others kept it from being so; what was found until now is as old as it was."""
        if self._behind:
            self.refresh(silent, wait=False)

    def caught_up(self) -> bool:
        """Say, once, whether what was found while others added papers can be found better now."""
        if not self._has_news or self._index.is_awaited():
            return False
        self._has_news = False
        return True

    def rebuild(self, progress: Progress) -> None:
        """Make the index anew, where it belongs; who searches meanwhile searches the old one.

        Raises:
            SearchError: it cannot be made there.
        """
        self._index.come_back()
        self._make_anew(progress)

    def _make_anew(self, progress: Progress) -> None:
        with self._index.locked():
            self._follow(progress, anew=True)

    def verify(self, *, wait: bool = True) -> int:
        """Bring the index level and open it, making it anew where that fails; return how many papers it holds.

        Where another process is writing it, this waits for it, unless told not to.
        """
        self.refresh(silent, wait=wait)
        if not self._store.papers.revision():
            return 0
        try:
            self._index.check()
            return self._index.count()
        except SearchError:  # damaged, or a copy of a library's folder: its files have other times
            self._somewhere(lambda: self._make_anew(silent))
            return self._index.count()

    def hits(self, leaf: WordNode, together: Sequence[str]) -> "Hits | None":
        """Return the papers in which `leaf` is found, as `Index.hits` does, in an index that is level.

        Raises:
            SearchError: as `refresh`.
        """
        self.refresh(silent, wait=False)
        try:
            return self._index.hits(leaf, together)
        except SearchError:
            self._somewhere(lambda: self._mend(leaf, together))
            return self._index.hits(leaf, together)

    def vectors(self) -> "Vectors":
        """Return all papers as vectors of their terms, in an index that is level; for a thread.

        Raises:
            SearchError: as `refresh`.
        """
        from reader.search.vectors import Vectors

        if not self._store.papers.revision():
            return Vectors.of(())
        self.refresh(silent, wait=False)
        try:
            return self._index.vectors()
        except SearchError:
            self._somewhere(lambda: self._make_anew(silent))
            return self._index.vectors()

    def rising(self, periods: Sequence[Sequence[int]], read: "Read", most: int) -> "list[Risen]":
        """Return what papers of the last period speak of more than those of the one before; for a thread.

        Raises:
            SearchError: as `refresh`.
        """
        self.refresh(silent, wait=False)
        try:
            return self._index.rising(periods, read, most)
        except SearchError:
            self._somewhere(lambda: self._make_anew(silent))
            return self._index.rising(periods, read, most)

    @property
    def has_retreated(self) -> bool:
        """Whether the index is one for this run only, as its folder cannot be written."""
        return self._index.temporary is not None

    def close(self) -> None:
        """Leave nothing behind that was for this run only."""
        self._index.come_back()

    def _somewhere(self, write: Callable[[], None]) -> None:
        """Do what writes the index; where its folder cannot be written, or is gone, do it in one for this run."""
        try:
            if not self._store.is_in_place():  # nothing is made where the library was, and perhaps comes back
                self._index.retreat()
            write()
        except SearchError as error:
            if not is_unwritable(error) or not self._index.retreat():
                raise
            try:
                write()
            except SearchError:
                raise error from error.__cause__

    def _bring_level(self, progress: Progress) -> None:
        with self._index.locked():
            if self._is_level():  # another process was faster
                return
            try:
                self._follow(progress)
            except SearchError as error:
                if is_unwritable(error):
                    raise
                self._follow(progress, anew=True)

    def _is_level(self) -> bool:
        return self._index.revision() == self._store.papers.revision()

    def _follow(self, progress: Progress, *, anew: bool = False) -> None:
        newest, seen = self._store.papers.revision(), 0 if anew else self._index.revision()
        if seen > newest:  # the library went back in time: an older copy was restored
            anew, seen = True, 0
        total = self._store.papers.count_since(seen, newest)
        papers = _watched(self._store.papers.since(seen, newest), total, progress)
        self._index.update(papers, newest, self._store.papers.removed_since(seen), anew=anew)

    def _mend(self, leaf: WordNode, together: Sequence[str]) -> None:
        """Make an index anew in which `leaf` cannot be looked up."""
        with self._index.locked():
            if self._index.revision():
                with suppress(SearchError):  # another process may have been faster
                    self._index.hits(leaf, together)
                    return
            self._follow(silent, anew=True)


def _watched(papers: Iterable[tuple[int, Paper]], total: int, progress: Progress) -> Iterator[tuple[int, Paper]]:
    for done, paper in enumerate(papers):
        progress("indexing", done, total)
        yield paper
    progress("indexing", total, total)
