"""TeX without its dollars and backslashes, as the page gives it -> what it shows, but only where it is surely TeX."""

import re
from collections.abc import Iterator, Mapping

from reader.display.formula import Formula, UnreadableError
from reader.display.latex import bare_address
from reader.display.names import GREEK, SMALL_GREEK
from reader.display.shown import Piece
from reader.display.symbols import symbols

_TEXT = "textbf|textit|texttt|textsc|textsf|textrm|underline|emph"
_FONTS = "mathcal|mathbb|mathbf|mathrm|mathit|mathsf|mathfrak|mathscr|boldsymbol|operatorname"
_ABOVE = "widetilde|widehat|overline|tilde|hat|sqrt"
_SIGNS = "rightarrow|leftarrow|Rightarrow|Leftarrow|leftrightarrow|longrightarrow|infty|varepsilon|leq|geq|cdots"
_SIGNS += "|cdot|subseteq|langle|rangle|otimes|oplus|lesssim|gtrsim"
_ARROWS = "rightarrow|leftarrow|leftrightarrow|uparrow|downarrow"
_BASES = "|".join(sorted(GREEK, key=len, reverse=True)) + "|ell"
_SMALL = "|".join(sorted(SMALL_GREEK, key=len, reverse=True)) + "|ell"
"""`Phi_3` is the name of a model."""
_LETTER = r"[A-Za-z0-9)\]Α-Ωα-ωϵϕ]"
_PLACES = re.compile(
    rf"""
      (?P<url>(?:https?://|www\.)[^\s{{}}]+)(?P<named>\{{)?
    | (?P<text>(?:{_TEXT})|(?<![A-Za-z])text)\{{
    | \{{(?:bf|it|em|tt|rm|sc)[ ](?P<switch>)
    | (?P<command>(?:{_FONTS})|(?<![A-Za-z])(?:{_ABOVE}))(?=\{{)
    | (?<=[\d}})])(?P<times>times)(?:(?=sim\d)|(?![a-z]))(?:[ ](?=\d))?
    | (?<=[A-Zdkmn])(?<![A-Za-z].)(?P<by>times)(?![a-z])
    | (?<!\w)(?P<fold>times|approx)(?=\d)
    | (?<!\w)(?P<size>\d+|[A-Zb-z])[ ]times[ ](?P=size)(?!\w)(?P<square>)
    | (?<![A-Za-z0-9_\\/.@\#])(?P<base>(?:{_BASES})(?!_\d)|(?:{_SMALL}))(?=[\^_])
    | (?P<letter>{_LETTER}|\{{[A-Z]\}})(?=[\^_])
    | (?<![A-Za-z_.\\/-])(?P<sign>{_SIGNS})(?![A-Za-z_-])
    | (?<=[A-Z}})%\d])(?P<arrow>{_ARROWS})(?![a-z])
    | (?<=[a-z])(?P<implies>Rightarrow|Leftarrow)(?=[a-z])
    | (?:(?<![\w.-])|(?<=\d)|(?<=times))(?P<about>sim)(?=\d[\d.,]*(?:[BMKkx%$+]|times|\b)(?!\w))
    | \{{(?P<spaced>sim|times|approx|cdot|pm|leq|geq|ll|gg|to)\}}
    | (?<=[\w}}])\{{(?P<relation>[=+<>,-])\}}
    | (?<=[a-z)])x201(?P<dash>[34])(?=[a-z])
    | (?P<close>\}})
    """,
    re.VERBOSE,
)
_RAISED = re.compile(r"\^(?:[0-9]+(?!\.?[0-9])|[*+†]|[A-Za-z](?!\w)|(?:circ|top|prime|star|dagger)(?![A-Za-z])|(?=\{))")
_LOWERED = re.compile(r"_(?:[0-9]{1,2}(?!\w)|[A-Za-z](?!\w)|(?=\{))(?!\.\w)")
_LONGEST = 320
"""Characters between two braces that belong together."""
_DASHES = {"3": "–", "4": "—"}


