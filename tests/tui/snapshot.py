"""A screen as text: its letters, and below them a letter for the style of each, so that a change can be read as a diff.

    READER_SNAPSHOTS=write pytest tests/tui/test_snapshots.py

writes the files anew; look at the diff before it is committed.
"""

import os
from collections.abc import Collection, Iterator
from difflib import unified_diff
from importlib.metadata import version
from pathlib import Path
from string import ascii_letters, digits, punctuation
from zlib import crc32

import pytest
from rich.style import Style
from textual.strip import Strip

FOLDER = Path(__file__).parent / "snapshots"
_NAMES = ascii_letters + digits + punctuation


def picture(strips: list[Strip]) -> str:
    """Return the lines of a screen, the styles of their cells, and what the styles are."""
    names: dict[str, str] = {}
    styles = ["".join(_styled(strip, names)) for strip in strips]
    legend = [f"{name} {style}" for style, name in names.items()]
    return "\n".join([*(strip.text.rstrip() for strip in strips), "", *map(_trimmed, styles), "", *legend]) + "\n"


def check(name: str, strips: list[Strip]) -> None:
    """Compare a screen with the file of that name; where Textual is another one, skip and say so."""
    file = FOLDER / f"{name}.txt"
    textual = f"textual {version('textual')}\n"
    now = textual + picture(strips)
    if os.environ.get("READER_SNAPSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        file.write_text(now, encoding="utf-8")
        return
    known = file.read_text(encoding="utf-8")
    if not known.startswith(textual):
        pytest.skip(f"the snapshots are of {known.splitlines()[0]}")
    assert now == known, "\n".join(
        unified_diff(known.splitlines(), now.splitlines(), "as it was", "now", n=0, lineterm="")
    )


def _styled(strip: Strip, names: dict[str, str]) -> Iterator[str]:
    """Yield the name of the style of each segment, as often as it has cells."""
    for segment in strip:
        style = str((segment.style or Style()).clear_meta_and_links())
        if style not in names:
            names[style] = _name(style, names.values())
        yield names[style] * segment.cell_length


def _name(style: str, taken: Collection[str]) -> str:
    """Return a letter that is likely to be the same wherever the style is seen: a new one leaves the others alone."""
    first = crc32(style.encode()) % len(_NAMES)
    return next(name for name in _NAMES[first:] + _NAMES[:first] if name not in taken)


def _trimmed(styles: str) -> str:
    """Return the styles of a line; the one that goes on to its end is there once."""
    return styles.rstrip(styles[-1]) + styles[-1] if styles else ""
