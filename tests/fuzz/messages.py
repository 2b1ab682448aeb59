"""What every message of Reader's promises, whatever it quotes."""

import re

from reader.errors import ReaderError

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal would obey, but for tabs and line ends."""


def check_message(error: ReaderError) -> None:
    """Check that an error says something, on a line for what is wrong and one for what helps."""
    assert error.message
    assert is_printable(error.message), f"no terminal should print {error.message!r}"
    assert is_printable(error.hint), f"no terminal should print {error.hint!r}"


def is_printable(text: str) -> bool:
    """Say whether a text is one line without anything that a terminal obeys."""
    return not (CONTROL.search(text) or set(text) & set("\t\r\n"))
