"""Papers to a segment of arrays, in bulk; segments are kept few by merging as they come."""

from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from reader.papers import Paper
from reader.search.arrays import Array, FieldArrays
from reader.search.codec import ArrayCodec, ArraySegment
from reader.search.contents import SafeIndex
from reader.search.merging import living
from reader.search.schema import authors_of
from reader.search.texts import Texts

COMMIT_EVERY = 5_000
"""Papers between commits of a long build, the last of which merges: bounds the memory that the writer needs."""
GROWTH = 4
"""A segment is merged with what is added unless it is so many times larger: segments stay logarithmic in number."""


class BulkWriter(SegmentWriter):  # type: ignore[misc] # whoosh is untyped
    """Whoosh's writer, but for how documents become postings: all at once, when it commits."""

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, codec=ArrayCodec(), _lk=False)  # `Index.locked` is the lock
        self._folder = Path(index.storage.folder)
        self._texts = Texts()
        self._numbers = array("q")
        self._merged: list[_OldSegment] = []

    def add_paper(self, number: int, paper: Paper) -> None:
        """Add a paper; whatever the index had of it must be deleted first."""
        self._numbers.append(number)
        self._texts.add({"title": paper.title, "abstract": paper.abstract, "author": authors_of(paper)})
        self._added = True

    def delete_papers(self, numbers: Sequence[int]) -> None:
        """Delete papers from the segments that are committed."""
        for segment in self.segments:
            for document in np.flatnonzero(np.isin(segment.open_numbers(self._folder), numbers)).tolist():
                segment.delete_document(document)

    def add_reader(self, reader: SegmentReader) -> None:
        """Take in all that is not deleted of a segment; Whoosh's merging calls this."""
        segment: ArraySegment = reader.segment()
        alive = segment.alive() if segment.has_deletions() else None
        self._merged.append(_OldSegment(segment.open_fields(self._folder), segment.open_numbers(self._folder), alive))
        self._added = True

    def commit(self, *, merge: bool = True) -> None:
        """Make a segment of what was added, with the small ones of old unless told not to, and put it in force."""
        super().commit(mergetype=_merge_small if merge else _merge_none)

    def merge_all(self) -> None:
        """Commit, making one segment of all."""
        super().commit(optimize=True)

    def _commit_toc(self, segments: list[ArraySegment]) -> None:
        """Write the table of contents; unlike Whoosh's, it leaves the files of older commits to their readers."""
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)

    def _flush_segment(self) -> None:
        numbers = [*(old.living_numbers for old in self._merged), np.array(self._numbers, np.int64)]
        for name, arrays in self._texts.fields():  # one field at a time: each takes some hundred megabytes
            parts = [living(old.fields[name], old.alive) for old in self._merged]
            self.newsegment.save_field(self._folder, name, [*parts, arrays])
        self.newsegment.save_forward(self._folder)
        self.newsegment.save_numbers(self._folder, np.concatenate(numbers))
        self.docnum = sum(map(len, numbers))


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


def _merge_none(_writer: BulkWriter, segments: list[ArraySegment]) -> list[ArraySegment]:
    """Whoosh's merge policy for the lots of a long build: its last commit merges."""
    return segments


@dataclass(frozen=True, slots=True)
class _OldSegment:
    """A segment that goes into the new one."""

    fields: dict[str, FieldArrays]
    numbers: Array
    alive: Array | None

    @property
    def living_numbers(self) -> Array:
        """The papers that are not deleted."""
        return self.numbers if self.alive is None else self.numbers[self.alive]


def take_in(index: SafeIndex, papers: Iterable[tuple[int, Paper]], *, fresh: bool) -> SafeIndex:
    """Write `papers` into `index`, lot by lot; return the last commit."""
    rest = iter(papers)
    lot = list(islice(rest, COMMIT_EVERY))
    while lot:
        following = list(islice(rest, COMMIT_EVERY))
        index = write(index, lot, () if fresh else [number for number, _ in lot], merge=not following)
        lot = following
    return index


def write(index: SafeIndex, papers: Iterable[tuple[int, Paper]], removed: Sequence[int], *, merge: bool) -> SafeIndex:
    """Commit `papers` in place of `removed`; when that breaks off, whoosh's files are let go."""
    writer = BulkWriter(index)
    try:
        writer.delete_papers(removed)
        for number, paper in papers:
            writer.add_paper(number, paper)
        writer.commit(merge=merge)
    except BaseException:
        with suppress(Exception):
            writer.cancel()
        raise
    return SafeIndex(Path(index.storage.folder), writer.generation)
