"""TeX that stands in a text -> what it shows. What cannot be read stays as it is."""

import re
from collections.abc import Iterator

from reader.display.formula import Formula, UnreadableError, braces_of
from reader.display.names import SILENT, WRAPPERS
from reader.display.shown import Piece
from reader.display.symbols import symbols

_SWITCH = r"\{\\(?:bf|it|em|tt|sc|rm|sf|sl|bfseries|itshape|ttfamily|small|large)(?![A-Za-z])\s?"
_ACCENTED_GROUP = r"\{(?=\\['\"`^~=.](?:[A-Za-z]|\\[ij])\}|\\[cvuHkr] [A-Za-z]\})"
_PLACES = re.compile(rf"{_ACCENTED_GROUP}|{_SWITCH}|\\(?:[A-Za-z]+|.)|[$}}]|``|''", re.DOTALL)
_FORMULA = re.compile(r"\$\$?((?:[^$\\]|\\.){1,1000}+)\$\$?", re.DOTALL)
_BRACKETED = {"\\(": "\\)", "\\[": "\\]"}
_NUMBER = re.compile(r"[\d.,%+\-/:x ]+[A-Za-z]?")
_PROSE = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{2,}(?= )|(?<= )[A-Za-z]{2,}(?![A-Za-z])")
_WORD = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,}(?![A-Za-z])")
_OPERATORS = frozenset("<>=+-*/|")
_ESCAPED = frozenset("%$&#_{}")


class Latex:
    """Reads one text."""

    def __init__(self, text: str) -> None:
        """Take a text."""
        self._text = text
        self._braces = braces_of(text)
        self._formula = Formula(text, self._braces)
        self._closers: dict[int, str] = {}
        self._last_quote = text.rfind("''")
        self._quoted = False
        self.has_formula = False
        """Whether a formula was there; known when all is read."""

    def pieces(self) -> Iterator[Piece]:
        """Yield what is shown, from the first character to the last."""
        at, text = 0, self._text
        while place := _PLACES.search(text, at):
            if at < place.start():
                yield text[at : place.start()], at, place.start()
            try:
                more, at = self._place(place[0], place.start(), place.end())
            except UnreadableError:
                at = self._formula_end(place) or place.end()
                more = [(text[place.start() : at], place.start(), at)]
            yield from more
        if at < len(text):
            yield text[at:], at, len(text)

    def _place(self, sign: str, start: int, after: int) -> tuple[list[Piece], int]:
        if sign[0] == "{":
            return self._unwrapped(start, start, after)
        match sign:
            case "$" | "\\(" | "\\[":
                return self._formula_at(sign, start, after)
            case "}" if start in self._closers:
                return [(self._closers[start], start, after)], after
            case "``" if start < self._last_quote:
                self._quoted = True
                return [("“", start, after)], after
            case "''" if self._quoted:
                self._quoted = False
                return [("”", start, after)], after
            case _ if sign[0] == "\\":
                return self._command(sign[1:], start, after)
        return [(sign, start, after)], after

    def _formula_at(self, sign: str, start: int, after: int) -> tuple[list[Piece], int]:
        end = len(self._text)
        if sign == "$":
            found = _FORMULA.match(self._text, start)
            if not found or not _is_formula(found[1], self._text[found.end() : found.end() + 1]):
                return [(sign, start, after)], after
            after, close, end = *found.span(1), found.end()
        else:
            close = self._text.find(_BRACKETED[sign], after, after + 1000)
            if close < 0:
                raise UnreadableError
            end = close + 2
        self.has_formula = True
        return self._formula.read(after, close), end

    def _formula_end(self, place: re.Match[str]) -> int | None:
        """Return where a formula that cannot be read ends: nothing in it is touched."""
        found = _FORMULA.match(self._text, place.start()) if place[0] == "$" else None
        return found.end() if found else None

    def _command(self, name: str, start: int, after: int) -> tuple[list[Piece], int]:
        if name in _ESCAPED:
            return [(name, start, after)], after
        opens = self._text[after : after + 1] == "{"
        if name in ("textsuperscript", "textsubscript") and opens:
            return self._formula.script("^" if "sup" in name else "_", start, after, len(self._text))
        if name in WRAPPERS and opens:
            return self._unwrapped(start, after, after + 1)
        if name == "footnote" and opens:
            return self._unwrapped(start, after, after + 1, " (", ")")
        if name in ("textcolor", "href", "hyperlink") and opens:
            return self._of_two(name, start, after)
        if name in SILENT:
            raise UnreadableError
        if name.isalpha() and name in symbols().accents and not opens and self._text[start - 1 : start] != "{":
            raise UnreadableError
        if name in ".=" and not opens and self._text[start - 1 : start] != "{":
            raise UnreadableError
        pieces, end = self._formula.command(name, start, after, len(self._text))
        scripts, end = self._formula.scripts(end, len(self._text)) if name.isalpha() else ([], end)
        return pieces + scripts, end

    def _unwrapped(
        self, start: int, brace: int, after: int, before: str = "", behind: str = ""
    ) -> tuple[list[Piece], int]:
        """Leave out a command and its braces; `before` and `behind` stand for them."""
        if brace not in self._braces:
            raise UnreadableError
        self._closers[self._braces[brace]] = behind
        return [(before, start, after)], after

    def _of_two(self, name: str, start: int, brace: int) -> tuple[list[Piece], int]:
        """Read `address (text)`; of a colour and a text only the text."""
        text, close = self._text, self._braces.get(brace, -1)
        if close < 0:
            raise UnreadableError
        second = close + 1
        if text[second : second + 1] != "{" or second not in self._braces:
            raise UnreadableError
        if name == "textcolor":
            return self._unwrapped(start, second, second + 1)
        address, end = text[brace + 1 : close], self._braces[second] + 1
        pieces = [("", start, brace + 1), (address, brace + 1, close)]
        if bare_address(text[second + 1 : end - 1]) == bare_address(address):
            return [*pieces, ("", close, end)], end
        more, after = self._unwrapped(close, second, second + 1, " (", ")")
        return pieces + more, after


def bare_address(address: str) -> str:
    """Return an address without what is the same for all."""
    return address.strip().removeprefix("https://").removeprefix("http://").rstrip("/")


def _is_formula(content: str, following: str) -> bool:
    """Tell a formula from what stands between two prices."""
    if "\\" in content:
        return len(_WORD.findall(re.sub(r"\{[^{}]*\}", "", content))) < 3
    if any(sign in content for sign in "^_{"):
        return len(_WORD.findall(content)) < 2
    if content in _OPERATORS:
        return True
    if content != content.strip() or following.isdigit() or _PROSE.search(content):
        return False
    return not content[0].isdigit() or bool(_NUMBER.fullmatch(content))
