"""A list or data that Reader wrote and people changed, taken back into the library: marks only, as one step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from reader.changes import Step, differences
from reader.errors import PaperError, ReadBackError, TextError
from reader.export.reading_back import is_markdown, read_back, read_markdown, strays
from reader.export.told import Told
from reader.library.text_files import is_folder, read_text
from reader.papers import Mark, Status, clean_line
from reader.store import Store

_TOGETHER = (("status", "read_at"), ("bookmarked",), ("rating",), ("tags",), ("note",))
"""The fields of a mark; what is together changes together."""
_Fields = dict[str, Any]


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
    """The line or the record; 0 is the whole file."""
    what: str
    file: str = ""
    """Which of several files it stands in."""


@dataclass(frozen=True, slots=True)
class Import:
    """What a file that is read back says otherwise than the library."""

    papers: int
    """How many papers of the library the file names; those that it does not name do not change."""
    planned: tuple[Planned, ...]
    troubles: tuple[Trouble, ...]
    newer: int = 0
    """Of how many papers the file says something that nobody edited in it, and the library by now something else."""
    step: Step | None = None
    """The step that took it in; None where it only was looked at, or nothing changes."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What stands in a file, or in all lists and notes of a folder."""

    name: str
    told: tuple[Told, ...]
    troubles: tuple[Trouble, ...] = ()
    """Files of the folder that cannot be read, and tasks that are no paper's."""


def read(path: Path) -> ReadBack:
    """Read a file, or the Markdown files of a folder, those in hidden folders left out.

    Raises:
        ReadBackError: the file cannot be read or says nothing of any paper, and likewise all files of the folder.
    """
    if not is_folder(path):
        text = read_text(path)
        lost = _strays(text) if is_markdown(path.name) else ()
        return ReadBack(path.name, tuple(read_back(path.name, text)), tuple(lost))
    told: list[Told] = []
    troubles: list[Trouble] = []
    for file in sorted(path.rglob("*.md")):
        name = file.relative_to(path)
        if any(part.startswith(".") for part in name.parts):
            continue
        shown = clean_line(str(name))
        try:
            text = read_text(file)
            told += (replace(one, file=shown) for one in read_markdown(text))
            troubles += _strays(text, shown)
        except ReadBackError as error:  # one that is broken must not hide the others
            troubles.append(Trouble(0, error.message, shown))
    if not told:
        raise ReadBackError(f"No paper of Reader's stands in {clean_line(str(path))}", "Name a list, or a vault.")
    return ReadBack(path.name, tuple(told), tuple(troubles))


def unsealed(file: ReadBack) -> ReadBack:
    """Return what stands in a file as if all of it had been edited."""
    return replace(file, told=tuple(replace(one, seal="") for one in file.told))


def _strays(text: str, file: str = "") -> Iterator[Trouble]:
    for one in strays(text):
        yield Trouble(one.at, f"no paper is named by “{clean_line(one.stray)}”", file)


def plan(store: Store, file: ReadBack, now: datetime) -> Import:
    """Return what taking in a file would change."""
    told, troubles = file.told, list(file.troubles)
    named = _by_paper(store, told, troubles)
    entries = {entry.number: entry for entry in store.papers.entries(list(named))}
    known = list(store.marks.tag_counts())
    planned: list[Planned] = []
    newer = 0
    for number, said in named.items():
        entry = entries[number]
        edited = [one.edited() for one in said]
        after = _after(edited, entry.mark, now, known, troubles)
        if not any(one.says(fields[0]) for one in edited for fields in _TOGETHER):
            newer += _after(said, entry.mark, now, known, []) != entry.mark
        if changes := tuple(differences(entry.mark, after)):
            planned.append(Planned(number, entry.paper.title, after, changes))
        elif after.read_at != entry.mark.read_at and after.read_at:
            planned.append(Planned(number, entry.paper.title, after, (f"read on {after.read_at:%Y-%m-%d}",)))
    troubles.sort(key=lambda trouble: (trouble.file, trouble.at))
    return Import(len(named), tuple(planned), tuple(troubles), newer)


def take_in(store: Store, file: ReadBack, now: datetime) -> Import:
    """Change the marks of papers as a file says, as one step.

    Raises:
        StoreError: the library cannot be written.
    """
    with store.transaction():
        planned = plan(store, file, now)
        marks = {one.number: one.after for one in planned.planned}
        step = store.marks.put(marks, f"imported {clean_line(file.name)}", now)
    return replace(planned, step=step)


def number_of(store: Store, paper_id: str) -> int | None:
    """Return the paper with an id, wholly given; None where there is none."""
    try:
        entry = store.papers.entry(paper_id)
    except PaperError:
        return None
    begins_so = entry.paper.id != paper_id and entry.paper.id.startswith(paper_id)
    return None if begins_so else entry.number


def _by_paper(store: Store, told: Sequence[Told], troubles: list[Trouble]) -> dict[int, list[Told]]:
    """Return what is said of each paper, in the order of the file."""
    named: dict[int, list[Told]] = {}
    for one in told:
        number = number_of(store, one.id)
        if number is None:
            troubles.append(Trouble(one.at, f"no paper here has the id {clean_line(one.id)}", one.file))
        else:
            named.setdefault(number, []).append(one)
    return named


def _after(said: Sequence[Told], before: Mark, now: datetime, known: Sequence[str], troubles: list[Trouble]) -> Mark:
    """Return the mark of a paper after all that is said of it: of copies, what was changed in any of them counts."""
    told = list(_marks(said, before, now, known, troubles))
    after = before
    for fields in _TOGETHER:
        values = [(one, {name: getattr(mark, name) for name in fields}) for one, mark in told if one.says(fields[0])]
        changed = _heard(values, {name: getattr(before, name) for name in fields})
        if changed:
            *others, (last, value) = changed
            after = replace(after, **value)
            if differing := [one for one, other in others if other != value]:
                places = ", ".join(f"{one.file}:{one.at}" if one.file else f"line {one.at}" for one in differing)
                what = f"the {fields[0]} that stands here counts, not what {places} says of the paper"
                troubles.append(Trouble(last.at, what, last.file))
    return after


def _heard(values: Sequence[tuple[Told, _Fields]], before: _Fields) -> list[tuple[Told, _Fields]]:
    """Return what counts of copies, the last of which wins; it wins again when the file is taken in once more.

    Of sealed copies all that was edited counts. In others what is not as in the library was changed. Read wins over
    unread: a box that was ticked in one file of a vault is empty in the others.
    """
    sealed = [(one, value) for one, value in values if one.seal]
    said = sealed or list(values)
    if any(value.get("status") is Status.READ for _, value in said):
        said = [(one, value) for one, value in said if value.get("status") is not Status.UNREAD]
    changed = [(one, value) for one, value in said if value != before]
    return said if sealed and changed else changed


def _marks(
    said: Sequence[Told], before: Mark, now: datetime, known: Sequence[str], troubles: list[Trouble]
) -> Iterator[tuple[Told, Mark]]:
    for one in said:
        try:
            yield one, one.applied(before, now, known)
        except TextError as error:
            troubles.append(Trouble(one.at, error.message, one.file))
