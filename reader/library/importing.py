"""A list or data that Reader wrote and people changed, taken back into the library: marks only, as one step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from reader.changes import Step, differences
from reader.errors import PaperError, TextError
from reader.export.told import Told
from reader.papers import Mark, clean_line
from reader.store import Store


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one paper."""

    number: int
    title: str
    after: Mark
    changes: tuple[str, ...]
    """`status unread → read`, `tags +nlp`."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What could not be taken as it stands."""

    at: int
    """The line or the record."""
    what: str


@dataclass(frozen=True, slots=True)
class Import:
    """What a file that is read back says otherwise than the library."""

    papers: int
    """How many papers of the library the file names; those that it does not name do not change."""
    planned: tuple[Planned, ...]
    troubles: tuple[Trouble, ...]
    step: Step | None = None
    """The step that took it in; None where it only was looked at, or nothing changes."""


def plan(store: Store, told: Sequence[Told], now: datetime) -> Import:
    """Return what taking in `told` would change."""
    troubles: list[Trouble] = []
    named = _by_paper(store, told, troubles)
    entries = {entry.number: entry for entry in store.papers.entries(list(named))}
    known = list(store.marks.tag_counts())
    planned: list[Planned] = []
    for number, said in named.items():
        entry = entries[number]
        after = _after(said, entry.mark, now, known, troubles)
        if changes := tuple(differences(entry.mark, after)):
            planned.append(Planned(number, entry.paper.title, after, changes))
        elif after.read_at != entry.mark.read_at and after.read_at:
            planned.append(Planned(number, entry.paper.title, after, (f"read on {after.read_at:%Y-%m-%d}",)))
    return Import(len(named), tuple(planned), tuple(sorted(troubles, key=lambda trouble: trouble.at)))


def take_in(store: Store, told: Sequence[Told], name: str, now: datetime) -> Import:
    """Change the marks of papers as `told`, as one step.

    Raises:
        StoreError: the library cannot be written.
    """
    with store.transaction():
        planned = plan(store, told, now)
        marks = {one.number: one.after for one in planned.planned}
        step = store.marks.put(marks, f"imported {clean_line(name)}", now)
    return Import(planned.papers, planned.planned, planned.troubles, step)


def number_of(store: Store, paper_id: str) -> int | None:
    """Return the paper with an id, wholly given; None where there is none."""
    try:
        number = store.papers.number(paper_id)
    except PaperError:
        return None
    (entry,) = store.papers.entries([number])
    begins_so = entry.paper.id != paper_id and entry.paper.id.startswith(paper_id)
    return None if begins_so else number


def _by_paper(store: Store, told: Sequence[Told], troubles: list[Trouble]) -> dict[int, list[Told]]:
    """Return what is said of each paper, in the order of the file."""
    named: dict[int, list[Told]] = {}
    for one in told:
        number = number_of(store, one.id)
        if number is None:
            troubles.append(Trouble(one.at, f"no paper here has the id {clean_line(one.id)}"))
        else:
            named.setdefault(number, []).append(one)
    return named


def _after(said: Sequence[Told], before: Mark, now: datetime, known: Sequence[str], troubles: list[Trouble]) -> Mark:
    """Return the mark of a paper after all that is said of it: of copies, one that was changed counts."""
    after = list(_marks(said, before, now, known, troubles))
    changed = [(one, mark) for one, mark in after if mark != before]
    if len({mark for _, mark in changed}) > 1:
        lines = ", ".join(str(one.at) for one, _ in changed[:-1])
        troubles.append(Trouble(changed[-1][0].at, f"what stands here counts, not what line {lines} says of the paper"))
    return changed[-1][1] if changed else before


def _marks(
    said: Sequence[Told], before: Mark, now: datetime, known: Sequence[str], troubles: list[Trouble]
) -> Iterator[tuple[Told, Mark]]:
    for one in said:
        try:
            yield one, one.applied(before, now, known)
        except TextError as error:
            troubles.append(Trouble(one.at, error.message))
