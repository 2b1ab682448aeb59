"""How people write what the index knows as stems."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.papers.text import fold
from reader.search.analysis import stem

_WORD = re.compile(r"[^\W_]+")
"""As `analysis.tokens` has them, but for signs (`C++`) and accents that stand alone: several times as fast."""
_JOINT = re.compile(r"\s+|[-\u2010\u2011\u2013_/]")
"""What may stand between the words of one term."""
_HYPHEN = re.compile("[-\u2010\u2011_]")


@dataclass(frozen=True, slots=True)
class Stemmed:
    """A text with its words' stems."""

    text: str
    stems: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    """(start, end) of each word, in characters."""

    @classmethod
    def of(cls, text: str) -> "Stemmed":
        """Take a text apart."""
        found = list(_WORD.finditer(text))
        return cls(text, tuple(stem(_folded(match[0])) for match in found), tuple(match.span() for match in found))


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else fold(word)


def written(stems: Sequence[str], texts: Iterable[Stemmed]) -> str | None:
    """Return how a term is mostly written in some texts.

    None where its words only meet there (`models (LLMs)`), or where it is a part of longer ones (`multi-`, `-free`).
    """
    forms = Counter(form for text in texts for form in _forms(tuple(stems), text))
    words: Counter[str] = Counter()
    for form, times in forms.items():
        words[form.casefold()] += times
    mostly = max(words, key=lambda word: words[word], default="")  # `Kites` at the head of a sentence is `kites`
    alike = [form for form in forms if form.casefold() == mostly]
    return max(alike, key=lambda form: (forms[form], form.islower()), default=None) or None


def _forms(stems: tuple[str, ...], text: Stemmed) -> Iterator[str]:
    """Yield how a term is written where it stands; nothing, as text, where its words only meet, or are a part."""
    for at, first in enumerate(text.stems):
        if first == stems[0] and text.stems[at : at + len(stems)] == stems:
            places = text.places[at : at + len(stems)]
            gaps = (text.text[one[1] : other[0]] for one, other in pairwise(places))
            term = " ".join(text.text[places[0][0] : places[-1][1]].split())
            start, end = places[0][0], places[-1][1]
            is_part = _HYPHEN.search(text.text[max(0, start - 1) : start] + text.text[end : end + 1])
            yield term if all(map(_JOINT.fullmatch, gaps)) and not is_part else ""
