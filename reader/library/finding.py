"""Queries to papers: words from the index, states from the store, then the order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import perf_counter

from reader.errors import SearchError
from reader.library.progress import Progress, silent
from reader.papers import Paper
from reader.query import Query, Sort, WordNode, words
from reader.search import Hits, Index, evaluate
from reader.store import Store


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found, best or newest first."""

    query: Query
    order: Sort
    """The order that was used, asked for or not."""
    numbers: list[int]
    """The papers, in order."""
    scores: Hits = field(repr=False)
    """By paper; empty where the order is not by relevance."""
    total: int
    """How many there are, before `limit:`."""
    took_ms: float


class Finder:
    """Answers queries, keeping the index level with the store."""

    def __init__(self, store: Store, index: Index) -> None:
        self._store = store
        self._index = index

    def find(self, query: Query) -> Results:
        """Return the papers that `query` means, in its order.

        Raises:
            SearchError: the index cannot be used, and could not be made anew.
        """
        started = perf_counter()
        hits = self._hits(query)
        sort = _order(query)
        if hits is not None and sort.key == "relevance":
            scores = hits
            numbers = sorted(hits, key=lambda n: (-hits[n], n), reverse=sort.reverse)
        else:
            scores = {}
            numbers = self._store.papers.in_order(sort.key, reverse=sort.reverse, among=hits)
        return Results(
            query, sort, numbers[: query.limit], scores, len(numbers), took_ms=(perf_counter() - started) * 1000
        )

    def refresh(self, progress: Progress) -> None:
        """Bring the index level with the store; a damaged, old or foreign one is made anew."""
        if self._is_level():
            return
        with self._index.locked():
            if self._is_level():  # another process was faster
                return
            try:
                self._follow(progress)
            except SearchError:
                self._index.drop()
                self._follow(progress)

    def rebuild(self, progress: Progress) -> None:
        """Make the index anew."""
        with self._index.locked():
            self._index.drop()
            self._follow(progress)

    def verify(self) -> int:
        """Bring the index level and open it; return how many papers it holds."""
        self.refresh(silent)
        return self._index.count() if self._store.papers.revision() else 0

    def _is_level(self) -> bool:
        return self._index.revision() == self._store.papers.revision()

    def _follow(self, progress: Progress) -> None:
        newest, seen = self._store.papers.revision(), self._index.revision()
        if seen > newest:  # the library went back in time: an older copy was restored
            self._index.drop()
            seen = 0
        total = self._store.papers.count_since(seen)
        papers = _watched(self._store.papers.since(seen), total, progress)
        self._index.update(papers, newest)

    def _hits(self, query: Query) -> Hits | None:
        """Return what the query's conditions select; None where it has none."""
        if query.where is None:
            return None
        return evaluate(query.where, self._word_hits, self._store.select.of, self._store.select.everything)

    def _word_hits(self, leaf: WordNode) -> Hits | None:
        if self._store.papers.revision() == 0:
            return {}
        self.refresh(silent)
        try:
            return self._index.hits(leaf)
        except SearchError:
            self._index.drop()
            self.refresh(silent)
            return self._index.hits(leaf)


def _order(query: Query) -> Sort:
    """Return the order that `query` asks for; without words nothing is more relevant than anything else."""
    by_words = bool(words(query))
    if query.sort is None:
        return Sort("relevance" if by_words else "added")
    if query.sort.key == "relevance" and not by_words:
        return Sort("added", query.sort.reverse)
    return query.sort


def _watched(papers: Iterable[tuple[int, Paper]], total: int, progress: Progress) -> Iterator[tuple[int, Paper]]:
    for done, paper in enumerate(papers):
        progress("indexing", done, total)
        yield paper
    progress("indexing", total, total)
