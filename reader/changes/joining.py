"""Two marks of one paper, made on two machines, as one. No order, no clock: both machines come to the same mark.

- bookmark: one is enough;
- tags: all of both;
- rating: the higher one; two different ones are a conflict;
- status: the furthest of unread, skipped, reading, read; skipped on one side and begun on the other is a conflict;
- read at: the earlier time;
- note: one that holds all paragraphs of the other, else the paragraphs of both, each once.

A conflict loses nothing that was said without saying so: it is listed with what was kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.papers import Mark, Status

_FURTHER = (Status.UNREAD, Status.SKIPPED, Status.READING, Status.READ)
_BEGUN = {Status.READING, Status.READ}
_FENCE = re.compile(r"`{3,}|~{3,}")


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of two marks."""

    mark: Mark
    conflicts: tuple[str, ...] = ()
    """What the two did not agree on, with what was kept: `rating 3 here, 5 there: 5 kept`."""


def join(here: Mark, there: Mark) -> Joined:
    """Return one mark from two; which of them is `here` matters for the words of conflicts alone.

    To join again with either of them changes nothing more.
    """
    mark = Mark(
        status=max(here.status, there.status, key=_FURTHER.index),
        bookmarked=here.bookmarked or there.bookmarked,
        rating=max(here.rating, there.rating),
        tags=here.tags | there.tags,
        note=join_notes(here.note, there.note),
    )
    if mark.status is Status.READ:
        times = [read.read_at for read in (here, there) if read.read_at]
        mark = replace(mark, read_at=min(times, default=None))
    return Joined(mark, tuple(_conflicts(here, there, mark)))


def join_notes(one: str, other: str) -> str:
    """Return a note with the paragraphs of both, each once; one of the two as it is where it holds the other."""
    paragraphs, others = _paragraphs(one), _paragraphs(other)
    if set(paragraphs) == set(others):
        return max(one, other, key=lambda note: (len(note), note))
    if set(others) <= set(paragraphs):
        return one
    if set(paragraphs) <= set(others):
        return other
    first, second = (paragraphs, others) if one < other else (others, paragraphs)
    return "\n\n".join(dict.fromkeys([*first, *second]))


def _conflicts(here: Mark, there: Mark, kept: Mark) -> Iterator[str]:
    statuses = {here.status, there.status}
    if Status.SKIPPED in statuses and statuses & _BEGUN:
        yield f"{here.status} here, {there.status} there: {kept.status} kept"
    if here.rating and there.rating and here.rating != there.rating:
        yield f"rating {here.rating} here, {there.rating} there: {kept.rating} kept"


def _paragraphs(note: str) -> list[str]:
    """Split a note at blank lines, but not within fenced code; a fence that is left open is closed."""
    paragraphs: list[list[str]] = [[]]
    fence = ""
    for line in note.splitlines():
        if line.strip() or fence:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
        if fence:
            fence = "" if line.startswith(fence) and not line.strip(fence[0] + " ") else fence
        elif opening := _FENCE.match(line):
            fence = opening[0]
    if fence:
        paragraphs[-1].append(fence)
    return ["\n".join(lines) for lines in paragraphs if lines]
