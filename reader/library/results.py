"""What a query found."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.export import Layout
from reader.query import Query, Sort

if TYPE_CHECKING:
    from reader.search.hits import Hits


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found, best or newest first."""

    query: Query
    meant: Query
    """`query` with the conditions of saved queries in place of their names."""
    order: Sort
    """The order that was used, asked for or not."""
    numbers: Sequence[int]
    """The papers, in order."""
    total: int
    """How many there are, before `limit:`."""
    took_ms: float
    hits: "Hits | None" = field(default=None, repr=False, compare=False)
    """What the query's conditions selected; None where it has none, or none that says anything."""

    remark: str = ""
    """What is to be said of how they were found; mostly nothing."""

    @property
    def says_nothing(self) -> bool:
        """Whether something was asked, but nothing that tells papers apart (`the`, `→`): then all were found."""
        return self.hits is None and self.meant.where is not None

    @property
    def scores(self) -> dict[int, float]:
        """How well each paper found fits the words of the query; empty where the order is not by relevance."""
        if self.hits is None or self.order.key != "relevance":
            return {}
        return dict(zip(self.hits.papers.tolist(), self.hits.scores.tolist(), strict=True))

    @property
    def layout(self) -> Layout:
        """How a list of these papers is set out where nothing is said: it bears the query's name."""
        asked = str(self.query)
        return Layout(title=f"Reading list: {asked}" if asked else "Reading list", query=asked)


@dataclass(frozen=True, slots=True)
class Count:
    """How many papers there are of a kind."""

    papers: int
    unread: int
