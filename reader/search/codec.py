"""A Whoosh codec whose postings are memory-mapped arrays.

Whoosh keeps what it is good at: the directory, its table of contents, segments, commits and deletions; its own
`Searcher` runs on this index, which is what the tests compare with. What it does slowly, pickled blocks of 128
postings, are arrays here (`search.arrays`), which the evaluator reads without Whoosh in between.

Each segment has, beside the arrays of its fields, one file with the papers' numbers, the only stored field, and one
with the terms of each paper (`search.forward`).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from reader.search.arrays import Array, FieldArrays, total
from reader.search.forward import Forward
from reader.search.merging import merge

NUMBER = "number"
"""The stored field: which paper a document is."""


class ArraySegment(base.Segment):  # type: ignore[misc] # whoosh is untyped
    """One segment: which files it has, which of its documents are deleted. Pickled into the table of contents."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self.fields: list[str] = []
        self._documents = 0
        self._deleted: set[int] = set()

    def codec(self) -> "ArrayCodec":
        """Return the codec that reads this segment."""
        return ArrayCodec()

    def should_assemble(self) -> bool:
        """Keep the files apart: they are mapped one by one."""
        return False

    def set_doc_count(self, count: int) -> None:
        """Set how many documents there are, deleted ones too."""
        self._documents = count

    def doc_count_all(self) -> int:
        """Return how many documents there are, deleted ones too."""
        return self._documents

    def deleted_count(self) -> int:
        """Return how many documents are deleted."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """Yield the deleted documents."""
        return iter(self._deleted)

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a document is deleted."""
        return docnum in self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:  # noqa: FBT001, FBT002 - whoosh's signature
        """Delete a document, or take that back."""
        (self._deleted.add if delete else self._deleted.discard)(docnum)

    def alive(self) -> Array:
        """Return (D,) which documents are not deleted."""
        alive = np.ones(self._documents, bool)
        alive[list(self._deleted)] = False
        return alive

    def save_field(self, folder: Path, name: str, parts: Sequence[FieldArrays]) -> None:
        """Write the postings of one field, those of `parts` after each other."""
        merge(parts, folder / self.make_filename(f".{name}"))
        self.fields.append(name)

    def save_forward(self, folder: Path) -> None:
        """Write the terms of each document, when the field of stems is written."""
        stems = FieldArrays.open(folder / self.make_filename(".stems"))
        Forward.of(stems).save(folder / self.make_filename(".forward"))

    def open_forward(self, folder: Path) -> Forward:
        """Map the terms of each document."""
        return Forward.open(folder / self.make_filename(".forward"))

    def save_numbers(self, folder: Path, numbers: Array) -> None:
        """Write the papers' numbers by document."""
        np.save(self._numbers_file(folder), numbers, allow_pickle=False)

    def open_fields(self, folder: Path) -> dict[str, FieldArrays]:
        """Map the postings of all fields."""
        return {name: FieldArrays.open(folder / self.make_filename(f".{name}")) for name in self.fields}

    def open_numbers(self, folder: Path) -> Array:
        """Return the papers' numbers by document."""
        numbers: Array = np.load(self._numbers_file(folder), allow_pickle=False)
        return numbers

    def _numbers_file(self, folder: Path) -> Path:
        path: Path = folder / self.make_filename(f".{NUMBER}.npy")
        return path


class ArrayCodec(base.Codec):  # type: ignore[misc] # whoosh is untyped
    """Opens array segments for Whoosh. They are written by `search.writer` alone, in bulk."""

    length_stats = False

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        """Return a segment without documents."""
        return ArraySegment(indexname)

    def per_document_writer(self, storage: Any, segment: ArraySegment) -> base.PerDocumentWriter:
        """Return a writer that has nothing to do: `search.writer` collects documents itself."""
        return _NoWriter()

    def field_writer(self, storage: Any, segment: ArraySegment) -> base.FieldWriter:
        """Return a writer that has nothing to do, likewise."""
        return _NoWriter()

    def terms_reader(self, storage: Any, segment: ArraySegment) -> "ArrayTermsReader":
        """Open a segment's terms and postings."""
        return ArrayTermsReader(segment.open_fields(Path(storage.folder)))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> "ArrayPerDocumentReader":
        """Open what a segment keeps of each document."""
        folder = Path(storage.folder)
        return ArrayPerDocumentReader(segment, segment.open_fields(folder), segment.open_numbers(folder))


