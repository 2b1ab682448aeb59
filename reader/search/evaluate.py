"""A query's logic: and, or, not over papers found by words and by state."""

from collections.abc import Callable, Collection

from reader.query import And, Fuzzy, Node, Not, Or, Phrase, Prefix, StateNode, Wildcard, Word, WordNode
from reader.search.hits import Hits, difference, intersection, union


class Evaluator:
    """Evaluates queries against whatever answers their leaves."""

    def __init__(
        self,
        words: Callable[[WordNode], Hits | None],
        states: Callable[[StateNode], Collection[int]],
        everything: Callable[[], Collection[int]],
        limit: int,
    ) -> None:
        """Take the three sources; `words` answers None for words too common to be looked up (`the`).

        `limit` is above every paper's number.
        """
        self._words = words
        self._states = states
        self._everything = everything
        self._limit = limit

    def all_hits(self, node: Node) -> Hits:
        """Return the papers that `node` means, with scores."""
        hits = self._hits(node)
        return Hits.of(self._everything()) if hits is None else hits

    def _hits(self, node: Node) -> Hits | None:
        """Return the papers that `node` means; None where it says nothing, so that all papers do."""
        match node:
            case Word() | Prefix() | Phrase() | Wildcard() | Fuzzy():
                return self._words(node)
            case Not(child):
                unwanted = self._hits(child)
                return None if unwanted is None else difference(self._all(), unwanted, self._limit)
            case Or(children):
                found = [hits for child in children if (hits := self._hits(child)) is not None]
                return union(found, self._limit) if found else None
            case And(children):
                return self._both(children)
            case _:
                return Hits.of(self._states(node))

    def _both(self, children: tuple[Node, ...]) -> Hits | None:
        """Intersect what is wanted, smallest first, then take away what is not: no complement is ever built."""
        wanted = [hits for c in children if not isinstance(c, Not) and (hits := self._hits(c)) is not None]
        unwanted = [hits for c in children if isinstance(c, Not) and (hits := self._hits(c.child)) is not None]
        if not wanted and not unwanted:
            return None
        wanted.sort(key=len)
        hits = wanted[0] if wanted else self._all()
        for other in wanted[1:]:
            hits = intersection(hits, other, self._limit)
        for other in unwanted:
            hits = difference(hits, other, self._limit)
        return hits

    def _all(self) -> Hits:
        return Hits.of(self._everything())


def evaluate(
    node: Node,
    words: Callable[[WordNode], Hits | None],
    states: Callable[[StateNode], Collection[int]],
    everything: Callable[[], Collection[int]],
    limit: int,
) -> Hits:
    """Return the papers that `node` means, with scores; the parameters are `Evaluator`'s."""
    return Evaluator(words, states, everything, limit).all_hits(node)
