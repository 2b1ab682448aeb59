"""Query text -> tokens. Knows what stands where, not what it means. Every text has tokens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from reader.papers.text import clean_line
from reader.query.fields import FIELDS


class Kind(Enum):
    """What a token is to the grammar."""

    AND = auto()
    OR = auto()
    NOT = auto()
    OPEN = auto()
    CLOSE = auto()
    FIELD = auto()
    """A known field; the next token is its value: `WORD`, `PHRASE` or `OPEN`."""
    WORD = auto()
    PHRASE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query."""

    kind: Kind
    text: str
    """Clean; without quotes and colon. Empty where something is still missing (`tag:`, `""`, a lone `-`)."""
    start: int
    """Where it begins in the text, in characters from 0; too far left where invisible characters precede."""
    end: int
    """Where the run of characters that it stands in ends in the text."""
    slop: str = ""
    """The digits of a phrase's `~5`."""


_SIGNS = {
    "AND": Kind.AND,
    "OR": Kind.OR,
    "|": Kind.OR,
    "NOT": Kind.NOT,
    "(": Kind.OPEN,
    ")": Kind.CLOSE,
}
_PIECE = re.compile(
    r'"(?P<phrase>[^"]*)(?:"(?:~(?P<slop>[0-9]*)(?![^\s"()|]))?)?'
    r"|(?P<sign>[()|])"
    r'|(?P<run>[^\s"()|]+)'
)


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of `text` in order."""
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        if piece["phrase"] is not None:
            yield Token(Kind.PHRASE, clean_line(piece["phrase"]), start, end, piece["slop"] or "")
        elif piece["sign"]:
            yield Token(_SIGNS[piece["sign"]], piece["sign"], start, end)
        else:
            goes_on = text.startswith(('"', "("), end)
            yield from _run_tokens(clean_line(piece["run"]), start, end, goes_on=goes_on)


def _run_tokens(run: str, start: int, end: int, *, goes_on: bool) -> Iterator[Token]:
    """Yield the tokens of a run of characters; it `goes_on` where a quote or parenthesis follows at once."""
    body = run.lstrip("-")
    for _ in range(len(run) - len(body)):
        yield Token(Kind.NOT, "-", start, end)
        start += 1
    name, colon, value = body.partition(":")
    if colon and name.lower() in FIELDS:
        yield Token(Kind.FIELD, name.lower(), start, end)
        if value or not goes_on:
            yield Token(Kind.WORD, value, start + len(name) + 1, end)
    elif body in _SIGNS:
        yield Token(_SIGNS[body], body, start, end)
    elif body or (run and not goes_on):
        yield Token(Kind.WORD, body, start, end)
