"""The words of one field as text that can be searched: by shape, and by likeness."""

import re
from bisect import bisect_left
from functools import cached_property

import numpy as np

from reader.search.arrays import Array, FieldArrays

_AFTER_ALL = "\U0010ffff"


class Lexicon:
    """All terms of one field of one segment, in order."""

    def __init__(self, field: FieldArrays) -> None:
        self._words = [term.decode() for term in field.terms_between(0, len(field))]

    def like(self, pattern: str) -> list[int]:
        """Return the ranks of words like `pattern`, where `*` is any run of characters; it holds one at least.

        Only words that begin as the pattern does are looked at. Each piece between stars takes the first place where
        it fits, and gives it up for no other (that is what the atomic groups do): linear, whatever the pattern.
        """
        if len(pattern) - pattern.count("*") > max(self._of_length, default=0):
            return []  # and no shape of ten thousand letters is compiled
        first, *middle, last = map(re.escape, pattern.split("*"))
        pieces = [f"(?>[^\n]*?{piece})" for piece in middle]
        if first:
            pieces.insert(0, f"^{first}")
        elif middle:  # any place in a word will do: literal text is found faster than the beginning of each word
            pieces[0] = middle[0]
        shape = re.compile("".join([*pieces, "[^\n]*" if pieces else "", last, "$"]), re.MULTILINE)
        low, high = self._begun(pattern.partition("*")[0])
        at = [match.start() for match in shape.finditer(self._text, low, high)]
        ranks: list[int] = (np.searchsorted(self._starts, at, side="right") - 1).tolist()
        return ranks

    def near(self, word: str, distance: int) -> list[int]:
        """Return the ranks of words that are `distance` slips at most from `word`.

        A slip is a letter more, less or other, or two that changed places: others are about as long.
        """
        from rapidfuzz import process  # late: 30 ms that most searches need not pay
        from rapidfuzz.distance import OSA

        ranks: list[int] = []
        for length in range(len(word) - distance, len(word) + distance + 1):
            alike, words = self._of_length.get(length, ([], []))
            found = process.extract(word, words, scorer=OSA.distance, score_cutoff=distance, limit=None)
            ranks.extend(alike[at] for _, _, at in found)
        return sorted(ranks)

    def _begun(self, text: str) -> tuple[int, int]:
        """Return where in `_text` the words are that begin so."""
        low, high = bisect_left(self._words, text), bisect_left(self._words, text + _AFTER_ALL)
        if low == high:
            return 0, 0
        return int(self._starts[low]), int(self._starts[high - 1]) + len(self._words[high - 1])

    @cached_property
    def _text(self) -> str:
        return "\n".join(self._words)

    @cached_property
    def _starts(self) -> Array:
        lengths = np.array([len(word) + 1 for word in self._words], np.int64)
        starts: Array = np.cumsum(lengths) - lengths
        return starts

    @cached_property
    def _of_length(self) -> dict[int, tuple[list[int], list[str]]]:
        """By length, the ranks of words and the words."""
        alike: dict[int, tuple[list[int], list[str]]] = {}
        for rank, word in enumerate(self._words):
            ranks, words = alike.setdefault(len(word), ([], []))
            ranks.append(rank)
            words.append(word)
        return alike
