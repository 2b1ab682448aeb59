"""A reading list that people changed -> what it says of each paper.

The box says whether a paper is read. Where it does not, the section `Skipped` and the words `reading` and
`skipped` say more; `[/]` is reading and `[-]` is skipped, as in Obsidian. Moving a task between sections of
people's own says nothing. Titles, authors, links and abstracts are facts, not marks: changes there are left alone.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote

from reader.export.list_parts import Front, Task, plain_lines, take_apart
from reader.export.told import Told, is_written
from reader.papers import Status, clean_text

_BOXES = {"x": Status.READ, "X": Status.READ, "/": Status.READING, "-": Status.SKIPPED}
_FACT = re.compile(r"[-*+][ \t]+(?:By|Links:|Seen in)[ \t]")
_TAGS = re.compile(r"[-*+][ \t]+Tags?:(?P<tags>.*)", re.IGNORECASE)
_STANDING = re.compile(
    r"(?P<status>reading|skipped)|read (?P<read>\d{4}-\d\d-\d\d)"
    r"|(?P<bookmark>★ bookmarked)|rated (?P<stars>★{1,5})☆{0,4}"
)
_ITEM = re.compile(r"[-*+][ \t]+(.*)")
_COMMENT = re.compile(r"<!--(.*?)-->")
_HASHTAG = re.compile(r"(?<![^\s>])#([^\s#,;]+)")
_DONE = re.compile(r"✅\s*(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class _Whole:
    """Whether what a list does not say is said: that there is no tag, no note."""

    marks: bool
    notes: bool


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the line of a paper's standing says."""

    status: str = ""
    read_at: datetime | None = None
    bookmarked: bool = False
    rating: int = 0


def read_list(text: str) -> list[Told]:
    """Return what a list says, task by task in its order; a paper may stand there twice.

    In a list that still has its front matter, no tags and no quote mean that there are none; in a piece of one
    that was put elsewhere they say nothing, and neither does a task whose facts were all taken away.
    """
    parts = take_apart(plain_lines(text))
    front = next((part for part in parts if isinstance(part, Front)), None)
    ours = front is not None and front.is_ours
    whole = _Whole(ours, ours and front is not None and front.fields.get("notes") != "false")
    return [_told(part, whole) for part in parts if isinstance(part, Task)]


def _told(task: Task, whole: _Whole) -> Told:
    lines = [line.strip() for line in task.body]
    standings = [standing for line in lines if (standing := _standing(line))]
    tag_lines = [found["tags"] for line in lines if (found := _TAGS.fullmatch(line))]
    quote = list(_quote(task.body))
    stripped = not (standings or tag_lines or quote or any(map(_FACT.match, lines)))
    standing = standings[0] if standings else _Standing()
    says_marks = bool(standings) or (whole.marks and not stripped)
    status, not_so = _status(task, standing)
    tags = _tags(task.head, tag_lines)
    note = clean_text("\n".join(quote))
    return Told(
        task.id,
        task.at,
        status,
        not_so,
        _done(task.head) or standing.read_at,
        whole_day=True,
        bookmarked=standing.bookmarked if says_marks else None,
        rating=standing.rating if says_marks else None,
        tags=tags if tags or tag_lines or (whole.marks and not stripped) else None,
        note=note if note or (whole.notes and not stripped) else None,
        quoted=True,
        seal=task.seal,
    )


def is_ours(line: str) -> bool:
    """Say whether a line below a task is one of those that are written there, but for the abstract."""
    line = line.strip()
    return bool(line.startswith(">") or _FACT.match(line) or _TAGS.fullmatch(line) or _standing(line))


def seal_of(text: str) -> str:
    """Return a short name of all that a list says of papers: while it is the same, nobody changed that."""
    told = sorted(
        repr((one.id, one.status, sorted(one.not_so), one.read_at, one.bookmarked, one.rating, one.tags, one.note))
        for one in read_list(text)
    )
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


def _status(task: Task, standing: _Standing) -> tuple[Status | None, frozenset[Status]]:
    """Return the status that a task tells, or else those that it cannot have."""
    if task.box in _BOXES:
        return _BOXES[task.box], frozenset()
    if task.box != " ":  # none, or one of somebody's own
        return None, frozenset()
    if task.section == "Skipped":
        return Status.SKIPPED, frozenset()
    if standing.status == "reading":
        return Status.READING, frozenset()
    if standing.status == "skipped" and not task.section:
        return Status.SKIPPED, frozenset()
    return None, frozenset({Status.READ, Status.SKIPPED} if task.section == "To read" else {Status.READ})


def _standing(line: str) -> _Standing | None:
    """Read a line of which every part is one of our words."""
    item = _ITEM.fullmatch(line)
    parts = [_STANDING.fullmatch(part.strip()) for part in item[1].split("·")] if item else [None]
    found = [part for part in parts if part]
    if len(found) < len(parts):
        return None
    days = [part["read"] for part in found if part["read"]]
    stars = [len(part["stars"]) for part in found if part["stars"]]
    return _Standing(
        next((part["status"] for part in found if part["status"]), ""),
        _day(days[0]) if days else None,
        any(part["bookmark"] for part in found),
        stars[0] if stars else 0,
    )


def _tags(head: str, tag_lines: list[str]) -> tuple[str, ...]:
    """Return the tags of our line, and hashtags that somebody wrote behind the title."""
    behind = _COMMENT.sub(" ", head.rpartition("**")[2])
    written = [f"#{tag}" for tag in _HASHTAG.findall(behind)]
    for line in tag_lines:
        plain = _COMMENT.sub(" ", line).replace(",", " ").replace(";", " ")
        written += [f"#{word.removeprefix('#')}" for word in plain.split() if word != "#"]
    return _exactly(written, tag_lines)


def exact_tags(written: list[str], lines: list[str]) -> tuple[str, ...]:
    """Return hashtags, as tags where a line of tags among `lines` spells them exactly."""
    return _exactly(written, [found["tags"] for line in lines if (found := _TAGS.fullmatch(line.strip()))])


def _exactly(written: list[str], tag_lines: list[str]) -> tuple[str, ...]:
    """Return each hashtag with the spelling that our comment has for it, in their order; the others as they are."""
    comments = (comment for line in tag_lines for comment in _COMMENT.findall(line))
    left = [unquote(word) for comment in comments for word in comment.split()]
    tags: list[str] = []
    for tag in written:
        alike = [one for one in left if is_written(one, tag)]
        if alike:
            left.remove(alike[0])
        tags.append(alike[0] if alike else tag)
    return tuple(tags)


def _quote(body: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of the quotes in a task; what stands between two is a blank line."""
    started = False
    for line in body:
        inner = line.strip()
        if inner.startswith(">"):
            yield inner[1:].removeprefix(" ")
            started = True
        elif started:
            yield ""
            started = False


def _done(head: str) -> datetime | None:
    found = _DONE.search(head)
    return _day(found[1]) if found else None


def _day(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:  # the 31st of a short month: somebody's own
        return None
