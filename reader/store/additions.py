"""What adding dumps changed: taken out again by undo, put back by redo."""

from collections.abc import Mapping
from datetime import datetime

from reader.changes import StepKind, StepState
from reader.store.database import Database
from reader.store.journal import Side
from reader.store.steps import Steps

_SOURCES = "SELECT source FROM step_sources WHERE step = ?"
_NEW_PAPERS = "SELECT paper FROM step_texts WHERE step = ? AND before IS NULL"


class Additions:
    """The steps that took in dumps.

    Marks of a dump's papers, and other dumps that show them, cannot be in the way of taking it out: they came
    with later steps, which are undone before.
    """

    def __init__(self, database: Database, steps: Steps) -> None:
        self._db = database
        self._steps = steps

    def record(
        self, source: int, texts: Mapping[int, tuple[int | None, int]], now: datetime, step: int | None = None
    ) -> int:
        """Note a dump taken in, with the wordings of papers before (None: no such paper) and after; return the step.

        It is a part of `step` where that is still the last one, else a step of its own.
        """
        if step is None or not self._is_last(step):
            step = self._steps.record(StepKind.DUMPS, "", "", 0, now)
        self._db.write("INSERT INTO step_sources VALUES (?, ?)", [step, source])
        self._db.write_many(
            "INSERT INTO step_texts VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET after = excluded.after",
            ((step, paper, before, after) for paper, (before, after) in texts.items()),
        )
        self._describe(step)
        return step

    def write_back(self, step: int, side: Side) -> None:
        """Take out the dumps of a step with the papers that only they showed, or put all that back."""
        revision = int(self._db.value("SELECT revision + 1 FROM newest") or 1)
        if side == "before":
            self._move("sightings", "removed_sightings", f"source IN ({_SOURCES})", step)
            self._move("sources", "removed_sources", f"number IN ({_SOURCES})", step)
            self._move("papers", "removed_papers", f"number IN ({_NEW_PAPERS})", step, revision)
        else:
            self._move("removed_papers", "papers", f"number IN ({_NEW_PAPERS})", step, revision)
            self._move("removed_sources", "sources", f"number IN ({_SOURCES})", step)
            self._move("removed_sightings", "sightings", f"source IN ({_SOURCES})", step)
        self._db.write(
            f"UPDATE papers SET text = st.{side}, revision = ? FROM step_texts st"  # noqa: S608 - before or after
            " WHERE st.step = ? AND st.paper = papers.number AND st.before IS NOT NULL",
            [revision, step],
        )

    def _move(self, table: str, to: str, which: str, step: int, revision: int | None = None) -> None:
        """Move rows from a table to its twin; papers get a new revision, for the index to follow."""
        self._db.write(f"INSERT INTO {to} SELECT * FROM {table} WHERE {which}", [step])  # noqa: S608 - constants
        self._db.write(f"DELETE FROM {table} WHERE {which}", [step])  # noqa: S608 - constants
        if revision is not None:
            self._db.write(f"UPDATE {to} SET revision = ? WHERE {which}", [revision, step])  # noqa: S608 - constants

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

    def papers(self, step: int, limit: int) -> list[tuple[str, bool]]:
        """Return the titles of the first papers that a step brought, or whose wording it changed (then False)."""
        return [
            (title, bool(new))
            for title, new in self._db.rows(
                "SELECT t.title, st.before IS NULL FROM step_texts st JOIN texts t ON t.number = st.after"
                " WHERE st.step = ? ORDER BY st.paper LIMIT ?",
                [step, limit],
            )
        ]

    def _is_last(self, step: int) -> bool:
        (last,) = self._steps.last(1)
        return last.number == step and last.state is StepState.DONE

    def _describe(self, step: int) -> None:
        names, papers = self.names(step), self.papers(step, 1)
        what = f"dump {names[0]} added" if len(names) == 1 else f"{len(names):,} dumps added"
        changed = int(self._db.value("SELECT count(*) FROM step_texts WHERE step = ?", [step]) or 0)
        self._steps.describe(step, what, papers[0][0] if papers else "", changed)
