"""One state of the index, open for reading: words to hits."""

from collections.abc import Iterator
from functools import cached_property
from threading import Lock

from whoosh.reading import IndexReader, TermNotFound

from reader.query import Phrase, Prefix, Word, WordNode
from reader.search.analysis import STOP_WORDS, Token, stem, tokens
from reader.search.evaluate import Hits
from reader.search.ranking import WEIGHTS, FieldLengths, bm25f
from reader.search.schema import WORD_FIELD

Positions = dict[int, list[int]]
"""A document's number in the index to the positions of a term in it."""


class Snapshot:
    """Answers the word leaves of queries from one generation of the index. Safe to use from several threads."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._lock = Lock()

    def hits(self, leaf: WordNode) -> Hits | None:
        """Return the papers in which `leaf` is found, scored; None where nothing of it is indexed (`the`)."""
        with self._lock:  # whoosh's readers share one file position
            return self._hits(leaf)

    def _hits(self, leaf: WordNode) -> Hits | None:
        fields = [leaf.field] if leaf.field else list(WEIGHTS)
        said = list(tokens(leaf.text))
        match leaf:
            case Prefix():
                if not said:
                    return None
                found = {field: self._prefix(field, said[-1].word) for field in fields}
                hits = self._scored(found)
                if len(said) > 1:  # `few-sh*`: what stands before the last word is words
                    before = self._hits(Phrase(leaf.text[: said[-1].start], leaf.field))
                    hits = hits if before is None else {n: s + before[n] for n, s in hits.items() if n in before}
                return hits
            case Word() | Phrase():
                terms = [token for token in said if token.word not in STOP_WORDS]
                if not terms:
                    return None
                return self._scored({field: self._phrase(field, terms) for field in fields})

    def count(self) -> int:
        """Return how many papers the index holds."""
        return int(self._reader.doc_count())

    def _scored(self, frequencies: dict[str, dict[int, float]]) -> Hits:
        scores = bm25f(frequencies, self._lengths, self._reader.doc_count())
        numbers = self._numbers
        return {numbers[document]: score for document, score in scores.items()}

    def _phrase(self, field: str, terms: list[Token]) -> dict[int, float]:
        """Return how often `terms` follow each other, with the gaps that they have, in each document."""
        if len(terms) == 1:
            return dict(self._postings(field, stem(terms[0].word)))
        first, *rest = terms
        found = self._positions(field, stem(first.word))
        for term in rest:
            if not found:
                break
            gap = term.position - first.position
            others = self._positions(field, stem(term.word))
            found = {
                document: kept
                for document, starts in found.items()
                if document in others
                and (kept := sorted(set(starts).intersection(at - gap for at in others[document])))
            }
        return {document: float(len(starts)) for document, starts in found.items()}

    def _prefix(self, field: str, prefix: str) -> dict[int, float]:
        frequencies: dict[int, float] = {}
        name = WORD_FIELD[field]
        for term in self._reader.expand_prefix(name, prefix):
            for document, frequency in self._postings(name, term):
                frequencies[document] = frequencies.get(document, 0.0) + frequency
        return frequencies

    def _postings(self, field: str, term: str | bytes) -> Iterator[tuple[int, float]]:
        try:
            matcher = self._reader.postings(field, term)
        except TermNotFound:
            return
        while matcher.is_active():
            yield matcher.id(), matcher.weight()
            matcher.next()

    def _positions(self, field: str, term: str) -> Positions:
        try:
            matcher = self._reader.postings(field, term)
        except TermNotFound:
            return {}
        positions: Positions = {}
        while matcher.is_active():
            positions[matcher.id()] = matcher.value_as("positions")
            matcher.next()
        return positions

    @cached_property
    def _numbers(self) -> list[int]:
        """Documents' numbers in the index to papers' numbers in the library; 0 for deleted ones."""
        numbers = [0] * self._reader.doc_count_all()
        for document, stored in self._reader.iter_docs():
            numbers[document] = stored["number"]
        return numbers

    @cached_property
    def _lengths(self) -> dict[str, FieldLengths]:
        """Lengths as Whoosh keeps them, in one byte each, and their mean over the papers that are there.

        Whoosh's own total counts deleted papers until their segment is merged, and then what was rounded: with it,
        scores would depend on how the index came to be.
        """
        lengths: dict[str, FieldLengths] = {}
        for field in WEIGHTS:
            of = [self._reader.doc_field_length(document, field) or 0 for document in range(len(self._numbers))]
            present = [length for length, number in zip(of, self._numbers, strict=True) if number]
            lengths[field] = FieldLengths(of, sum(present) / len(present) or 1.0 if present else 1.0)
        return lengths
