"""Queries to papers: words from the index, states from the store, then the order."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from reader.errors import PaperError, SearchError
from reader.library.ordering import Orders
from reader.library.progress import Progress, silent
from reader.library.remembering import Remembered
from reader.library.results import Count, Results
from reader.library.saving import SavedQueries
from reader.papers import Paper
from reader.query import (
    Date,
    Has,
    Id,
    Is,
    Like,
    Node,
    Not,
    Number,
    Prefix,
    Query,
    Sort,
    Source,
    State,
    StateNode,
    Url,
    Word,
    WordNode,
    all_of,
    any_of,
    rewritten,
    words,
)
from reader.search import Index
from reader.store import Store

if TYPE_CHECKING:
    from reader.search.hits import Hits
    from reader.search.snapshot import Snapshot

_SHORTEST = 3
"""Words of fewer letters are near too many others."""
_HANDLED: tuple[State, ...] = ("reading", "read", "skipped")
"""Every state but unread, which is that of papers without a mark: of most, so that the others are looked up faster."""


class Finder:
    """Answers queries, keeping the index level with the store."""

    def __init__(self, store: Store, index: Index, saved: SavedQueries) -> None:
        self._store = store
        self._index = index
        self._orders = Orders(store)
        self._memory = Remembered()
        self._facts = Remembered()
        self._note_index: tuple[int, list[tuple[int, str]], Snapshot] | None = None
        self._saved = saved
        self._behind = False
        """Whether others were adding papers when the index was asked last, so that it answered as it was."""
        self._has_news = False
        """Whether nobody was told yet that this is over."""

    def find(self, query: Query) -> Results:
        """Return the papers that `query` means, in its order.

        Raises:
            QueryError: it names a saved query that is not there, or cannot be meant.
            SearchError: the index cannot be used, and could not be made anew.
        """
        started = perf_counter()
        meant = self._meaning(query)
        hits = self._hits(meant)
        sort = _order(meant, said=hits is not None)
        numbers: Sequence[int]
        if hits is not None and sort.key == "relevance":
            from reader.search.hits import Ranked

            if len(hits):
                with suppress(SearchError):  # another process replaced the index since: what was found holds
                    hits = self._index.nearer(hits, words(meant))
            numbers = Ranked(hits, reverse=sort.reverse)
        else:
            numbers = self._orders.all(sort) if hits is None else self._orders.among(hits, sort)
        total = len(numbers)
        if query.limit is not None:
            numbers = numbers[: query.limit]
        return Results(query, meant, sort, numbers, total, (perf_counter() - started) * 1000, hits)

    def count(self, query: Query) -> Count:
        """Return how many papers `query` finds, after its `limit:`.

        Raises:
            ReaderError: as `find`.
        """
        hits = self._hits(self._meaning(query)) if query.limit is None else None
        found = self.find(query).numbers if hits is None else hits.papers.tolist()
        handled = {number for state in _HANDLED for number in self._store.select.of(Is(state))}
        return Count(len(found), len(found) - len(handled.intersection(found)))

    def suggestion(self, results: Results) -> Query | None:
        """Return what was perhaps meant by a query that found nothing: words that nobody wrote as those they are near.

        None where that finds nothing either.
        """
        where = rewritten(results.query.where, self._corrected, negated=False)
        if results.total or where == results.query.where:
            return None
        meant = replace(results.query, where=where)
        return meant if self.find(meant).total else None

    def _corrected(self, node: Node) -> Node:
        if not isinstance(node, Word | Prefix) or len(node.text) < _SHORTEST or self._word_hits(node, ()):
            return node
        near = self._index.nearest(node.text)
        return Word(near, node.field) if near else node

    def _meaning(self, query: Query) -> Query:
        """Return `query` in terms of words and states alone: without names of saved queries, and papers to be like."""
        meant = self._saved.expand(query)
        return replace(meant, where=rewritten(meant.where, self._alike))

    def _alike(self, node: Node) -> Node | None:
        if not isinstance(node, Like):
            return node
        try:
            paper = self._store.papers.entry(node.prefix).paper
        except PaperError:
            if node.unfinished:
                return None
            raise
        self.refresh(silent, wait=False)
        telling = [Word(word) for word in self._index.telling(paper)]
        return all_of([any_of(telling) or Not(Id("")), Not(Id(paper.id))])

    def refresh(self, progress: Progress, *, wait: bool = True) -> None:
        """Bring the index level with the store; a damaged, old or foreign one is made anew.

        Where another process is writing it, this waits for it. Told not to, it leaves it at what there is to read, and
        to those who are adding papers just now.
        """
        if not self._is_level():
            if not wait and self._index.revision() and self._index.is_awaited():
                self._behind = self._has_news = True
                return
            with self._index.locked():
                if not self._is_level():  # else another process was faster
                    try:
                        self._follow(progress)
                    except SearchError:
                        self._follow(progress, anew=True)
        self._behind = False

    def awaited(self) -> AbstractContextManager[None]:
        """Let all who search know, while papers are added, that the index will be brought level afterwards."""
        return self._index.awaiting()

    def rebuild(self, progress: Progress) -> None:
        """Make the index anew; who searches meanwhile searches the old one."""
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
            return self._index.count()
        except SearchError:  # damaged, or a copy of a library's folder: its files have other times
            self.rebuild(silent)
            return self._index.count()

    def caught_up(self) -> bool:
        """Say, once, whether what was found while others added papers can be found better now."""
        if not self._has_news or self._index.is_awaited():
            return False
        self._has_news = False
        return True

    def _is_level(self) -> bool:
        return self._index.revision() == self._store.papers.revision()

    def _follow(self, progress: Progress, *, anew: bool = False) -> None:
        newest, seen = self._store.papers.revision(), 0 if anew else self._index.revision()
        if seen > newest:  # the library went back in time: an older copy was restored
            anew, seen = True, 0
        total = self._store.papers.count_since(seen, newest)
        papers = _watched(self._store.papers.since(seen, newest), total, progress)
        self._index.update(papers, newest, self._store.papers.removed_since(seen), anew=anew)

    def _hits(self, query: Query) -> "Hits | None":
        """Return what the query's conditions select; None where it has none, or says nothing with them (`the`)."""
        if query.where is None:
            return None
        from reader.search.evaluate import evaluate  # late: numpy is not needed to list all papers
        from reader.search.hits import Hits

        select = self._store.select

        def words(leaf: WordNode, together: Sequence[str]) -> Hits | None:
            part = (leaf, *together)
            return self._memory.answer(self._state(), part, lambda: self._word_hits(leaf, together))

        def states(node: StateNode) -> Hits:
            memory, state = (self._facts, self._orders.facts()) if _is_fact(node) else (self._memory, self._state())
            return memory.answer(state, (node, date.today()), lambda: Hits.of(select.of(node))) or Hits.of(())

        def everything() -> Hits:
            return self._facts.answer(self._orders.facts(), None, lambda: Hits.of(select.everything())) or Hits.of(())

        return evaluate(query.where, words, states, everything, self._store.papers.newest() + 1)

    def _state(self) -> Hashable:
        """Return what changes with every mark and every paper."""
        if self._behind:
            self.refresh(silent, wait=False)
        return self._store.stamp(), self._index.generation()

    def _word_hits(self, leaf: WordNode, together: Sequence[str]) -> "Hits | None":
        """Return the papers in which `leaf` is found: in their texts, ranked together, and in the user's notes."""
        from reader.search.hits import Hits, union

        if not self._store.papers.revision():
            return Hits.of(())
        in_notes = self._notes().hits(leaf, together) if leaf.field in (None, "note") else None
        if leaf.field == "note":
            return in_notes
        in_texts = self._text_hits(leaf, together)
        if in_texts is None or not in_notes:
            return in_texts
        return union([in_texts, in_notes], self._store.papers.newest() + 1)

    def _notes(self) -> "Snapshot":
        """Return an index of the notes: few, the user's own, and changing with every key."""
        from reader.search.snapshot import Snapshot

        stamp, kept = self._store.stamp(), self._note_index
        if kept and kept[0] == stamp:
            return kept[2]
        notes = self._store.select.notes()
        index = kept[2] if kept and kept[1] == notes else Snapshot.of_texts(notes)
        self._note_index = (stamp, notes, index)
        return index

    def _text_hits(self, leaf: WordNode, together: Sequence[str]) -> "Hits | None":
        self.refresh(silent, wait=False)
        try:
            return self._index.hits(leaf, together)
        except SearchError:
            with self._index.locked():
                try:  # another process may have been faster
                    return self._index.hits(leaf, together)
                except SearchError:
                    self._follow(silent, anew=True)
            return self._index.hits(leaf, together)


def _is_fact(node: StateNode) -> bool:
    """Say whether a condition depends on papers and dumps alone, not on marks: such take long, and rarely change."""
    match node:
        case Has(thing):
            return thing != "note"
        case Number(name):
            return name != "rating"
        case Date(name):
            return name != "read"
        case _:
            return isinstance(node, Url | Source | Id)


def _order(query: Query, *, said: bool) -> Sort:
    """Return the order that `query` asks for; without words nothing is more relevant than anything else."""
    by_words = said and bool(words(query))
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
