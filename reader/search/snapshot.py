"""One state of the index, open for reading: words to hits, over arrays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from whoosh.index import FileIndex

from reader.query import Fuzzy, Phrase, Prefix, Wildcard, Word, WordNode
from reader.search.analysis import STOP_WORDS, Token, stem, tokens
from reader.search.arrays import Array, FieldArrays
from reader.search.hits import Hits, intersection, summed
from reader.search.lexicon import Lexicon
from reader.search.lookup import NOTHING, Found, near, prefix, ranks, sequence, term
from reader.search.matching import shape, slips
from reader.search.ranking import WEIGHTS, B, saturated
from reader.search.schema import WORD_FIELD


@dataclass(frozen=True, slots=True)
class SegmentArrays:
    """One segment, its documents counted on from those of the segments before."""

    fields: dict[str, FieldArrays]
    first: int
    size: int
    alive: Array | None
    """(D,) which documents are not deleted; None where all are alive."""

    @property
    def which_alive(self) -> Array:
        """(D,) which documents are not deleted."""
        return np.ones(self.size, bool) if self.alive is None else self.alive


class Snapshot:
    """Answers the word leaves of queries from one generation of the index. Safe to use from several threads."""

    def __init__(self, index: FileIndex) -> None:
        folder = Path(index.storage.folder)
        numbers: list[Array] = [np.empty(0, np.int64)]
        self._segments: list[SegmentArrays] = []
        self._lexicons: dict[int, Lexicon] = {}
        first = deleted = 0
        for segment in index._segments():
            size = segment.doc_count_all()
            alive = segment.alive() if segment.has_deletions() else None
            self._segments.append(SegmentArrays(segment.open_fields(folder), first, size, alive))
            numbers.append(segment.open_numbers(folder))
            first += size
            deleted += segment.deleted_count()
        self._size = first
        self._numbers = np.concatenate(numbers)
        self._alive = first - deleted

    def count(self) -> int:
        """Return how many papers the index holds."""
        return self._alive

    @cached_property
    def limit(self) -> int:
        """A number above every paper's."""
        return int(self._numbers.max(initial=0)) + 1

    def hits(self, leaf: WordNode) -> Hits | None:
        """Return the papers in which `leaf` is found, scored; None where nothing of it is indexed (`the`)."""
        fields = [leaf.field] if leaf.field else list(WEIGHTS)
        said = list(tokens(leaf.text))
        match leaf:
            case Prefix():
                return self._begun(leaf, said, fields) if said else None
            case Wildcard():
                pattern = shape(leaf)
                return self._like(fields, lambda words: words.like(pattern)) if pattern.strip("*") else None
            case Fuzzy():
                meant = "".join(token.word for token in said)
                return self._like(fields, lambda words: words.near(meant, slips(leaf))) if meant else None
            case Word() | Phrase():
                terms = [token for token in said if token.word not in STOP_WORDS]
                slop = leaf.slop if isinstance(leaf, Phrase) else 0
                return self._scored({field: self._phrase(field, terms, slop) for field in fields}) if terms else None

    def _like(self, fields: Sequence[str], which: Callable[[Lexicon], list[int]]) -> Hits:
        """Return where words stand that `which` picks out of each segment's words."""

        def look(words: FieldArrays) -> Found:
            return ranks(words, which(self._lexicon(words)))

        return self._scored({field: self._found(WORD_FIELD[field], look) for field in fields})

    def _lexicon(self, field: FieldArrays) -> Lexicon:
        """Return the words of a field, kept for the next time."""
        if id(field) not in self._lexicons:  # segments, and so their fields, live as long as this
            self._lexicons[id(field)] = Lexicon(field)
        return self._lexicons[id(field)]

    def _begun(self, leaf: Prefix, said: Sequence[Token], fields: Sequence[str]) -> Hits:
        """Return where a word begins so; of `few-sh*` what stands before the last word must be there too."""
        last = said[-1].word.encode()
        hits = self._scored(
            {field: self._found(WORD_FIELD[field], lambda each: prefix(each, last)) for field in fields}
        )
        before = self.hits(Phrase(leaf.text[: said[-1].start], leaf.field)) if len(said) > 1 else None
        return hits if before is None else intersection(hits, before, self.limit)

    def _phrase(self, field: str, terms: Sequence[Token], slop: int) -> Found:
        texts = [stem(each.word).encode() for each in terms]
        if len(texts) == 1:
            return self._found(field, lambda each: term(each, texts[0]))
        if slop:
            return self._found(field, lambda each: near(each, texts, slop))
        gaps = [each.position - terms[0].position for each in terms]
        return self._found(field, lambda each: sequence(each, texts, gaps))

    def _found(self, field: str, look: Callable[[FieldArrays], Found]) -> Found:
        """Return what `look` finds in each segment as one, without deleted documents."""
        documents: list[Array] = [NOTHING.documents]
        counts: list[Array] = [NOTHING.counts]
        for segment in self._segments:
            found = look(segment.fields[field])
            kept = slice(None) if segment.alive is None else segment.alive[found.documents]
            documents.append(found.documents[kept] + segment.first)
            counts.append(found.counts[kept])
        return Found(np.concatenate(documents), np.concatenate(counts))

    def _scored(self, found: dict[str, Found]) -> Hits:
        """Score what was found, as one term, by BM25F."""
        weights = [WEIGHTS[name] * each.counts / self._norms[name][each.documents] for name, each in found.items()]
        documents = np.concatenate([each.documents for each in found.values()])
        documents, weight = summed(documents, np.concatenate(weights), self._size)
        return Hits(self._numbers[documents], saturated(weight, self._alive))

    @cached_property
    def _norms(self) -> dict[str, Array]:
        """By field, what a document's length divides its frequencies by; deleted papers do not count for the mean."""
        alive = np.concatenate([np.empty(0, bool), *(s.which_alive for s in self._segments)])
        norms = {}
        for field in WEIGHTS:
            lengths = np.concatenate([np.empty(0), *(s.fields[field].lengths for s in self._segments)])
            mean = lengths[alive].mean() if alive.any() else 0.0
            norms[field] = 1 - B + B * lengths / (mean or 1.0)
        return norms
