"""The shape of the library: what its papers are about, and how much of each is unread."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.library.finding import Finder
from reader.library.progress import Progress, silent
from reader.library.topic_map import TopicMap
from reader.query import Date, InTopic, Is, Query, narrowed, rewritten
from reader.search.topics import OTHER, Topic
from reader.store import Store

if TYPE_CHECKING:
    from reader.search.arrays import Array
    from reader.search.topics.making import Topics

_UNREAD, _LATELY = Is("unread"), Date("added", "30d")
_EVERYTHING = Query()


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic, and the papers that were asked for in it."""

    topic: Topic | None
    """None stands for the papers that fit into none."""
    papers: int
    unread: int
    recent: int
    """Added in the last thirty days."""
    typical: str = ""
    """The title of the paper that is nearest to its middle."""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.topic.name if self.topic else OTHER

    @property
    def condition(self) -> InTopic:
        """What a query says to find its papers."""
        return InTopic(self.topic.slug if self.topic else OTHER)

    @property
    def query(self) -> str:
        """What finds its papers."""
        return str(Query(self.condition))


@dataclass(frozen=True, slots=True)
class TopicCounts:
    """The topics of the papers that a query finds."""

    query: Query
    papers: int
    """How many the query finds."""
    topics: tuple[TopicCount, ...]
    """Most papers first, last those that fit into none."""
    made: bool
    """Whether the library has papers enough for topics."""


class Shape:
    """What the library is about."""

    def __init__(self, store: Store, finder: Finder, topics: TopicMap) -> None:
        self._store = store
        self._finder = finder
        self._topics = topics

    def topics(self, query: Query = _EVERYTHING, progress: Progress = silent) -> TopicCounts:
        """Return the topics of what `query` finds; for a thread, as they may have to be made: seconds for 100,000.

        Raises:
            ReaderError: as `Library.find`.
            SearchError: topics need making, and scikit-learn is not there.
        """
        topics = self._topics.topics(progress)
        found = self._finder.find(query).total
        return TopicCounts(query, found, tuple(self._counted(topics, query)) if topics else (), topics is not None)

    def names(self) -> tuple[str, ...]:
        """Return what queries may call the topics that were made last; makes none."""
        return tuple(topic.slug for topic in self._topics.known())

    def _counted(self, topics: "Topics", query: Query) -> Iterator[TopicCount]:
        asked, unread, new = (
            self._papers(each) for each in (query, narrowed(query, _UNREAD), narrowed(query, _LATELY))
        )
        papers, left, fresh = (topics.counts(each) for each in (asked, unread, new))
        typical = topics.most_typical(asked)
        entries = self._store.papers.entries([number for number in typical if number])
        titles = {entry.number: entry.paper.title for entry in entries}
        rows = sorted(range(len(topics.topics)), key=lambda row: (-papers[row], row))
        for row in rows:
            if papers[row]:
                title = titles.get(typical[row] or 0, "")
                yield TopicCount(topics.topics[row], papers[row], left[row], fresh[row], title)
        if papers[-1]:
            yield TopicCount(None, papers[-1], left[-1], fresh[-1])

    def _papers(self, query: Query) -> "Array | None":
        """Return what a query finds; None for all papers."""
        hits = self._finder.find(query).hits
        return None if hits is None else hits.papers


def without_topics(query: Query) -> Query:
    """Return `query` without its conditions on topics: what it was before somebody chose one."""
    return replace(query, where=rewritten(query.where, lambda leaf: None if isinstance(leaf, InTopic) else leaf))
