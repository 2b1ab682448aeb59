"""The steps of the history, in order: what was done, and where each stands now."""

from datetime import datetime

from reader.changes import Step, StepKind, StepState
from reader.store.asking import decoding
from reader.store.database import Database, to_moment, to_text

_STEPS = "SELECT number, at, what, title, papers, state, kind FROM steps"


class Steps:
    """One list of steps for all that can be undone; what each changed is kept by whoever changed it."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.moved = False
        """Whether a step was taken, undone or redone through this."""

    def record(self, kind: StepKind, what: str, title: str, papers: int, now: datetime) -> int:
        """Note a new step and return its number; those undone before it can no longer be redone.

        Call within the transaction of the change.
        """
        self.moved = True
        self._db.write("UPDATE steps SET state = 'dropped' WHERE state = 'undone'")
        return self._db.write(
            "INSERT INTO steps (at, what, state, kind, title, papers) VALUES (?, ?, 'done', ?, ?, ?)",
            [to_text(now), what, kind.value, title, papers],
        )

    def describe(self, number: int, what: str, title: str, papers: int) -> None:
        """Say of a step anew what it did."""
        self._db.write(
            "UPDATE steps SET what = ?, title = ?, papers = ? WHERE number = ?", [what, title, papers, number]
        )

    def move(self, number: int, state: StepState) -> None:
        """Note that a step was undone or redone."""
        self.moved = True
        self._db.write("UPDATE steps SET state = ? WHERE number = ?", [state.value, number])

    def get(self, number: int) -> Step | None:
        """Return a step; None where there is none."""
        return next(iter(self._where("WHERE number = ?", number)), None)

    def last(self, limit: int) -> list[Step]:
        """Return the last steps, newest first."""
        return self._where("ORDER BY number DESC LIMIT ?", limit)

    def done_after(self, number: int) -> list[Step]:
        """Return the steps after one that are done, newest first: in the order to undo them."""
        return self._where("WHERE state = 'done' AND number > ? ORDER BY number DESC", number)

    def undone_until(self, number: int) -> list[Step]:
        """Return the steps up to one that are undone, oldest first: in the order to redo them."""
        return self._where("WHERE state = 'undone' AND number <= ? ORDER BY number", number)

    def _where(self, which: str, parameter: int) -> list[Step]:
        return [_step(*row) for row in self._db.rows(f"{_STEPS} {which}", [parameter])]


@decoding("a step of the history")
def _step(number: int, at: str, what: str, title: str, papers: int, state: str, kind: str) -> Step:
    return Step(number, to_moment(at), what, title, papers, StepState(state), StepKind(kind))
