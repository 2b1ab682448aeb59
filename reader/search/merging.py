"""Several segments' postings to one: terms are matched up, postings copied to their places; nothing is sorted.

Some terms at a time, straight into the file of the new segment: what is merged need not fit into memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from reader.search.arrays import Array, ArraysFile, FieldArrays

AT_ONCE = 1 << 19
"""Postings that are copied in one go, if a single term has not more: bounds the memory that they take."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the segments that are merged."""

    field: FieldArrays
    ranks: Array
    """(T,) where each of its terms stands among those of all parts, ascending."""
    first: int
    """How many documents come before its own."""


def merge(fields: Sequence[FieldArrays], path: Path) -> None:
    """Write the postings of `fields`, whose documents follow each other, to a file as those of one segment.

    Raises:
        OSError: it cannot be written.
    """
    if len(fields) == 1:
        fields[0].save(path)
        return
    terms = sorted(set().union(*(field.terms_between(0, len(field)) for field in fields)))
    parts = _parts(terms, fields)
    sizes = np.zeros(len(terms), np.int64)
    for part in parts:
        sizes[part.ranks] += part.field.sizes
    starts = np.concatenate([[0], np.cumsum(sizes)])
    whole: dict[str, Array] = {
        "terms": np.frombuffer(b"".join(terms), np.uint8),
        "ends": np.cumsum([len(term) for term in terms], dtype=np.int64),
        "starts": starts,
        "lengths": np.concatenate([field.lengths for field in fields]),
    }
    postings, model = int(starts[-1]), fields[0]
    shapes = {name: (array.dtype, len(array)) for name, array in whole.items()}
    shapes |= {"documents": (model.documents.dtype, postings), "counts": (model.counts.dtype, postings)}
    if model.positions is not None and model.places is not None:
        held = sum(len(field.positions) for field in fields if field.positions is not None)
        shapes |= {"positions": (model.positions.dtype, held), "places": (model.places.dtype, postings + 1)}
    with ArraysFile(path, shapes) as file:
        for name, array in whole.items():
            file.append(name, array)
        for piece in _pieces(parts, starts):
            for name, array in piece.items():
                file.append(name, array)


def _parts(terms: Sequence[bytes], fields: Sequence[FieldArrays]) -> list[_Part]:
    rank_of = {term: rank for rank, term in enumerate(terms)}
    parts, first = [], 0
    for field in fields:
        ranks = np.fromiter(map(rank_of.__getitem__, field.terms_between(0, len(field))), np.int64, len(field))
        parts.append(_Part(field, ranks, first))
        first += len(field.lengths)
    return parts


def _pieces(parts: Sequence[_Part], starts: Array) -> Iterator[Mapping[str, Array]]:
    """Yield what is to be appended to the arrays, some terms at a time; `starts` is that of the merged postings."""
    with_positions, held = parts[0].field.places is not None, 0
    low = 0
    while low < len(starts) - 1:
        high = max(low + 1, int(np.searchsorted(starts, starts[low] + AT_ONCE, side="right")) - 1)
        moves = list(_moves(parts, starts[low : high + 1] - starts[low], low, high))
        documents = np.empty(starts[high] - starts[low], np.int32)
        counts = np.empty(len(documents), parts[0].field.counts.dtype)
        for part, which, to in moves:
            documents[to] = part.field.documents[which] + np.int32(part.first)
            counts[to] = part.field.counts[which]
        yield {"documents": documents, "counts": counts}
        if with_positions:
            positions, ends = _positions(moves, len(documents))
            yield {"positions": positions, "places": (ends[:-1] + held).astype(np.uint32)}
            held += len(positions)
        low = high
    if with_positions:
        yield {"places": np.array([held], np.uint32)}


def _moves(parts: Sequence[_Part], starts: Array, low: int, high: int) -> Iterator[tuple[_Part, slice, Array]]:
    """Yield, for each part, which of its postings the terms from rank `low` to before `high` have, and where they go.

    `starts` is where those terms begin among what they have together.
    """
    filled = starts[:-1].copy()
    for part in parts:
        first, last = np.searchsorted(part.ranks, [low, high]).tolist()
        begin, sizes = part.field.starts[first : last + 1], part.field.sizes[first:last]
        ranks = part.ranks[first:last] - low
        to = (filled[ranks] - (begin[:-1] - begin[0])).repeat(sizes)  # how far each posting moves
        to += np.arange(len(to))
        filled[ranks] += sizes
        yield part, part.field.postings(first, last), to


def _positions(moves: Sequence[tuple[_Part, slice, Array]], postings: int) -> tuple[Array, Array]:
    """Return the positions of so many merged postings, and where each of those begins, and the last one ends."""
    held = np.zeros(postings + 1, np.int64)
    spans = []
    for part, which, to in moves:
        assert part.field.places is not None  # noqa: S101 - the caller looked
        spans.append(part.field.places[which.start : which.stop + 1].astype(np.int64))
        held[to + 1] = np.diff(spans[-1])
    places = np.cumsum(held)
    positions = np.empty(places[-1], np.uint16)
    for (part, _, to), bounds in zip(moves, spans, strict=True):
        assert part.field.positions is not None  # noqa: S101 - likewise
        shift = (places[to] - (bounds[:-1] - bounds[0])).repeat(np.diff(bounds))
        positions[shift + np.arange(len(shift))] = part.field.positions[bounds[0] : bounds[-1]]
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
