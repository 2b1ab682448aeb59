"""Terms, prefixes and phrases in the arrays of one field: where they are found, and how often."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.search.arrays import Array, FieldArrays

_SHIFT = np.int64(17)
"""Bits for a position within a document, with room for gaps: a document and a place make one number."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where something stands in one field."""

    documents: Array
    """A document may be there several times."""
    counts: Array
    """How often, for each of `documents`."""


NOTHING = Found(np.empty(0, np.int32), np.empty(0, np.uint16))


def term(field: FieldArrays, text: bytes) -> Found:
    """Return where a term stands."""
    rank = field.find(text)
    return NOTHING if rank < 0 else _ranks(field, rank, rank + 1)


def prefix(field: FieldArrays, text: bytes) -> Found:
    """Return where terms stand that begin so: in the order of terms these are one run of postings."""
    return _ranks(field, field.rank(text), field.rank(text + b"\xff"))


def ranks(field: FieldArrays, which: Sequence[int]) -> Found:
    """Return where any of some terms stands, given by their ranks."""
    chosen = np.asarray(which, np.int64)
    starts, stops = field.starts[chosen], field.starts[chosen + 1]
    sizes = stops - starts
    at = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
    return Found(field.documents[at], field.counts[at])


def sequence(field: FieldArrays, texts: Sequence[bytes], gaps: Sequence[int]) -> Found:
    """Return where terms follow each other, `gaps` being their distances from the first."""
    ranks = [field.find(text) for text in texts]
    if min(ranks) < 0:
        return NOTHING
    rarest_first = sorted(
        zip(ranks, gaps, strict=True), key=lambda each: field.starts[each[0] + 1] - field.starts[each[0]]
    )
    starts = _starts(field, *rarest_first[0])
    for rank, gap in rarest_first[1:]:
        starts = starts[_among(starts, _starts(field, rank, gap))]
    documents, counts = np.unique(starts >> _SHIFT, return_counts=True)
    return Found(documents, counts)


def near(field: FieldArrays, texts: Sequence[bytes], slop: int) -> Found:
    """Return where all terms stand within a window: their first and last at most `len(texts) - 1 + slop` apart.

    Any order will do. A document counts once for each occurrence of the rarest term that has the others near.
    """
    ranks = [field.find(text) for text in texts]
    if min(ranks) < 0:
        return NOTHING
    width = len(texts) - 1 + slop
    rarest, *others = sorted((_starts(field, rank, 0) for rank in ranks), key=len)
    anchors = rarest
    low, high = rarest, rarest
    for other in others:
        if not len(other):
            return NOTHING
        after = np.minimum(np.searchsorted(other, anchors), len(other) - 1)
        before = np.maximum(after - 1, 0)
        nearest = np.where(
            np.abs(other[after] - anchors) <= np.abs(other[before] - anchors), other[after], other[before]
        )
        low, high = np.minimum(low, nearest), np.maximum(high, nearest)
    documents, counts = np.unique(anchors[high - low <= width] >> _SHIFT, return_counts=True)
    return Found(documents, counts)


def _ranks(field: FieldArrays, low: int, high: int) -> Found:
    which = slice(int(field.starts[low]), int(field.starts[high]))
    return Found(field.documents[which], field.counts[which])


def _starts(field: FieldArrays, rank: int, gap: int) -> Array:
    """Return where a sequence would begin whose term is at `gap`, one ascending number for document and place."""
    assert field.places is not None and field.positions is not None  # noqa: S101, PT018 - phrases need positions
    which = slice(int(field.starts[rank]), int(field.starts[rank + 1]))
    bounds = field.places[which.start : which.stop + 1]
    document = np.repeat(field.documents[which].astype(np.int64), np.diff(bounds))
    return (document << _SHIFT) + (field.positions[bounds[0] : bounds[-1]].astype(np.int64) + (1 << 16) - gap)


def _among(wanted: Array, ascending: Array) -> Array:
    """Return which of `wanted` are in `ascending`, as a mask."""
    at = np.searchsorted(ascending, wanted)
    at[at == len(ascending)] = 0
    return ascending[at] == wanted if len(ascending) else np.zeros(len(wanted), bool)
