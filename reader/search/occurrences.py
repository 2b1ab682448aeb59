"""Occurrences to postings: building a segment's arrays, and merging those of several, in bulk.

An occurrence is one term at one place of one document. Whatever is to become a segment, new texts or older
segments, is first a list of occurrences; one stable sort by term then makes the postings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.search.arrays import MOST, Array, FieldArrays


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Occurrences in the order of their documents and, within those, of their places."""

    terms: Sequence[bytes]
    """The terms that occur, in any order, each once."""
    term: Array
    """(N,) which of `terms`."""
    document: Array
    """(N,) int32, never descending within one term."""
    position: Array | None
    """(N,) the place in the document; None where the field keeps none."""
    lengths: Array
    """(D,) int32, how many terms each document has."""


def postings(occurrences: Occurrences) -> FieldArrays:
    """Return the postings of `occurrences`."""
    used = np.flatnonzero(
        np.bincount(occurrences.term)
    ).tolist()  # a deleted document may have been the last that had a term
    order = sorted(used, key=occurrences.terms.__getitem__)
    rank_of = np.empty(len(occurrences.terms), np.int32)
    rank_of[order] = np.arange(len(order), dtype=np.int32)
    rank = rank_of[occurrences.term]
    by_term = np.argsort(rank, kind="stable")
    rank, document = rank[by_term], occurrences.document[by_term]

    first = np.ones(len(rank), bool)  # where a posting begins: another term or another document
    first[1:] = (rank[1:] != rank[:-1]) | (document[1:] != document[:-1])
    places = np.append(np.flatnonzero(first), len(rank)).astype(np.uint32)
    blob = [occurrences.terms[number] for number in order]
    return FieldArrays(
        terms=np.array(bytearray(b"".join(blob)), np.uint8),
        ends=np.cumsum([len(term) for term in blob], dtype=np.int64),
        starts=np.searchsorted(rank[places[:-1]], np.arange(len(order) + 1)).astype(np.int64),
        documents=document[places[:-1]].astype(np.int32),
        counts=np.minimum(np.diff(places), MOST).astype(np.uint16),
        lengths=occurrences.lengths.astype(np.int32),
        positions=None if occurrences.position is None else occurrences.position[by_term].astype(np.uint16),
        places=None if occurrences.position is None else places,
    )


def occurrences(field: FieldArrays, new_number: Array) -> Occurrences:
    """Return what `field` was made from, its documents renumbered; `new_number` is (D,), -1 where deleted."""
    counts = field.counts.astype(np.int64) if field.places is None else np.diff(field.places)
    document = np.repeat(new_number[field.documents], counts)
    term = np.repeat(np.repeat(np.arange(len(field), dtype=np.int32), np.diff(field.starts)), counts)
    kept = document >= 0
    return Occurrences(
        terms=list(field.terms_between(0, len(field))),
        term=term[kept],
        document=document[kept].astype(np.int32),
        position=None if field.positions is None else field.positions[kept],
        lengths=field.lengths[new_number >= 0],
    )


def joined(parts: Sequence[Occurrences]) -> Occurrences:
    """Return all occurrences of `parts`, whose documents follow each other."""
    number_of: dict[bytes, int] = {}
    renumbered = []
    for part in parts:
        numbers = np.fromiter(
            (number_of.setdefault(term, len(number_of)) for term in part.terms), np.int32, len(part.terms)
        )
        renumbered.append(numbers[part.term])
    positions = [part.position for part in parts if part.position is not None]
    return Occurrences(
        terms=list(number_of),
        term=np.concatenate(renumbered),
        document=np.concatenate([part.document for part in parts]),
        position=np.concatenate(positions) if positions else None,
        lengths=np.concatenate([part.lengths for part in parts]),
    )
