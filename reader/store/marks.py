"""Marks in the library, and what the steps of the history changed of them."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from reader.changes import REPAIRED, MarkChange, Step, StepKind
from reader.papers import Mark, Status, clean_text
from reader.papers.text import printable
from reader.store.asking import Ask, decoding
from reader.store.database import Database, to_moment, to_text
from reader.store.journal import Side
from reader.store.steps import Steps
from reader.store.whereabouts import Whereabouts

_MARK_COLUMNS = """
    m.status, m.bookmarked, m.rating, m.note, m.read_at,
    (SELECT json_group_array(tag) FROM tags WHERE tags.paper = m.paper)
"""
_TITLE = """
    SELECT title FROM texts WHERE number = coalesce(
        (SELECT text FROM papers WHERE number = sm.paper), (SELECT text FROM removed_papers WHERE number = sm.paper))
"""


class Marks:
    """What the user thinks of each paper."""

    def __init__(self, database: Database, steps: Steps) -> None:
        self._db = database
        self._steps = steps
        self._whereabouts = Whereabouts(database)

    def of(self, numbers: Sequence[int]) -> dict[int, Mark]:
        """Return the marks of papers; a paper without one is not in it."""
        return marks_of(self._db.rows, numbers)

    def change(self, numbers: Sequence[int], what: str, change: Callable[[Mark], Mark], now: datetime) -> Step | None:
        """Apply `change` to the marks of papers as one step; None where it changes nothing.

        The marks are read within the transaction that writes them: no update of another process is lost. A paper that
        was united with another since is that one, and one that is gone is left out.

        Raises:
            PaperError: all of them are gone.
        """
        step = None
        with self._db.transaction():
            if changed := self.changed(numbers, change):
                step = self._steps.get(self._record(changed, what, now))
        return step

    def changed(self, numbers: Sequence[int], change: Callable[[Mark], Mark]) -> list[MarkChange]:
        """Return what `change` would change of papers, wherever they are now; call within a transaction.

        Raises:
            PaperError: all of them are gone.
        """
        numbers = self._whereabouts.now(numbers)
        current = self.of(numbers)
        return [
            MarkChange(number, before, after)
            for number in numbers
            if (after := change(before := current.get(number, Mark()))) != before
        ]

    def put(self, marks: Mapping[int, Mark], what: str, now: datetime) -> Step | None:
        """Give papers these marks as one step; None where nothing changes. Call within a transaction."""
        current = self.of(list(marks))
        changed = [
            MarkChange(number, before, after)
            for number, after in marks.items()
            if after != (before := current.get(number, Mark()))
        ]
        return self._steps.get(self._record(changed, what, now)) if changed else None

    def settle(self, marks: Mapping[int, Mark], history: Mapping[int, Mark], now: datetime, *, is_whole: bool) -> bool:
        """Let these be all the marks that there are, whatever stood there; call within a transaction.

        Where `history` says otherwise, or is not whole itself, one more step says the same: that of a repair. Return
        whether there is one.
        """
        self._db.write("DELETE FROM tags")
        self._db.write("DELETE FROM marks")
        changed = [
            MarkChange(paper, before, after)
            for paper in sorted(marks.keys() | history.keys())
            if (before := history.get(paper, Mark())) != (after := marks.get(paper, Mark()))
        ]
        is_step = bool(changed) or not is_whole
        if is_step:
            self._record(changed, REPAIRED, now)
        self.overwrite(marks)
        return is_step

    def write_back(self, step: int, side: Side) -> None:
        """Give papers the marks that a step found, or left; call within a transaction."""
        rows = self._db.rows(f"SELECT paper, {side} FROM step_marks WHERE step = ?", [step])  # noqa: S608 - before or after
        self.overwrite({paper: mark_from_json(mark) for paper, mark in rows})

    def changes_of(self, step: int, limit: int) -> list[tuple[str, MarkChange]]:
        """Return the first changes of a step, each with the paper's title."""
        return [
            (title, MarkChange(paper, mark_from_json(before), mark_from_json(after)))
            for title, paper, before, after in self._db.rows(
                f"SELECT ({_TITLE}), sm.paper, sm.before, sm.after FROM step_marks sm"  # noqa: S608 - a constant
                " WHERE sm.step = ? ORDER BY sm.paper LIMIT ?",
                [step, limit],
            )
        ]

    def tag_counts(self) -> dict[str, int]:
        """Return each tag with the number of its papers, in the order of the tags."""
        return dict(self._db.rows("SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY tag"))

    def status_counts(self) -> list[tuple[Status, bool, int]]:
        """Return how many papers have each status, bookmarked or not; those without a mark are in none."""
        sql = "SELECT status, bookmarked, count(*) FROM marks GROUP BY status, bookmarked"
        return [(_status(status), bool(bookmarked), papers) for status, bookmarked, papers in self._db.rows(sql)]

    def _record(self, changed: Sequence[MarkChange], what: str, now: datetime) -> int:
        title = self.title(changed[0].paper) if changed else ""
        number = self._steps.record(StepKind.MARKS, what, title, len(changed), now)
        self.write(number, changed)
        return number

    def write(self, step: int, changed: Sequence[MarkChange]) -> None:
        """Give papers the marks that a step leaves; call within its transaction."""
        self._db.write_many(
            "INSERT INTO step_marks VALUES (?, ?, ?, ?)",
            ((step, c.paper, mark_to_json(c.before), mark_to_json(c.after)) for c in changed),
        )
        self.overwrite({c.paper: c.after for c in changed})

    def title(self, paper: int) -> str:
        """Return the title of a paper; empty where it is gone."""
        sql = "SELECT t.title FROM papers p JOIN texts t ON t.number = p.text WHERE p.number = ?"
        return str(self._db.value(sql, [paper]) or "")

    def overwrite(self, marks: Mapping[int, Mark]) -> None:
        """Give papers marks; call within the transaction of a step that keeps what they had."""
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


def marks_of(ask: Ask, numbers: Sequence[int]) -> dict[int, Mark]:
    """Return the marks of papers in the file that `ask` reads; a paper without one is not in it."""
    rows = ask(
        f"SELECT m.paper, {_MARK_COLUMNS} FROM marks m WHERE m.paper IN (SELECT value FROM json_each(?))",  # noqa: S608 - a constant
        [json.dumps(list(numbers))],
    )
    return {paper: _from_row(row) for paper, *row in rows}


@decoding("a mark")
def _from_row(row: Sequence[Any]) -> Mark:
    status, bookmarked, rating, note, read_at, tags = row
    return Mark(
        status=_status(status),
        bookmarked=bool(bookmarked),
        rating=rating + 0,  # a damaged row may hold a text
        tags=frozenset(map(printable, json.loads(tags))),
        note=clean_text(note + ""),
        read_at=to_moment(read_at) if read_at else None,
    )


def mark_to_json(mark: Mark) -> str:
    """Return a mark as steps keep it."""
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


@decoding("a mark")
def mark_from_json(text: str) -> Mark:
    """Read what `mark_to_json` wrote."""
    fields = json.loads(text)
    return Mark(
        status=Status(fields["status"]),
        bookmarked=fields["bookmarked"],
        rating=fields["rating"],
        tags=frozenset(map(printable, fields["tags"])),
        note=clean_text(fields["note"]),
        read_at=to_moment(fields["read_at"]) if fields["read_at"] else None,
    )


_status = decoding("a mark")(Status)
