"""Text to terms: how words are found, folded and stemmed, the same for papers, queries and highlights."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from Stemmer import Stemmer

from reader.papers.text import fold
from reader.search.spelling import american

_SIGN = r"((?:\+{1,2}+|#)(?![^\W_]))?"
_WITHIN = "\u0300-\u036f\u200c\u200d"
"""Accents and joiners: they part no word."""
_WORD = re.compile(rf"([^\W_][^\W_{_WITHIN}]*(?:[{_WITHIN}]+[^\W_]*)*)" + _SIGN)
_COMBINING = re.compile(f"[{_WITHIN}]")
_PLAIN_WORD = re.compile(r"([^\W_]++)" + _SIGN)
"""The same where nothing combines: several times as fast."""
_LOWER = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))
"""What each byte of an ASCII text becomes: a small letter, a digit or a space."""
_SIGNED = re.compile(r"[+#]")
_COMPOUND = re.compile(r"(?<![^\W_])[^\W_]++(?:(?:[-\u2010\u2011^_]|(?<=[0-9])\.(?=[0-9]))[^\W_]++)+")
_JOINT = re.compile(r"[\W_]")
_STOPPED = """
a an and are as at be by can for from has have if in into is it its not of on or our such that the their then
there these they this to was we were which will with
"""
_mine = threading.local()
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
        if sign:
            yield Token(word + sign, position, *match.span())
            position += 1


def words(text: str) -> list[str]:
    """Return the words of `text` in order, as `tokens` has them, in a hurry."""
    if text.isascii() and not _SIGNED.search(text):
        return text.encode().translate(_LOWER).decode().split()
    if _COMBINING.search(text):
        return [token.word for token in tokens(text)]
    found = _PLAIN_WORD.findall(text)
    return [each for word, sign in found for each in ((_fold(word), _fold(word) + sign) if sign else (_fold(word),))]


def compounds(text: str) -> list[str]:
    """Return the words of `text` that are made of several (`few-shot`, `GPT-3.5`, `M^3AE`), folded."""
    pieces = [piece for piece in text.split() if not piece.isalnum()]  # most are: nine times as fast
    return [_fold(compound) for piece in pieces for compound in _COMPOUND.findall(piece)]


def joined(text: str) -> str:
    """Return a compound as one word: `few-shot` -> `fewshot`."""
    return _JOINT.sub("", text)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of a folded word, by Snowball's English stemmer: `models`, `modelling` -> `model`."""
    return str(_stemmer().stemWord(american(word))) if word.isascii() else word


def stem_of(text: str) -> str:
    """Return the stem of a text that is one word; of any other, nothing."""
    found = words(text)
    return stem(found[0]) if len(found) == 1 and found[0] not in STOP_WORDS else ""


def _stemmer() -> Stemmer:
    """Return this thread's stemmer: one must not be in two threads at once."""
    if not hasattr(_mine, "stemmer"):
        _mine.stemmer = Stemmer("english", 0)  # stem() remembers the words
    return _mine.stemmer


@lru_cache(maxsize=200_000)
def _fold(word: str) -> str:
    return word.lower() if word.isascii() else fold(word)
