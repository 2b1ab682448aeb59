"""A reading list written anew into a file that people wrote in: what is theirs stays where it is.

Ours are the tasks with our comment, with their facts, notes and abstracts; the headings of our groups; our lines
of the front matter; and the title while it is the one that we gave. All else is theirs: pages around the list,
headings, text between tasks and below them. A list without anything of theirs is simply written anew.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import dedent

from reader.export.escaping import escape_markdown
from reader.export.grouping import SECTIONS
from reader.export.list_parts import Front, Heading, Other, Part, Task, open_fence, plain_lines, take_apart
from reader.export.reading_lists import is_ours
from reader.export.sealing import is_seal, sealed
from reader.papers import clean_line, first_sentence, normal_title

_OUR_KEYS = ("title", "query", "papers", "to_read", "read", "skipped", "generator", "seal", "notes")
_EMPTY = "Nothing here yet."
_ENOUGH = 20
"""So many letters of an abstract in a row are a part of it, not somebody's word for it."""
_KEY = re.compile(r"([\w-]+):")


@dataclass(frozen=True, slots=True)
class Updated:
    """A list after it was written anew."""

    text: str
    added: int
    """Tasks that were not there."""
    removed: int
    """Tasks of papers that are not on the list any more."""
    theirs: int
    """Lines of other people's text that were kept, blank ones not counted."""


def update(old: str, fresh: str, abstracts: Mapping[str, str]) -> Updated:
    """Return the list `old` with the tasks of the list `fresh`; `abstracts` are those of its papers, by id.

    A task stays where somebody put it, under a heading of their own; within our groups it goes where it belongs.
    Line ends and a mark of the byte order stay as they are.
    """
    ending, mark = ("\r\n" if "\r\n" in old else "\n"), ("\ufeff" if old.startswith("\ufeff") else "")
    before, after = take_apart(plain_lines(old)), take_apart(fresh)
    theirs = list(_theirs(before, after, abstracts))
    if fence := open_fence(before):  # what comes behind it would be code
        before.append(Other(fence))
    text = sealed(_Merging(before, after, abstracts).text()) if theirs else fresh
    known, wanted = ({part.id for part in parts if isinstance(part, Task)} for parts in (before, after))
    return Updated(mark + text.replace("\n", ending), len(wanted - known), len(known - wanted), len(theirs))


class _Merging:
    """One list written into another."""

    def __init__(self, before: Sequence[Part], after: Sequence[Part], abstracts: Mapping[str, str]) -> None:
        self._before = before
        self._after = after
        self._abstracts = abstracts
        self._ours = set(_our_headings(before, after))
        self._fresh = {part.id: part for part in after if isinstance(part, Task)}
        self._groups: dict[str, list[str]] = {}
        """The papers of each of our groups, in order; the group without a name is that of lists without groups."""
        self._headings: dict[str, Heading] = {}
        for name, part in _in_groups(after, set(_our_headings(after, after))):
            if isinstance(part, Task):
                self._groups.setdefault(name, []).append(part.id)
            elif isinstance(part, Heading) and part.counts:
                self._headings[name] = part
        self._group_of = {paper: name for name, papers in self._groups.items() for paper in papers}

    def text(self) -> str:
        blocks: list[list[str]] = []
        """Lines of the new list; each task is one block, and an empty one is a task that goes."""
        ends: dict[str, int] = {}
        """Behind which block each of our groups ends."""
        counts: dict[str, int] = {}
        placed: set[str] = set()
        where: dict[str, int] = {}
        for name, part in _in_groups(self._before, self._ours):
            if isinstance(part, Task):
                stays = self._stays(part, name, placed)
                below = _below(part, self._fresh.get(part.id), self._abstracts)
                if stays:
                    placed.add(part.id)
                    counts[name] = counts.get(name, 0) + 1
                blocks.append([*self._fresh[part.id].lines, *below] if stays else _moved_out(below))
                ends[name] = len(blocks)
            else:
                if isinstance(part, Heading) and part.line in self._ours:
                    where[name], ends[name] = len(blocks), len(blocks) + 1
                blocks.append(self._anew(part))
        return self._assembled(blocks, ends, counts, placed, where)

    def _stays(self, task: Task, name: str, placed: set[str]) -> bool:
        """Say whether a task stays where it is: in its group, or where people put it."""
        if task.id not in self._fresh or task.id in placed:
            return False
        return name not in self._known_groups or self._group_of[task.id] == name

    @property
    def _known_groups(self) -> set[str]:
        return {*self._groups, *self._headings, *SECTIONS} - {""}

    def _assembled(
        self,
        blocks: list[list[str]],
        ends: Mapping[str, int],
        counts: dict[str, int],
        placed: set[str],
        where: Mapping[str, int],
    ) -> str:
        """Put new tasks at the ends of their groups, and say how many there are in each."""
        behind: dict[int, list[list[str]]] = {}
        for name, papers in self._groups.items():
            new = [list(self._fresh[paper].lines) for paper in papers if paper not in placed]
            counts[name] = counts.get(name, 0) + len(new)
            if name not in ends and new and name in self._headings:
                new = [[_heading(name, counts[name])], *new]
            behind.setdefault(ends.get(name, len(blocks)), []).extend(new)
        for name, at in where.items():
            left = counts.get(name, 0) or _has_words(blocks[at + 1 :])
            blocks[at] = [_heading(name, counts.get(name, 0))] if left else []
        page = _Page()
        for at in range(len(blocks) + 1):
            for block in behind.get(at, []):
                page.insert(block)
            if at < len(blocks):
                page.go_on(blocks[at])
        return page.text()

    def _anew(self, part: Front | Heading | Other) -> list[str]:
        """Return what is no task as it is now: our title and front matter may say something else."""
        if isinstance(part, Front):
            return self._front(part)
        is_title = isinstance(part, Heading) and part.line == _title(self._before)
        return [_title(self._after) if is_title else part.line]

    def _front(self, front: Front) -> list[str]:
        """Return front matter with our lines as they are now and everything else as it was."""
        fresh = next((part for part in self._after if isinstance(part, Front)), None)
        if not front.is_ours or fresh is None:
            return list(front.lines)
        ours = {found[1]: line for line in fresh.lines if (found := _KEY.match(line))}
        kept: list[str] = []
        for line in front.lines[1:-1]:
            key = found[1] if (found := _KEY.match(line)) else ""
            kept += [ours.pop(key)] if key in ours else [] if key in _OUR_KEYS else [line]
        return ["---", *kept, *ours.values(), "---"]