class _NoWriter:
    """Stands where Whoosh's writer wants to close something."""

    is_closed = False

    def close(self) -> None:
        self.is_closed = True


class ArrayTermsReader(base.TermsReader):  # type: ignore[misc] # whoosh is untyped
    """Terms and postings as Whoosh asks for them."""

    def __init__(self, fields: dict[str, FieldArrays]) -> None:
        self.fields = fields

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, text = term
        return field in self.fields and self.fields[field].find(text) >= 0

    def indexed_field_names(self) -> list[str]:
        """Return the fields that have postings."""
        return list(self.fields)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield all terms, field by field, in order."""
        for name in self.fields:
            yield from self.terms_from(name, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield the terms from `prefix` on."""
        field = self.fields[fieldname]
        for text in field.terms_between(field.rank(prefix), len(field)):
            yield fieldname, text

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield all terms with what is known of them."""
        for name, text in self.terms():
            yield (name, text), self.term_info(name, text)

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield the terms from `prefix` on with what is known of them."""
        for name, text in self.terms_from(fieldname, prefix):
            yield (name, text), self.term_info(name, text)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return a term's frequencies and bounds.

        Raises:
            TermNotFound: the term is not there.
        """
        field, which = self._postings(fieldname, text)
        documents, counts = field.documents[which], total(field.counts[which])
        lengths = total(field.lengths[documents])
        return TermInfo(
            weight=float(counts.sum()),
            df=len(documents),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(counts.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return how often a term stands in all documents; 0 where it does not."""
        return self.term_info(fieldname, text).weight() if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return in how many documents a term stands."""
        return int(self.term_info(fieldname, text).doc_frequency()) if (fieldname, text) in self else 0

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> ListMatcher:
        """Return a term's postings as Whoosh walks them."""
        field, which = self._postings(fieldname, text)
        values = [format_.encode(places) for places in _places(field, which)] if field.places is not None else None
        return ListMatcher(
            field.documents[which].tolist(),
            total(field.counts[which]).astype(float).tolist(),
            values,
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def _postings(self, fieldname: str, text: bytes) -> tuple[FieldArrays, slice]:
        field = self.fields.get(fieldname)
        rank = field.find(text) if field else -1
        if field is None or rank < 0:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return field, field.postings(rank, rank + 1)


class ArrayPerDocumentReader(base.PerDocumentReader):  # type: ignore[misc] # whoosh is untyped
    """Lengths, numbers and deletions as Whoosh asks for them."""

    def __init__(self, segment: ArraySegment, fields: dict[str, FieldArrays], numbers: Array) -> None:
        self._segment = segment
        self._fields = fields
        self.numbers = numbers

    def doc_count(self) -> int:
        """Return how many documents are not deleted."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """Return how many documents there are."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Say whether any document is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a document is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        """Yield the deleted documents."""
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return how many terms a document has in a field, exactly."""
        field = self._fields.get(fieldname)
        return int(total(field.lengths[docnum : docnum + 1])[0]) if field else default

    def field_length(self, fieldname: str) -> int:
        """Return how many terms all documents have in a field."""
        field = self._fields.get(fieldname)
        return int(total(field.lengths).sum()) if field else 0

    def min_field_length(self, fieldname: str) -> int:
        """Return the least length of a field."""
        return int(total(self._fields[fieldname].lengths).min())

    def max_field_length(self, fieldname: str) -> int:
        """Return the greatest length of a field."""
        return int(total(self._fields[fieldname].lengths).max())

    def stored_fields(self, docnum: int) -> dict[str, int]:
        """Return which paper a document is."""
        return {NUMBER: int(self.numbers[docnum])}


def _places(field: FieldArrays, which: slice) -> Iterator[list[int]]:
    assert field.places is not None and field.positions is not None  # noqa: S101, PT018 - the caller looked
    for start, end in pairwise(field.places[which.start : which.stop + 1].tolist()):
        yield field.positions[start:end].tolist()
