"""LaTeX as it stands in bibliographies -> text: accents, dashes, quotes; formulas stay what they are."""

import logging
import re
from functools import cache
from typing import Any

_HAS_LATEX = re.compile(r"[\\{}~%]|--|``|''|[?!]`")
_PERCENT = re.compile(r"(?<!\\)%")
_VERBATIM = re.compile(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}")
_MKBIB_QUOTE = re.compile(r"\\(?:mkbibquote|enquote\*?)\s*\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\([%&_#{}$~])")
_IN_MATH = re.compile(r"\$\s*(?:\\([lr]brace|backslash)|([<>|]))\s*\$")
"""Single characters that only their font makes a formula."""
_BARE_ACCENT = re.compile(r"\\([`^~])\{\}")
_BARE_ACCENTS = {"`": "textasciigrave", "^": "textasciicircum", "~": "textasciitilde"}
_CHARACTERS = {
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textasciigrave": "`",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textbackslash": "\\",
    "textquotedbl": '"',
    "lbrace": "{",
    "rbrace": "}",
    "backslash": "\\",
}
_LONGEST = 1 << 16
_DEEPEST = 40
"""Braces within braces; reading them is recursive."""


def latex_text(source: str) -> str:
    r"""Return what LaTeX prints for `source`, as far as plain text can say it; never fails.

    `G{\"o}del` is `Gödel`, `{DNA} in 50\% of~cases` is `DNA in 50% of cases`; `$x^2$` is left as it stands.
    Of a command that is not known only its argument stays. A `%` begins no comment: bibliographies mean per cent.
    """
    if not _HAS_LATEX.search(source):
        return source
    prepared = _MKBIB_QUOTE.sub(r"“\1”", _VERBATIM.sub(lambda place: verbatim_text(place[1]), source))
    prepared = _BARE_ACCENT.sub(lambda place: f"\\{_BARE_ACCENTS[place[1]]}{{}}", prepared)
    prepared = _IN_MATH.sub(lambda place: place[2] or f"\\{place[1]}{{}}", prepared)
    prepared = _PERCENT.sub(r"\\%", prepared)
    if len(prepared) > _LONGEST or _depth(prepared) > _DEEPEST:
        return _bare(prepared)
    try:
        text: str = _converter().latex_to_text(prepared, tolerant_parsing=True)
    except Exception:  # noqa: BLE001 -- its parser ends in IndexError and the like on LaTeX that is none
        return _bare(prepared)
    return text.replace("\u00a0", " ")


def verbatim_text(source: str) -> str:
    r"""Return an address or an identifier without the backslashes that LaTeX wants: `a\_b` is `a_b`."""
    return _ESCAPED.sub(r"\1", source).strip()


def _bare(source: str) -> str:
    """Return `source` without braces."""
    return re.sub(r"[{}]", "", _ESCAPED.sub(r"\1", source))


def _depth(source: str) -> int:
    depth = deepest = 0
    for brace in re.findall(r"[{}]|\\begin|\\end|\$|\\[(\[]", source):
        depth += -1 if brace in {"}", "\\end"} else 1 if brace != "$" else 0
        deepest = max(deepest, depth)
    return deepest


@cache
def _converter() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    class Converter(LatexNodes2Text):  # type: ignore[misc] # it has no types
        """Leaves a command as it is written where an argument is missing, and says nothing of it."""

        def apply_simplify_repl(self, node: Any, simplify_repl: Any, what: str) -> str:
            said = str(super().apply_simplify_repl(node, simplify_repl, what))
            is_format = isinstance(simplify_repl, str) and "%s" in simplify_repl
            return str(node.latex_verbatim()) if is_format and said == simplify_repl else said

    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    known = get_default_latex_context_db()
    macros = [MacroTextSpec(name, simplify_repl=character) for name, character in _CHARACTERS.items()]
    known.add_context_category("characters", prepend=True, macros=macros)
    return Converter(known, math_mode="verbatim", keep_comments=True, strict_latex_spaces=False)
