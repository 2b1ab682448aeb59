"""The marks of a salvaged library: what stands there, and what the history says, as one.

Where the two differ, the mark that stands there is believed. Where a mark is gone, or comes from an older copy, the
history is believed.
"""

from collections.abc import Collection, Mapping

from reader.errors import DamageError
from reader.papers import Mark
from reader.store.asking import Ask
from reader.store.marks import mark_from_json, marks_of

_SAID = """
    SELECT sm.paper, sm.after, max(sm.step) FROM step_marks sm LEFT JOIN steps s ON s.number = sm.step
    WHERE coalesce(s.state, 'done') = 'done' GROUP BY sm.paper
"""


def said(ask: Ask) -> dict[int, Mark]:
    """Return what the history says of each paper that it tells of, also in steps that are lost themselves."""
    found: dict[int, Mark] = {}
    for paper, after, _ in ask(_SAID, ()):
        try:
            found[paper] = mark_from_json(after)
        except DamageError:
            continue
    return found


def standing(ask: Ask) -> dict[int, Mark]:
    """Return the marks that stand there; one that cannot be read is not in it."""
    found: dict[int, Mark] = {}
    for (paper,) in ask("SELECT paper FROM marks", ()):
        try:
            found |= marks_of(ask, [paper])
        except DamageError:
            continue
    return found


def settled(
    stands: Mapping[int, Mark],
    history: Mapping[int, Mark],
    older: Mapping[int, Mark],
    whole: Collection[int],
) -> dict[int, Mark]:
    """Return the marks that the library is to have.

    `whole` are the papers whose marks stand in the damaged file in full. A mark that does not stand there, though the
    history has it, is lost: to take one away is a step. `older` are the marks of a copy: a third witness.
    """
    marks: dict[int, Mark] = {}
    for paper in stands.keys() | history.keys():
        told = history.get(paper)
        stood = stands.get(paper) if paper in whole or told is None else None
        believed = told if stood is None or (told is not None and told == older.get(paper)) else stood
        if believed and believed != Mark():
            marks[paper] = believed
    return marks
