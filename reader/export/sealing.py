"""The seal of a reading list: by it a list tells whether anybody changed what it says of papers."""

import re

from reader.export.list_parts import Front, plain_lines, take_apart
from reader.export.reading_lists import seal_of

_SEAL = re.compile(r"^seal: .*\n", re.MULTILINE)
_GENERATOR = re.compile(r"^(generator:.*\n)", re.MULTILINE)


def sealed(text: str) -> str:
    """Return a list with its seal in the front matter that Reader made; one without it stays as it is."""
    front = front_of(text)
    if front is None or not front.is_ours:
        return text
    head = "\n".join(front.lines) + "\n"
    bare = _SEAL.sub("", head)
    seal = f'seal: "{seal_of(text)}"\n'
    return _GENERATOR.sub(lambda line: f"{line[1]}{seal}", bare, count=1) + text[len(head) :]


def is_unchanged(text: str) -> bool:
    """Say whether a list says of papers what it said when it was written; without a seal nobody knows."""
    text = plain_lines(text)
    front = front_of(text)
    return front is not None and front.fields.get("seal", "").strip("\"'") == seal_of(text)


def front_of(text: str) -> Front | None:
    """Return the front matter of a list."""
    first = take_apart(text)[0]
    return first if isinstance(first, Front) else None
