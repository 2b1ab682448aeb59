"""The stems of all papers, numbered in the order of their bytes."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from whoosh.lang.stopwords import stoplists

from reader.search.analysis import stem
from reader.search.arrays import Array, FieldArrays

_FUNCTION_WORDS = frozenset(map(stem, stoplists["en"]))

_LATIN = ("ie", "eg", "et", "al", "vs", "via", "cf", "st", "nd", "rd", "th", "ii", "iii", "iv")
_OF_ADDRESSES = ("http", "https", "www", "com", "org", "io", "html", "github", "huggingface", "arxiv")
_NO_TOPICS = frozenset(map(stem, (*_LATIN, *_OF_ADDRESSES, "use")))


@dataclass(frozen=True)
class Vocabulary:
    """T stems."""

    terms: Array
    """Their bytes, one after the other."""
    ends: Array
    """(T,) where each ends."""

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.ends)

    def text(self, number: int) -> str:
        """Return a stem."""
        return self._bytes(number).decode()

    def find(self, text: str) -> int:
        """Return the number of a stem, or -1 where it is not there."""
        wanted = text.encode()
        number = bisect_left(range(len(self)), wanted, key=self._bytes)
        return number if number < len(self) and self._bytes(number) == wanted else -1

    def says_little(self) -> Array:
        """Return (T,) which are no topics: numbers, letters, function words, abbreviations and pieces of addresses."""
        little: Array = np.diff(self.ends, prepend=0) < 2
        first, after = (bisect_left(range(len(self)), text, key=self._bytes) for text in (b"0", b":"))
        little[first:after] = True
        words = _FUNCTION_WORDS | _NO_TOPICS
        little[[number for word in words if (number := self.find(word)) >= 0]] = True
        return little

    def _bytes(self, number: int) -> bytes:
        start = self.ends[number - 1] if number else 0
        return self.terms[start : self.ends[number]].tobytes()


def united(fields: Sequence[FieldArrays]) -> tuple[Vocabulary, list[Array]]:
    """Return the stems of several segments as one, and by segment the numbers of its own there, (its T,) int32."""
    if len(fields) == 1:
        (only,) = fields
        return Vocabulary(only.terms, only.ends), [np.arange(len(only), dtype=np.int32)]
    terms = sorted(set().union(*(field.terms_between(0, len(field)) for field in fields)))
    number_of = {term: number for number, term in enumerate(terms)}
    numbers = [
        np.fromiter(map(number_of.__getitem__, field.terms_between(0, len(field))), np.int32, len(field))
        for field in fields
    ]
    ends = np.cumsum([len(term) for term in terms], dtype=np.int64)
    return Vocabulary(np.frombuffer(b"".join(terms), np.uint8), ends), numbers
