"""tantivy, a search library in Rust, through its Python package: `pip install tantivy`, for the benchmark alone."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import ClassVar

from tantivy import Document, Filter, Index, Occur, Query, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from reader.papers import Paper
from reader.query import And, Fuzzy, Node, Or, Phrase, Prefix, Wildcard, Word
from reader.search.matching import slips
from tests.bench.engines import TOP, CannotError
from tests.bench.queries import Asked


class TantivyEngine:
    """English stems; beginnings, shapes and slips in fields of unstemmed words, as in Reader. It scores no shapes."""

    name: ClassVar[str] = "tantivy"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        builder = SchemaBuilder().add_integer_field("number", stored=True, fast=True)
        builder = builder.add_boolean_field("marked", indexed=True)
        for field in ("title", "abstract"):
            builder = builder.add_text_field(field, tokenizer_name="en_stem")
            builder = builder.add_text_field(f"{field}_words", index_option="freq")
        self._schema = builder.build()
        self._index = Index(self._schema, path=str(folder))
        self._words = _analyzer().build()
        self._stems = _analyzer().filter(Filter.stemmer("english")).build()

    def build(self, papers: list[Paper], marked: Collection[int]) -> None:
        """Index `papers`, on all cores."""
        writer = self._index.writer()
        for number, p in enumerate(papers, start=1):
            texts = {"title": p.title, "title_words": p.title, "abstract": p.abstract, "abstract_words": p.abstract}
            writer.add_document(Document(number=number, marked=number in marked, **texts))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, asked: Asked) -> list[int]:
        """Answer with numbers: read from a fast field, or from the documents found."""
        searcher = self._index.searcher()
        query = self._query(asked.words)
        if asked.marked is not None:
            marked = Query.const_score_query(Query.term_query(self._schema, "marked", asked.marked), 0)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, marked)])
        if asked.newest:
            return [number for number, _ in searcher.search(query, TOP, count=False, order_by_field="number").hits]
        found = searcher.search(query, TOP, count=False).hits
        return [int(number or 0) for number in searcher.fast_field_values("number", [at for _, at in found])]

    def _query(self, node: Node) -> Query:
        match node:
            case Word(said, field) | Phrase(said, field):
                return self._said(said, field)
            case Prefix(said):
                *before, last = self._words.analyze(said) or [""]
                begun = self._in_words(lambda name: Query.regex_query(self._schema, name, f"{last}.*"))
                return _all([self._said(" ".join(before), None), begun]) if before else begun
            case Wildcard(said):
                return self._in_words(lambda name: Query.regex_query(self._schema, name, said.replace("*", ".*")))
            case Fuzzy(said):
                return self._in_words(lambda name: Query.fuzzy_term_query(self._schema, name, said, slips(node)))
            case And(children):
                return _all([self._query(child) for child in children])
            case Or(children):
                return _any([self._query(child) for child in children])
        raise CannotError

    def _said(self, text: str, field: str | None) -> Query:
        terms = self._stems.analyze(text)
        return _any([self._in_field(terms, name) for name in ([field] if field else ["title", "abstract"])])

    def _in_field(self, terms: list[str], field: str) -> Query:
        if len(terms) > 1:
            query = Query.phrase_query(self._schema, field, list(terms))
        else:
            query = Query.term_query(self._schema, field, terms[0]) if terms else Query.empty_query()
        return Query.boost_query(query, 2.0) if field == "title" else query

    def _in_words(self, make: Callable[[str], Query]) -> Query:
        return _any([make("title_words"), make("abstract_words")])


def _analyzer() -> TextAnalyzerBuilder:
    return TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())


def _any(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _all(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])
