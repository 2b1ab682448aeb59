"""For you: papers by their likeness to what one liked, against what one did not.

What is learned is kept until marks or papers change, and learned anew when it is asked for next: in some
hundredths of a second, so that no key waits for it, and no list changes under a cursor.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from reader.changes import SetStatus, Step
from reader.errors import TextError
from reader.library.indexing import LevelIndex
from reader.library.tastes import Readiness, weight
from reader.papers import Entry, Status
from reader.search import Pull, term_of, words_meant
from reader.store import LessOf, Opinion, Store

if TYPE_CHECKING:
    from reader.search.hits import Hits
    from reader.search.taste import Space, Taste

_Opinions = Mapping[Opinion, Sequence[int]]


@dataclass(frozen=True)
class _Learned:
    """A taste, and what it was learned from."""

    stamp: int
    """As long as the library has this one, the rest holds."""
    opinions: _Opinions
    less: frozenset[str]
    space: "Space"
    taste: "Taste | None"

    @cached_property
    def said(self) -> "Hits":
        """The papers of which something was said."""
        from reader.search.hits import Hits

        return Hits.of(_weights(self.opinions))


class ForYou:
    """The taste of a library's reader. Safe to use from several threads."""

    def __init__(self, store: Store, index: LevelIndex, now: Callable[[], datetime]) -> None:
        """Take the store, the index, and the clock, which tells UTC."""
        self._store = store
        self._index = index
        self._now = now
        self._learned: _Learned | None = None
        self._guard = threading.Lock()

    def readiness(self) -> Readiness:
        """Return whether enough was said to learn from."""
        return _readiness(self._store.grouping.by_opinion())

    def taste(self) -> "Taste | None":
        """Return the taste as the marks have it now; None while too little was said. For a thread.

        Raises:
            SearchError: the index cannot be used, and could not be made anew.
        """
        from reader.search.taste import Space, learn  # late: numpy is not needed to list all papers

        stamp, known = self._store.stamp(), self._learned
        if known and known.stamp == stamp and known.space.terms is self._index.vectors():
            return known.taste
        opinions = self._store.grouping.by_opinion()
        if _readiness(opinions).is_cold:
            return None
        vectors = self._index.vectors()
        less = frozenset(each.term for each in self._store.less.all())
        with self._guard:
            if not known or known.space.terms is not vectors:
                space = Space.of(vectors, self._store.papers.authors())
            elif (known.opinions, known.less) == (opinions, less):
                self._learned = replace(known, stamp=stamp)
                return known.taste
            else:
                space = known.space
            taste = learn(space, _weights(opinions), less)
            self._learned = _Learned(stamp, opinions, less, space, taste)
        return taste

    def among(self, unread: "Hits", limit: int) -> "Hits":
        """Return which of the unread papers are for you: `is:foryou`; `limit` is above every paper's number.

        They are at least half as much to the taste as the middle one of the liked papers, or the best ten, and nothing
        was said of them yet. While nothing is learned, they are all for you.

        Raises:
            SearchError: as `taste`.
        """
        from reader.search.hits import difference

        taste, learned = self.taste(), self._learned
        if not taste or not learned:
            return unread
        return taste.liked(difference(unread, learned.said, limit))

    def why(self, entry: Entry) -> list[Pull]:
        """Return the terms that move a paper up or down, the strongest first; none while nothing is learned.

        Raises:
            SearchError: as `taste`.
        """
        taste = self.taste()
        return taste.why(entry.number, entry.paper) if taste else []

    def score(self, entry: Entry) -> float:
        """Return how much a paper is to the taste; 0 while nothing is learned.

        Raises:
            SearchError: as `taste`.
        """
        taste = self.taste()
        return taste.score(entry.number) if taste else 0.0

    # Less of this

    def less(self) -> list[LessOf]:
        """Return the terms of which less is wanted, in the order of their words."""
        return self._store.less.all()

    def want_less(self, words: Sequence[str]) -> Step | None:
        """Want less of what each word stands for, as one step; None where that is so already.

        Raises:
            TextError: one is no single word.
            StoreError: the library cannot be written.
        """
        return self.want_less_of({_term(word): word for word in words})

    def refusal(self, word: str) -> TextError | None:
        """Return why `want_less` would refuse a word; None where it takes it."""
        try:
            _term(word)
        except TextError as error:
            return error
        return None

    def want_less_of(self, words: Mapping[str, str]) -> Step | None:
        """Want less of terms, words by their terms, as one step; None where that is so already.

        Raises:
            StoreError: the library cannot be written.
        """
        return self._store.less.add(words, self._now())

    def want_less_like(self, *entries: Entry) -> Step | None:
        """Skip papers, and want less of the word that speaks loudest for each, as one step; None where it is so.

        While nothing is learned, skipping is all.

        Raises:
            PaperError: all of the papers are gone.
            SearchError: as `taste`.
            StoreError: the library cannot be written.
        """
        loudest = [reason for entry in entries if (reason := self._loudest(entry))]
        words: dict[str, str] = {}
        for reason in loudest:
            words.setdefault(reason.term, reason.word)
        skipped = SetStatus(Status.SKIPPED, self._now())
        numbers = [entry.number for entry in entries]
        return self._store.less.add(words, self._now(), numbers, skipped.apply)

    def _loudest(self, entry: Entry) -> Pull | None:
        return next((reason for reason in self.why(entry) if reason.adds > 0 and not reason.is_author), None)

    def no_longer_less(self, word: str) -> LessOf:
        """Let what a word, or a name, stands for be as it was, as one step, and return it.

        Raises:
            TextError: less of it was not wanted.
            StoreError: the library cannot be written.
        """
        called = word.casefold()
        terms = [each.term for each in self.less() if each.word.casefold() == called] or [_term(word)]
        removed = self._store.less.remove(terms[0], self._now())
        if removed is None:
            raise TextError(f"“{word}” is not among what you want less of", "`reader less` lists that.")
        return removed


def reasons_line(pulls: Sequence[Pull], most: int = 6) -> str:
    """Return the strongest of what moves a paper, on one line: `+diffusion +video −robot`."""
    return " ".join(f"{'+' if pull.adds > 0 else '−'}{pull.word}" for pull in pulls[:most])


def _readiness(opinions: _Opinions) -> Readiness:
    weighed = [(weight(opinion), len(papers)) for opinion, papers in opinions.items()]
    return Readiness(
        sum(papers for value, papers in weighed if value), sum(papers for value, papers in weighed if value > 0)
    )


def _weights(opinions: _Opinions) -> dict[int, float]:
    return {paper: value for opinion, papers in opinions.items() if (value := weight(opinion)) for paper in papers}


def _term(word: str) -> str:
    """Return what a word stands for, or `author:` and a name.

    Raises:
        TextError: it is none, or several.
    """
    term = term_of(word)
    if not term:
        several = ", ".join(words_meant(word))
        hint = f"One word at a time: {several}." if several else "Such as: robot; `reader foryou --why` shows them."
        raise TextError(f"“{word}” is no single word of a paper", hint)
    return term
