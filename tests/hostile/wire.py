"""What a program sends to a terminal, taken apart: control sequences by their shapes, and the text between them."""

import re
import unicodedata
from dataclasses import dataclass, field

from reader.papers.text import MOST_MARKS

_SEQUENCE = re.compile(
    r"""
      \x1b\[ (?P<parameters>[0-?]*) (?P<final>[\ -/]*[@-~])
    | \x1b\] (?P<osc>[^\x07\x1b]*) (?:\x07|\x1b\\)
    | \x1b (?P<string>[PX^_]) (?P<held>[^\x1b]*) \x1b\\
    | \x1b (?P<other>[\ -/]*[0-~])
    """,
    re.VERBOSE,
)
_MODES = "hlp"
"""Of a sequence with one of these ends the parameters say what it does."""


@dataclass
class Wire:
    """All that was sent."""

    shapes: set[str] = field(default_factory=set)
    """`CSI ?2004h`, `CSI m`, `OSC 8 https`, `APC ...`: what the sequences do, without their numbers."""
    text: str = ""
    """What is printed."""

    @property
    def dangers(self) -> list[str]:
        """What no text may hold: controls, directions, what cannot be seen, floods of marks; sorted, each once."""
        found = {ascii(c) for c in self.text if _is_danger(c)}
        kinds = "".join("m" if unicodedata.category(c) in {"Mn", "Me"} else "." for c in self.text)
        return sorted(found | ({"a flood of marks"} if "m" * (MOST_MARKS + 1) in kinds else set()))


def wire_of(sent: bytes) -> Wire:
    """Take apart what was sent; what is no UTF-8 raises."""
    data = sent.decode("utf-8")
    wire, at = Wire(), 0
    pieces = []
    for match in _SEQUENCE.finditer(data):
        pieces.append(data[at : match.start()])
        at = match.end()
        wire.shapes.add(_shape(match))
    wire.text = "".join([*pieces, data[at:]])
    return wire


def _shape(match: re.Match[str]) -> str:
    if match["final"]:
        marker = "".join(c for c in match["parameters"] if c in "<=>?")
        wanted = match["parameters"] if match["final"][-1] in _MODES or marker else ""
        return f"CSI {wanted}{match['final']}"
    if match["osc"] is not None:
        number, _, rest = match["osc"].partition(";")
        scheme = rest.partition(";")[2].partition(":")[0] if number == "8" else ""
        return f"OSC {number} {scheme}".strip()
    if match["string"]:
        return f"ESC {match['string']} {match['held']}"
    return f"ESC {match['other']}"


def _is_danger(character: str) -> bool:
    if character in "\r\n":
        return False
    return (
        unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        or character in "\u3164\u115f\uffa0\ufffe\uffff\ufdd0"
    )
