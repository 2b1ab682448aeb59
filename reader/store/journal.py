"""Going back and forth through the history: each step's old or new state is written back."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, Protocol

from reader.changes import Step, StepKind, StepState
from reader.errors import HistoryError
from reader.store.database import Database
from reader.store.steps import Steps

Side = Literal["before", "after"]
"""What a step found, or what it left."""


class Keeper(Protocol):
    """Who keeps what steps of one kind changed."""

    def write_back(self, step: int, side: Side) -> None:
        """Write back what a step found, or what it left; call within a transaction."""


class Journal:
    """Undo and redo for all that the user does. A step is undone only after all that came later: nothing conflicts."""

    def __init__(self, database: Database, steps: Steps, keepers: Mapping[StepKind, Keeper]) -> None:
        """Take who keeps the changes of each kind of steps."""
        self._db = database
        self._steps = steps
        self._keepers = keepers

    def undo(self) -> Step:
        """Take back the last step.

        Raises:
            HistoryError: there is none, or it was a repair.
        """
        with self._db.transaction():
            if (step := self._last()) is None:
                raise HistoryError("Nothing to undo", _HINT)
            return self._undo(step)

    def redo(self) -> Step:
        """Do the step again that was taken back last.

        Raises:
            HistoryError: there is none.
        """
        with self._db.transaction():
            if (step := self.redoable()) is None:
                raise HistoryError("Nothing to redo", _HINT)
            return self._redo(step)

    def undoable(self) -> Step | None:
        """Return the step that `undo` takes back; None where there is none."""
        step = self._last()
        return None if step and step.is_repair else step

    def redoable(self) -> Step | None:
        """Return the step that `redo` does again; None where there is none."""
        return self._steps.get(int(self._db.value("SELECT min(number) FROM steps WHERE state = 'undone'") or 0))

    def go_to(self, number: int) -> list[Step]:
        """Undo or redo steps, all or none, until things are as they were just after a step; 0 is before the first.

        Returns those steps in the order in which they were taken, as they are now.

        Raises:
            HistoryError: there is no such step, it was left behind, or a repair is in between.
        """
        with self._db.transaction():
            if number and self._step(number).state is StepState.DROPPED:
                raise HistoryError(
                    f"Step {number} was left behind",
                    "Something else was done after it was undone; there is no way to it.",
                )
            forward = [self._redo(step) for step in self._steps.undone_until(number)]
            return forward or [self._undo(step) for step in self._steps.done_after(number)]

    def history(self, limit: int) -> list[Step]:
        """Return the last steps, newest first."""
        return self._steps.last(limit)

    def touched(self, *steps: Step) -> list[int]:
        """Return the papers that steps changed, ascending."""
        numbers = json.dumps([step.number for step in steps])
        return self._db.numbers(
            "WITH these(step) AS (SELECT value FROM json_each(?))"
            " SELECT paper FROM step_marks WHERE step IN these"
            " UNION SELECT paper FROM step_papers WHERE step IN these ORDER BY paper",
            [numbers],
        )

    def _last(self) -> Step | None:
        return self._steps.get(int(self._db.value("SELECT max(number) FROM steps WHERE state = 'done'") or 0))

    def _undo(self, step: Step) -> Step:
        if step.is_repair:
            raise HistoryError(
                "What was done before the library was repaired cannot be undone",
                f"Step {step.number} of `reader history` is the repair; what was done since it can be.",
            )
        return self._move(step, "before", StepState.UNDONE)

    def _redo(self, step: Step) -> Step:
        return self._move(step, "after", StepState.DONE)

    def _move(self, step: Step, side: Side, state: StepState) -> Step:
        self._keepers[step.kind].write_back(step.number, side)
        self._steps.move(step.number, state)
        return replace(step, state=state)

    def _step(self, number: int) -> Step:
        step = self._steps.get(number)
        if step is None:
            raise HistoryError(f"There is no step {number}", _HINT)
        return step


_HINT = "`reader history` lists what was done."
