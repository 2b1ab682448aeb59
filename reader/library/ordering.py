"""The orders that papers can be listed in but for relevance, kept as long as they hold."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from reader.library.trending import Trends
from reader.query import Sort
from reader.store import Store

if TYPE_CHECKING:
    from reader.search.hits import Hits, Places


@dataclass(frozen=True)
class _Order:
    """All papers in one order."""

    state: Hashable
    """What it was made from: it holds until that changes."""
    numbers: list[int]

    @cached_property
    def places(self) -> "Places":
        """Where each paper stands."""
        from reader.search.hits import Places  # late: numpy is not needed to list all papers

        return Places(self.numbers)


class Orders:
    """Puts papers into order. Safe to use from several threads."""

    def __init__(self, store: Store, trends: Trends) -> None:
        self._store = store
        self._trends = trends
        self._known: dict[Sort, _Order] = {}

    def all(self, sort: Sort) -> list[int]:
        """Return all papers in an order."""
        return self._order(sort).numbers

    def among(self, hits: "Hits", sort: Sort) -> Sequence[int]:
        """Return what was found in an order, sorted only as far as someone looks."""
        return self._order(sort).places.ordered(hits)

    def _order(self, sort: Sort) -> _Order:
        state = self._state(sort)
        order = self._known.get(sort)
        if order is None or order.state != state:
            numbers = self._sorted(sort)
            self._known[sort] = order = _Order(state, numbers)
        return order

    def _sorted(self, sort: Sort) -> list[int]:
        if sort.key == "trending":
            return self._trends.in_order(reverse=sort.reverse)
        return self._store.papers.in_order(sort.key, reverse=sort.reverse)

    def _state(self, sort: Sort) -> Hashable:
        """Return what an order depends on: on marks, or on papers and dumps alone, which change rarely."""
        if sort.key in {"read", "rating"}:
            return self._store.stamp()
        return self.facts()

    def facts(self) -> Hashable:
        """Return what changes with papers and dumps alone, and with the day."""
        return self._store.papers.revision(), self._store.dumps.newest(), self._store.editions.version(), date.today()
