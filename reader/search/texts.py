"""Texts to the fields of a segment: words numbered as they come, postings made of all of them at once."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from reader.search.analysis import STOP_WORDS, compounds, stem, words
from reader.search.arrays import Array, FieldArrays
from reader.search.occurrences import Occurrences, postings
from reader.search.schema import compound_term
from reader.search.zones import FIRST, LAST, Zone


class Texts:
    """The words of all texts of a segment to be."""

    def __init__(self) -> None:
        self._number_of: defaultdict[str, int] = defaultdict()
        self._number_of.default_factory = self._number_of.__len__
        self._runs = _Runs()
        self._compound_of: defaultdict[str, int] = defaultdict()
        self._compound_of.default_factory = self._compound_of.__len__
        self._compound_runs = _Runs()
        self._documents = 0

    def add(self, parts: Mapping[Zone, str]) -> None:
        """Take in a document's parts."""
        for zone, text in parts.items():
            if text:
                self._runs.add(map(self._number_of.__getitem__, words(text)), self._documents, zone)
                self._compound_runs.add(map(self._compound_of.__getitem__, compounds(text)), self._documents, zone)
        self._documents += 1

    def fields(self) -> Iterator[tuple[str, FieldArrays]]:
        """Yield each field of the schema with its postings."""
        yield "stems", self._stems()
        yield "words", self._unstemmed()
        yield "compounds", self._compounds()

    def _unstemmed(self) -> FieldArrays:
        term, document, position = self._runs.arrays()
        words = [word.encode() for word in self._number_of]
        return postings(Occurrences(words, term, document, position), self._documents, positions=False)

    def _stems(self) -> FieldArrays:
        """Return stems without stop words, but for names; their positions count the words left out."""
        number_of: dict[str, int] = {}
        stem_of = [number_of.setdefault(stem(word), len(number_of)) for word in self._number_of]
        stopped = np.array([word in STOP_WORDS for word in self._number_of], bool)
        term, document, position = self._runs.arrays()
        kept = ~stopped[term] | (position >= FIRST["author"]) if len(term) else slice(None)
        stems = [text.encode() for text in number_of]
        found = Occurrences(stems, np.array(stem_of, np.int32)[term[kept]], document[kept], position[kept])
        return postings(found, self._documents, positions=True)

    def _compounds(self) -> FieldArrays:
        number_of: dict[str, int] = {}
        term_of = [number_of.setdefault(compound_term(text), len(number_of)) for text in self._compound_of]
        term, document, position = self._compound_runs.arrays()
        terms = [text.encode() for text in number_of]
        found = Occurrences(terms, np.array(term_of, np.int32)[term], document, position)
        return postings(found, self._documents, positions=False)


class _Runs:
    """Runs of numbered words, each a part of a document."""

    def __init__(self) -> None:
        self._terms = array("i")
        self._starts = array("q")
        self._documents = array("i")
        self._zones: list[Zone] = []

    def add(self, terms: Iterable[int], document: int, zone: Zone) -> None:
        """Take in the words of one part of a document."""
        self._starts.append(len(self._terms))
        self._documents.append(document)
        self._zones.append(zone)
        self._terms.extend(terms)

    def arrays(self) -> tuple[Array, Array, Array]:
        """Return each word's number, document and position."""
        starts = np.array(self._starts, np.int64)
        counts = np.diff(starts, append=len(self._terms))
        first = np.array([FIRST[zone] for zone in self._zones], np.int64)
        last = np.array([LAST[zone] for zone in self._zones], np.int64)
        position = np.arange(len(self._terms)) + np.repeat(first - starts, counts)
        np.minimum(position, np.repeat(last, counts), out=position)
        document = np.repeat(np.array(self._documents, np.int32), counts)
        return np.array(self._terms, np.int32), document, position.astype(np.uint16)
