"""Occurrences to postings: building the arrays of new texts, in bulk.

An occurrence is one term at one place of one document. One sort by term, then by document and place, makes the
postings of many.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.search.arrays import Array, FieldArrays
from reader.search.zones import COUNTS, LENGTHS, ZONES, zones_at

_BITS = np.int64(40)
"""Room for an occurrence's number beside its term's rank, in one number that is sorted."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Occurrences in the order of their documents and, within those, of their places."""

    terms: Sequence[bytes]
    """The terms, in any order, each once."""
    term: Array
    """(N,) which of `terms`."""
    document: Array
    """(N,) int32."""
    position: Array
    """(N,) uint16, the place in the document, which tells the part it stands in."""


def postings(found: Occurrences, documents: int, *, positions: bool) -> FieldArrays:
    """Return the postings of so many documents, with `positions` or without."""
    used = np.flatnonzero(np.bincount(found.term)).tolist()
    order = sorted(used, key=found.terms.__getitem__)
    rank_of = np.zeros(len(found.terms), np.int64)
    rank_of[order] = np.arange(len(order))
    keys = (rank_of[found.term] << _BITS) + np.arange(len(found.term))
    keys.sort()
    by_term = keys & ((1 << _BITS) - 1)
    rank, document, position = keys >> _BITS, found.document[by_term], found.position[by_term]
    zone_of = zones_at(position)

    first = np.ones(len(rank), bool)  # where a posting begins: another term or another document
    first[1:] = (rank[1:] != rank[:-1]) | (document[1:] != document[:-1])
    places = np.append(np.flatnonzero(first), len(rank))
    blob = [found.terms[number] for number in order]
    return FieldArrays(
        terms=np.array(bytearray(b"".join(blob)), np.uint8),
        ends=np.cumsum([len(term) for term in blob], dtype=np.int64),
        starts=np.searchsorted(rank[places[:-1]], np.arange(len(order) + 1)).astype(np.int64),
        documents=document[places[:-1]].astype(np.int32),
        counts=_counts(zone_of, places),
        lengths=_lengths(zone_of, document, documents),
        positions=position if positions else None,
        places=places.astype(np.uint32) if positions else None,
    )


def _counts(zone_of: Array, places: Array) -> Array:
    """Return, for each posting, in which parts its occurrences stand: nearly all of them in the abstract."""
    counts = np.zeros(len(places) - 1, COUNTS)
    rest = np.diff(places)
    for at, zone in enumerate(ZONES):
        if zone != "abstract":
            posting = np.searchsorted(places, np.flatnonzero(zone_of == at), side="right") - 1
            within = np.bincount(posting, minlength=len(counts))
            counts[zone] = np.minimum(within, np.iinfo(COUNTS[zone]).max)
            rest = rest - within
    counts["abstract"] = np.minimum(rest, np.iinfo(COUNTS["abstract"]).max)
    return counts


def _lengths(zone_of: Array, document: Array, documents: int) -> Array:
    lengths = np.zeros(documents, LENGTHS)
    for at, zone in enumerate(ZONES):
        lengths[zone] = np.bincount(document[zone_of == at], minlength=documents)
    return lengths