def _has_words(blocks: Sequence[Sequence[str]]) -> bool:
    """Say whether anything stands below a heading before the next one."""
    lines = (line for block in blocks for line in block if line.strip() and not is_seal(line))
    words = next(lines, "#")
    return not words.startswith("#")


def _title(parts: Sequence[Part]) -> str:
    """Return the heading that a list of ours has from its title; empty where it has none."""
    front = parts[0]
    if not isinstance(front, Front) or not front.is_ours:
        return ""
    written = front.fields.get("title", "")
    try:
        title = str(json.loads(written))
    except ValueError:  # an editor took the quotes away
        title = written.strip("\"'")
    return f"# {escape_markdown(clean_line(title))}"


def _heading(name: str, tasks: int) -> str:
    return f"## {name} ({tasks})"


def _in_groups(parts: Sequence[Part], ours: set[str]) -> Iterator[tuple[str, Part]]:
    """Yield each part with the name of our group that it is in, else with the line of the heading above it."""
    name, level = "", 0
    for part in parts:
        if isinstance(part, Heading) and part.line in ours:
            name, level = part.name, part.level
        elif isinstance(part, Heading) and (part.level <= level or not level):
            name, level = part.line, part.level
        yield name, part


def _our_headings(parts: Sequence[Part], after: Sequence[Part]) -> Iterator[str]:
    """Yield the lines of headings that are groups of ours: by name, or because they count what is below them."""
    names = {part.name for part in after if isinstance(part, Heading) and part.counts}
    for at, part in enumerate(parts):
        if isinstance(part, Heading) and part.counts and part.level == 2:
            below = 0
            for other in parts[at + 1 :]:
                if isinstance(other, Heading):
                    break
                below += isinstance(other, Task)
            if part.name in names or part.name in SECTIONS or part.line.endswith(f"({below})"):
                yield part.line


def _theirs(before: Sequence[Part], after: Sequence[Part], abstracts: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a list that are not ours, but for blank ones."""
    ours = set(_our_headings(before, after))
    titles = {_title(before), _title(after)}
    fresh = {part.id: part for part in after if isinstance(part, Task)}
    for part in before:
        match part:
            case Front():
                keys = (found[1] if (found := _KEY.match(line)) else "" for line in part.lines[1:-1])
                yield from (key for key in keys if not part.is_ours or key not in _OUR_KEYS)
            case Heading():
                if part.line not in ours | titles:
                    yield part.line
            case Task():
                yield from filter(str.strip, _below(part, fresh.get(part.id), abstracts))
            case Other():
                if part.line.strip() not in ("", _EMPTY) and not is_seal(part.line):
                    yield part.line


def _below(task: Task, fresh: Task | None, abstracts: Mapping[str, str]) -> list[str]:
    """Return the lines below a task that are not ours, each stretch of them behind a blank line."""
    stretches: list[list[str]] = [[]]
    ours = {line.strip() for line in fresh.body} if fresh else set()
    for line in task.body:
        if not line.strip() or line.strip() in ours or is_ours(line):
            stretches.append([])
        else:
            stretches[-1].append(line)
    abstract = abstracts.get(task.id, "")
    kept = (list(_without(stretch, abstract)) for stretch in stretches if stretch)
    return [line for stretch in kept if stretch for line in ("", *stretch)]


def _moved_out(lines: Sequence[str]) -> list[str]:
    """Return what stands below a task that goes, as text of its own."""
    return dedent("\n".join(lines[1:])).split("\n") if lines else []


def _without(stretch: Sequence[str], abstract: str) -> Iterator[str]:
    """Yield the lines of a stretch without the abstract, whole, in short or wrapped."""
    if not _is_abstract(" ".join(stretch), abstract):
        yield from (line for line in stretch if not _is_abstract(line, abstract))


def _is_abstract(text: str, abstract: str) -> bool:
    letters, whole = normal_title(text), normal_title(abstract)
    return letters in (whole, normal_title(first_sentence(abstract))) or (len(letters) >= _ENOUGH and letters in whole)


class _Page:
    """The lines of a list that is being written."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._needs_blank = False
        self._left_out = False

    def insert(self, block: Sequence[str]) -> None:
        """Add what is new, with a blank line on both sides."""
        if self._lines and self._lines[-1].strip():
            self._lines.append("")
        self._lines += block
        self._needs_blank = True

    def go_on(self, block: Sequence[str]) -> None:
        """Add what was there; an empty block is something that was left out, with one of its blank lines."""
        if not block:
            self._left_out = bool(self._lines) and not self._lines[-1]
            return
        blank = not block[0].strip()
        if self._needs_blank and not blank:
            self._lines.append("")
        if not (self._left_out and blank):
            self._lines += block
        self._needs_blank = self._left_out = False

    def text(self) -> str:
        """Return the list."""
        return "\n".join(self._lines).rstrip("\n") + "\n"
