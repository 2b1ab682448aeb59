"""Papers to a segment of arrays, in bulk; segments are kept few by merging as they come."""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from reader.papers import Paper
from reader.search.analysis import STOP_WORDS, stem, words
from reader.search.arrays import MOST, Array, FieldArrays
from reader.search.codec import ArrayCodec, ArraySegment
from reader.search.occurrences import Occurrences, joined, occurrences, postings
from reader.search.schema import WORD_FIELD

GROWTH = 4
"""A segment is merged with what is added unless it is so many times larger: segments stay logarithmic in number."""


class BulkWriter(SegmentWriter):  # type: ignore[misc] # whoosh is untyped
    """Whoosh's writer, but for how documents become postings: all at once, when it commits."""

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, codec=ArrayCodec())
        self._folder = Path(index.storage.folder)
        self._fields = {name: _TextField() for name in WORD_FIELD}
        self._numbers = array("q")
        self._merged: list[_OldSegment] = []

    def add_paper(self, number: int, paper: Paper) -> None:
        """Add a paper; whatever the index had of it must be deleted first."""
        self._numbers.append(number)
        self._fields["title"].add(paper.title)
        self._fields["abstract"].add(paper.abstract)
        self._added = True

    def delete_papers(self, numbers: Sequence[int]) -> None:
        """Delete papers from the segments that are committed."""
        for segment in self.segments:
            for document in np.flatnonzero(np.isin(segment.open_numbers(self._folder), numbers)).tolist():
                segment.delete_document(document)

    def add_reader(self, reader: SegmentReader) -> None:
        """Take in all that is not deleted of a segment; Whoosh's merging calls this."""
        segment: ArraySegment = reader.segment()
        old = _OldSegment(segment.open_fields(self._folder), segment.open_numbers(self._folder), segment.alive())
        self._merged.append(old)
        self._added = True

    def commit(self) -> None:
        """Make a segment of what was added, with the small ones of old, and put it in force."""
        super().commit(mergetype=_merge_small)

    def merge_all(self) -> None:
        """Commit, making one segment of all."""
        super().commit(optimize=True)

    def _flush_segment(self) -> None:
        first = [0, *np.cumsum([old.alive.sum() for old in self._merged]).tolist()]
        numbers = [old.numbers[old.alive] for old in self._merged]
        self.docnum = first[-1] + len(self._numbers)
        for name, field in self._fields.items():  # one field at a time: each takes some hundred megabytes
            for stored, new in ((name, field.stems), (WORD_FIELD[name], field.words)):
                parts = [
                    occurrences(old.fields[stored], old.renumbered(at))
                    for old, at in zip(self._merged, first, strict=False)
                ]
                arrays = postings(joined([*parts, new(first[-1])]))
                self.newsegment.save_field(self._folder, stored, arrays)
        self.newsegment.save_numbers(self._folder, np.concatenate([*numbers, np.array(self._numbers, np.int64)]))


def _merge_small(writer: BulkWriter, segments: list[ArraySegment]) -> list[ArraySegment]:
    """Whoosh's merge policy: which segments stay as they are."""
    kept = []
    size = len(writer._numbers)
    for segment in sorted(segments, key=lambda segment: segment.doc_count()):
        if segment.doc_count() < GROWTH * size:
            writer.add_reader(SegmentReader(writer.storage, writer.schema, segment))
            size += segment.doc_count()
        else:
            kept.append(segment)
    return kept


@dataclass(frozen=True, slots=True)
class _OldSegment:
    """A segment that goes into the new one."""

    fields: dict[str, FieldArrays]
    numbers: Array
    alive: Array

    def renumbered(self, first: int) -> Array:
        """Return each document's number in the new segment, counted from `first`; -1 where it is deleted."""
        return np.where(self.alive, np.cumsum(self.alive) - 1 + first, -1)


class _TextField:
    """The words of one text field, document by document."""

    def __init__(self) -> None:
        self._number_of: defaultdict[str, int] = defaultdict()
        self._number_of.default_factory = self._number_of.__len__
        self._words = array("i")
        self._counts = array("i")

    def add(self, text: str) -> None:
        """Take in one document's text."""
        found = words(text)
        self._words.extend(map(self._number_of.__getitem__, found))
        self._counts.append(len(found))

    def words(self, first: int) -> Occurrences:
        """Return the words as written, without case and accents; `first` is the first document's number."""
        term, document, _ = self._arrays(first)
        return Occurrences(
            [word.encode() for word in self._number_of], term, document, None, np.array(self._counts, np.int32)
        )

    def stems(self, first: int) -> Occurrences:
        """Return the stems without stop words; their positions count the words left out."""
        stems: dict[str, int] = {}
        stem_of = np.array(
            [-1 if word in STOP_WORDS else stems.setdefault(stem(word), len(stems)) for word in self._number_of],
            np.int32,
        )
        word, document, position = self._arrays(first)
        term = stem_of[word] if len(word) else word
        kept = term >= 0
        lengths = np.bincount(document[kept] - first, minlength=len(self._counts))
        terms = [text.encode() for text in stems]
        return Occurrences(terms, term[kept], document[kept], position[kept], lengths.astype(np.int32))

    def _arrays(self, first: int) -> tuple[Array, Array, Array]:
        counts = np.array(self._counts, np.int32)
        starts = np.cumsum(counts) - counts
        words = np.array(self._words, np.int32)
        document = np.repeat(np.arange(first, first + len(counts), dtype=np.int32), counts)
        position = np.arange(len(words), dtype=np.int32) - np.repeat(starts, counts)
        return words, document, np.minimum(position, MOST).astype(np.uint16)
