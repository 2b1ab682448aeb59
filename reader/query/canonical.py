"""One form for each meaning: nodes put together without empty, single, doubled or repeated ones, and taken apart."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reader.query.ast import And, Node, Not, Or, Query, WordNode
from reader.query.leaves import Fuzzy, Phrase, Prefix, Wildcard, Word


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
