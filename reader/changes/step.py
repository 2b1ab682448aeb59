"""One step of the history: what was done to which papers, with the old marks kept."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reader.papers import Mark


class StepState(StrEnum):
    """Where a step stands in the history."""

    DONE = "done"
    UNDONE = "undone"
    """Taken back; can be redone."""
    DROPPED = "dropped"
    """Taken back, then overtaken by a new step; kept for the record only."""


@dataclass(frozen=True, slots=True)
class MarkChange:
    """One paper's mark before and after. Undo writes `before` back: there is no inverse logic to get wrong."""

    paper: int
    """The library's number of the paper."""
    before: Mark
    after: Mark


@dataclass(frozen=True, slots=True)
class Step:
    """What one key or one command did."""

    number: int
    """Counts up through the life of the library."""
    at: datetime
    """UTC."""
    what: str
    """`bookmarked, tagged nlp`."""
    title: str
    """The title of the first paper that it touched."""
    papers: int
    """How many papers it touched."""
    state: StepState
