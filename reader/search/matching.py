"""Whether a text holds what a leaf of a query says: for texts that are not in the index, and for highlights."""

from collections.abc import Callable, Sequence

from reader.papers.text import fold, like
from reader.query import Fuzzy, Phrase, Prefix, Wildcard, Word, WordNode
from reader.search.analysis import STOP_WORDS, Token, stem, tokens

_LONG_WORD = 6
"""From so many letters on, two slips are still one word."""


def slips(leaf: Fuzzy) -> int:
    """Return how many slips `leaf` allows."""
    if leaf.distance is not None:
        return leaf.distance
    return 1 if len(leaf.text) < _LONG_WORD else 2


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
            stems = {stem(token.word) for token in tokens(text) if token.word not in STOP_WORDS}
            return lambda word: stem(word) in stems


def holds(text: str, leaf: WordNode) -> bool:
    """Say whether `text` holds what `leaf` says; a leaf of stop words alone is held by none."""
    there = list(tokens(text))
    match leaf:
        case Word(said) | Phrase(said):
            wanted = [token for token in tokens(said) if token.word not in STOP_WORDS]
            slop = leaf.slop if isinstance(leaf, Phrase) else 0
            return bool(wanted) and _in_a_row(there, wanted, slop)
        case _:
            test = word_test(leaf)
            return any(test(token.word) for token in there)


def _in_a_row(there: Sequence[Token], wanted: Sequence[Token], slop: int) -> bool:
    places = [{t.position for t in there if stem(t.word) == stem(want.word)} for want in wanted]
    if slop:
        width = len(wanted) - 1 + slop
        return any(all(any(abs(place - at) <= width for place in other) for other in places[1:]) for at in places[0])
    gaps = [want.position - wanted[0].position for want in wanted]
    return any(all(at + gap in other for gap, other in zip(gaps, places, strict=True)) for at in places[0])
