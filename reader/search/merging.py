"""Several segments' postings to one: terms are matched up, postings copied to their places; nothing is sorted."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from reader.search.arrays import Array, FieldArrays

_AT_ONCE = 1 << 20
"""Postings that are copied in one go: bounds the memory that their places take."""


def merged(parts: Sequence[FieldArrays]) -> FieldArrays:
    """Return the postings of `parts`, whose documents follow each other."""
    if len(parts) == 1:
        return parts[0]
    terms = sorted(set().union(*(part.terms_between(0, len(part)) for part in parts)))
    rank_of = {term: rank for rank, term in enumerate(terms)}
    ranks = [np.fromiter(map(rank_of.__getitem__, p.terms_between(0, len(p))), np.int64, len(p)) for p in parts]
    sizes = np.zeros(len(terms), np.int64)
    for part, rank in zip(parts, ranks, strict=True):
        sizes[rank] += part.sizes
    starts = np.concatenate([[0], np.cumsum(sizes)])
    documents = np.empty(starts[-1], np.int32)
    counts = np.empty(starts[-1], parts[0].counts.dtype)
    filled, first = starts[:-1].copy(), 0
    moves = []
    for part, rank in zip(parts, ranks, strict=True):
        shift = (filled[rank] - part.starts[:-1]).repeat(part.sizes)  # how far each posting moves
        shift += np.arange(len(shift))
        documents[shift] = part.documents + np.int32(first)
        counts[shift] = part.counts
        filled[rank] += part.sizes
        first += len(part.lengths)
        moves.append(shift)
    positions, places = _positions(parts, moves, len(documents))
    return FieldArrays(
        terms=np.array(bytearray(b"".join(terms)), np.uint8),
        ends=np.cumsum([len(term) for term in terms], dtype=np.int64),
        starts=starts.astype(np.int64),
        documents=documents,
        counts=counts,
        lengths=np.concatenate([part.lengths for part in parts]),
        positions=positions,
        places=places,
    )


def _positions(
    parts: Sequence[FieldArrays], moves: Sequence[Array], postings: int
) -> tuple[Array, Array] | tuple[None, None]:
    """Return positions and places of the merged postings; `moves` says where each part's go."""
    held = np.zeros(postings + 1, np.uint32)
    for part, to in zip(parts, moves, strict=True):
        if part.places is None:
            return None, None
        held[to + 1] = np.diff(part.places)
    places = np.cumsum(held, dtype=np.uint32)
    positions = np.empty(places[-1], np.uint16)
    for part, to in zip(parts, moves, strict=True):
        assert part.places is not None and part.positions is not None  # noqa: S101, PT018 - the loop above looked
        for at in range(0, len(to), _AT_ONCE):
            bounds = part.places[at : at + _AT_ONCE + 1].astype(np.int64)
            shift = (places[to[at : at + _AT_ONCE]] - bounds[:-1]).repeat(np.diff(bounds))
            positions[shift + np.arange(bounds[0], bounds[-1])] = part.positions[bounds[0] : bounds[-1]]
    return positions, places


def living(field: FieldArrays, alive: Array | None) -> FieldArrays:
    """Return `field` without its deleted documents, the others renumbered; `alive` is (D,), None where all are."""
    if alive is None:
        return field
    kept = alive[field.documents]
    before = np.concatenate([[0], np.cumsum(kept)])
    starts = before[field.starts]
    used = np.flatnonzero(np.diff(starts))
    terms = [field.term(rank) for rank in used.tolist()]
    without_positions = replace(
        field,
        terms=np.array(bytearray(b"".join(terms)), np.uint8),
        ends=np.cumsum([len(term) for term in terms], dtype=np.int64),
        starts=np.append(starts[used], starts[-1]),
        documents=(np.cumsum(alive) - 1)[field.documents[kept]].astype(np.int32),
        counts=field.counts[kept],
        lengths=field.lengths[alive],
    )
    if field.places is None or field.positions is None:
        return without_positions
    held = np.diff(field.places)
    places = np.concatenate([[0], np.cumsum(held[kept])]).astype(np.uint32)
    return replace(without_positions, positions=field.positions[kept.repeat(held)], places=places)
