"""What saved queries may be called."""

import re

from reader.errors import TextError
from reader.papers.text import clean_line
from reader.query.ast import Query

MOST_CHARS = 60
_NO_PART_OF_A_NAME = re.compile(r"\b[a-z_]+:|\b(?:OR|AND|NOT)\b|[\"()|*~]")


def clean_name(text: str) -> str:
    """Return `text` as the name of a saved query: one printable line.

    Raises:
        TextError: it is empty, longer than 60 characters, or holds the quote in which queries put names.
    """
    name = clean_line(text)
    if not name:
        raise TextError("A saved query needs a name", "Such as: to read.")
    if len(name) > MOST_CHARS:
        raise TextError(f"“{name[:20]}…” is too long for a name", f"At most {MOST_CHARS} characters.")
    if '"' in name:
        raise TextError(f"“{name}” cannot be a name", 'It holds the " in which queries put names.')
    return name


def suggested_name(query: Query) -> str:
    """Return what `query` may be called: the words and values that it looks for, without its grammar."""
    return clean_line(_NO_PART_OF_A_NAME.sub("", str(query.where or query)))[:MOST_CHARS].strip()
