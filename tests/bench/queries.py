"""Queries by class, drawn from papers with a fixed seed."""

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from string import ascii_lowercase

from reader.papers import Paper
from reader.query import And, Is, Node, Not, parse
from reader.search.analysis import STOP_WORDS, words

EACH = 25
"""Queries of each class."""
TITLES = 4
"""Titles that are typed letter by letter."""
_PLAIN_TITLE = re.compile(r"(?!.* -)[A-Za-z][A-Za-z0-9 ,-]{30,90}")


@dataclass(frozen=True, slots=True)
class Asked:
    """One query."""

    words: Node
    marked: bool | None = None
    """Whether only papers of a certain set are wanted, or only others; None where it does not matter."""
    newest: bool = False
    """The newest first; else the best."""

    @property
    def node(self) -> Node:
        """The whole condition, as Reader has it: the set is that of the bookmarks."""
        marks = Is("bookmarked")
        return self.words if self.marked is None else And((self.words, marks if self.marked else Not(marks)))


def queries(papers: list[Paper]) -> dict[str, list[Asked]]:
    """Return queries by class."""
    rng = random.Random(5)
    sample = rng.sample(papers, min(len(papers), 2000))
    found = Counter(word for paper in sample for word in set(words(paper.abstract)) - STOP_WORDS if word.isalpha())
    common = [word for word, count in found.items() if count > len(sample) * 0.1]
    middling = [word for word, count in found.items() if len(sample) * 0.01 < count < len(sample) * 0.05]
    rare = [word for word, count in found.items() if count == 1 and len(word) > 5]
    long = [word for word in middling if len(word) > 6]

    def draw(make: Callable[[], str], *, newest: bool = False) -> list[Asked]:
        return [Asked(node(make()), newest=newest) for _ in range(EACH)]

    def phrase() -> str:
        text = words(rng.choice(sample).abstract) or ["model"]
        at = rng.randrange(max(1, len(text) - 2))
        return f'"{" ".join(text[at : at + 2])}"'

    def slip() -> str:
        word = rng.choice(long)
        at = rng.randrange(len(word))
        return f"{word[:at]}{rng.choice(ascii_lowercase.replace(word[at], ''))}{word[at + 1 :]}~"

    def middle() -> str:
        word = rng.choice(long)
        return f"{word[:3]}*{word[5:]}"

    return {
        "rare word": draw(lambda: rng.choice(rare)),
        "common word": draw(lambda: rng.choice(common)),
        "2 words": draw(lambda: " ".join(rng.sample(middling, 2))),
        "2 common words": draw(lambda: " ".join(rng.sample(common, 2))),
        "3 words": draw(lambda: " ".join(rng.sample(common + middling, 3))),
        "phrase": draw(phrase),
        "prefix of 2": draw(lambda: rng.choice(middling)[:2] + "*"),
        "prefix of 3": draw(lambda: rng.choice(middling)[:3] + "*"),
        "prefix of 4": draw(lambda: rng.choice(middling)[:4] + "*"),
        "*former": draw(lambda: "*" + rng.choice(long)[3:]),
        "net*ork": draw(middle),
        "fuzzy": draw(slip),
        "in the title": draw(lambda: "title:" + rng.choice(common)),
        "in the abstract": draw(lambda: "abstract:" + rng.choice(common)),
        "one of two": draw(lambda: " OR ".join(rng.sample(middling, 2))),
        "common, marked": [Asked(node(rng.choice(common)), marked=True) for _ in range(EACH)],
        "middling, not marked": [Asked(node(rng.choice(middling)), marked=False) for _ in range(EACH)],
        "2 words, newest": draw(lambda: " ".join(rng.sample(middling, 2)), newest=True),
        "common word, newest": draw(lambda: rng.choice(common), newest=True),
        "letter of a title": [asked for _ in range(TITLES) for asked in _typed(_title(rng, sample))],
    }


def node(text: str, *, typing: bool = False) -> Node:
    """Return the condition in `text`, which must have one."""
    where = parse(text, typing=typing).where
    if where is None:
        raise ValueError(text)
    return where


def _title(rng: random.Random, sample: list[Paper]) -> str:
    return rng.choice([paper.title for paper in sample if _PLAIN_TITLE.fullmatch(paper.title)] or ["A Title"])


def _typed(title: str) -> list[Asked]:
    """Return what is asked at each key while someone types `title`."""
    return [Asked(node(title[:end], typing=True)) for end in range(1, len(title) + 1)]
