"""The sentences of an abstract that say most: what is new, what came out, where the code is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reader.display.shown import Span

Kind = Literal["contribution", "result", "code"]

_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s|$)|[.!?](?=[A-Z][a-z]+ )")
_BEGINNING = re.compile(r"\s+[\"'“‘(\[]*(?:[A-Z0-9$\\]|[^\x00-\x7f]|[a-z]\w*[A-Z-])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|et al|etc|cf|vs|resp|approx|w\.r\.t|viz|ca|incl|U\.S|pp?|Dr|Mr|Mrs|Prof|St|Jr|Inc|Ltd|Co"
    r"|[Ff]igs?|[Ee]qs?|[Ss]ecs?|[Tt]abs?|[Rr]efs?|[Nn]os?|[Vv]ol|[Cc]h|[Aa]pp|v)|(?:^|\s|\.)[A-Z])\.$"
)
_SPACES = re.compile(r"\s*")
_CODE = re.compile(
    r"https?://|\bgithub\.|\b(?:code|implementations?|models?|weights|checkpoints|datasets?|data|benchmark|corpus|demo)\b"
    r"[^;]{0,100}\b(?:available|released?|open[- ]?sourced?|open to|made public)\b"
    r"|\b(?:we|will) (?:[a-z]+ )?(?:release|open-source)",
    re.IGNORECASE,
)
_NOT_CODE = re.compile(r"\b(?:not|un|rarely|limited|few|lack\w*)\b[^.]{0,30}\bavailable", re.IGNORECASE)
_CONTRIBUTION = re.compile(
    r"\b(?:we|this (?:paper|work|study|article))\b[^;]{0,90}?\b(?<!our )(?:propose|introduce|present|"
    r"develop|design|describe|devise|contribute|formulate|build|construct)s?\b"
    r"|\b(?:is|are) (?:proposed|introduced|presented)\b|\bour (?:main |key )?contributions?\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:outperform|surpass|exceed|achiev)\w*|\bstate-of-the-art (?:performance|results?|accuracy)"
    r"|\b(?:improv|reduc|increas|decreas|boost|gain)\w*\b[^;]{0,60}\d"
    r"|\d\s?\\?%|\d(?:x|×|times|\$?\\times)(?![a-z])"
    r"|\b(?:experiments?|results?|evaluations?)\b[^.]{0,60}\b(?:show|demonstrat|indicat|reveal|confirm)\w*",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(
    r"\b(?:have|has) (?:recently |also |already )?(?:achiev|shown|demonstrat|seen|attract)", re.IGNORECASE
)
"""What others have reached: how abstracts begin."""


@dataclass(frozen=True, slots=True)
class KeySentence:
    """One sentence that says much."""

    start: int
    end: int
    """Where it stands, in characters of the abstract."""
    kind: Kind


def find(abstract: str) -> list[KeySentence]:
    """Return the key sentences of an abstract, in order."""
    return [
        KeySentence(start, end, kind) for start, end in sentences(abstract) if (kind := kind_of(abstract[start:end]))
    ]


def sentences(text: str) -> Iterator[Span]:
    """Yield where the sentences of `text` stand, without the spaces between them."""
    start = _after_spaces(text, 0)
    for end in _END.finditer(text):
        if end.start() < start or _goes_on(text, end):
            continue
        yield start, end.end()
        start = _after_spaces(text, end.end())
    if start < len(text):
        yield start, len(text.rstrip())


def kind_of(sentence: str) -> Kind | None:
    """Return what a sentence tells, if it is of a kind that readers look for."""
    if _CODE.search(sentence) and not _NOT_CODE.search(sentence):
        return "code"
    if _CONTRIBUTION.search(sentence):
        return "contribution"
    return "result" if _RESULT.search(sentence) and not _BACKGROUND.search(sentence) else None


def _after_spaces(text: str, at: int) -> int:
    spaces = _SPACES.match(text, at)
    return spaces.end() if spaces else at


def _goes_on(text: str, end: re.Match[str]) -> bool:
    """Say whether a full stop is one of an abbreviation, or what follows does not begin a sentence."""
    if text[end.start()] == "." and _ABBREVIATION.search(text[max(0, end.start() - 12) : end.start() + 1]):
        return True
    return end.end() < len(text) and text[end.end()].isspace() and not _BEGINNING.match(text, end.end())
