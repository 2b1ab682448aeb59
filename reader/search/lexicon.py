"""The words of one field as text that can be searched: by shape, and by likeness."""

import re
from functools import cached_property

import numpy as np

from reader.papers.text import like
from reader.search.arrays import Array, FieldArrays

_MOST_STARS = 4
"""A pattern with more is tried word by word: a regular expression could take its time over it."""


class Lexicon:
    """All terms of one field of one segment, in order."""

    def __init__(self, field: FieldArrays) -> None:
        self._words = [term.decode() for term in field.terms_between(0, len(field))]

    def like(self, pattern: str) -> list[int]:
        """Return the ranks of words like `pattern`, where `*` is any run of characters."""
        if pattern.count("*") > _MOST_STARS:
            return [rank for rank, word in enumerate(self._words) if like(word, pattern)]
        shape = "[^\n]*".join(map(re.escape, pattern.split("*")))
        starts = [match.start() for match in re.finditer(f"^{shape}$", self._text, re.MULTILINE)]
        ranks: list[int] = np.searchsorted(self._starts, starts).tolist()
        return ranks

    def near(self, word: str, distance: int) -> list[int]:
        """Return the ranks of words that are `distance` slips at most from `word`.

        A slip is a letter more, less or other, or two that changed places.
        """
        from rapidfuzz import process  # late: 30 ms that most searches need not pay
        from rapidfuzz.distance import OSA

        found = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=distance, limit=None)
        return sorted(rank for _, _, rank in found)

    @cached_property
    def _text(self) -> str:
        return "\n".join(self._words)

    @cached_property
    def _starts(self) -> Array:
        lengths = np.array([len(word) + 1 for word in self._words], np.int64)
        starts: Array = np.cumsum(lengths) - lengths
        return starts
