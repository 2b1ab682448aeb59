"""A paper's text -> what the eye sees: TeX read, also where the page has damaged it.

For display only: nothing of this is stored or exported. Pure; unicodeit is loaded when a text first needs it.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.display.shown import Shown, Span
from reader.display.sparkline import sparkline

if TYPE_CHECKING:
    from reader.display.sentences import KeySentence

_SUSPICIOUS = re.compile(
    r"[$\\^{]|\w_|\)_|``|times|rightarrow|leftarrow|sim\d|uparrow|downarrow|approx\d|infty|varepsilon|[lg]eq|cdot|"
    r"Rightarrow|Leftarrow|lesssim|gtrsim|oplus|otimes|langle|rangle|subseteq|x201[34]"
)


@lru_cache(maxsize=512)
def shown(text: str) -> Shown:
    """Return what the eye sees of a text; kept for the texts that were asked for last."""
    if not _SUSPICIOUS.search(text):
        return Shown(text)
    from reader.display.reading import read

    return read(text)


def key_sentences(abstract: str) -> "list[KeySentence]":
    """Return the sentences of an abstract that say what is new, what came out and where the code is, in order."""
    from reader.display.sentences import find

    return find(abstract)


__all__ = ["Shown", "Span", "key_sentences", "shown", "sparkline"]
