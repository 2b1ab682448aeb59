"""Marks in the library, and the history of their changes."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from reader.changes import MarkChange, Step, StepState
from reader.errors import HistoryError
from reader.papers import Mark, Status
from reader.store.database import Database, to_moment, to_text

_MARK_COLUMNS = """
    m.status, m.bookmarked, m.rating, m.note, m.read_at,
    (SELECT json_group_array(tag) FROM tags WHERE tags.paper = m.paper)
"""
_STEPS = """
    SELECT s.number, s.at, s.what,
           (SELECT t.title FROM step_marks sm JOIN papers p ON p.number = sm.paper
            JOIN texts t ON t.number = p.text WHERE sm.step = s.number LIMIT 1),
           (SELECT count(*) FROM step_marks sm WHERE sm.step = s.number), s.state
    FROM steps s
"""


class Marks:
    """What the user thinks of each paper, and every step that led there."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of(self, numbers: Sequence[int]) -> dict[int, Mark]:
        """Return the marks of papers; a paper without one is not in it."""
        rows = self._db.rows(
            f"SELECT m.paper, {_MARK_COLUMNS} FROM marks m WHERE m.paper IN (SELECT value FROM json_each(?))",  # noqa: S608 - a constant
            [json.dumps(list(numbers))],
        )
        return {paper: _from_row(row) for paper, *row in rows}

    def change(self, numbers: Sequence[int], what: str, change: Callable[[Mark], Mark], now: datetime) -> Step | None:
        """Apply `change` to the marks of papers as one step; None where it changes nothing.

        The marks are read within the transaction that writes them: no update of another process is lost.
        """
        step = None
        with self._db.transaction():
            current = self.of(numbers)
            changed = [
                MarkChange(number, before, after)
                for number in dict.fromkeys(numbers)
                if (after := change(before := current.get(number, Mark()))) != before
            ]
            if changed:
                self._db.write("UPDATE steps SET state = 'dropped' WHERE state = 'undone'")
                step = self._record(changed, what, now)
        return step

    def undo(self) -> Step:
        """Take back the last step.

        Raises:
            HistoryError: there is none.
        """
        return self._move(
            "SELECT max(number) FROM steps WHERE state = 'done'",
            "before",
            StepState.UNDONE,
            "Nothing to undo",
        )

    def redo(self) -> Step:
        """Do the step again that was taken back last.

        Raises:
            HistoryError: there is none.
        """
        return self._move(
            "SELECT min(number) FROM steps WHERE state = 'undone'", "after", StepState.DONE, "Nothing to redo"
        )

    def history(self, limit: int) -> list[Step]:
        """Return the last steps, newest first."""
        return self._steps("ORDER BY s.number DESC LIMIT ?", limit)

    def touched(self, step: Step) -> list[int]:
        """Return the papers that a step changed."""
        return self._db.numbers("SELECT paper FROM step_marks WHERE step = ? ORDER BY paper", [step.number])

    def tag_counts(self) -> dict[str, int]:
        """Return each tag with the number of its papers, in the order of the tags."""
        return dict(self._db.rows("SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY tag"))

    def status_counts(self) -> list[tuple[Status, bool, int]]:
        """Return how many papers have each status, bookmarked or not; those without a mark are in none."""
        sql = "SELECT status, bookmarked, count(*) FROM marks GROUP BY status, bookmarked"
        return [(Status(status), bool(bookmarked), papers) for status, bookmarked, papers in self._db.rows(sql)]

    def _record(self, changed: Sequence[MarkChange], what: str, now: datetime) -> Step:
        number = self._db.write("INSERT INTO steps (at, what, state) VALUES (?, ?, 'done')", [to_text(now), what])
        self._db.write_many(
            "INSERT INTO step_marks VALUES (?, ?, ?, ?)",
            ((number, c.paper, _to_json(c.before), _to_json(c.after)) for c in changed),
        )
        self._write({c.paper: c.after for c in changed})
        return self._step(number)

    def _move(self, sql: str, side: str, state: StepState, nothing: str) -> Step:
        with self._db.transaction():
            number = self._db.value(sql)
            if number is None:
                raise HistoryError(nothing, "`reader history` lists what was done.")
            rows = self._db.rows(f"SELECT paper, {side} FROM step_marks WHERE step = ?", [number])  # noqa: S608 - before or after
            self._write({paper: _from_json(mark) for paper, mark in rows})
            self._db.write("UPDATE steps SET state = ? WHERE number = ?", [state.value, number])
        return self._step(int(number))

    def _step(self, number: int) -> Step:
        return self._steps("WHERE s.number = ?", number)[0]

    def _steps(self, which: str, parameter: int) -> list[Step]:
        return [
            Step(number, to_moment(at), what, title or "", papers, StepState(state))
            for number, at, what, title, papers, state in self._db.rows(f"{_STEPS} {which}", [parameter])
        ]

    def _write(self, marks: dict[int, Mark]) -> None:
        self._db.write_many("DELETE FROM marks WHERE paper = ?", ((paper,) for paper in marks))
        kept = {paper: mark for paper, mark in marks.items() if mark != Mark()}
        self._db.write_many(
            "INSERT INTO marks VALUES (?, ?, ?, ?, ?, ?)",
            (
                (paper, m.status.value, m.bookmarked, m.rating, m.note, to_text(m.read_at) if m.read_at else None)
                for paper, m in kept.items()
            ),
        )
        self._db.write_many(
            "INSERT INTO tags VALUES (?, ?)",
            ((tag, paper) for paper, m in kept.items() for tag in sorted(m.tags)),
        )


def _from_row(row: Sequence[Any]) -> Mark:
    status, bookmarked, rating, note, read_at, tags = row
    return Mark(
        status=Status(status),
        bookmarked=bool(bookmarked),
        rating=rating,
        tags=frozenset(json.loads(tags)),
        note=note,
        read_at=to_moment(read_at) if read_at else None,
    )


def _to_json(mark: Mark) -> str:
    return json.dumps(
        {
            "status": mark.status.value,
            "bookmarked": mark.bookmarked,
            "rating": mark.rating,
            "note": mark.note,
            "read_at": mark.read_at and to_text(mark.read_at),
            "tags": sorted(mark.tags),
        },
        ensure_ascii=False,
    )


def _from_json(text: str) -> Mark:
    fields = json.loads(text)
    return Mark(
        status=Status(fields["status"]),
        bookmarked=fields["bookmarked"],
        rating=fields["rating"],
        tags=frozenset(fields["tags"]),
        note=fields["note"],
        read_at=to_moment(fields["read_at"]) if fields["read_at"] else None,
    )
