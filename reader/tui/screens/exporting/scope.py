"""Which papers may be written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.export import Layout
from reader.library import Results
from reader.query import Query


@dataclass(frozen=True, slots=True)
class Scope:
    """Papers that belong together."""

    name: str
    """How it is remembered."""
    shown: str
    """What is said of it."""
    results: Results
    """The papers; with the query that stands for them, if one does."""
    title: str = ""
    """Of their list; empty where the query gives it one."""

    @property
    def papers(self) -> int:
        """How many there are."""
        return len(self.results.numbers)

    @property
    def layout(self) -> Layout:
        """How their list is set out where nothing is said."""
        layout = self.results.layout
        return replace(layout, title=self.title) if self.title else layout

    def beginning(self, papers: int) -> Results:
        """Return the first so many of the papers."""
        return replace(self.results, numbers=self.results.numbers[:papers])


def part(results: Results, numbers: Sequence[int], name: str, shown: str, title: str = "") -> Scope:
    """Return some of the papers found; no query stands for them."""
    return Scope(name, shown, replace(results, query=Query(), numbers=numbers), title)
