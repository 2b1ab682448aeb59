"""What moves a paper up or down for somebody: its terms and its authors, as the paper writes them."""

from dataclasses import dataclass

from reader.papers import Paper
from reader.papers.text import fold
from reader.search.analysis import STOP_WORDS, stem, stem_of, tokens, words

AUTHOR = "author:"
"""What the terms of authors begin with."""


@dataclass(frozen=True, slots=True)
class Pull:
    """One term or author of a paper, and what it does to the paper's place."""

    term: str
    """Its stem, or `author:` and the folded name: what `less` of it is kept by."""
    word: str
    """As the paper writes it."""
    adds: float
    """To the score; below 0 it takes away."""

    @property
    def is_author(self) -> bool:
        """Whether it is somebody who wrote the paper."""
        return self.term.startswith(AUTHOR)


def term_of(text: str) -> str:
    """Return the term that people mean by a word, or by `author:` and a name; of anything else, nothing."""
    if text.lower().startswith(AUTHOR):
        name = fold(text[len(AUTHOR) :]).strip()
        return AUTHOR + name if name else ""
    return stem_of(text)


def words_meant(text: str) -> list[str]:
    """Return the words of a text that a term can be."""
    return [word for word in words(text) if word not in STOP_WORDS]


def words_by_term(paper: Paper) -> dict[str, str]:
    """Return how a paper writes its terms, each as it stands there first, by their stems."""
    written: dict[str, str] = {}
    for text in (paper.title, paper.abstract):
        for token in tokens(text):
            if token.word not in STOP_WORDS:
                written.setdefault(stem(token.word), text[token.start : token.end])
    return written


def names_by_term(paper: Paper) -> dict[str, str]:
    """Return the authors of a paper by their folded names."""
    return {fold(name): name for name in reversed(paper.authors)}
