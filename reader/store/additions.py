"""What adding dumps changed: taken out again by undo, put back by redo."""

from datetime import datetime

from reader.changes import StepKind, StepState
from reader.store.database import Database
from reader.store.journal import Side
from reader.store.regrouping import Regrouped
from reader.store.regroupings import Regroupings
from reader.store.steps import Steps

_WHOLE = "SELECT source FROM step_sources WHERE step = ? AND first = 1"
_OF_STEP = (
    "EXISTS (SELECT 1 FROM step_sources ss WHERE ss.step = ? AND ss.source = {0}.source"
    " AND {0}.position BETWEEN ss.first AND ss.last)"
)


class Additions:
    """The steps that took in dumps.

    Marks of a dump's papers, and other dumps that show them, cannot be in the way of taking it out: they came
    with later steps, which are undone before.
    """

    def __init__(self, database: Database, steps: Steps, regroupings: Regroupings) -> None:
        self._db = database
        self._steps = steps
        self._regroupings = regroupings

    def begin(self, source: int, first: int, now: datetime, step: int | None) -> int:
        """Note that a dump is being taken in from its record `first` on; return the step that this is a part of.

        That is `step` where it is still the last one, else one of its own.
        """
        if step is None or not self._is_last(step):
            step = self._steps.record(StepKind.DUMPS, "", "", 0, now)
        self._db.write("INSERT INTO step_sources VALUES (?, ?, ?, 0, 0) ON CONFLICT DO NOTHING", [step, source, first])
        return step

    def last_step(self, source: int) -> int | None:
        """Return the last step that took in something of a dump."""
        found = self._db.value("SELECT max(step) FROM step_sources WHERE source = ?", [source])
        return None if found is None else int(found)

    def record(self, step: int, source: int, last: int, changed: Regrouped) -> None:
        """Note what a part of a dump changed, up to its record `last`."""
        self._db.write(
            "UPDATE step_sources SET last = max(last, ?) WHERE step = ? AND source = ?", [last, step, source]
        )
        self._regroupings.record(step, changed)

    def finish(self, step: int, source: int) -> None:
        """Note that a dump is taken in to its end."""
        self._db.write("UPDATE step_sources SET complete = 1 WHERE step = ? AND source = ?", [step, source])
        self._db.write("UPDATE sources SET complete = 1 WHERE number = ?", [source])

    def describe(self, step: int) -> None:
        """Say of a step what it did, so far."""
        names, papers = self.names(step), self.papers(step, 1)
        what = f"dump {names[0]} added" if len(names) == 1 else f"{len(names):,} dumps added"
        self._steps.describe(step, what, papers[0][0] if papers else "", self._regroupings.count(step))

    def write_back(self, step: int, side: Side) -> None:
        """Take out the dumps of a step with the papers that only they showed, or put all that back."""
        revision = int(self._db.value("SELECT revision + 1 FROM newest") or 1)
        self._regroupings.bring(step, side, revision)
        if side == "before":
            self._move("sightings", "removed_sightings", _OF_STEP.format("sightings"), step)
            self._move("sources", "removed_sources", f"number IN ({_WHOLE})", step)
        else:
            self._move("removed_sources", "sources", f"number IN ({_WHOLE})", step)
            self._move("removed_sightings", "sightings", _OF_STEP.format("removed_sightings"), step)
        complete = "0" if side == "before" else "ss.complete"
        self._db.write(
            f"UPDATE sources SET complete = {complete} FROM step_sources ss"  # noqa: S608 - constants
            " WHERE ss.step = ? AND ss.source = sources.number",
            [step],
        )
        self._regroupings.move(step, side, revision)

    def _move(self, table: str, to: str, which: str, step: int) -> None:
        """Move rows from a table to its twin."""
        self._db.write(f"INSERT INTO {to} SELECT * FROM {table} WHERE {which}", [step])  # noqa: S608 - constants
        self._db.write(f"DELETE FROM {table} WHERE {which}", [step])  # noqa: S608 - constants

    def names(self, step: int) -> list[str]:
        """Return the names of the dumps that a step took in."""
        return [
            name
            for (name,) in self._db.rows(
                "SELECT coalesce(so.name, gone.name) FROM step_sources ss LEFT JOIN sources so ON so.number = ss.source"
                " LEFT JOIN removed_sources gone ON gone.number = ss.source WHERE ss.step = ? ORDER BY ss.source",
                [step],
            )
        ]

    def papers(self, step: int, limit: int) -> list[tuple[str, str]]:
        """Return the titles of the first papers that a step brought or changed, each with what became of it."""
        return self._regroupings.papers(step, limit)

    def _is_last(self, step: int) -> bool:
        (last,) = self._steps.last(1)
        return last.number == step and last.state is StepState.DONE
