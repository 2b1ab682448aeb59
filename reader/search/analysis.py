"""Text to terms: how words are found, folded and stemmed, the same for papers, queries and highlights."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from whoosh.lang.porter2 import stem as porter2_stem  # 8 ms: pulls in none of whoosh's engine

from reader.papers.text import fold
from reader.search.spelling import american

_WORD = re.compile(r"([^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*)(\+{1,2}|#)?")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_SIGNED = re.compile(r"[+#]")
_COMPOUND = re.compile(r"[^\W_]+(?:(?:[-\u2010\u2011^_]|(?<=[0-9])\.(?=[0-9]))[^\W_]+)+")
_JOINT = re.compile(r"[\W_]")
_STOPPED = """
a an and are as at be by can for from has have if in into is it its not of on or our such that the their then
there these they this to was we were which will with
"""
STOP_WORDS = frozenset(_STOPPED.split())
"""Words in nearly every abstract: they find nothing and cost most."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text."""

    word: str
    """Without case and accents."""
    position: int
    """Which word of the text it is, from 0; words that are not indexed count too."""
    start: int
    end: int
    """Where it stands, in characters: `text[start:end]`."""


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of `text` in order: runs of letters and digits; `C++` is two, `c` and `c++`."""
    position = 0
    for match in _WORD.finditer(text):
        word, sign = _fold(match[1]), match[2]
        yield Token(word, position, *match.span(1))
        position += 1
        if sign and not text[match.end() : match.end() + 1].isalnum():
            yield Token(word + sign, position, *match.span())
            position += 1


def words(text: str) -> list[str]:
    """Return the words of `text` in order, as `tokens` has them, in a hurry."""
    if text.isascii() and not _SIGNED.search(text):
        return _ASCII_WORD.findall(text.lower())
    return [token.word for token in tokens(text)]


def compounds(text: str) -> list[str]:
    """Return the words of `text` that are made of several (`few-shot`, `GPT-3.5`, `M^3AE`), folded."""
    return [_fold(compound) for compound in _COMPOUND.findall(text)]


def joined(text: str) -> str:
    """Return a compound as one word: `few-shot` -> `fewshot`."""
    return _JOINT.sub("", text)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of a folded word, after Porter's second stemmer: `models`, `modelling` -> `model`.

    Not the first: Whoosh's has a slip that parts `planning` from `plan` and `mapping` from `map`.
    """
    return str(porter2_stem(american(word))) if word.isascii() else word


@lru_cache(maxsize=200_000)
def _fold(word: str) -> str:
    return word.lower() if word.isascii() else fold(word)
