"""Entries -> groups with a heading each. Every entry stands in one group: a list has as many tasks as papers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reader.export.layout import GroupBy
from reader.papers import Entry, Status, clean_line

SECTIONS: Mapping[str, frozenset[Status]] = {
    "To read": frozenset({Status.UNREAD, Status.READING}),
    "Read": frozenset({Status.READ}),
    "Skipped": frozenset({Status.SKIPPED}),
}
"""The groups by status, in their order."""
UNTAGGED = "Without tags"


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a heading, in the order in which they were found."""

    name: str
    """One line of plain text; empty where nothing is grouped."""
    entries: tuple[Entry, ...]


def group(entries: Sequence[Entry], by: GroupBy) -> list[Group]:
    """Return `entries` in groups, none of them empty.

    By tag: each under its first in the alphabet, those without any last. By source: under the dump where it was
    seen first, in the order in which dumps come. By date: under the month in which it was published, or else came
    into the library, newest first. By none: one group without a name.
    """
    names: dict[str, list[Entry]] = {name: [] for name in SECTIONS} if by == "status" else {}
    for entry in entries:
        names.setdefault(_NAMES[by](entry), []).append(entry)
    found = [Group(name, tuple(members)) for name, members in names.items() if members]
    if by == "tag":
        found.sort(key=lambda one: (one.name == UNTAGGED, one.name))
    elif by == "date":
        found.sort(key=lambda one: one.name, reverse=True)
    return found


def month(entry: Entry) -> str:
    """Return the month of an entry as `2024-03`, or the year alone where no more is known."""
    return entry.paper.facts.published[:7] or f"{entry.added:%Y-%m}"


def section(entry: Entry) -> str:
    """Return the name of the section that an entry's status puts it in."""
    return next(name for name, statuses in SECTIONS.items() if entry.mark.status in statuses)


def _tag(entry: Entry) -> str:
    return min(entry.mark.tags, default=UNTAGGED)


def _source(entry: Entry) -> str:
    return clean_line(entry.sightings[0].file) if entry.sightings else ""


_NAMES: Mapping[GroupBy, Callable[[Entry], str]] = {
    "status": section,
    "tag": _tag,
    "source": _source,
    "date": month,
    "none": lambda _: "",
}
