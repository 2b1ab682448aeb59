"""What the user thinks of a paper."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reader.errors import TextError
from reader.papers.text import clean_line

_TAG = re.compile(r"[^\W_](?:[\w.+/-]*[\w+])?")
RESERVED_TAGS = frozenset({"none"})
"""Words that mean something else after `tag:` in a query."""


class Status(StrEnum):
    """How far the user is with a paper."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"
    SKIPPED = "skipped"


SIGNS = {Status.UNREAD: "●", Status.READING: "◐", Status.READ: " ", Status.SKIPPED: "–"}
"""A status in one cell, wherever papers are listed."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the user thinks of one paper. The empty `Mark()` is never stored."""

    status: Status = Status.UNREAD
    bookmarked: bool = False
    rating: int = 0
    """1 to 5 stars; 0 is none."""
    tags: frozenset[str] = frozenset()
    note: str = ""
    """Markdown, several lines."""
    read_at: datetime | None = None
    """UTC; set while the status is `read`."""


LATER = "later"
"""The tag of what is put aside: unread, but decided on."""
MOST_LETTERS = 100
"""Of a tag."""


def clean_tag(text: str) -> str:
    """Return `text` as a tag: lower case, spaces as hyphens, a leading `#` dropped, levels parted by `/`.

    Raises:
        TextError: where that is no tag, saying what one is made of.
    """
    tag = clean_line(text).removeprefix("#").casefold().replace(" ", "-")
    if len(tag) > MOST_LETTERS:
        raise TextError("This is too long for a tag", f"A tag has {MOST_LETTERS} characters at most.")
    if not _TAG.fullmatch(tag) or "//" in tag:
        raise TextError(
            f"“{clean_line(text)}” cannot be a tag",
            "A tag starts with a letter or a digit and goes on with those or - _ . + and / for levels: nlp/llm",
        )
    if tag in RESERVED_TAGS:
        raise TextError(f"“{tag}” cannot be a tag", "tag:none finds papers without tags; take another word.")
    return tag
