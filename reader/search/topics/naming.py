"""What groups of papers are about, in the words of the papers nearest to their middles.

A term tells a group from the others where many of its papers say it and few of theirs: the share of papers that say
it, times the logarithm of how many times as large that is as elsewhere; a tf·idf of classes, as in Grootendorst,
*BERTopic*, 2022. Two words that mostly stand together are one term.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log

from whoosh.lang.stopwords import stoplists

from reader.search.analysis import stem, tokens

LOOKED_AT = 60
"""So many papers of a group are read."""
MOST_TERMS = 8
_LEAST_LETTERS = 3
_LEAST_SHARE = 0.1
_BY_CHANCE = 2
"""So many papers more could say it elsewhere: of few papers, what none of the others says tells little."""
_TOGETHER = 0.5
"""In such a share of the papers that say a word it stands beside the other."""
_FUNCTION_WORDS = stoplists["en"]
_BETWEEN_SENTENCES = {". ", ": ", "! ", "? "}

Term = tuple[str, ...]
"""One stem, or two that follow each other."""


@dataclass(slots=True)
class _Said:
    """What the papers of one group say."""

    papers: int = 0
    saying: Counter[Term] = field(default_factory=Counter)
    """In how many papers each term stands."""
    written: defaultdict[Term, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def share(self, term: Term) -> float:
        return self.saying[term] / self.papers if self.papers else 0.0


def telling_terms(groups: Sequence[Sequence[tuple[str, str]]]) -> list[tuple[str, ...]]:
    """Return the terms that tell each group from the others, as people write them, the most telling first.

    Each group is the titles and abstracts of some of its papers.
    """
    said = [_said(group) for group in groups]
    totals: Counter[Term] = Counter()
    for each in said:
        totals.update(each.saying)
    papers = sum(each.papers for each in said)
    return [tuple(_written(each, term) for term in _best(each, totals, papers)) for each in said]


def names(terms: Sequence[tuple[str, ...]], taken: Sequence[str] = ()) -> list[str]:
    """Return a name for each group, another one for each: its first term, and a second where that is one word."""
    used, named = {name.casefold() for name in taken}, []
    for row, each in enumerate(terms):
        least = 1 if each and len(each[0].replace("-", " ").split()) > 1 else 2
        tried = [" · ".join(each[:count]) for count in range(min(least, len(each)), len(each) + 1)]
        name = next((name for name in tried if name and name.casefold() not in used), f"group {row + 1}")
        used.add(name.casefold())
        named.append(name)
    return named


def _best(said: _Said, totals: Counter[Term], papers: int) -> Iterator[Term]:
    scores: dict[Term, float] = {}
    for term, count in said.saying.items():
        share = said.share(term)
        elsewhere = (totals[term] - count + _BY_CHANCE) / max(papers - said.papers, 1)
        if share >= _LEAST_SHARE and count > 1 and share > elsewhere:
            scores[term] = share * log(share / elsewhere)
    taken: set[str] = set()
    found = 0
    for term in sorted(scores, key=lambda term: (-scores[term], term)):
        chosen = max(
            (pair for pair in scores if len(pair) == 2 and set(term) & set(pair) and not taken & set(pair)),
            key=lambda pair: (said.saying[pair], pair),
            default=term,
        )
        if said.saying[chosen] < _TOGETHER * said.saying[term]:
            chosen = term
        if taken & set(chosen):
            continue
        taken.update(chosen)
        yield chosen
        found += 1
        if found == MOST_TERMS:
            return


def _said(papers: Sequence[tuple[str, str]]) -> _Said:
    said = _Said()
    for title, abstract in papers:
        said.papers += 1
        here: set[Term] = set()
        for text, weight in ((title, 1), (abstract, 4)):  # titles are written in capitals
            for term, written, begins in _terms(text):
                here.add(term)
                said.written[term][written] += 1 if begins else weight
        said.saying.update(here)
    return said


def _terms(text: str) -> Iterator[tuple[Term, str, bool]]:
    """Yield the terms of a text, each as it is written, and whether it begins a sentence, with a capital for that."""
    before, began = None, False
    for token in tokens(text):
        if not _says(token.word):
            before = None
            continue
        begins = token.start == 0 or text[token.start - 2 : token.start] in _BETWEEN_SENTENCES
        yield (stem(token.word),), text[token.start : token.end], begins
        if before and text[before.end : token.start] in (" ", "-"):
            yield (stem(before.word), stem(token.word)), text[before.start : token.end], began
        before, began = token, begins


def _says(word: str) -> bool:
    return len(word) >= _LEAST_LETTERS and word not in _FUNCTION_WORDS and not word[0].isdigit()


def _written(said: _Said, term: Term) -> str:
    """Return a term as it is written most."""
    forms: Counter[str] = Counter()
    for written, count in said.written[term].items():
        forms[written.casefold()] += count
    form = max(forms, key=lambda form: (forms[form], form))
    ways = {written: count for written, count in said.written[term].items() if written.casefold() == form}
    return max(ways, key=lambda written: (ways[written], written))
