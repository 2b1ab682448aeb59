"""What the index holds of a paper, in Whoosh's terms."""

from collections.abc import Iterator
from typing import Any

from whoosh import analysis, fields

from reader.search.analysis import STOP_WORDS, stem, tokens

VERSION = 3
"""Grows with every change of this module or of the analysis; an index of another version is made anew."""
WORD_FIELD = {"title": "title_words", "abstract": "abstract_words"}
"""A text field to the field of its unstemmed words: a prefix stops matching in mid-word on stems."""


class Stems(analysis.Analyzer):  # type: ignore[misc] # whoosh is untyped
    """Stems without stop words; positions count the words left out, so that phrases keep their gaps."""

    def __call__(self, value: str, **_: Any) -> Iterator[analysis.Token]:
        """Yield Whoosh's tokens of `value`."""
        token = analysis.Token(positions=True, boost=1.0, stopped=False)
        for found in tokens(value):
            if found.word not in STOP_WORDS:
                token.text, token.pos = stem(found.word), found.position
                yield token


class Words(analysis.Analyzer):  # type: ignore[misc] # whoosh is untyped
    """Words as written, without case and accents."""

    def __call__(self, value: str, **_: Any) -> Iterator[analysis.Token]:
        """Yield Whoosh's tokens of `value`."""
        token = analysis.Token(boost=1.0, stopped=False)
        for found in tokens(value):
            token.text = found.word
            yield token


def schema() -> fields.Schema:
    """Return the schema of a new index."""
    return fields.Schema(
        number=fields.STORED(),
        title=fields.TEXT(analyzer=Stems(), phrase=True),
        abstract=fields.TEXT(analyzer=Stems(), phrase=True),
        title_words=fields.TEXT(analyzer=Words(), phrase=False),
        abstract_words=fields.TEXT(analyzer=Words(), phrase=False),
    )
