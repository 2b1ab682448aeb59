"""Files of text that Reader wrote, and people may have changed since."""

import stat
from pathlib import Path

from reader.errors import ReadBackError
from reader.papers import clean_line

LIMIT_BYTES = 2 << 30
"""A backup of a million papers takes 1.5 GB."""
_DATABASE = b"SQLite format 3\0"
"""How a library's file begins."""


def is_folder(path: Path) -> bool:
    """Say whether a path leads to a folder; where one may not look, reading it says so."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_free(path: Path) -> bool:
    """Say whether nothing is there; where one may not look, something may be."""
    try:
        return not path.exists()
    except OSError:
        return False


def read_text(path: Path) -> str:
    """Return the text of a file, as it is.

    Raises:
        ReadBackError: it cannot be read, or is no text.
    """
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):  # a pipe waits for ever, a device never ends
            raise ReadBackError(f"{clean_line(str(path))} is no ordinary file", "Save its text to a file first.")
        if path.exists() and path.stat().st_size > LIMIT_BYTES:
            raise ReadBackError(
                f"{clean_line(str(path))} is larger than {LIMIT_BYTES >> 30} GB", "Name a file that Reader wrote."
            )
        content = path.read_bytes()
        if content.startswith(_DATABASE):
            raise ReadBackError(
                f"{clean_line(str(path))} is a library, no text", "`reader merge` takes in what is in a library."
            )
        return content.decode("utf-8")
    except OSError as error:
        raise ReadBackError(
            f"Cannot read {clean_line(str(path))}: {error.strerror or error}", "Name a file that is there."
        ) from error
    except (UnicodeDecodeError, ValueError) as error:
        raise ReadBackError(f"{clean_line(str(path))} is no text in UTF-8", "Name a file that Reader wrote.") from error
