"""LaTeX of reference files to Unicode: accents, braces, commands; formulas stay as they are written."""

import re
from functools import cache
from typing import Any

from reader.papers import clean_line

_LATEX = re.compile(r"[\\{}~]|--|``|''")
_PERCENT = re.compile(r"(?<!\\)%")
_ESCAPED = re.compile(r"\\([_%&#$~{}])")
_LOGO = re.compile(r"\\((?:La|Bib|Xe)?TeX)\b\s*(?:\{\})?")
_LONGEST = 1 << 20


def unicode_of(text: str) -> str:
    """Return a field's text as one clean line without LaTeX; what is no LaTeX is as it was."""
    if not _LATEX.search(text) or len(text) > _LONGEST:
        return clean_line(text)
    from pylatexenc.latexwalker import LatexWalkerError

    source = _PERCENT.sub(r"\\%", _LOGO.sub(r"\1", text))
    try:
        return clean_line(_converter().latex_to_text(source, tolerant_parsing=True))
    except (LatexWalkerError, RecursionError, ValueError, IndexError, AttributeError, TypeError, KeyError):
        return clean_line(text)  # the library stumbles over some broken LaTeX in ways of its own


def address_of(text: str) -> str:
    r"""Return an address or id as it was meant: with its escapes undone and no braces or `\\url` around it."""
    bare = text.strip().removeprefix("\\url").strip("{} \t\r\n")
    return clean_line(_ESCAPED.sub(r"\1", bare))


@cache
def _converter() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="verbatim", keep_comments=True, strict_latex_spaces=False)
