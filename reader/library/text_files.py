"""Files of text that Reader wrote, and people may have changed since."""

from pathlib import Path

from reader.errors import ReadBackError
from reader.papers import clean_line


def read_text(path: Path) -> str:
    """Return the text of a file, as it is.

    Raises:
        ReadBackError: it cannot be read, or is no text.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ReadBackError(
            f"Cannot read {clean_line(str(path))}: {error.strerror or error}", "Name a file that is there."
        ) from error
    except (UnicodeDecodeError, ValueError) as error:
        raise ReadBackError(f"{clean_line(str(path))} is no text in UTF-8", "Name a file that Reader wrote.") from error
