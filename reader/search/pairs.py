"""Words that follow each other: which pairs stand in which documents of a segment, from the places of its postings."""

import numpy as np

from reader.search.arrays import Array, FieldArrays
from reader.search.zones import FIRST

_SHIFT = np.int64(17)
"""Bits for a place within a document: the document and the place make one number."""


def pairs_of(stems: FieldArrays, documents: Array, terms: Array) -> Array:
    """Return the pairs of `terms` in titles and abstracts, a row for each pair and document: (first, second), ranks.

    `documents` (D,) and `terms` (T,) are masks: of which documents, and which stems may be part of a pair.
    """
    assert stems.places is not None and stems.positions is not None  # noqa: S101, PT018 - the field of stems has them
    kept = np.flatnonzero(documents[stems.documents] & terms.repeat(stems.sizes))
    sizes = stems.places[kept + 1].astype(np.int64) - stems.places[kept]
    at = np.arange(sizes.sum()) + (stems.places[kept] - (np.cumsum(sizes) - sizes)).repeat(sizes)
    places = stems.positions[at].astype(np.int64)
    wanted = np.flatnonzero(terms)
    which = (np.searchsorted(stems.starts[wanted], kept, side="right") - 1).repeat(sizes)
    of_text = places < FIRST["author"]
    where = (stems.documents[kept].astype(np.int64) << _SHIFT).repeat(sizes)[of_text] + places[of_text]
    order = where.argsort()
    where, which = where[order], which[of_text][order]
    follows = np.flatnonzero(np.diff(where) == 1)
    pairs = which[follows] * len(wanted) + which[follows + 1]
    once = np.unique((where[follows] >> _SHIFT) * len(wanted) ** 2 + pairs) % max(len(wanted) ** 2, 1)
    found: Array = wanted[np.stack(np.divmod(once, max(len(wanted), 1)), axis=1)]
    return found
