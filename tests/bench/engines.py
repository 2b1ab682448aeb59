"""Reader's search and others that do the like, behind one face: papers in, queries answered with 50 hits."""

import re
import sqlite3
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, Protocol

from whoosh import analysis, fields
from whoosh import index as whoosh_index
from whoosh import query as wq

from reader.library.holdings import utc_now
from reader.library.ordering import Orders
from reader.library.trending import Trends
from reader.papers import Paper
from reader.query import And, Fuzzy, Node, Or, Phrase, Prefix, Query, Sort, Wildcard, Word, words
from reader.search import Index
from reader.search.evaluate import evaluate
from reader.search.hits import Hits, Ranked
from reader.search.matching import slips
from reader.store import Seen, Store
from tests.bench.queries import Asked

TOP = 50
_RUN = re.compile(r"\w+")


class CannotError(Exception):
    """The engine has no means for such a query."""


class Engine(Protocol):
    """An index on disk that answers queries."""

    name: ClassVar[str]
    folder: Path

    def __init__(self, folder: Path) -> None:
        """Be about to build in `folder`, which exists and is empty."""

    def build(self, papers: list[Paper], marked: Collection[int]) -> None:
        """Index `papers`, numbered from 1 by age; some are marked."""

    def search(self, asked: Asked) -> list[int]:
        """Return the papers found: the best or newest 50."""


class ReaderEngine:
    """Reader: words from the index, a set of marks that the store has at hand, dates from the store."""

    name: ClassVar[str] = "Reader"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "index"
        self._index = Index(self.folder, "bench")
        self._store = Store(folder / "library.db")
        self._orders = Orders(self._store, Trends(self._store, utc_now))
        self._marked = self._everything = Hits.of(())

    def build(self, papers: list[Paper], marked: Collection[int]) -> None:
        """Index `papers`."""
        self._marked = Hits.of(marked)
        self._everything = Hits.of(range(1, len(papers) + 1))
        self._update(enumerate(papers, start=1), 1)

    def store(self, papers: Iterable[Paper]) -> None:
        """Take `papers` into the store, which the order by date asks."""
        seen = (Seen(paper, position) for position, paper in enumerate(papers, start=1))
        with self._store.transaction():
            self._store.dumps.add("corpus", "corpus", "", seen, datetime(2026, 3, 14, tzinfo=UTC))

    def search(self, asked: Asked) -> list[int]:
        """Answer as the library does."""
        limit = len(self._everything) + 1
        hits = evaluate(asked.node, self._index.hits, lambda _: self._marked, lambda: self._everything, limit)
        if hits is None:
            return []
        if asked.newest:
            return list(self._orders.among(hits, Sort("added", reverse=True))[:TOP])
        return Ranked(self._index.nearer(hits, words(Query(asked.node))))[:TOP]

    def reopen(self) -> None:
        """Forget all that is open of the index."""
        self._index = Index(self.folder, "bench")

    def add(self, papers: list[Paper]) -> None:
        """Add papers to an index that is there."""
        self._update(enumerate(papers, start=len(self._everything) + 1), 2)
        self._everything = Hits.of(range(1, len(self._everything) + len(papers) + 1))

    def _update(self, papers: Iterable[tuple[int, Paper]], revision: int) -> None:
        with self._index.locked():
            self._index.update(papers, revision)


