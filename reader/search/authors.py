"""Papers as vectors of who wrote them, beside those of their terms."""

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from reader.papers.text import fold
from reader.search.arrays import Array
from reader.search.vectors import Vectors
from reader.search.vocabulary import Vocabulary


def author_vectors(numbers: Array, authors: Mapping[int, Sequence[str]]) -> Vectors:
    """Return papers, by their `numbers`, ascending, as vectors of their authors: each name's rarity, with length 1.

    Names are folded, so that accents and case part nobody. A paper of which no author is known has no name.
    """
    listed = [authors.get(number, ()) for number in numbers.tolist()]
    written = {name: _folded(name) for name in dict.fromkeys(chain.from_iterable(listed))}
    names = sorted({folded for folded in written.values() if folded})  # by their letters, as their bytes are
    number_of = {name: number for number, name in enumerate(names)}
    places = {name: number_of.get(folded, -1) for name, folded in written.items()}
    rows = np.arange(len(listed)).repeat([len(each) for each in listed])
    found = np.fromiter(map(places.__getitem__, chain.from_iterable(listed)), np.int64, len(rows))
    each = np.sort(rows[found >= 0] * len(names) + found[found >= 0])
    each = each[np.diff(each, prepend=-1) > 0]  # who stands there twice wrote it once
    rows, terms = np.divmod(each, max(len(names), 1))
    ends = np.cumsum([len(name.encode()) for name in names], dtype=np.int64)
    having = np.bincount(terms, minlength=len(names))
    weights = np.log(1 + len(numbers) / np.maximum(having, 1))[terms]
    weights /= np.sqrt(np.bincount(rows, weights * weights, len(numbers)))[rows]
    return Vectors(
        numbers,
        np.searchsorted(rows, np.arange(len(numbers) + 1)),
        terms.astype(np.int32),
        weights.astype(np.float32),
        having,
        Vocabulary(np.frombuffer("".join(names).encode(), np.uint8), ends),
    )


def _folded(name: str) -> str:
    if name.isascii():  # most are, and it is many times as fast
        return name.lower()
    return fold(name.encode(errors="replace").decode())  # halves of letters can be in a library that somebody made
