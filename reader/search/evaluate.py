"""A query's logic: and, or, not over papers found by words and by state."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from reader.query import (
    And,
    Fuzzy,
    InTopic,
    Like,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Saved,
    StateNode,
    Wildcard,
    Word,
    WordNode,
)
from reader.search.hits import Hits, difference, intersection, union

Words = Callable[[WordNode, Sequence[str]], Hits | None]
"""Answers a leaf, given what it may be written together as with its neighbours; None where it says nothing (`the`)."""
Topics = Callable[[InTopic], Hits | None]
"""Answers a topic; None where it says nothing yet."""


class Evaluator:
    """Evaluates queries against whatever answers their leaves."""

    def __init__(
        self,
        words: Words,
        states: Callable[[StateNode], Hits],
        everything: Callable[[], Hits],
        limit: int,
        topics: Topics,
    ) -> None:
        """Take the sources; `limit` is above every paper's number."""
        self._words = words
        self._states = states
        self._everything = everything
        self._limit = limit
        self._topics = topics

    def hits(self, node: Node) -> Hits | None:
        """Return the papers that `node` means; None where it says nothing, so that all papers do."""
        match node:
            case Word() | Prefix() | Phrase() | Wildcard() | Fuzzy():
                return self._words(node, ())
            case Not(child):
                unwanted = self.hits(child)
                return None if unwanted is None else difference(self._everything(), unwanted, self._limit)
            case Or(children):
                found = [hits for child in children if (hits := self.hits(child)) is not None]
                return union(found, self._limit) if found else None
            case And(children):
                return self._both(children)
            case Saved() | Like():
                raise TypeError(f"{node} was not expanded")
            case InTopic():
                return self._topics(node)
            case _:
                return self._states(node)

    def _both(self, children: tuple[Node, ...]) -> Hits | None:
        """Intersect what is wanted, smallest first, then take away what is not: no complement is ever built."""
        pairs = _written_together(children)
        wanted = [
            hits
            for at, child in enumerate(children)
            if not isinstance(child, Not)
            and (hits := self._words(child, pairs[at]) if isinstance(child, Word) else self.hits(child)) is not None
        ]
        unwanted = [hits for c in children if isinstance(c, Not) and (hits := self.hits(c.child)) is not None]
        if not wanted and not unwanted:
            return None
        wanted.sort(key=len)
        hits = wanted[0] if wanted else self._everything()
        for other in wanted[1:]:
            hits = intersection(hits, other, self._limit)
        for other in unwanted:
            hits = difference(hits, other, self._limit)
        return hits


def _no_topics(leaf: InTopic) -> Hits | None:
    raise TypeError(f"there are no topics for {leaf}")


def evaluate(
    node: Node,
    words: Words,
    states: Callable[[StateNode], Hits],
    everything: Callable[[], Hits],
    limit: int,
    topics: Topics = _no_topics,
) -> Hits | None:
    """Return the papers that `node` means, with scores; None where it says nothing, so that all papers do.

    The parameters are `Evaluator`'s.
    """
    return Evaluator(words, states, everything, limit, topics).hits(node)


def _written_together(children: Sequence[Node]) -> list[list[str]]:
    """Return, for each of the words that all must be there, what it is as one with the word before or after."""
    pairs: list[list[str]] = [[] for _ in children]
    for at, (one, other) in enumerate(pairwise(children)):
        if isinstance(one, Word) and isinstance(other, Word) and one.field == other.field:
            pairs[at].append(one.text + other.text)
            pairs[at + 1].append(one.text + other.text)
    return pairs
