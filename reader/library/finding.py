"""Queries to papers: words from the index, states from the store, then the order."""

from collections.abc import Hashable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from reader.errors import PaperError, SearchError
from reader.library.foryou import ForYou
from reader.library.indexing import LevelIndex
from reader.library.meanings import Meanings
from reader.library.ordering import Orders
from reader.library.progress import silent
from reader.library.remembering import Remembered
from reader.library.results import Count, Results
from reader.library.saving import SavedQueries
from reader.library.topic_map import TopicMap
from reader.library.trending import Trends
from reader.query import (
    FOR_YOU,
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
    asked_meaning,
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
    """Answers queries."""

    def __init__(
        self,
        store: Store,
        index: Index,
        level: LevelIndex,
        saved: SavedQueries,
        trends: Trends,
        foryou: ForYou,
        topics: TopicMap,
        meanings: Meanings,
    ) -> None:
        self._store = store
        self._index = index
        self._level = level
        self._orders = Orders(store, trends)
        self._of_words, self._of_marks, self._of_facts = Remembered(), Remembered(), Remembered()
        self._note_index: tuple[int, list[tuple[int, str]], Snapshot] | None = None
        self._saved = saved
        self._topics = topics
        self._meanings = meanings
        self._foryou = foryou

    def find(self, query: Query) -> Results:
        """Return the papers that `query` means, in its order.

        Raises:
            QueryError: it names a saved query that is not there, or cannot be meant.
            PaperError: it asks for what is like a paper that is not there.
            SearchError: the index cannot be used, and could not be made anew.
        """
        started = perf_counter()
        meant = self._meaning(query)
        hits, remark = self._found(meant)
        sort = _order(meant, said=hits is not None)
        taste = self._foryou.taste() if sort.key == "foryou" else None
        if sort.key == "foryou" and taste is None:
            sort = Sort("trending", sort.reverse)  # until enough was said to learn from
        numbers: Sequence[int]
        if taste:
            from reader.search.hits import Ranked

            numbers = Ranked(taste.of(self._everything() if hits is None else hits), reverse=sort.reverse)
        elif hits is not None and sort.key == "relevance":
            from reader.search.hits import Ranked

            if len(hits) and meant.mode != "meaning":
                hits = self._nearest_first(hits, query, meant)
            numbers = Ranked(hits, reverse=sort.reverse)
        else:
            numbers = self._orders.all(sort) if hits is None else self._orders.among(hits, sort)
        total = len(numbers)
        if query.limit is not None:
            numbers = numbers[: query.limit]
        return Results(query, meant, sort, numbers, total, (perf_counter() - started) * 1000, hits, remark)

    def _nearest_first(self, hits: "Hits", query: Query, meant: Query) -> "Hits":
        """Return hits, raised where words stand near each other; or, of a paper's likes, by their meanings."""
        if isinstance(query.where, Like):
            number = self._store.papers.entry(query.where.prefix).number
            if likeness := self._meanings.likeness_to(number):
                return hits.alike(*likeness)
        with suppress(SearchError):  # another process replaced the index since: what was found holds
            return self._index.nearer(hits, words(meant))
        return hits

    def count(self, query: Query) -> Count:
        """Return how many papers `query` finds, after its `limit:`.

        Raises:
            ReaderError: as `find`.
        """
        from reader.search.hits import Hits, difference  # late: numpy is not needed to list all papers

        found, _ = self._found(self._meaning(query)) if query.limit is None else (Hits.of(self.find(query).numbers), "")
        if found is None:
            found = self._everything()
        return Count(len(found), len(difference(found, self._handled(), self._limit())))

    def suggestion(self, results: Results) -> Query | None:
        """Return what was perhaps meant by a query that found nothing: words that nobody wrote as those they are near.

        None where that finds nothing either, and where it was asked by meaning: that needs no word to be right.
        """
        if results.total or results.query.mode == "meaning" or not self._store.papers.revision():
            return None
        where = rewritten(results.query.where, self._corrected, negated=False)
        if where == results.query.where:
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
        self._level.refresh(silent, wait=False)
        telling = [Word(word) for word in self._index.telling(paper)]
        return all_of([any_of(telling) or Not(Id("")), Not(Id(paper.id))])

    def _found(self, query: Query) -> "tuple[Hits | None, str]":
        """Return what a query selects, by words or by meaning, and what is to be said of that."""
        said, rest = asked_meaning(query.where) if query.mode == "meaning" else ((), None)
        if not said:
            return self._hits(query), ""
        from reader.search.meaning.fusing import by_meaning  # late: few ask so

        among = self._hits(Query(rest))
        by_words = self._hits(Query(any_of(said)))
        if by_words and len(by_words):
            by_words = self._index.nearer(by_words, said)
        likeness = self._meanings.likeness(" ".join(word.text for word in said))
        everything = self._everything() if among is None else among
        hits = by_meaning(everything, by_words, likeness, self._meanings.weight)
        return hits, "" if likeness else f"by words: {self._meanings.lack()}"

    def _hits(self, query: Query) -> "Hits | None":
        """Return what the query's conditions select; None where it has none, or says nothing with them (`the`)."""
        if query.where is None:
            return None
        from reader.search.evaluate import evaluate  # late: numpy is not needed to list all papers
        from reader.search.hits import Hits

        select = self._store.select

        def words(leaf: WordNode, together: Sequence[str]) -> Hits | None:
            part = (leaf, *together)
            return self._of_words.answer(self._wordings(), part, lambda: self._word_hits(leaf, together))

        def states(node: StateNode) -> Hits:
            if node == FOR_YOU:
                return self._foryou.among(states(Is("unread")), self._limit())
            memory, state = (
                (self._of_facts, self._orders.facts()) if _is_fact(node) else (self._of_marks, self._store.stamp())
            )
            return memory.answer(state, (node, date.today()), lambda: Hits.of(select.of(node))) or Hits.of(())

        return evaluate(query.where, words, states, self._everything, self._limit(), self._topics.hits)

    def _everything(self) -> "Hits":
        from reader.search.hits import Hits

        def look() -> Hits:
            return Hits.of(self._store.select.everything())

        return self._of_facts.answer(self._orders.facts(), None, look) or Hits.of(())

    def _handled(self) -> "Hits":
        """Return the papers that are not unread."""
        from reader.search.hits import Hits

        def look() -> Hits:
            return Hits.of({number for state in _HANDLED for number in self._store.select.of(Is(state))})

        return self._of_marks.answer(self._store.stamp(), None, look) or Hits.of(())

    def _limit(self) -> int:
        """Return what is above every paper's number."""
        return self._store.papers.newest() + 1

    def _wordings(self) -> Hashable:
        """Return what changes with every text of a paper, and with every note: seldom, marks being what keys make."""
        self._level.catch_up()
        return self._orders.facts(), self._index.generation(), self._notes()

    def _word_hits(self, leaf: WordNode, together: Sequence[str]) -> "Hits | None":
        """Return the papers in which `leaf` is found: in their texts, ranked together, and in the user's notes."""
        from reader.search.hits import Hits, union

        if not self._store.papers.revision():
            return Hits.of(())
        in_notes = self._notes().hits(leaf, together) if leaf.field in (None, "note") else None
        if leaf.field == "note":
            return in_notes
        in_texts = self._level.hits(leaf, together)
        if in_texts is None or not in_notes:
            return in_texts
        return union([in_texts, in_notes], self._limit())

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
