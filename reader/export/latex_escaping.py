r"""Make text literal in LaTeX, but for formulas that are complete and do nothing but print.

TeX is a programming language, within formulas, too: `$\input{/etc/passwd}$` reads a file. So a formula stays one only
where every command in it is known to print a sign, a letter or the arrangement of some.
"""

import re
from functools import cache
from unicodedata import normalize

_SPECIAL = {
    "\\": r"{\textbackslash}",
    "^": r"{\textasciicircum}",
    "~": r"{\textasciitilde}",
    "<": r"{\textless}",
    ">": r"{\textgreater}",
    "`": r"{\`{}}",
    **{character: f"\\{character}" for character in "$%&#_"},
}
_MATCHED_BRACES = {"{": r"\{", "}": r"\}"}
_LONE_BRACES = {"{": r"{$\lbrace$}", "}": r"{$\rbrace$}"}
_PLACES = re.compile(r"[\\{}^~<>`$%&#_]|-(?=-)|'(?=')|[^\x00-\x7f]")
_FORMULA = re.compile(r"\$(?=[^\s$])(?:[^$\\]|\\.)+?(?<=[^\s_^\\])\$(?!\w)")
_MEANS_MATH = re.compile(r"[\\^_{}=<>+*/|()]|^\$[A-Za-z]{1,2}\$$")
_NOT_IN_MATH = re.compile(r"(?<!\\)[%#&~`]|[^\x00-\x7f]|[A-Za-z]{2,} [A-Za-z]{2,}|\\$")

_COMMAND = re.compile(r"\\(?:([A-Za-z]+)|(.))", re.DOTALL)
_SIGNS = frozenset("{}_%&#|,;:!> \\")
"""What may follow a backslash: themselves, spaces, a line break."""
_MORE_COMMANDS = frozenset(
    {"binom", "tbinom", "dbinom", "choose", "pmod", "bmod", "mod", "ker", "lg", "not", "mathring"}
)
_MORE_COMMANDS |= {"mathord", "mathopen", "mathclose", "stackrel", "overset", "underset", "overbrace", "underbrace"}
_MORE_COMMANDS |= {"substack", "lVert", "rVert", "lvert", "rvert", "overrightarrow"}
"""Beside those that the display and pylatexenc know."""

_ENSURED = re.compile(r"\\ensuremath\{(.+)\}")
_ACCENTED_DOTLESS = re.compile(r"(?<=\\[\"'`^~=])\\([ij])")
_WITH_DOT = r"{\1}"


def escape_latex(text: str, *, ascii_only: bool) -> str:
    r"""Return LaTeX that prints `text`; complete formulas between dollar signs stay formulas.

    With `ascii_only` Latin letters with accents and mathematical signs become commands (`é` is `{\'e}`), as classic
    BibTeX needs them to sort and to shorten names; what LaTeX reads by itself as UTF-8 stays. The commands are
    pylatexenc's. Braces are what BibTeX counts even behind a backslash: those that do not match are formulas.
    """
    if ascii_only:
        text = normalize("NFC", text)
    special = _SPECIAL | (_MATCHED_BRACES if _braces_match(text) else _LONE_BRACES)

    def command(place: re.Match[str]) -> str:
        character = place[0]
        if character in "-'":  # two of them would melt into one
            return f"{character}{{}}"
        if character.isascii():
            return special[character]
        return _commands().get(character, character) if ascii_only else character

    parts = []
    at = 0
    for formula in _FORMULA.finditer(text):
        if is_formula(formula[0]):
            parts += [_PLACES.sub(command, text[at : formula.start()]), formula[0]]
            at = formula.end()
    return "".join([*parts, _PLACES.sub(command, text[at:])])


def is_formula(text: str) -> bool:
    """Say whether `text`, which stands between dollar signs, is TeX that can be set: its braces match, no prose.

    It is none where it could do more than print: with commands that are not known, or with TeX's `^^` for any letter.
    """
    is_math = bool(_MEANS_MATH.search(text)) and not _NOT_IN_MATH.search(text) and _braces_match(text)
    return is_math and "^^" not in text and all(only_prints(name or sign) for name, sign in _COMMAND.findall(text))


def only_prints(name: str) -> bool:
    """Say whether a command, given without its backslash, does nothing but print a sign, or arrange some."""
    return name in _known_commands() if name.isalpha() else name in _SIGNS


@cache
def _known_commands() -> frozenset[str]:
    """Return the names of commands that print signs and letters, and of those that arrange them."""
    from pylatexenc.latexencode import get_builtin_uni2latex_dict  # late

    from reader.display.names import ALPHABETS, FRACTIONS, FUNCTIONS, PLAIN, SILENT
    from reader.display.symbols import symbols

    signs = " ".join(get_builtin_uni2latex_dict().values())
    shown = {*symbols().characters, *symbols().accents, *ALPHABETS, *FRACTIONS, *FUNCTIONS, *PLAIN, *SILENT}
    return _MORE_COMMANDS | shown | {command[1] for command in _COMMAND.finditer(signs) if command[1]}


@cache
def _commands() -> dict[str, str]:
    """Return commands, each in braces, for Latin letters and for mathematics."""
    from pylatexenc.latexencode import get_builtin_uni2latex_dict  # late

    commands = {}
    for code, latex in get_builtin_uni2latex_dict().items():
        if formula := _ENSURED.fullmatch(latex):
            commands[chr(code)] = f"{{${formula[1].replace('mathscr', 'mathcal')}$}}"
        elif _is_latin_letter(chr(code)) and latex.startswith("\\"):
            commands[chr(code)] = f"{{{_ACCENTED_DOTLESS.sub(_WITH_DOT, latex)}}}"
    return commands


def _is_latin_letter(character: str) -> bool:
    return character.isalpha() and (character < "\u0250" or "\u1e00" <= character <= "\u1eff")


def _braces_match(text: str) -> bool:
    """Say so where braces match for TeX, and for BibTeX, which counts escaped ones too."""
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
