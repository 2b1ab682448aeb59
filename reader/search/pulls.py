"""The terms that move a paper up or down for somebody, in the paper's own words."""

from dataclasses import dataclass

from reader.papers import Paper
from reader.search.analysis import STOP_WORDS, stem, tokens


@dataclass(frozen=True, slots=True)
class Pull:
    """One term of a paper, and what it does to the paper's place."""

    term: str
    """Its stem: what `less` of it is kept by."""
    word: str
    """As the paper writes it."""
    adds: float
    """To the score; below 0 it takes away."""


def written_by_stem(paper: Paper) -> dict[str, str]:
    """Return how a paper writes its terms, each as it stands there first, by their stems."""
    written: dict[str, str] = {}
    for text in (paper.title, paper.abstract):
        for token in tokens(text):
            if token.word not in STOP_WORDS:
                written.setdefault(stem(token.word), text[token.start : token.end])
    return written
