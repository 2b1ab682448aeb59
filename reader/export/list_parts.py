"""A reading list in Markdown, taken apart: what is ours in it, and what people wrote around it.

A task is ours when its first line ends in our comment with a paper's id. It reaches as far as it is indented,
whatever an editor made of the indentation.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from reader.export.grouping import SECTIONS

_TASK = re.compile(
    r"(?P<indent>[ \t]*)(?:[-*+]|\d+[.)])[ \t]+(?:\[(?P<box>.)\][ \t]*)?"
    r"(?P<rest>.*?(?<!\\)<!--\s*reader:(?P<id>\S+?)(?:\s+(?P<seal>[\w-]+?))?\s*-->.*)"
)
_STRAY = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+(?P<box>\[.\])(?P<text>(?:[ \t].*)?)")
_HEADING = re.compile(r" {0,3}(?P<level>#{1,6})[ \t]+(?P<name>.*?)(?:[ \t]+\((?P<count>\d+)\))?[ \t]*#*[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_OURS = re.compile(r"generator:\s*[\"']?reader[\"']?\s*")
_KEY = re.compile(r"([\w-]+):(.*)")
_TAB = 4


@dataclass(frozen=True, slots=True)
class Front:
    """Front matter."""

    lines: tuple[str, ...]
    """With the rules around it."""

    @property
    def is_ours(self) -> bool:
        """Whether Reader made it, or some of it."""
        return any(_OURS.fullmatch(line) for line in self.lines)

    @property
    def fields(self) -> Mapping[str, str]:
        """What it says on one line each, unread."""
        return {found[1]: found[2].strip() for line in self.lines if (found := _KEY.fullmatch(line))}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading."""

    line: str
    level: int
    name: str
    """Without the number of tasks behind it."""
    counts: bool
    """Whether there is such a number."""


@dataclass(frozen=True, slots=True)
class Task:
    """One paper."""

    line: str
    """Its first line."""
    id: str
    box: str | None
    """What stands in the box; None where there is none any more."""
    head: str
    """What stands behind the box, our comment among it."""
    body: tuple[str, ...]
    """The lines below, as they are indented."""
    at: int
    """Its line, from 1."""
    section: str
    """The section of ours that it stands in, or empty."""
    seal: str = ""
    """What our comment says of the paper as it was written; older lists have none."""

    @property
    def lines(self) -> tuple[str, ...]:
        """All its lines, without blank ones at the end."""
        return (self.line, *self.body)


@dataclass(frozen=True, slots=True)
class Other:
    """One line that is not ours."""

    line: str
    stray: str = ""
    """What the task says that the line is, and that is no paper's; empty where it is none."""
    at: int = 0
    """The line of a stray task, from 1."""


Part = Front | Heading | Task | Other


def take_apart(text: str) -> list[Part]:
    """Return the parts of a list, in order; `text` has newlines only, as `plain_lines` gives it."""
    return list(_parts(text.split("\n")))


def open_fence(parts: Sequence[Part]) -> str:
    """Return the fence of a block of code that goes on to the end of a list; empty where none does."""
    fence = ""
    for part in parts:
        if not isinstance(part, Other):
            continue
        if fence:
            fence = "" if _closes(part.line, fence) else fence
        elif opening := _FENCE.match(part.line):
            fence = opening[1]
    return fence


def plain_lines(text: str) -> str:
    """Return `text` without a mark of the byte order, its lines ending in newlines."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _parts(lines: Sequence[str]) -> Iterator[Part]:
    at = 0
    if front := _front(lines):
        yield front
        at = len(front.lines)
    fence, section, level = "", "", 0
    while at < len(lines):
        line = lines[at]
        if fence or (opening := _FENCE.match(line)) is not None:
            fence = ("" if _closes(line, fence) else fence) if fence else (opening[1] if opening else "")
            yield Other(line)
        elif task := _TASK.fullmatch(line):
            body = _body(lines, at, _width(task["indent"]))
            yield Task(line, unquote(task["id"]), task["box"], task["rest"], body, at + 1, section, task["seal"] or "")
            at += len(body)
        elif heading := _HEADING.fullmatch(line):
            depth = len(heading["level"])
            if not section or depth <= level:
                section, level = (heading["name"] if heading["name"] in SECTIONS else ""), depth
            yield Heading(line, depth, heading["name"], counts=heading["count"] is not None)
        elif stray := _STRAY.fullmatch(line):
            yield Other(line, stray["text"].strip() or stray["box"], at + 1)
        else:
            yield Other(line)
        at += 1


def _front(lines: Sequence[str]) -> Front | None:
    if lines[0].rstrip() != "---":
        return None
    ends = (number for number, line in enumerate(lines) if number and line.rstrip() in {"---", "..."})
    end = next(ends, None)
    return Front(tuple(lines[: end + 1])) if end else None


def _body(lines: Sequence[str], at: int, indent: int) -> tuple[str, ...]:
    """Return the lines that belong to the task at a line: those indented further, and blank ones between."""
    end = at + 1
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if not line.strip():
            continue
        if _width(line) <= indent or _TASK.fullmatch(line):
            break
        end = number + 1
    return tuple(lines[at + 1 : end])


def _width(line: str) -> int:
    start = line[: len(line) - len(line.lstrip(" \t"))]
    return len(start.expandtabs(_TAB))


def _closes(line: str, fence: str) -> bool:
    return line.strip().startswith(fence) and not line.strip().strip(fence[0])
