"""Make foreign text safe: the one place where control characters and odd spaces end.

Everything that comes from outside (dumps, tags, notes, file names) passes here once, at the border.
What is left is text that a terminal prints as text.
"""

import re
import unicodedata

_LINE_BREAKS = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 and C1 controls, the escape among them
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u2060-\u206f\ufeff\ufff0-\ufffb"  # soft hyphen, fillers, format controls
    "\u200b-\u200f\u202a-\u202e"  # zero-width characters, directions and their overrides
    "\ufe00-\ufe0f\U000e0000-\U000e0fff"  # variation selectors and tags: terminals disagree on their width
    "\ud800-\udfff"  # lone surrogates: no file can hold them
    "]"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“(])")
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]|e\.g|i\.e|etc|et al|vs|cf|Fig|Eq|Sec|Dr|St|No)\.)$")
_LONGEST_ABBREVIATION = 8
"""Its full stop counted."""


def clean_line(text: str) -> str:
    """Return `text` as one printable line: no controls, every run of spaces or line breaks one space."""
    flat = text.replace("\n", " ")
    if flat.isascii() and flat.isprintable():  # nearly all lines, at a fifth of the time
        return " ".join(flat.split())
    return _SPACES.sub(" ", _INVISIBLE.sub("", _LINE_BREAKS.sub(" ", text))).strip()


def clean_text(text: str) -> str:
    """Return `text` as printable lines joined by newlines; blank lines at the ends are dropped."""
    lines = _LINE_BREAKS.sub("\n", text).split("\n")
    return "\n".join(_INVISIBLE.sub("", line).replace("\t", "    ").rstrip() for line in lines).strip("\n")


def fold(text: str) -> str:
    """Return `text` without case and accents, for comparing what people type with what is written."""
    # decomposed first: the letter in ℝ has its case only then
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


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
