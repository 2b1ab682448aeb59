"""The seals of a reading list: by them it tells whether anybody changed what it says of papers, and of which.

That of the whole stands in the front matter that Reader made; in a page of somebody's own, in a comment at its end.
That of a paper stands in the comment with its id.
"""

import re

from reader.export.list_parts import Front, plain_lines, take_apart
from reader.export.reading_lists import read_list, seal_of

_FIELD = re.compile(r"^seal: .*\n", re.MULTILINE)
_GENERATOR = re.compile(r"^(generator:.*\n)", re.MULTILINE)
_COMMENT = re.compile(r"^<!-- reader-seal: (\w+) -->$\n?", re.MULTILINE)
_ANCHOR = re.compile(r"((?<!\\)<!--\s*reader:\S+?)(?:\s+[\w-]+?)?\s*-->")
_NOTHING = seal_of("")


def tasks_sealed(text: str) -> str:
    """Return a list with the seal of each paper as it is now."""
    lines = text.split("\n")
    for told in read_list(text):
        before, anchor, after = _parted(lines[told.at - 1])
        lines[told.at - 1] = f"{before}{anchor} {told.sealed} -->{after}"
    return "\n".join(lines)


def _parted(line: str) -> tuple[str, str, str]:
    """Return what stands before our comment in the first line of a task, its id, and what stands behind it."""
    found = _ANCHOR.search(line)
    return (line[: found.start()], found[1], line[found.end() :]) if found else (line, "", "")


def sealed(text: str) -> str:
    """Return a list with its seals as they are now."""
    text = tasks_sealed(text)
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
