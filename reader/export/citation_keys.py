"""The keys by which papers are cited: ASCII, each once, the same each time."""

import re
from collections.abc import Iterable, Sequence
from itertools import count

from reader.export.names import read_name
from reader.papers import Entry, Paper
from reader.papers.text import fold

_ODD_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9_:./+-]+")
_SMALL_WORDS = re.compile(
    "an?|and|are|as|at|be|but|by|can|do|does|for|from|how|in|into|is|its?|not|of|on|or|our|the|their|there|to|"
    "towards?|under|via|we|what|when|where|which|why|with|without"
)


def citation_keys(entries: Sequence[Entry]) -> dict[str, str]:
    """Return a key for each paper, by its id: the user's own where there is one, else `lovelace2024kites`.

    That is the first author's family name, the year and the title's first word of meaning; where author or year are
    not known, three words. Of papers that would have the same key, compared without case, all but the first by id
    get `-2`, `-3`.
    """
    taken: set[str] = set()
    keys: dict[str, str] = {}
    papers = sorted({entry.paper.id: entry.paper for entry in entries}.values(), key=lambda paper: paper.id)
    for paper in sorted(papers, key=lambda paper: not paper.facts.citation_key):  # what the user cites by comes first
        keys[paper.id] = _free(_own_key(paper) or _made_key(paper), taken)
    return keys


def _own_key(paper: Paper) -> str:
    return _NOT_IN_KEYS.sub("", _ascii(paper.facts.citation_key)).strip(":./+-")


def _made_key(paper: Paper) -> str:
    year = paper.facts.published[:4]
    author = _letters(read_name(paper.authors[0]).family) if paper.authors else ""
    words = [
        word for word in map(_letters, re.findall(r"[^\W_]+", paper.title)) if word and not _SMALL_WORDS.fullmatch(word)
    ]
    key = author + year + "".join(words[: 1 if author and year else 3])
    return key or f"paper{_letters(paper.id)}"


def _free(key: str, taken: set[str]) -> str:
    numbered: Iterable[str] = (f"{key}-{number}" for number in count(2))
    free = key if key.lower() not in taken else next(each for each in numbered if each.lower() not in taken)
    taken.add(free.lower())
    return free


def _letters(text: str) -> str:
    """Return what of `text` a key can hold, in lower case."""
    return re.sub(r"[^a-z0-9]", "", _ascii(text).lower())


def _ascii(text: str) -> str:
    """Return `text` without accents, its case kept where it is ASCII already."""
    return text if text.isascii() else fold(text).translate(_ODD_LETTERS).encode("ascii", "ignore").decode()
