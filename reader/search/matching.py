"""Whether a text holds what a leaf of a query says: for texts that are not in the index, and for highlights."""

from collections.abc import Callable, Sequence

from reader.papers.text import fold, like
from reader.query import Fuzzy, Phrase, Prefix, TextField, Wildcard, Word, WordNode
from reader.search.analysis import STOP_WORDS, Token, stem, tokens

_LONG_WORD = 6
"""From so many letters on, two slips are still one word."""


def slips(leaf: Fuzzy) -> int:
    """Return how many slips `leaf` allows."""
    if leaf.distance is not None:
        return leaf.distance
    return 1 if len(leaf.text) < _LONG_WORD else 2


def indexed(said: Sequence[Token], field: TextField | None) -> list[Token]:
    """Return the words that are looked up: not stop words, but where names are looked for."""
    return [token for token in said if field == "author" or token.word not in STOP_WORDS]


def shape(leaf: Wildcard) -> str:
    """Return the pattern of a wildcard as terms are written: folded, with letters, digits and stars only."""
    return "".join(c for c in fold(leaf.text) if c.isalnum() or c == "*")


def word_test(leaf: WordNode) -> Callable[[str], bool]:
    """Return what tells whether a folded word is one of those that `leaf` means."""
    match leaf:
        case Prefix(text):
            last = [token.word for token in tokens(text)][-1:]
            return lambda word: bool(last) and word.startswith(last[0])
        case Wildcard():
            pattern = shape(leaf)
            least = len(pattern) - pattern.count("*")
            return lambda word: len(word) >= least and like(word, pattern)
        case Fuzzy(text):
            from rapidfuzz.distance import OSA  # late: few queries need it

            meant, most = fold(text), slips(leaf)
            return lambda word: OSA.distance(word, meant, score_cutoff=most) <= most
        case Word(text) | Phrase(text):
            stems = {stem(token.word) for token in indexed(list(tokens(text)), leaf.field)}
            return lambda word: stem(word) in stems
