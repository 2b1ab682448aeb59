"""Which words of a text a query found."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.papers import Paper
from reader.query import Phrase, Prefix, Word, WordNode

if TYPE_CHECKING:
    from reader.search.analysis import Token

_MOST_PARTS = 5
"""Of `state-of-the-art-model`."""


@dataclass(frozen=True, slots=True)
class Match:
    """One word of a text that a query found."""

    start: int
    end: int
    """Where it stands, in characters: `text[start:end]`."""
    meant: tuple[int, ...]
    """Which words of the query found it, counted from 0."""


def matches(text: str, leaves: Iterable[WordNode], field: str) -> list[Match]:
    """Return the words of `text`, a paper's `field`, that the words of `leaves` mean, in order."""
    from reader.search.analysis import tokens

    wanted = [leaf for leaf in dict.fromkeys(leaves) if leaf.field in (None, field)]
    tests = [test for leaf in wanted for test in _tests(leaf)]
    wholes = [leaf for leaf in wanted if isinstance(leaf, Word)]
    there = list(tokens(text))
    known: dict[str, tuple[int, ...]] = {}
    meant: dict[int, tuple[int, ...]] = {}
    for at, token in enumerate(there):
        if token.word not in known:
            known[token.word] = tuple(number for number, test in enumerate(tests) if test(token.word))
        meant[at] = known[token.word]
    for number, leaf in enumerate(wholes, start=len(tests)):
        for at in _apart(leaf, there):
            meant[at] += (number,)
    for number, whole in enumerate(_neighbours(wanted), start=len(tests) + len(wholes)):
        for at, token in enumerate(there):
            if whole(token.word):
                meant[at] += (number,)
    return _distinct(Match(token.start, token.end, meant[at]) for at, token in enumerate(there) if meant[at])


def highlights(text: str, leaves: Iterable[WordNode], field: str) -> list[tuple[int, int]]:
    """Return where the words of `leaves` stand in `text`, a paper's `field`, as (start, end) in order."""
    return [(match.start, match.end) for match in matches(text, leaves, field)]


def is_in(paper: Paper, leaf: WordNode) -> bool:
    """Say whether a paper's title or abstract holds what `leaf` means."""
    return bool(matches(paper.title, [leaf], "title") or matches(paper.abstract, [leaf], "abstract"))


def _tests(leaf: WordNode) -> Iterator[Callable[[str], bool]]:
    """Yield what tells each word that `leaf` means; of `few-sh*`, only the last is a beginning."""
    from reader.search.analysis import joined, tokens
    from reader.search.matching import word_test

    match leaf:
        case Word(said) | Phrase(said):
            yield from (word_test(Word(token.word)) for token in tokens(said))
            if isinstance(leaf, Word) and joined(said) != said:
                yield word_test(Word(joined(said)))
        case Prefix(said):
            yield from (word_test(Word(token.word)) for token in list(tokens(said))[:-1])
            yield word_test(leaf)
        case _:
            yield word_test(leaf)


def _neighbours(wanted: Sequence[WordNode]) -> Iterator[Callable[[str], bool]]:
    """Yield what tells two words of the query written as one: `fewshot`, for `few shot`."""
    from reader.search.matching import word_test

    for one, other in pairwise(wanted):
        if isinstance(one, Word) and isinstance(other, Word) and one.field == other.field:
            yield word_test(Word(one.text + other.text))


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


def _distinct(found: Iterable[Match]) -> list[Match]:
    """Return matches that do not overlap: one within another (`C` in `C++`) is a part of it."""
    kept: list[Match] = []
    for match in found:
        if kept and match.start < kept[-1].end:
            kept[-1] = Match(kept[-1].start, match.end, kept[-1].meant + match.meant)
        else:
            kept.append(match)
    return kept