class Damaged:
    """Mends stretches of one text."""

    def __init__(self, text: str, braces: Mapping[int, int]) -> None:
        """Take a text and its braces."""
        self._text = text
        self._braces = braces
        self._formula = Formula(text, braces, bare=True)
        self._closers: dict[int, str] = {}

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """Yield what is shown of `text[start:end]`."""
        at, text = start, self._text
        while place := _PLACES.search(text, at, end):
            if at < place.start():
                yield text[at : place.start()], at, place.start()
            try:
                more, at = self._mended(place, end)
            except UnreadableError:
                at = place.end()
                more = [(place[0], place.start(), at)]
            yield from more
        if at < end:
            yield text[at:end], at, end

    def _mended(self, place: re.Match[str], end: int) -> tuple[list[Piece], int]:
        start, after = place.span()
        match place.lastgroup:
            case "named":
                return self._address(place, end)
            case "text":
                return self._unwrapped(after - 1, start, after, end)
            case "switch":
                return self._unwrapped(start, start, after, end)
            case "close":
                return [(self._closers.get(start, "}"), start, after)], after
            case "command" | "base" as kind:
                pieces, after = self._formula.command(place[kind], start, after, end)
                return self._with_scripts(pieces, after, end, bare_letter=True, needed=kind == "base")
            case "letter":
                return self._after_letter(place, end)
            case "square":
                return self._square(place)
        return [(_sign(place), start, after)], after

    def _unwrapped(self, brace: int, start: int, after: int, end: int) -> tuple[list[Piece], int]:
        """Leave out a command and its braces."""
        self._closers[self._close_of(brace, end)] = ""
        return [("", start, after)], after

    def _square(self, place: re.Match[str]) -> tuple[list[Piece], int]:
        """Read `64 times 64`: of this, only one word is a sign."""
        start, after, text = *place.span(), self._text
        by = start + len(place["size"]) + 1
        return [(text[start:by], start, by), ("×", by, by + 5), (text[by + 5 : after], by + 5, after)], after

    def _after_letter(self, place: re.Match[str], end: int) -> tuple[list[Piece], int]:
        """Read the scripts of a letter; one that stands alone may have more kinds."""
        start, after = place.span()
        before = self._text[start - 1 : start] if start else " "
        alone = not place[0].isdigit() and not (before.isalnum() or before in "_/.@\\#^")
        return self._with_scripts([(place[0].strip("{}"), start, after)], after, end, bare_letter=alone, needed=True)

    def _with_scripts(
        self, pieces: list[Piece], start: int, end: int, *, bare_letter: bool, needed: bool = False
    ) -> tuple[list[Piece], int]:
        """Read the scripts that surely are some; a base of one letter or Greek name may have short ones."""
        at, pieces = start, list(pieces)
        while script := (_RAISED.match(self._text, at, end) or _LOWERED.match(self._text, at, end)):
            sign, said = script[0][0], script[0][1:]
            if not said:
                self._close_of(at + 1, end)
                more, at = self._formula.script(sign, at, at + 1, end)
            elif not (bare_letter or (sign == "^" and (len(said) > 1 or not said.isalpha()))):
                break
            elif said[0].isdigit():
                digits = symbols().superscripts if sign == "^" else symbols().subscripts
                more, at = [("".join(digits[each] for each in said), at, script.end())], script.end()
            else:
                more, at = self._formula.script(sign, at, at + 1, script.end())
            pieces += more
        if needed and at == start:
            raise UnreadableError
        return pieces, at

    def _close_of(self, brace: int, end: int) -> int:
        close = self._braces.get(brace, end)
        if close >= end or close - brace > _LONGEST:
            raise UnreadableError
        return close

    def _address(self, place: re.Match[str], end: int) -> tuple[list[Piece], int]:
        """Read `address{text}`, which was a link."""
        brace = place.end() - 1
        close = self._close_of(brace, end)
        address = (place["url"], place.start(), brace)
        if bare_address(self._text[brace + 1 : close]) == bare_address(place["url"]):
            return [address, ("", brace, close + 1)], close + 1
        self._closers[close] = ")"
        return [address, (" (", brace, brace + 1)], brace + 1


def _sign(place: re.Match[str]) -> str:
    """Return the character that a word shows; an address is one by itself."""
    kind = place.lastgroup or ""
    if kind == "dash":
        return _DASHES[place[kind]]
    return place[kind] if kind in ("url", "relation") else symbols().characters[place[kind]]
