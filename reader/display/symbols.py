"""TeX's names and the characters of Unicode for them: unicodeit's tables, with what is wrong there put right."""

import re
from dataclasses import dataclass
from functools import cache
from unicodedata import category, east_asian_width

_OURS = {"langle": "⟨", "rangle": "⟩", "star": "⋆", "dots": "…", "dotsc": "…", "lt": "<", "gt": ">", "vert": "|"}
_OURS |= {"lVert": "‖", "rVert": "‖", "lvert": "|", "rvert": "|", "dag": "†", "mid": "|", "triangleq": "≜", "-": ""}
_OURS |= {"textrightarrow": "→", "texttimes": "×", "textendash": "–", "textemdash": "—", "textasciitilde": "~"}
_OURS |= {"phi": "φ", "i": "ı", "textdegree": "°", "textpm": "±", "LaTeX": "LaTeX", "TeX": "TeX"}
_SPACES = {",": " ", ";": " ", ":": " ", " ": " ", "quad": " ", "qquad": "  ", "space": " ", "!": "", "xspace": ""}
_ACCENTS = {"'": 0x301, "`": 0x300, "^": 0x302, '"': 0x308, "~": 0x303, "=": 0x304, ".": 0x307, "c": 0x327, "v": 0x30C}
_ACCENTS |= {"u": 0x306, "H": 0x30B, "k": 0x328, "r": 0x30A, "widehat": 0x302, "widetilde": 0x303, "bar": 0x304}
_ACCENTS |= {"overline": 0x304, "check": 0x30C}
_SUPERSCRIPTS = {"V": "ⱽ", "′": "′", "∘": "°", "∗": "*", "⋆": "⋆", "⊤": "ᵀ", "†": "†", "‡": "‡", " ": ""}
_WRONG = {".", "<", ">"}
"""Shown by unicodeit as letters of other scripts."""


@dataclass(frozen=True, slots=True)
class Symbols:
    """Commands without their backslash, and what they show."""

    characters: dict[str, str]
    letters: dict[str, dict[str, str]]
    """By alphabet, for each letter its own."""
    accents: dict[str, str]
    """Marks that go onto the letter before."""
    superscripts: dict[str, str]
    subscripts: dict[str, str]


@cache
def symbols() -> Symbols:
    """Return the tables; made when first asked for."""
    from unicodeit.data import COMBININGMARKS, REPLACEMENTS, SUBSUPERSCRIPTS

    characters: dict[str, str] = {}
    letters: dict[str, dict[str, str]] = {}
    for tex, shown in REPLACEMENTS:
        if _is_plain(shown) and (named := re.fullmatch(r"\\([A-Za-z]+|[^A-Za-z])", tex)):
            characters[named[1]] = shown
        elif lettered := re.fullmatch(r"\\([a-z]+)\{(.)\}", tex):
            letters.setdefault(lettered[1], {})[lettered[2]] = shown
    scripts = {each: {tex[1]: shown for tex, shown in SUBSUPERSCRIPTS if tex[0] == each} for each in "^_"}
    for wrong in _WRONG:
        scripts["^"].pop(wrong, None)
        scripts["_"].pop(wrong, None)
    return Symbols(
        characters | _OURS | _SPACES,
        letters,
        {tex[1:]: mark for tex, mark in COMBININGMARKS} | {name: chr(mark) for name, mark in _ACCENTS.items()},
        scripts["^"] | _SUPERSCRIPTS,
        scripts["_"] | {" ": ""},
    )


def _is_plain(shown: str) -> bool:
    """Say whether a terminal shows it in one cell, by itself."""
    return len(shown) == 1 and east_asian_width(shown) not in "WF" and category(shown) not in ("Mn", "Me", "Cf", "Cc")
