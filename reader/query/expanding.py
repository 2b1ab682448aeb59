"""Saved queries within queries: in place of `list:NAME`, the condition of the query that was saved so."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property

from reader.errors import QueryError
from reader.query.ast import And, Node, Not, Or, Query
from reader.query.canonical import all_but, all_of, any_of
from reader.query.leaves import Id, Saved
from reader.query.parser import parse
from reader.query.values import nearest

_EVERYTHING = Id("")
"""What a saved query without a condition finds: every id begins so."""
_DEEPEST = 150
"""Conditions within each other: above what one text can hold, far from Python's recursion limit."""
_MOST = 1000
"""Names in one query, those within saved queries among them: lists of lists of lists must not hang the program."""


def expand(query: Query, saved: Callable[[], Mapping[str, str]]) -> Query:
    """Return `query` with conditions in place of the names of saved queries; a name still being typed is left out.

    `saved` gives the texts of the saved queries by name. It is asked only where the query names one. What comes
    out has no `Saved` in it, and is for searching: it need not print as a query.

    Raises:
        QueryError: there is no saved query of a name, it cannot be meant, or it needs itself.
    """
    return replace(query, where=_Expansion(saved).of(query.where))


class _Expansion:
    """One query's expansion."""

    def __init__(self, saved: Callable[[], Mapping[str, str]]) -> None:
        self._ask = saved
        self._queries: dict[str, Query] = {}
        self._count = 0
        self._column = 0

    def of(self, node: Node | None, within: tuple[str, ...] = (), depth: int = 0) -> Node | None:
        """Return what `node` means; `within` are the saved queries that led there, outermost first."""
        if depth > _DEEPEST:
            raise self._too_many(within)
        match node:
            case And(children):
                return all_of([self.of(child, within, depth + 1) for child in children])
            case Or(children):
                return any_of([self.of(child, within, depth + 1) for child in children])
            case Not(child):
                return all_but(self.of(child, within, depth + 1))
            case Saved():
                return self._condition(node, within, depth)
            case _:
                return node

    @cached_property
    def _saved(self) -> dict[str, tuple[str, str]]:
        return {name.casefold(): (name, text) for name, text in self._ask().items()}

    def _condition(self, leaf: Saved, within: tuple[str, ...], depth: int) -> Node | None:
        if not within:
            self._column = leaf.column
        folded = leaf.name.casefold()
        if folded not in self._saved:
            if leaf.unfinished and any(known.startswith(folded) for known in self._saved):
                return None
            raise self._unknown(leaf, within)
        name, text = self._saved[folded]
        if name in within:
            chain = " → ".join((*within[within.index(name) :], name))
            raise self._error(f"“{leaf}” needs itself: {chain}.", "Save one of them anew, without the next.")
        self._count += 1
        if self._count > _MOST:
            raise self._too_many((*within, name))
        where = self._query(name, text).where
        return self.of(where, (*within, name), depth + 1) if where else _EVERYTHING

    def _query(self, name: str, text: str) -> Query:
        if name not in self._queries:
            try:
                self._queries[name] = parse(text)
            except QueryError as error:
                raise self._error(f"The saved query “{name}” cannot be meant: {error.message}", error.hint) from error
        return self._queries[name]

    def _unknown(self, leaf: Saved, within: tuple[str, ...]) -> QueryError:
        near = nearest(leaf.name.casefold(), self._saved)
        names = [name for name, _ in self._saved.values()]
        listed = f"There are: {', '.join(names[:10])}{', …' if len(names) > 10 else ''}." if names else ""
        hint = f"Did you mean {Saved(self._saved[near][0])}?" if near else listed or "None is saved yet."
        needed = f", which “{within[-1]}” needs" if within else ""
        return self._error(f"There is no saved query “{leaf.name}”{needed}.", hint)

    def _too_many(self, within: tuple[str, ...]) -> QueryError:
        return self._error("Too many saved queries within each other.", f"It begins with {Saved(within[0])}.")

    def _error(self, message: str, hint: str) -> QueryError:
        return QueryError(message, hint, column=self._column)
