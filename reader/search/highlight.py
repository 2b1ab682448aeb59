"""Which words of a text a query found."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.query import Prefix, Word, WordNode

if TYPE_CHECKING:
    from reader.search.analysis import Token

_MOST_PARTS = 5
"""Of `state-of-the-art-model`."""


def highlights(text: str, leaves: Iterable[WordNode], field: str) -> list[tuple[int, int]]:
    """Return where the words of `leaves` stand in `text`, a paper's `field`, as (start, end) in order."""
    from reader.search.analysis import tokens
    from reader.search.matching import word_test

    wanted = [leaf for leaf in leaves if leaf.field in (None, field)]
    tests = [word_test(each) for leaf in wanted for each in _ways(leaf)]
    tests += [word_test(Word(one.text + other.text)) for one, other in pairwise(wanted) if _are_words(one, other)]
    there = list(tokens(text))
    marked = {at for at, token in enumerate(there) if any(test(token.word) for test in tests)}
    for leaf in wanted:
        if isinstance(leaf, Word):
            marked.update(_apart(leaf, there))
    return _spans(there[at] for at in sorted(marked))


def _ways(leaf: WordNode) -> list[WordNode]:
    """Return what `leaf` also is: `few-shot` one word, and of `few-sh*` only the last is a beginning."""
    from reader.search.analysis import joined, tokens

    match leaf:
        case Word(text) if joined(text) != text:
            return [leaf, Word(joined(text))]
        case Prefix(text):
            return [leaf, *(Word(token.word) for token in list(tokens(text))[:-1])]
    return [leaf]


def _are_words(one: WordNode, other: WordNode) -> bool:
    return isinstance(one, Word) and isinstance(other, Word) and one.field == other.field


def _apart(leaf: Word, there: Sequence["Token"]) -> Iterator[int]:
    """Yield which of the words `there` are one of `leaf` when they are put together."""
    from reader.search.analysis import joined, stem, tokens

    whole = "".join(token.word for token in tokens(joined(leaf.text)))
    for at, token in enumerate(there):
        if not (whole.startswith(token.word) and len(token.word) < len(whole)):
            continue
        for parts in range(2, _MOST_PARTS + 1):
            if stem("".join(each.word for each in there[at : at + parts])) == stem(whole):
                yield from range(at, min(at + parts, len(there)))


def _spans(found: Iterable["Token"]) -> list[tuple[int, int]]:
    """Return where words stand; one within another (`C` in `C++`) is a part of it."""
    spans: list[tuple[int, int]] = []
    for token in found:
        if spans and token.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], token.end)
        else:
            spans.append((token.start, token.end))
    return spans
