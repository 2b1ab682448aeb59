"""The words of a paper that tell it from the others."""

from collections import defaultdict
from collections.abc import Mapping

from whoosh.lang.stopwords import stoplists

from reader.search.analysis import stem, tokens
from reader.search.ranking import WEIGHTS, rarity
from reader.search.snapshot import Snapshot
from reader.search.zones import Zone

MOST = 20
"""More words add noise, not likeness."""
_LEAST_LETTERS = 3
_TOO_COMMON = 0.15
"""A word in such a share of all papers tells nothing of one."""
_FUNCTION_WORDS = stoplists["en"]
_ENOUGH = 5
_FEW = 10
"""Unless there are few papers."""


def telling(snapshot: Snapshot, parts: Mapping[Zone, str]) -> list[str]:
    """Return the words of a paper's `parts` that it shares with few others, the most telling first, as written there.

    They are said often here, the title counting twice, and rare elsewhere (tf·idf). What an abstract says but once
    is left out where there is enough else: in a small library chance makes such words rare.
    """
    weights: dict[str, float] = defaultdict(float)
    written: dict[str, str] = {}
    for zone, text in parts.items():
        for token in tokens(text):
            if token.word not in _FUNCTION_WORDS and len(token.word) >= _LEAST_LETTERS and not token.word.isdigit():
                weights[stem(token.word)] += WEIGHTS[zone]
                written.setdefault(stem(token.word), token.word)
    said_more_than_once = {word: weight for word, weight in weights.items() if weight > 1}
    if len(said_more_than_once) >= _ENOUGH:
        weights = said_more_than_once
    papers, scores = snapshot.count(), {}
    for word, weight in weights.items():
        having = snapshot.papers_with(word)
        if 1 < having <= max(_TOO_COMMON * papers, _FEW):
            scores[word] = weight * rarity(having, papers)
    return [written[word] for word in sorted(scores, key=lambda word: (-scores[word], word))[:MOST]]
