"""The papers of a library, found, counted and laid out; what comes in and goes out as files is `library.py`'s."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Self

from reader.changes import Step
from reader.errors import PaperError
from reader.library import activity, completing, shelves, stats, tag_tree
from reader.library.completing import Vocabulary
from reader.library.editions import By, Editions
from reader.library.facets import Facet, FacetCounter
from reader.library.finding import Finder
from reader.library.foryou import ForYou
from reader.library.indexing import LevelIndex
from reader.library.meanings import Meanings
from reader.library.progress import Progress, silent
from reader.library.results import Count, Results
from reader.library.rising import Rising, rising
from reader.library.shape import Shape
from reader.library.spans import SpanUnit
from reader.library.topic_map import TopicMap
from reader.library.trending import Trends
from reader.library.upkeep import Upkeep
from reader.library.visiting import Visiting
from reader.library.watching import News
from reader.papers import Entry
from reader.paths import Paths
from reader.query import Query, TextField, Word, words
from reader.search import Index, Snippet, highlights, is_in, snippet
from reader.store import Reason, Search, SourceCount, Store


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


class Holdings(Upkeep):
    """The papers with what is made of them, and where the app was left."""

    def __init__(
        self, paths: Paths, *, queries: Callable[[], Mapping[str, str]] = dict, now: Callable[[], datetime] = utc_now
    ) -> None:
        """Open the library, creating it where there is none; the search index is not touched yet.

        `queries` gives those of config.yaml by name, when they are needed.

        Raises:
            StoreError: it cannot be opened, or was written by a newer Reader.
        """
        super().__init__(Store(paths.library), queries, now)
        self.paths = paths
        self.editions = Editions(self._store)
        self.visits = Visiting(self._store, self._now)
        self._facets = FacetCounter(self._store)
        index = Index(paths.index, self._store.uuid)
        self._index = LevelIndex(self._store, index)
        self.trends = Trends(self._store, now)
        """What is talked about, and why."""
        self.foryou = ForYou(self._store, self._index, now)
        """What is for the one who reads, and why."""
        topics = TopicMap(self._store, self._index, paths.topics)
        self.meanings = Meanings(self._store, self._index, paths.meanings)
        """What papers mean, once that is learned."""
        self._finder = Finder(
            self._store, index, self._index, self._saved, self.trends, self.foryou, topics, self.meanings
        )
        self.shape = Shape(self._store, self._finder, topics)
        """What the library is about."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the library's file."""
        self._index.close()
        self._store.close()

    # The index

    def refresh_index(self, progress: Progress = silent) -> None:
        """Bring the index level with the papers; searching does it too, where it is needed."""
        self._index.refresh(progress)

    def prepare_search(self) -> None:
        """Do now, in a thread, what the first search and the first facets would otherwise wait for.

        Raises:
            SearchError: the index cannot be used, and could not be made anew.
        """
        self._index.verify(wait=False)
        self._facets.prepare()

    def reindex(self, progress: Progress = silent) -> None:
        """Make the index anew."""
        self._index.rebuild(progress)

    # Papers

    def __len__(self) -> int:
        """Return how many papers there are."""
        return self._store.papers.count()

    def find(self, query: Query) -> Results:
        """Return the papers that `query` means, in its order.

        Raises:
            QueryError: it names a saved query that is not there, or cannot be meant.
            PaperError: it asks for what is like a paper that is not there.
            SearchError: the index cannot be used, and could not be made anew.
        """
        return self._finder.find(query)

    def suggestion(self, results: Results) -> Query | None:
        """Return what was perhaps meant by a query that found nothing; None where nothing is near.

        Raises:
            SearchError: as `find`.
        """
        return self._finder.suggestion(results)

    def facets(self, results: Results) -> tuple[Facet, ...]:
        """Return what the papers found have in common, before `limit:`: status, code, tags, dumps, years."""
        return self._facets.count(results)

    def count(self, query: Query) -> Count:
        """Return how many papers `query` finds.

        Raises:
            ReaderError: as `find`.
        """
        return self._finder.count(query)

    def meaning(self, query: Query) -> Query:
        """Return `query` with the conditions of saved queries in place of their names: what is looked for.

        Raises:
            QueryError: it names a saved query that is not there, or cannot be meant.
        """
        return self._saved.expand(query)

    def entries(self, numbers: Sequence[int]) -> list[Entry]:
        """Return papers with all that is known of them, in the order of `numbers`."""
        return self._store.papers.entries(numbers)

    def entry(self, paper_id: str) -> Entry:
        """Return the paper with an id, or with one that begins so.

        Raises:
            PaperError: no paper has, or several; or fewer than four characters are given.
        """
        return self._store.papers.entry(paper_id)

    def why(self, entry: Entry) -> list[Reason]:
        """Return the wordings of a paper, each with where it stood and what tells that it is of this paper."""
        return self._store.splits.reasons(entry.number)

    def split(self, entry: Entry, progress: Progress = silent) -> Step:
        """Make each wording of a paper a paper of its own, for good, as one step; its marks stay with the paper.

        Raises:
            PaperError: it has but one wording.
        """
        with self._watch.ours():
            step = self._store.splits.split(entry.number, self._now())
        if step is None:
            raise PaperError(
                f"“{entry.paper.title}” is told in one way only",
                f"There is nothing to take apart; `reader show --why {entry.paper.id}` tells where it was seen.",
            )
        self.refresh_index(progress)
        return step

    def shared_words(self, entry: Entry, results: Results) -> list[str]:
        """Return the words of the query that stand in a paper's title or abstract, in the order of the query."""
        leaves = [leaf for leaf in words(results.meant) if isinstance(leaf, Word)]
        return [leaf.text for leaf in leaves if is_in(entry.paper, leaf)]

    def highlights(self, text: str, field: TextField, query: Query) -> list[tuple[int, int]]:
        """Return where the words of `query` stand in a paper's title or abstract: (start, end), in characters."""
        leaves = words(query)
        return highlights(text, leaves, field) if leaves else []

    def snippet(self, entry: Entry, query: Query, room: int = 200) -> Snippet | None:
        """Return the stretch of a paper's abstract, of about `room` characters, that holds most words of `query`.

        None where none of them stands there.
        """
        leaves = words(query)
        return snippet(entry.paper.abstract, leaves, "abstract", room) if leaves else None

    def sources(self) -> list[SourceCount]:
        """Return the dumps, those of the newest pages first."""
        return self._store.dumps.counts()

    def tags(self) -> dict[str, int]:
        """Return each tag with the number of its papers, in the order of the tags."""
        return self._store.marks.tag_counts()

    def tag_tree(self) -> list[tag_tree.TagNode]:
        """Return the tags as a tree, each before those below it; what is below counts with it."""
        return tag_tree.tag_tree(self._store)

    def shelves(self, by: By = "day") -> list[shelves.Shelf]:
        """Return the ways into the library, saved queries, tags and editions `by` day, week or month among them.

        `count` counts the saved ones.
        """
        return list(shelves.shelves(self._store, self.saved(), by))

    def stats(self) -> stats.Stats:
        """Return the library in numbers."""
        return stats.count(self._store)

    def news(self) -> News | None:
        """Return what has changed since the last call, by anybody; None where nothing has. Costs next to nothing.

        Raises:
            StoreError: the library cannot be read.
        """
        return self._watch.news() or (News(0) if self._index.caught_up() else None)

    def activity(self) -> activity.Activity:
        """Return what was done with the library day by day, and what that means for the unread; for a thread."""
        return activity.activity(self._store, self._now())

    def rising(self, unit: SpanUnit = "month", limit: int = 20) -> Rising:
        """Return what the newest papers speak of more than those of the week, month or year before; for a thread.

        Raises:
            SearchError: as `find`.
        """
        return rising(self._store, self._index, unit, limit, self._now().astimezone().date())

    # Queries asked

    def remember(self, query: Query) -> None:
        """Note in the history of queries that `query` was asked; the empty one is none.

        Raises:
            StoreError: the library cannot be written, or not now.
        """
        if asked := str(query):
            self._store.searches.add(asked, self._now())

    def searches(self, limit: int) -> list[Search]:
        """Return the queries asked last, each once, newest first."""
        return self._store.searches.last(limit)

    def vocabulary(self) -> Vocabulary:
        """Return what queries of this library are completed from, as it is now; for a thread."""
        return completing.vocabulary(self._store, [saved.name for saved in self.saved()], self.shape.names())

    def count_states(self) -> dict[str, int]:
        """Return how many papers each of `is:` and `has:` finds; for a thread."""
        return completing.count_states(self._store)
