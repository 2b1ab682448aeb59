"""A formula of TeX -> the characters of Unicode that show it."""

import re
from collections.abc import Mapping
from unicodedata import normalize

from reader.display.names import ALPHABETS, BARE, FRACTIONS, FUNCTIONS, PLAIN, SILENT
from reader.display.shown import Piece
from reader.display.symbols import symbols

_NAME = re.compile(r"[A-Za-z]+\*?|.", re.DOTALL)
_VERBATIM = re.compile(r"[^\\^_{}&$~'A-Za-z]+")
_LONG_WORD = re.compile(r"[^\W\d_]{4}")
"""Small letters are hard to read."""
_CODE = re.compile(r"\{x(20[0-9a-fA-F]{2})\}")
_DEEPEST = 12


class UnreadableError(ValueError):
    """It is not a formula that can be shown."""


def braces_of(text: str) -> dict[int, int]:
    """Return where each `{` of `text` is closed, for those that are."""
    closed: dict[int, int] = {}
    opened: list[int] = []
    for match in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            closed[opened.pop()] = match.start()
    return closed


class Formula:
    """Reads formulas of one text. Methods return pieces and where they end.

    Raises:
        UnreadableError: by every method, where something is not known.
    """

    def __init__(self, text: str, braces: Mapping[int, int], *, bare: bool = False) -> None:
        """Take a text and its braces; in a `bare` one the names of commands have lost their backslashes."""
        self._text = text
        self._braces = braces
        self._bare = bare
        self._depth = 0

    def read(self, start: int, end: int) -> list[Piece]:
        """Read all of `text[start:end]`."""
        pieces: list[Piece] = []
        while start < end:
            more, start = self._atom(start, end)
            pieces += more
        return pieces

    def command(self, name: str, start: int, after: int, end: int) -> tuple[list[Piece], int]:
        """Read the command `name` that stands at `start`; what it is about begins at `after`."""
        known = symbols()
        if name in SILENT:
            return [], after + 1 if name in ("left", "right") and self._text[after : after + 1] == "." else after
        if name.rstrip("*") in FUNCTIONS:
            before = self._text[start - 1 : start]
            return [(f" {name}" if before.isalnum() else name, start, after)], after
        if name.rstrip("*") in PLAIN:
            return self._argument(after, end)
        if name in known.accents:
            return self._accented(known.accents[name], start, after, end)
        if name in ALPHABETS:
            pieces, close = self._argument(after, end)
            letters = known.letters[ALPHABETS[name]]
            return [("".join(letters.get(each, each) for each in _text_of(pieces)), start, close)], close
        if name in FRACTIONS:
            over, middle = self._argument(after, end)
            under, close = self._argument(middle, end)
            return [
                *_in_brackets(over, start, middle),
                ("/", middle, middle),
                *_in_brackets(under, middle, close),
            ], close
        if name == "sqrt":
            pieces, close = self._argument(after, end)
            return [("√", start, after), *_in_brackets(pieces, after, close)], close
        if name == "unicode" and (code := _CODE.match(self._text, after, end)):
            return [(chr(int(code[1], 16)), start, code.end())], code.end()
        if name in known.characters:
            close = self._after_sign(known.characters[name], start, after, end)
            return [(known.characters[name], start, close)], close
        raise UnreadableError(name)

    def _after_sign(self, sign: str, start: int, after: int, end: int) -> int:
        """Skip the space that only ends a name, where there is none before it."""
        tight = start and not self._text[start - 1].isspace() and not sign.isalnum() and sign.strip()
        return after + 1 if tight and after < end and self._text[after] == " " else after

    def scripts(self, start: int, end: int) -> tuple[list[Piece], int]:
        """Read the sub- and superscripts that stand at `start`, if any do."""
        pieces: list[Piece] = []
        while start < end and self._text[start] in "^_":
            more, start = self.script(self._text[start], start, start + 1, end)
            pieces += more
        return pieces, start

    def script(self, sign: str, start: int, after: int, end: int) -> tuple[list[Piece], int]:
        """Read what `^` or `_` is about; raised or lowered where Unicode has all of it, else as it is written."""
        pieces, close = self._argument(after, end)
        said = _text_of(pieces).strip()
        table = symbols().superscripts if sign == "^" else symbols().subscripts
        if said and all(each in table for each in said) and not _LONG_WORD.search(said):
            return [("".join(table[each] for each in said), start, close)], close
        if len(said) == 1 or (_is_word(said) and not self._text[close : close + 1].isalnum()):
            return [(f"{sign}{said}", start, close)], close
        braced = self._text[after:close].lstrip(" ").startswith("{")
        return [(f"{sign}{{", start, after), *pieces, ("}", close - 1 if braced else close, close)], close

    def _atom(self, start: int, end: int) -> tuple[list[Piece], int]:
        text = self._text
        if plain := _VERBATIM.match(text, start, end):
            return [(plain[0], start, plain.end())], plain.end()
        match text[start]:
            case "\\":
                if not (name := _NAME.match(text, start + 1, end)):
                    raise UnreadableError
                return self.command(name[0], start, name.end(), end)
            case "^" | "_":
                return self.script(text[start], start, start + 1, end)
            case "{":
                return self._argument(start, end)
            case "~":
                return [(" ", start, start + 1)], start + 1
            case "'":
                return [("′", start, start + 1)], start + 1
            case "}" | "&" | "$":
                raise UnreadableError
            case _:
                after = next((at for at in range(start, end) if not text[at].isascii() or not text[at].isalpha()), end)
                return self._word(text[start:after], start, after, end)

    def _word(self, word: str, start: int, after: int, end: int) -> tuple[list[Piece], int]:
        if self._bare and word in BARE:
            return self.command(word, start, after, end)
        if self._bare and word[1:] in BARE:  # `dtimes d`
            more, close = self.command(word[1:], start + 1, after, end)
            return [(word[0], start, start + 1), *more], close
        return [(word, start, after)], after

    def _argument(self, start: int, end: int) -> tuple[list[Piece], int]:
        """Read what a command is about, however deep in other commands, within reason."""
        if self._depth == _DEEPEST:
            raise UnreadableError
        self._depth += 1
        try:
            return self._one_argument(start, end)
        finally:
            self._depth -= 1

    def _one_argument(self, start: int, end: int) -> tuple[list[Piece], int]:
        """Read a group, a command, or one character."""
        while start < end and self._text[start] == " ":
            start += 1
        if start >= end:
            raise UnreadableError
        if self._text[start] == "{":
            close = self._braces.get(start, end)
            if close >= end:
                raise UnreadableError
            return self.read(start + 1, close), close + 1
        if self._text[start].isalnum() and not (self._bare and self._text[start].isalpha()):
            return [(self._text[start], start, start + 1)], start + 1
        return self._atom(start, end)

    def _accented(self, mark: str, start: int, after: int, end: int) -> tuple[list[Piece], int]:
        pieces, close = self._argument(after, end)
        letter = _text_of(pieces)
        if len(normalize("NFC", letter)) != 1:
            raise UnreadableError
        return [(normalize("NFC", letter.replace("ı", "i") + mark), start, close)], close


def _text_of(pieces: list[Piece]) -> str:
    return "".join(piece[0] for piece in pieces)


def _is_word(said: str) -> bool:
    """Say whether it is letters and digits, none of them raised or lowered."""
    return said.isalnum() and normalize("NFKC", said) == said


def _in_brackets(pieces: list[Piece], start: int, close: int) -> list[Piece]:
    """Put brackets around what is more than one number or letter."""
    said = _text_of(pieces)
    if said.isalnum() or len(said) == 1:
        return pieces
    return [("(", start, start), *pieces, (")", close, close)]
