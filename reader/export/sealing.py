"""The seal of a reading list: by it a list tells whether anybody changed what it says of papers.

It stands in the front matter that Reader made; in a page of somebody's own, in a comment at its end.
"""

import re

from reader.export.list_parts import Front, plain_lines, take_apart
from reader.export.reading_lists import seal_of

_FIELD = re.compile(r"^seal: .*\n", re.MULTILINE)
_GENERATOR = re.compile(r"^(generator:.*\n)", re.MULTILINE)
_COMMENT = re.compile(r"^<!-- reader-seal: (\w+) -->$\n?", re.MULTILINE)
_NOTHING = seal_of("")


def sealed(text: str) -> str:
    """Return a list with its seal as it is now."""
    seal, front = seal_of(text), front_of(text)
    if front is None or not front.is_ours:
        bare = _COMMENT.sub("", text).rstrip("\n")
        return f"{bare}\n\n<!-- reader-seal: {seal} -->\n" if seal != _NOTHING else f"{bare}\n"
    head = "\n".join(front.lines) + "\n"
    bare = _FIELD.sub("", head)
    return _GENERATOR.sub(lambda line: f'{line[1]}seal: "{seal}"\n', bare, count=1) + text[len(head) :]


def is_unchanged(text: str) -> bool:
    """Say whether a list says of papers what it said when it was written; without a seal nobody knows."""
    text = plain_lines(text)
    front, comment = front_of(text), _COMMENT.search(text)
    written = front.fields.get("seal", "").strip("\"'") if front and front.is_ours else comment and comment[1]
    return written == seal_of(text)


def is_seal(line: str) -> bool:
    """Say whether a line is the seal of a page."""
    return _COMMENT.fullmatch(line) is not None


def front_of(text: str) -> Front | None:
    """Return the front matter of a list."""
    first = take_apart(text)[0]
    return first if isinstance(first, Front) else None
