"""Make foreign text safe: the one place where control characters and odd spaces end.

Everything that comes from outside (dumps, tags, notes, file names) passes here once, at the border.
What is left is text that a terminal prints as text.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

MOST_MARKS = 8
"""On one letter: Hebrew with points and accents has four, a Tibetan stack six; a flood of them has hundreds."""
_LINE_BREAKS = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_JOINED = "\u0620-\u065f\u066e-\u06d3\u06ee-\u07ff\u0840-\u0dff\u1000-\u109f\u1780-\u17d3\u1820-\u18aa\ua840-\ua871"
"""Letters and marks of scripts that are spelt with joiners: Arabic, those of India, Burmese, Khmer, Mongolian."""
_VIRAMA = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u103a\u17d2"
"""Marks after which a joiner may end the word."""
_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 and C1 controls, the escape among them
    "\u00ad\u034f\u061c\u2060-\u206f\ufeff\ufff0-\ufffb"  # soft hyphen, format controls
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # fillers, and letters that are not seen
    "\u200b\u200e\u200f\u202a-\u202e"  # zero-width characters, directions and their overrides
    "\ufe00-\ufe0f\U000e0000-\U000e0fff"  # variation selectors and tags: terminals disagree on their width
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # controls of hieroglyphs, shorthand, music
    "\ud800-\udfff"  # lone surrogates: no file can hold them
    "\ufdd0-\ufdef\ufffe\uffff"  # no characters, for good
    "]"
)
_IDLE_JOINER = re.compile(rf"(?<![{_JOINED}])[\u200c\u200d]|(?<![{_VIRAMA}])[\u200c\u200d](?![{_JOINED}])")
"""One that spells nothing there."""
_MANY_SIGNS = re.compile(rf"[^\w\x00-\x7f]{{{MOST_MARKS + 1},}}")
"""Where a flood of marks may be: only letters and digits are surely none."""
_MARKS = frozenset({"Mn", "Me"})
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“(])")
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]|e\.g|i\.e|etc|et al|vs|cf|Fig|Eq|Sec|Dr|St|No)\.)$")
_LONGEST_ABBREVIATION = 8
"""Its full stop counted."""


@dataclass(slots=True)
class Removed:
    """What cleaning took out, so far."""

    characters: int = 0
    """Controls, invisible ones, and marks beyond the most that one letter may carry."""
    texts: int = 0
    """How many lines or fields held some."""


_COUNT: ContextVar[Removed | None] = ContextVar("_COUNT", default=None)


@contextmanager
def counting(removed: Removed) -> Iterator[None]:
    """Have all cleaning that is done within, by this thread, count in `removed` what it takes out."""
    token = _COUNT.set(removed)
    try:
        yield
    finally:
        _COUNT.reset(token)


def clean_line(text: str) -> str:
    """Return `text` as one printable line: no controls, every run of spaces or line breaks one space."""
    flat = text.replace("\n", " ")
    if flat.isascii() and flat.isprintable():  # nearly all lines, at a fifth of the time
        return " ".join(flat.split())
    return _SPACES.sub(" ", _visible(_LINE_BREAKS.sub(" ", text))).strip()


def clean_text(text: str) -> str:
    """Return `text` as printable lines joined by newlines; blank lines at the ends are dropped."""
    lines = map(_visible, _LINE_BREAKS.sub("\n", text).split("\n"))
    return "\n".join(line.replace("\t", "    ").rstrip() for line in lines).strip("\n")


def printable(text: str) -> str:
    """Return `text` as one printable line in which spaces stay as they are; a line break or tab is one."""
    if text.isascii() and text.isprintable():
        return text
    return _visible(_LINE_BREAKS.sub(" ", text).replace("\t", " "))


def _visible(line: str) -> str:
    """Return a line without what cannot be seen, and with no more marks on a letter than it can carry."""
    if line.isascii() and line.isprintable():
        return line
    seen = _INVISIBLE.sub("", line)
    if _MANY_SIGNS.search(seen):
        seen = _MANY_SIGNS.sub(_without_flood, seen)
    if "\u200c" in seen or "\u200d" in seen:  # last: they may have lost what they joined
        seen = _IDLE_JOINER.sub("", seen)
    if len(seen) < len(line) and (count := _COUNT.get()):
        count.characters += len(line) - len(seen)
        count.texts += 1
    return seen


def _without_flood(run: re.Match[str]) -> str:
    """Return a run of signs, of which no more than so many marks are on one letter."""
    categories = {character: unicodedata.category(character) for character in set(run[0])}
    if _MARKS.isdisjoint(categories.values()):
        return run[0]
    kept, marks = [], 0
    for character in run[0]:
        category = categories[character]
        marks += category in _MARKS
        if category not in _MARKS and category != "Cf":
            marks = 0
        elif marks > MOST_MARKS and category in _MARKS:
            continue
        kept.append(character)
    return "".join(kept)


def fold(text: str) -> str:
    """Return `text` without case, accents and joiners, for comparing what people type with what is written."""
    # decomposed first: the letter in ℝ has its case only then
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "\u200c\u200d")


def first_sentence(text: str) -> str:
    """Return the first sentence of `text`, or all of it where none ends."""
    for end in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text, max(0, end.start() - _LONGEST_ABBREVIATION), end.start()):
            return text[: end.start()]
    return text


def like(text: str, pattern: str) -> bool:
    """Say whether `text` is like `pattern`, where `*` is any run of characters and case does not matter.

    Each piece between stars takes the first place where it fits: linear, whatever the pattern.
    """
    text, pattern = text.casefold(), pattern.casefold()
    if "*" not in pattern:
        return text == pattern
    first, *middle, last = pattern.split("*")
    if not (text.startswith(first) and text.endswith(last) and len(text) >= len(first) + len(last)):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        at = text.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True
