"""How near each other the words of a query stand in a paper: what BM25F, which counts them alone, cannot see."""

from collections.abc import Sequence

import numpy as np

from reader.search.arrays import Array, FieldArrays

WINDOW = 20
"""So many words in a row are one thought: about a sentence."""
WEIGHT = 0.3
"""How much the words of the best window count, beside what all of them count anywhere."""
_SHIFT = np.int64(17)


def nearness(field: FieldArrays, terms: Sequence[tuple[bytes, float]], documents: Array) -> Array:
    """Return, for each of some `documents` of a segment, the worth of the words in its best window.

    `terms` come with what they are worth (their rarity); each counts once in a window.
    """
    places = [(_places(field, field.find(text), documents), worth) for text, worth in terms]
    every = np.sort(np.concatenate([at for at, _ in places]))
    if not len(every):
        return np.zeros(len(documents))
    worths = np.zeros(len(every))
    for at, worth in places:
        if len(at):
            following = np.minimum(np.searchsorted(at, every), len(at) - 1)
            away = at[following] - every
            worths += worth * ((away >= 0) & (away < WINDOW))
    best: Array = np.zeros(len(documents))
    np.maximum.at(best, every >> _SHIFT, worths)
    return best


def _places(field: FieldArrays, rank: int, documents: Array) -> Array:
    """Return where a term stands in some documents, ascending: which of them, and its position, as one number."""
    if rank < 0 or field.places is None or field.positions is None:
        return np.empty(0, np.int64)
    which = field.postings(rank, rank + 1)
    having = field.documents[which]
    rows = np.minimum(np.searchsorted(having, documents), len(having) - 1)
    there = np.flatnonzero(having[rows] == documents)
    starts = field.places[which.start + rows[there]].astype(np.int64)
    sizes = field.places[which.start + rows[there] + 1] - starts
    at = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
    placed: Array = (np.repeat(there, sizes).astype(np.int64) << _SHIFT) + field.positions[at]
    return placed
