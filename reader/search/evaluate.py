"""A query's logic: and, or, not over papers found by words and by state. Pure."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from reader.query import And, Node, Not, Or, Phrase, Prefix, StateNode, Word, WordNode

Hits = dict[int, float]
"""Paper numbers with their scores; 0 where nothing but a state found them."""


class Evaluator:
    """Evaluates queries against whatever answers their leaves."""

    def __init__(
        self,
        words: Callable[[WordNode], Hits | None],
        states: Callable[[StateNode], AbstractSet[int]],
        everything: Callable[[], AbstractSet[int]],
    ) -> None:
        """Take the three sources; `words` answers None for words too common to be looked up (`the`)."""
        self._words = words
        self._states = states
        self._everything = everything

    def hits(self, node: Node) -> Hits | None:
        """Return the papers that `node` means; None where it says nothing, so that all papers do."""
        match node:
            case Word() | Prefix() | Phrase():
                return self._words(node)
            case Not(child):
                unwanted = self.hits(child)
                return None if unwanted is None else dict.fromkeys(self._everything() - unwanted.keys(), 0.0)
            case Or(children):
                return _union([found for child in children if (found := self.hits(child)) is not None])
            case And(children):
                return self._intersection(children)
            case _:
                return dict.fromkeys(self._states(node), 0.0)

    def _intersection(self, children: tuple[Node, ...]) -> Hits | None:
        """Intersect what is wanted, smallest first, then take away what is not: no complement is ever built."""
        wanted = [found for c in children if not isinstance(c, Not) and (found := self.hits(c)) is not None]
        unwanted = [found for c in children if isinstance(c, Not) and (found := self.hits(c.child)) is not None]
        if not wanted and not unwanted:
            return None
        wanted.sort(key=len)
        hits = wanted[0] if wanted else dict.fromkeys(self._everything(), 0.0)
        for other in wanted[1:]:
            hits = {number: score + other[number] for number, score in hits.items() if number in other}
        for other in unwanted:
            hits = {number: score for number, score in hits.items() if number not in other}
        return hits


def _union(found: list[Hits]) -> Hits | None:
    if not found:
        return None
    hits = dict(found[0])
    for other in found[1:]:
        for number, score in other.items():
            hits[number] = hits.get(number, 0.0) + score
    return hits


def evaluate(
    node: Node,
    words: Callable[[WordNode], Hits | None],
    states: Callable[[StateNode], AbstractSet[int]],
    everything: Callable[[], AbstractSet[int]],
) -> Hits:
    """Return the papers that `node` means, with scores."""
    hits = Evaluator(words, states, everything).hits(node)
    return dict.fromkeys(everything(), 0.0) if hits is None else hits
