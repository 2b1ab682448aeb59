"""One step of the history: what was done, with all that it changed kept as it was."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reader.papers import Mark

REPAIRED = "library repaired"
"""What the step is called that a repair of the library was; no way leads back behind it."""


class StepState(StrEnum):
    """Where a step stands in the history."""

    DONE = "done"
    UNDONE = "undone"
    """Taken back; can be redone."""
    DROPPED = "dropped"
    """Taken back, then overtaken by a new step; kept for the record only."""


class StepKind(StrEnum):
    """What a step changed."""

    MARKS = "marks"
    QUERY = "query"
    """A saved one."""
    DUMPS = "dumps"
    """Which there are, and with them which papers."""
    SPLIT = "split"
    """Which wordings are of one paper."""
    LESS = "less"
    """Of which terms less is wanted; and marks, where a paper was skipped for them."""

    @property
    def moves_papers(self) -> bool:
        """Whether papers come and go with it, and not marks alone."""
        return self in {StepKind.DUMPS, StepKind.SPLIT}


@dataclass(frozen=True, slots=True)
class MarkChange:
    """One paper's mark before and after. Undo writes `before` back: there is no inverse logic to get wrong."""

    paper: int
    """The library's number of the paper."""
    before: Mark
    after: Mark


@dataclass(frozen=True, slots=True)
class QueryChange:
    """One saved query before and after."""

    name: str
    before: str | None
    """None where there was none of the name."""
    after: str | None
    """None where there is none any more."""


@dataclass(frozen=True, slots=True)
class LessChange:
    """One term of which less is wanted from then on, or no longer."""

    word: str
    wanted: bool
    """Whether less of it is, afterwards."""


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
    """That of the first paper that it touched, as it was then; or the name of a saved query."""
    papers: int
    """How many papers it touched."""
    state: StepState
    kind: StepKind = StepKind.MARKS

    @property
    def is_repair(self) -> bool:
        """Whether it made a damaged library whole: it cannot be undone, nor what was done before."""
        return self.kind is StepKind.MARKS and self.what == REPAIRED
