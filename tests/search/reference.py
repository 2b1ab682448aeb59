"""BM25F as its authors wrote it down, slowly, over papers made of a few words; shares no code with `reader.search`.

Robertson, Zaragoza, Taylor, *Simple BM25 extension to multiple weighted fields*, CIKM 2004.
"""

from math import log

from reader.papers import Paper
from reader.query import Fuzzy, Phrase, Prefix, Wildcard, Word, WordNode
from reader.search.hits import Hits

STEMS = {
    **dict.fromkeys(["kite", "kites", "Kites", "KITE"], "kite"),
    **dict.fromkeys(["map", "maps", "mapping", "mapped"], "map"),
    **dict.fromkeys(["learn", "learning", "learned", "Learns"], "learn"),
    **dict.fromkeys(["café", "Cafe", "cafe\u0301s"], "cafe"),
    **dict.fromkeys(["gpt4", "GPT4"], "gpt4"),
    "日本": "日本",
}
"""Each word that is indexed, by hand."""
FOLDED = {"café": "cafe", "cafe\u0301s": "cafes"}
STOPPED = ["the", "of", "and", "The"]
VOCABULARY = [*STEMS, *STOPPED]
PREFIXES = ["k", "kit", "kites", "m", "ma", "mapp", "caf", "cafes", "le", "t", "th", "日", "gpt", "x"]

_WEIGHTS = {"title": 2.0, "abstract": 1.0, "author": 1.0}


def scores_of(hits: Hits | None) -> dict[int, float] | None:
    """Return what was found as papers with their scores."""
    return None if hits is None else dict(zip(hits.papers.tolist(), hits.scores.tolist(), strict=True))


def hits(leaf: WordNode, papers: dict[int, Paper]) -> dict[int, float] | None:
    """Return the papers that `leaf` is found in, with scores; None where it is made of stop words."""
    if not isinstance(leaf, Prefix) and not any(_stem(word, leaf.field) for word in leaf.text.split()):
        return None
    sums: dict[int, float] = {}
    for field in [leaf.field] if leaf.field else _WEIGHTS:
        texts = {number: _part(paper, field) for number, paper in papers.items()}
        lengths = {number: sum(_stem(word, field) is not None for word in text) for number, text in texts.items()}
        mean = sum(lengths.values()) / len(lengths) or 1.0
        for number, text in texts.items():
            if frequency := _frequency(leaf, text, field):
                normal = _WEIGHTS[field] * frequency / (1 - 0.75 + 0.75 * lengths[number] / mean)
                sums[number] = sums.get(number, 0.0) + normal
    rarity = log(1 + (len(papers) - len(sums) + 0.5) / (len(sums) + 0.5))
    return {number: rarity * tf * (1.2 + 1) / (tf + 1.2) for number, tf in sums.items()}


def _part(paper: Paper, field: str) -> list[str]:
    text: str = " ".join(paper.authors) if field == "author" else getattr(paper, field)
    return text.split()


def _stem(word: str, field: str | None) -> str | None:
    """Return the stem of a word; None for stop words, which only names may be made of."""
    return STEMS.get(word, word.lower() if field == "author" else None)


def _frequency(leaf: WordNode, text: list[str], field: str) -> int:
    """Return how often `leaf` is found in `text`."""
    match leaf:
        case Wildcard() | Fuzzy():
            raise NotImplementedError  # these have tests of their own
        case Prefix(start):
            return sum(FOLDED.get(word, word.lower()).startswith(start) for word in text)
        case Word(said) | Phrase(said):
            stems = [_stem(word, leaf.field) for word in said.split()]  # None, a stop word, is any word at all
            while stems[0] is None:
                del stems[0]
            while stems[-1] is None:
                del stems[-1]
            return sum(
                all(stem in (None, _stem(word, field)) for stem, word in zip(stems, text[at:], strict=False))
                for at in range(len(text) - len(stems) + 1)
            )
