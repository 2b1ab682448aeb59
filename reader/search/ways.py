"""Words to stems in a row: what is looked up of what is said."""

from collections.abc import Sequence

from reader.query import TextField, Word
from reader.search.analysis import Token, stem, tokens
from reader.search.matching import indexed

Way = tuple[tuple[str, int], ...]
"""Stems in a row, each with its distance from the first."""


def looked_up(leaf: Word) -> list[Token]:
    """Return the words of a leaf that are looked up."""
    return indexed(list(tokens(leaf.text)), leaf.field)


def way_of(said: Sequence[Token], field: TextField | None) -> Way:
    """Return the stems of what is said, with their distances from the first."""
    wanted = indexed(said, field)
    return tuple((stem(token.word), token.position - wanted[0].position) for token in wanted)


def way_of_parts(parts: Sequence[str]) -> Way:
    """Return the parts of a compound with their distances from the first; stop words are gaps."""
    kept = [(part, at) for at, part in enumerate(parts) if part]
    return tuple((part, at - kept[0][1]) for part, at in kept)
