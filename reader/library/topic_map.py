"""The topics of the library, made when somebody asks for them, and kept."""

import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import QueryError
from reader.library.indexing import LevelIndex
from reader.library.likeness import nearest
from reader.library.progress import Progress, silent
from reader.query import InTopic
from reader.search.topics import FEWEST, OTHER, Topic, matching
from reader.store import Store

if TYPE_CHECKING:
    from reader.search.hits import Hits
    from reader.search.topics.making import Topics

_MOST_NAMED = 10


class TopicMap:
    """The topics, made when somebody asks for them, and kept from then on. Safe to use from several threads."""

    def __init__(self, store: Store, index: LevelIndex, file: Path) -> None:
        """Name the file that they are kept in; touches no disk."""
        self._store = store
        self._index = index
        self._file = file
        self._topics: Topics | None = None
        self._turn = threading.Lock()

    def topics(self, progress: Progress = silent) -> "Topics | None":
        """Return the topics of the papers that there are now; None where there are too few for any.

        They are made where there are none, or the papers are mostly others: some seconds for 100,000.

        Raises:
            SearchError: they need making, and scikit-learn is not there; or the index cannot be used.
        """
        with self._turn:
            revision = self._store.papers.revision()
            known = self._known(revision)
            if known and known.revision == revision:
                return known
            if self._store.papers.count() < FEWEST:
                return None
            from reader.search.topics.making import made

            vectors = self._index.vectors()
            if len(vectors) != self._store.papers.count():
                revision = 0  # others are adding papers just now: those are missed the next time
            topics = (known and known.followed(vectors, revision)) or made(
                vectors, self._texts, revision, progress, known
            )
            self._keep(topics)
            return topics

    def known(self) -> tuple[Topic, ...]:
        """Return the topics that were made last, perhaps of other papers; makes none."""
        known = self._known(None)
        return known.topics if known else ()

    def hits(self, leaf: InTopic) -> "Hits | None":
        """Return the papers of the topics that a query names; None where its name is still being typed.

        Raises:
            QueryError: there is none of that name.
            SearchError: as `topics`.
        """
        if leaf.unfinished and not matching(leaf.name, self.known()):
            return None
        topics = self.topics()
        if topics is None:
            few = f"Topics are made of {FEWEST} papers or more."
            raise QueryError(f"There is no topic “{leaf.name}”.", few, column=leaf.column)
        from reader.search.topics.grouping import NOWHERE

        if leaf.name == OTHER:
            return topics.hits([NOWHERE])
        rows = matching(leaf.name, topics.topics)
        if not rows:
            raise QueryError(f"There is no topic “{leaf.name}”.", _hint(leaf.name, topics.topics), column=leaf.column)
        return topics.hits(rows)

    def _known(self, revision: int | None) -> "Topics | None":
        """Return the topics that were made last; told a revision that they are not of, look if others were faster."""
        known = self._topics
        if (known is None or revision not in (None, known.revision)) and self._file.exists():
            from reader.search.topics.kept import read

            kept = read(self._file, self._store.uuid)
            if kept and (known is None or kept.revision > known.revision):
                self._topics = known = kept
        return known

    def _keep(self, topics: "Topics") -> None:
        from reader.search.topics.kept import write

        self._topics = topics
        with suppress(OSError):  # what cannot be written is made again the next time
            write(topics, self._file, self._store.uuid)

    def _texts(self, numbers: Sequence[int]) -> list[tuple[str, str]]:
        return [(entry.paper.title, entry.paper.abstract) for entry in self._store.papers.entries(numbers)]


def _hint(name: str, topics: Sequence[Topic]) -> str:
    near = nearest(name, [topic.slug for topic in topics], 1)
    if near:
        return f"Did you mean {InTopic(near[0])}?"
    listed = ", ".join(topic.slug for topic in topics[:_MOST_NAMED])
    return f"There are: {listed}{', …' if len(topics) > _MOST_NAMED else ''}."
