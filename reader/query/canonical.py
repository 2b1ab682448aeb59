"""One form for each meaning: nodes put together without empty, single, doubled or repeated ones, and taken apart."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from reader.query.ast import And, Node, Not, Or, Query, WordNode
from reader.query.leaves import FOR_YOU, Fuzzy, Like, Phrase, Prefix, Wildcard, Word
from reader.query.topics import InTopic


def all_of(nodes: Iterable[Node | None]) -> Node | None:
    """Return what is in every node; None, which is everything, adds nothing."""
    children = [child for node in nodes if node for child in (node.children if isinstance(node, And) else (node,))]
    children = list(dict.fromkeys(children))
    return And(tuple(children)) if len(children) > 1 else next(iter(children), None)


def any_of(nodes: Iterable[Node | None]) -> Node | None:
    """Return what is in any node; None is an alternative that is not there yet, and left out."""
    children = [child for node in nodes if node for child in (node.children if isinstance(node, Or) else (node,))]
    children = list(dict.fromkeys(children))
    return Or(tuple(children)) if len(children) > 1 else next(iter(children), None)


def all_but(node: Node | None) -> Node | None:
    """Return all that is not in `node`; of None, which says nothing yet, nothing."""
    return node.child if isinstance(node, Not) else node and Not(node)


def narrowed(query: Query, condition: Node) -> Query:
    """Return `query` with one more condition."""
    return replace(query, where=all_of((query.where, condition)), hints=())


def rewritten(node: Node | None, leaf: Callable[[Node], Node | None], *, negated: bool = True) -> Node | None:
    """Return `node` with what `leaf` makes of each of its leaves; of those under a `Not` only if `negated`."""
    match node:
        case None:
            return None
        case And(children):
            return all_of([rewritten(child, leaf, negated=negated) for child in children])
        case Or(children):
            return any_of([rewritten(child, leaf, negated=negated) for child in children])
        case Not(child):
            return all_but(rewritten(child, leaf)) if negated else node
        case _:
            return leaf(node)


def asks_index(query: Query) -> bool:
    """Say whether the index is asked: for words, for what is like a paper, for a topic, for what the reader likes."""
    by_taste = query.sort is not None and query.sort.key == "foryou"
    asking = WordNode | Like | InTopic
    return by_taste or any(isinstance(leaf, asking) or leaf == FOR_YOU for leaf in leaves_of(query.where))


def leaves_of(node: Node | None) -> Iterator[Node]:
    """Yield the conditions that `node` is put together from, in order."""
    match node:
        case None:
            return
        case And(children) | Or(children):
            for child in children:
                yield from leaves_of(child)
        case Not(child):
            yield from leaves_of(child)
        case _:
            yield node


def words(query: Query) -> tuple[WordNode, ...]:
    """Return the texts that are looked for, in order; what stands under a `Not` is not."""
    return tuple(_texts(query.where))


def _texts(node: Node | None) -> Iterator[WordNode]:
    match node:
        case Word() | Prefix() | Phrase() | Wildcard() | Fuzzy():
            yield node
        case And(children) | Or(children):
            for child in children:
                yield from _texts(child)