class Fts5Engine:
    """SQLite's FTS5 with Porter's stems and prefix indexes."""

    name: ClassVar[str] = "FTS5"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._db = sqlite3.connect(folder / "fts5.db")

    def build(self, papers: list[Paper], marked: Collection[int]) -> None:
        """Index `papers`."""
        self._db.execute(
            "CREATE VIRTUAL TABLE t USING fts5(title, abstract, tokenize='porter unicode61', prefix='2 3 4')"
        )
        self._db.execute("CREATE TABLE marks (paper INTEGER PRIMARY KEY)")
        self._db.executemany("INSERT INTO t VALUES (?, ?)", ((p.title, p.abstract) for p in papers))
        self._db.executemany("INSERT INTO marks VALUES (?)", ((number,) for number in marked))
        self._db.commit()

    def search(self, asked: Asked) -> list[int]:
        """Answer with one SELECT."""
        marks = "(SELECT paper FROM marks)"  # a + keeps the planner from going through the marks one by one
        among = {None: "", True: f"AND +rowid IN {marks}", False: f"AND +rowid NOT IN {marks}"}[asked.marked]
        order = "rowid DESC" if asked.newest else "bm25(t, 2, 1)"
        sql = f"SELECT rowid FROM t WHERE t MATCH ? {among} ORDER BY {order} LIMIT {TOP}"  # noqa: S608 - constants
        return [row[0] for row in self._db.execute(sql, [self._text(asked.words)])]

    def _text(self, node: Node) -> str:
        match node:
            case Word(said, field) | Phrase(said, field):
                return f'{{{field}}} : "{said}"' if field else f'"{said}"'
            case Prefix(said):
                return f'"{said}" *'
            case And(children):
                return " AND ".join(f"({self._text(child)})" for child in children)
            case Or(children):
                return " OR ".join(f"({self._text(child)})" for child in children)
        raise CannotError


class WhooshEngine:
    """Whoosh's own writer and Searcher, with its stemming analyzer."""

    name: ClassVar[str] = "Whoosh"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stems = analysis.StemmingAnalyzer(minsize=1)

    def build(self, papers: list[Paper], marked: Collection[int]) -> None:
        """Index `papers`."""
        plain = analysis.StandardAnalyzer(minsize=1, stoplist=None)
        schema = fields.Schema(
            title=fields.TEXT(analyzer=self._stems),
            abstract=fields.TEXT(analyzer=self._stems),
            title_words=fields.TEXT(analyzer=plain, phrase=False),
            abstract_words=fields.TEXT(analyzer=plain, phrase=False),
        )
        made = whoosh_index.create_in(self.folder, schema)
        writer = made.writer(limitmb=256)
        for p in papers:
            writer.add_document(title=p.title, abstract=p.abstract, title_words=p.title, abstract_words=p.abstract)
        writer.commit(optimize=True)
        self._searcher = made.searcher()
        self._marked = {number - 1 for number in marked}

    def search(self, asked: Asked) -> list[int]:
        """Answer by document numbers, which follow the papers' age."""
        query = self._query(asked.words)
        if asked.newest:
            return [number + 1 for number in sorted(self._searcher.docs_for_query(query))[-TOP:][::-1]]
        sets = {None: {}, True: {"filter": self._marked}, False: {"mask": self._marked}}[asked.marked]
        return [number + 1 for _, number in self._searcher.search(query, limit=TOP, **sets).top_n]

    def _query(self, node: Node) -> wq.Query:
        match node:
            case Word(said, field) | Phrase(said, field):
                terms = [token.text for token in self._stems(said)]
                fields = [(field, 1.0)] if field else [("title", 2.0), ("abstract", 1.0)]
                if not terms:
                    return wq.Every()
                if len(terms) > 1:
                    return wq.Or([wq.Phrase(name, terms, boost=boost) for name, boost in fields])
                return wq.Or([wq.Term(name, terms[0], boost=boost) for name, boost in fields])
            case Prefix(said):
                return self._in_words(lambda field: wq.Prefix(field, said.lower()))
            case Wildcard(said):
                return self._in_words(lambda field: wq.Wildcard(field, said))
            case Fuzzy(said):
                return self._in_words(lambda field: wq.FuzzyTerm(field, said, maxdist=slips(node), prefixlength=0))
            case And(children):
                return wq.And([self._query(child) for child in children])
            case Or(children):
                return wq.Or([self._query(child) for child in children])
        raise CannotError

    def _in_words(self, make: Callable[[str], wq.Query]) -> wq.Query:
        return wq.Or([make("title_words"), make("abstract_words")])
