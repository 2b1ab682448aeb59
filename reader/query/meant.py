"""What of a query is asked by its meaning, and what of it is a condition all the same."""

from reader.query.ast import And, Node, Or, Query
from reader.query.canonical import all_of
from reader.query.leaves import Prefix, Word

_OF_A_SENTENCE = 3


def asked_meaning(node: Node | None) -> tuple[tuple[Word, ...], Node | None]:
    """Return the bare words of a query, in order, and the rest of it, which is a condition; None is none.

    `robots that fold laundry is:unread -survey` asks for what the first four words say, among the unread papers
    that do not have the last one. A word that is being typed, `laun OR laun*`, is one of them, and so are words
    joined by OR. Phrases, shapes and words of a field are conditions, as they are in any query.
    """
    said: list[Word] = []
    rest: list[Node] = []
    for child in node.children if isinstance(node, And) else (node,) if node else ():
        if (words := _bare(child)) is None:
            rest.append(child)
        else:
            said += words
    return tuple(dict.fromkeys(said)), all_of(rest)


def is_sentence(query: Query) -> bool:
    """Say whether a query that is asked by words has so many bare ones that it may be asked by meaning instead."""
    return query.mode != "meaning" and len(asked_meaning(query.where)[0]) >= _OF_A_SENTENCE


def _bare(node: Node) -> list[Word] | None:
    """Return the words of a node that is made of nothing but bare ones; else None."""
    match node:
        case Word(_, None):
            return [node]
        case Or(children) if all(isinstance(child, Word | Prefix) and child.field is None for child in children):
            return [child for child in children if isinstance(child, Word)] or None
        case _:
            return None
