"""Which words of a text a query found."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reader.query import Phrase, Prefix, Word, WordNode


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

    tests = [test for leaf in dict.fromkeys(leaves) if leaf.field in (None, field) for test in _tests(leaf)]
    known: dict[str, tuple[int, ...]] = {}
    found = []
    for token in tokens(text):
        meant = known.get(token.word)
        if meant is None:
            meant = known[token.word] = tuple(at for at, test in enumerate(tests) if test(token.word))
        if meant:
            found.append(Match(token.start, token.end, meant))
    return found


def highlights(text: str, leaves: Iterable[WordNode], field: str) -> list[tuple[int, int]]:
    """Return where the words of `leaves` stand in `text`, a paper's `field`, as (start, end) in order."""
    return [(match.start, match.end) for match in matches(text, leaves, field)]


def _tests(leaf: WordNode) -> Iterator[Callable[[str], bool]]:
    """Yield what tells each word that `leaf` means; of `few-sh*`, only the last is a beginning."""
    from reader.search.analysis import tokens
    from reader.search.matching import word_test

    match leaf:
        case Word(said) | Phrase(said):
            yield from (word_test(Word(token.word)) for token in tokens(said))
        case Prefix(said):
            yield from (word_test(Word(token.word)) for token in list(tokens(said))[:-1])
            yield word_test(leaf)
        case _:
            yield word_test(leaf)
