"""Text in the cells of a spreadsheet, where it must not become a formula.

A program that opens CSV may run a cell that begins with `=`, `+`, `-`, `@`, in their wide forms, too, with a tab or a
line break. An apostrophe before it makes it text. So that reading takes off exactly what writing put there, a cell
that begins so behind apostrophes gets one more.
"""

import re

LONGEST_CHARS = 16 << 20
"""Of a cell that is read: Python's own bound, 128 KB, is less than a long note."""
_SIGNS = r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_FORMULA = re.compile(f"'*{_SIGNS}")
_DEFUSED = re.compile(f"'+{_SIGNS}")


def defuse_cell(text: str) -> str:
    """Return `text` so that no spreadsheet runs it; `read_cell` gives it back."""
    return f"'{text}" if _FORMULA.match(text) else text


def read_cell(text: str) -> str:
    """Return what a cell that was written with `defuse_cell` says; a cell of another's is left as it is."""
    return text[1:] if _DEFUSED.match(text) else text
