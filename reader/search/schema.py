"""What the index holds of a paper, in Whoosh's terms."""

from collections.abc import Iterator
from typing import Any

from whoosh import analysis, fields

from reader.papers import Paper
from reader.search.analysis import STOP_WORDS, compounds, joined, stem, tokens, words
from reader.search.zones import FIRST, LAST, SEPARATOR, ZONES

VERSION = 7
"""Grows with every change of this module or of the analysis; an index of another version is made anew."""


class Stems(analysis.Analyzer):  # type: ignore[misc] # whoosh is untyped
    """Stems without stop words; positions count the words left out, so that phrases keep their gaps."""

    def __call__(self, value: str, **_: Any) -> Iterator[analysis.Token]:
        """Yield Whoosh's tokens of a paper's parts."""
        token = analysis.Token(positions=True, boost=1.0, stopped=False)
        for zone, text in zip(ZONES, value.split(SEPARATOR), strict=False):
            for found in tokens(text):
                if zone == "author" or found.word not in STOP_WORDS:
                    token.text, token.pos = stem(found.word), min(FIRST[zone] + found.position, LAST[zone])
                    yield token


class Words(analysis.Analyzer):  # type: ignore[misc] # whoosh is untyped
    """Words as written, without case and accents."""

    def __call__(self, value: str, **_: Any) -> Iterator[analysis.Token]:
        """Yield Whoosh's tokens of a paper's parts."""
        token = analysis.Token(boost=1.0, stopped=False)
        for found in tokens(value):
            token.text = found.word
            yield token


class Compounds(analysis.Analyzer):  # type: ignore[misc] # whoosh is untyped
    """Words made of several, each as `compound_term` writes it."""

    def __call__(self, value: str, **_: Any) -> Iterator[analysis.Token]:
        """Yield Whoosh's tokens of a paper's parts."""
        token = analysis.Token(boost=1.0, stopped=False)
        for found in compounds(value):
            token.text = compound_term(found)
            yield token


def compound_term(compound: str) -> str:
    """Return the stem of a compound as one word, then those of its parts (`''` for stop words), NUL between them.

    So all ways to take a word apart are one run of terms: those that begin with `fewshot` and NUL.
    """
    parts = ("" if each in STOP_WORDS else stem(each) for each in words(compound))
    return "\0".join((stem(joined(compound)), *parts))


def text_of(paper: Paper) -> str:
    """Return a paper's parts as one text, as the fields take it."""
    return SEPARATOR.join((paper.title, paper.abstract, authors_of(paper)))


def authors_of(paper: Paper) -> str:
    """Return the authors as a text."""
    return "\n".join(paper.authors)


def schema() -> fields.Schema:
    """Return the schema of a new index."""
    return fields.Schema(
        number=fields.STORED(),
        stems=fields.TEXT(analyzer=Stems(), phrase=True),
        words=fields.TEXT(analyzer=Words(), phrase=False),
        compounds=fields.TEXT(analyzer=Compounds(), phrase=False),
    )
