"""Pasted text is text: it presses no keys, and never holds the terminal up.

Textual takes an ESC within pasted text for the beginning of a key. What follows it is then typed, key by key, and
where the paste's own end is swallowed that way, all that the user types from then on is taken for pasted.
"""

import re
import sys
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable, Iterable
from functools import partial
from time import monotonic

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.driver import Driver
from textual.message import Message

from reader.papers import clean_text

LONGEST_PASTE = 200_000
"""In characters; the rest of a longer one is dropped: nobody pastes that on purpose."""
LONGEST_LINE = 4_000
PATIENCE_S = 3.0
"""After so long a silence a paste is over, even if its end was lost on the way."""
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~])?")
"""Escapes, and the colours and movements that begin with one."""


def pasted_line(text: str) -> str:
    """Return pasted text as one printable line, cut where it is too long; spaces within it stay as they are."""
    return clean_text(text[:LONGEST_PASTE]).replace("\n", " ")[:LONGEST_LINE]


class PasteFilter:
    """Takes controls out of what is pasted, in a stream of keys that comes in chunks."""

    def __init__(self) -> None:
        self.pasting = False
        """Whether a paste has begun, and its end is still to come."""
        self._kept = ""
        """The end of the last chunk, which may be the beginning of a mark: typed, and given; or pasted, and held."""
        self._room = 0

    def feed(self, data: str) -> str:
        """Return the next chunk, without what must not be in it."""
        given = ""
        while data:
            part, data = self._pasted(data) if self.pasting else self._typed(data)
            given += part
        return given

    def end(self) -> str:
        """Give up waiting for the end of a paste; return the mark of it."""
        self.pasting, self._kept = False, ""
        return BRACKETED_PASTE_END

    def _typed(self, data: str) -> tuple[str, str]:
        """Return what is typed, with the mark of a paste that begins, and the rest; an Escape must not wait."""
        head, mark, rest = (self._kept + data).partition(BRACKETED_PASTE_START)
        part = (head + mark)[len(self._kept) :]
        self.pasting, self._room = bool(mark), LONGEST_PASTE
        self._kept = "" if mark else head[1 - len(BRACKETED_PASTE_START) :]
        return part, rest

    def _pasted(self, data: str) -> tuple[str, str]:
        """Return what is pasted, with the mark of its end, and the rest."""
        text, mark, rest = (self._kept + data).partition(BRACKETED_PASTE_END)
        self._kept = "" if mark else _beginning(text, BRACKETED_PASTE_END)
        text = _ESCAPES.sub("", text[: len(text) - len(self._kept)])[: self._room]
        self._room -= len(text)
        self.pasting = not mark
        return text + mark, rest


class PasteParser(XTermParser):
    """Textual's parser of what a terminal sends, behind a filter."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - textual's signature
        super().__init__(debug)
        self._filter = PasteFilter()
        self._heard = monotonic()

    def feed(self, data: str) -> Iterable[Message]:
        """Parse a chunk; an empty one is the end."""
        self._heard = monotonic()
        given = self._filter.feed(data)
        return super().feed(given) if given or not data else ()

    def tick(self) -> Iterable[Message]:
        """Look at the clock, now and then."""
        yield from super().tick()
        if self._filter.pasting and monotonic() - self._heard > PATIENCE_S:
            yield from super().feed(self._filter.end())


def guard_pastes(driver: type[Driver]) -> None:
    """Have one of textual's drivers read the terminal, or the browser, with this parser; it offers no other way.

    What is no UTF-8 (line noise, a paste in Latin-1) is read as U+FFFD: the driver's own decoder would end the app.
    """
    for module in (sys.modules[base.__module__] for base in driver.__mro__):
        if hasattr(module, "XTermParser"):
            module.XTermParser = PasteParser  # type: ignore[attr-defined]
        if hasattr(module, "getincrementaldecoder"):
            module.getincrementaldecoder = _lenient  # type: ignore[attr-defined]


def _lenient(encoding: str) -> Callable[[], IncrementalDecoder]:
    return partial(getincrementaldecoder(encoding), errors="replace")


def _beginning(text: str, mark: str) -> str:
    """Return the longest end of `text` that `mark` begins with."""
    return next((mark[:size] for size in range(len(mark) - 1, 0, -1) if text.endswith(mark[:size])), "")
