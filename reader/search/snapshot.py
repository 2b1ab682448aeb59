"""One state of the index, open for reading: words to hits, over arrays."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from reader.papers.text import fold
from reader.query import Fuzzy, Phrase, Prefix, Wildcard, Word, WordNode
from reader.search.analysis import STOP_WORDS, Token, compounds, stem, tokens
from reader.search.arrays import Array, FieldArrays
from reader.search.contents import SafeIndex
from reader.search.forward import Forward
from reader.search.hits import Hits, Ranked, Rows, added, intersection, summed
from reader.search.lexicon import Lexicon
from reader.search.lookup import NOTHING, Found, joined, near, prefix, ranks, sequence, term
from reader.search.matching import indexed, shape, slips
from reader.search.nearness import WEIGHT, nearness
from reader.search.ranking import factors, frequencies, rarity, saturated
from reader.search.risen import Read, Risen, risen
from reader.search.rising import Stems
from reader.search.texts import Texts
from reader.search.vectors import Part, Vectors
from reader.search.ways import Way, looked_up, way_of, way_of_parts
from reader.search.zones import ZONES, Zone

LOOKED_AT = 100
"""So many of the best papers are looked at closer: some pages."""
A_SLIP = 30
"""So many times as many papers must have a word for it to be meant rather than one that is a slip nearer."""
RARELY = 100
"""A way to write a word that is so many times rarer than another is a slip (`mod-el`), and not looked up."""


@dataclass(frozen=True, slots=True)
class SegmentArrays:
    """One segment, its documents counted on from those of the segments before."""

    fields: dict[str, FieldArrays]
    first: int
    size: int
    alive: Array | None
    """(D,) which documents are not deleted; None where all are alive."""
    forward: Forward | None = None
    """None in memory, where nobody asks for it."""


class Snapshot:
    """Answers the word leaves of queries from one generation of the index. Safe to use from several threads."""

    def __init__(self, segments: Sequence[SegmentArrays], numbers: Array) -> None:
        """Take segments, their documents counted through, and the papers' numbers by document."""
        self._segments = segments
        self._numbers = numbers
        self._is_in_order = bool((np.diff(numbers) > 0).all())
        self._lexicons: dict[int, Lexicon] = {}

    @classmethod
    def open(cls, index: SafeIndex) -> "Snapshot":
        """Map what was committed last."""
        folder = Path(index.storage.folder)
        numbers: list[Array] = [np.empty(0, np.int64)]
        segments: list[SegmentArrays] = []
        first = 0
        for segment in index._segments():
            size = segment.doc_count_all()
            alive = segment.alive() if segment.has_deletions() else None
            forward = segment.open_forward(folder)
            segments.append(SegmentArrays(segment.open_fields(folder), first, size, alive, forward))
            numbers.append(segment.open_numbers(folder))
            first += size
        return cls(segments, np.concatenate(numbers))

    @classmethod
    def of_texts(cls, texts: Sequence[tuple[int, str]]) -> "Snapshot":
        """Return an index, in memory only, of a few texts by the papers' numbers, ascending."""
        made = Texts()
        for _, text in texts:
            made.add({"abstract": text})
        numbers = np.array([number for number, _ in texts], np.int64)
        return cls([SegmentArrays(dict(made.fields()), 0, len(texts), None)], numbers)

    @cached_property
    def _alive(self) -> Array:
        """(D,) which documents are not deleted."""
        masks = [np.ones(s.size, bool) if s.alive is None else s.alive for s in self._segments]
        return np.concatenate([np.empty(0, bool), *masks])

    @cached_property
    def _count(self) -> int:
        return int(self._alive.sum())

    @cached_property
    def _factors(self) -> dict[Zone, Array]:
        stems = [segment.fields["stems"].lengths for segment in self._segments]
        return factors(np.concatenate(stems), self._alive) if stems else {}

    def count(self) -> int:
        """Return how many papers the index holds."""
        return self._count

    @cached_property
    def vectors(self) -> Vectors:
        """All papers as vectors of their terms: 0.4 s for 100,000, and kept."""
        return Vectors.of(self._parts)

    @property
    def _parts(self) -> list[Part]:
        return [
            Part(segment.fields["stems"], segment.forward, self._numbers[place], self._alive[place])
            for segment in self._segments
            if segment.forward is not None and (place := slice(segment.first, segment.first + segment.size))
        ]

    def rising(self, periods: Sequence[Sequence[int]], read: Read, most: int) -> list[Risen]:
        """Return what the papers of the last period speak of more than those of the one before; `most` of it at most.

        What is told most surely comes first. There are two periods at least, oldest first; a paper may be in several.
        `read` gives the texts of papers: of a few for each term, to see how that is written.
        """

        @cache
        def papers_with(stems: Stems) -> Array:
            return np.sort(self._numbers[self._row(tuple((stem, at) for at, stem in enumerate(stems))).documents])

        return risen(self._parts, periods, papers_with, read, most)

    @cached_property
    def limit(self) -> int:
        """A number above every paper's."""
        return int(self._numbers.max(initial=0)) + 1

    def hits(self, leaf: WordNode, together: Sequence[str] = ()) -> Hits | None:
        """Return the papers in which `leaf` is found, scored; None where nothing of it is indexed (`the`).

        A word may also be found as a part of words that are written `together` with its neighbours.
        """
        zones = ZONES if leaf.field is None or leaf.field == "note" else (leaf.field,)
        said = list(tokens(leaf.text))
        match leaf:
            case Prefix():
                return self._begun(leaf, said, zones) if said else None
            case Wildcard():
                pattern = shape(leaf)
                return self._like(zones, lambda words: words.like(pattern)) if pattern.strip("*") else None
            case Fuzzy():
                meant = "".join(token.word for token in said)
                return self._like(zones, lambda words: words.near(meant, slips(leaf))) if meant else None
            case Word():
                return self._word(leaf, zones, together) if indexed(said, leaf.field) else None
            case Phrase():
                way = way_of(said, leaf.field)
                return self._scored([self._row(way, leaf.slop)], zones) if way else None

    def _word(self, leaf: Word, zones: Sequence[Zone], together: Sequence[str]) -> Hits:
        """Return where a word stands, written as one or as several: `fewshot`, `few-shot`, `few shot`."""
        said = list(tokens(leaf.text))
        way = way_of(said, leaf.field)
        ways = {
            way,
            *filter(None, (way_of(list(tokens(text)), None) for text in together)),
        }  # `i n` together is a stop word
        found = {each: self._row(each) for each in ways}
        if len(said) == 1 or compounds(leaf.text) == [fold(leaf.text)]:
            as_one = ((stem("".join(token.word for token in said)), 0),)
            found[as_one] = found.get(as_one) or self._row(as_one)
            for apart in self._apart(as_one[0][0], len(found[as_one].documents) // RARELY):
                found[apart] = found.get(apart) or self._row(apart)
        return self._scored(list(found.values()), zones)

    def _apart(self, word: str, more_than: int) -> list[Way]:
        """Return how a stem is written as several, in `more_than` so many papers."""
        start = f"{word}\0".encode()
        fields = [segment.fields["compounds"] for segment in self._segments]
        texts = {text for each in fields for text in each.terms_between(each.rank(start), each.rank(start + b"\xff"))}
        often = [text for text in sorted(texts) if self._papers_with_compound(text) > more_than]
        return [way for text in often if (way := way_of_parts(text.decode().split("\0")[1:]))]

    def nearer(self, hits: Hits, leaves: Sequence[WordNode]) -> Hits:
        """Return `hits` with the best of them raised where the words of `leaves` stand near each other."""
        said = {stem(found[0].word) for leaf in leaves if isinstance(leaf, Word) and len(found := looked_up(leaf)) == 1}
        if len(said) < 2:
            return hits
        best = np.array(Ranked(hits)[:LOOKED_AT], np.int64)
        documents = np.sort(self._document_of[best[best < self.limit]])
        documents = documents[documents >= 0]
        terms = [(word.encode(), rarity(self.papers_with(word), self._count)) for word in sorted(said)]
        worth = [
            nearness(segment.fields["stems"], terms, documents[within] - segment.first)
            for segment in self._segments
            if (within := (documents >= segment.first) & (documents < segment.first + segment.size)).any()
        ]
        return hits.raised(self._numbers[documents], WEIGHT * np.concatenate(worth)) if worth else hits

    @cached_property
    def _document_of(self) -> Array:
        """By paper's number, which document it is; -1 where it is none."""
        documents = np.full(self.limit, -1, np.int64)
        alive = np.flatnonzero(self._alive)
        documents[self._numbers[alive]] = alive
        return documents

    def papers_with(self, word: str) -> int:
        """Return how many papers have a stem."""
        return len(self._row(((word, 0),)).documents)

    def nearest(self, word: str) -> str | None:
        """Return the word that was most likely meant by a misspelled one; None where none is near.

        A slip less is worth as much as being so many times as common.
        """
        meant = fold(word)
        found: Counter[str] = Counter()
        for segment in self._segments:
            field = segment.fields["words"]
            for rank in self._lexicon(field).near(meant, slips(Fuzzy(meant))):
                found[field.term(rank).decode()] += int(field.sizes[rank])
        for word in (meant, *STOP_WORDS):
            del found[word]
        if not found:
            return None
        from rapidfuzz.distance import OSA

        return max(found, key=lambda each: (found[each] / A_SLIP ** OSA.distance(meant, each), each))

    def _papers_with_compound(self, text: bytes) -> int:
        return len(self._found("compounds", lambda field: term(field, text)).documents)

    def _row(self, way: Way, slop: int = 0) -> Found:
        """Return where stems stand at their distances, or near each other."""
        texts, gaps = [part.encode() for part, _ in way], [gap for _, gap in way]
        if len(texts) == 1:
            return self._found("stems", lambda field: term(field, texts[0]))
        if slop:
            return self._found("stems", lambda field: near(field, texts, slop))
        return self._found("stems", lambda field: sequence(field, texts, gaps))

    def _like(self, zones: Sequence[Zone], which: Callable[[Lexicon], list[int]]) -> Hits:
        """Return where words stand that `which` picks out of each segment's words."""
        found = self._found("words", lambda field: ranks(field, which(self._lexicon(field))))
        return self._scored([found], zones)

    def _lexicon(self, field: FieldArrays) -> Lexicon:
        """Return the words of a field, kept for the next time."""
        if id(field) not in self._lexicons:  # segments, and so their fields, live as long as this
            self._lexicons[id(field)] = Lexicon(field)
        return self._lexicons[id(field)]

    def _begun(self, leaf: Prefix, said: Sequence[Token], zones: Sequence[Zone]) -> Hits:
        """Return where a word begins so; of `few-sh*` what stands before the last word must be there too."""
        last = said[-1].word.encode()
        hits = self._scored([self._found("words", lambda field: prefix(field, last))], zones)
        before = self.hits(Phrase(leaf.text[: said[-1].start], leaf.field)) if said[-1].start else None
        return hits if before is None else intersection(hits, before, self.limit)

    def _found(self, field: str, look: Callable[[FieldArrays], Found]) -> Found:
        """Return what `look` finds in a field of each segment as one, without deleted documents."""
        parts = [_placed(look(segment.fields[field]), segment) for segment in self._segments]
        parts = [part for part in parts if len(part.documents)]
        return parts[0] if len(parts) == 1 else joined(parts, distinct=all(part.distinct for part in parts))

    def _scored(self, found: Sequence[Found], zones: Sequence[Zone]) -> Hits:
        """Score what was found, as one term, by BM25F."""
        parts = found if len(zones) == len(ZONES) else [part.within(zones) for part in found]
        parts = [part for part in parts if len(part.documents)]
        if len(parts) == 1 and parts[0].distinct and self._is_in_order:
            return self._scored_late(parts[0], zones)
        documents, weights = added([self._weighed(part, zones) for part in parts or [NOTHING]])
        papers, scores = self._numbers[documents], saturated(weights, len(documents), self._count)
        if self._is_in_order:
            return Hits(papers, scores)
        order = papers.argsort()
        return Hits(papers[order], scores[order])

    def _scored_late(self, found: Found, zones: Sequence[Zone]) -> Hits:
        """Score a term where somebody asks for it: most words of a query leave few papers to the others."""
        documents, counts = found.documents, found.counts

        def score(rows: Rows) -> Array:
            weights = frequencies(documents[rows], counts[rows], self._factors, zones)
            return saturated(weights, len(documents), self._count)

        return Hits(self._numbers[documents], score)

    def _weighed(self, found: Found, zones: Sequence[Zone]) -> tuple[Array, Array]:
        """Return documents, ascending, with their weights."""
        weights = frequencies(found.documents, found.counts, self._factors, zones)
        return (found.documents, weights) if found.distinct else summed(found.documents, weights, len(self._numbers))


def _placed(found: Found, segment: SegmentArrays) -> Found:
    """Return what was found in a segment by the documents' numbers in all, without deleted ones."""
    if segment.alive is not None:
        kept = segment.alive[found.documents]
        found = Found(found.documents[kept], found.counts[kept], found.distinct)
    return Found(found.documents + segment.first, found.counts, found.distinct) if segment.first else found
