"""Terms, prefixes and phrases in the arrays of one field: where they are found, and how often."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.search.arrays import Array, FieldArrays
from reader.search.zones import COUNTS, ZONES, Zone, zones_at

_SHIFT = np.int64(17)
"""Bits for a position within a document, with room for gaps: a document and a place make one number."""
_ROOM = np.int64(1 << 16)
"""Added to a place, so that a sequence may begin before it."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where something stands in one field."""

    documents: Array
    counts: Array
    """`COUNTS`, how often it stands in each part, for each of `documents`."""
    distinct: bool
    """Whether `documents` ascend, each there once."""

    def within(self, zones: Sequence[Zone]) -> "Found":
        """Return what of it stands in one of `zones`."""
        there = np.flatnonzero(np.logical_or.reduce([self.counts[zone] for zone in zones]))
        return Found(self.documents[there], self.counts[there], self.distinct)


NOTHING = Found(np.empty(0, np.int32), np.empty(0, COUNTS), distinct=True)


def joined(parts: Sequence[Found], *, distinct: bool) -> Found:
    """Return all that was found as one."""
    return Found(
        np.concatenate([NOTHING.documents, *(part.documents for part in parts)]),
        np.concatenate([NOTHING.counts, *(part.counts for part in parts)]),
        distinct,
    )


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
    return Found(field.documents[at], field.counts[at], distinct=len(chosen) < 2)


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
    return _counted(starts)


def near(field: FieldArrays, texts: Sequence[bytes], slop: int) -> Found:
    """Return where all terms stand within a window: their first and last at most `len(texts) - 1 + slop` apart.

    Any order will do. A document counts once for each occurrence of the rarest term that has the others near.
    """
    ranks = [field.find(text) for text in texts]
    if min(ranks) < 0:
        return NOTHING
    width = len(texts) - 1 + slop
    rarest, *others = sorted((_starts(field, rank, 0) for rank in ranks), key=len)
    low, high = rarest, rarest
    for other in others:
        after = np.minimum(np.searchsorted(other, rarest), len(other) - 1)
        before = np.maximum(after - 1, 0)
        nearest = np.where(np.abs(other[after] - rarest) <= np.abs(other[before] - rarest), other[after], other[before])
        low, high = np.minimum(low, nearest), np.maximum(high, nearest)
    return _counted(rarest[high - low <= width])


def _ranks(field: FieldArrays, low: int, high: int) -> Found:
    which = field.postings(low, high)
    return Found(field.documents[which], field.counts[which], distinct=high - low < 2)


def _starts(field: FieldArrays, rank: int, gap: int) -> Array:
    """Return where a sequence would begin whose term is at `gap`, one ascending number for document and place."""
    assert field.places is not None and field.positions is not None  # noqa: S101, PT018 - phrases need positions
    which = field.postings(rank, rank + 1)
    bounds = field.places[which.start : which.stop + 1]
    document = np.repeat(field.documents[which].astype(np.int64), np.diff(bounds))
    return (document << _SHIFT) + (field.positions[bounds[0] : bounds[-1]].astype(np.int64) + (_ROOM - gap))


def _counted(starts: Array) -> Found:
    """Return how often each document is among `starts`."""
    documents, which = np.unique(starts >> _SHIFT, return_inverse=True)
    zone_of = zones_at((starts & ((1 << _SHIFT) - 1)) - _ROOM)
    counts = np.zeros(len(documents), COUNTS)
    for at, zone in enumerate(ZONES):
        within = np.bincount(which[zone_of == at], minlength=len(documents))
        counts[zone] = np.minimum(within, np.iinfo(COUNTS[zone]).max)
    return Found(documents, counts, distinct=True)


def _among(wanted: Array, ascending: Array) -> Array:
    """Return which of `wanted` are in `ascending`, as a mask."""
    at = np.searchsorted(ascending, wanted)
    at[at == len(ascending)] = 0
    return ascending[at] == wanted if len(ascending) else np.zeros(len(wanted), bool)
