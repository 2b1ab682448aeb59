"""Saved queries in the library."""

import json
from collections.abc import Mapping
from datetime import datetime

from reader.changes import QueryChange, StepKind
from reader.papers.text import printable
from reader.store.database import Database, to_text
from reader.store.journal import Side
from reader.store.steps import Steps


class SavedTexts:
    """The texts of queries by names whose case does not matter."""

    def __init__(self, database: Database, steps: Steps) -> None:
        self._db = database
        self._steps = steps

    def all(self) -> dict[str, str]:
        """Return each name, as it was saved, with its text, both clean; in the order of the names."""
        rows = self._db.rows("SELECT name, query FROM saved_queries ORDER BY folded")
        return {printable(name): printable(query) for name, query in rows}

    def save(self, name: str, text: str, now: datetime) -> str | None:
        """Save `text` as one step; return what had the name before and is replaced, None where nothing had."""
        with self._db.transaction():
            before = self._row(name)
            if before is None:
                self._change(f"query “{name}” saved", before, (name, text, to_text(now)), now)
            elif before[:2] != (name, text):
                self._change(f"saved query “{name}” replaced", before, (name, text, to_text(now)), now)
        return before[1] if before else None

    def put(self, texts: Mapping[str, str], what: str, now: datetime) -> None:
        """Save queries by names that are free, as one step; call within a transaction."""
        if texts:
            step = self._steps.record(StepKind.QUERY, what, next(iter(texts)), 0, now)
        for name, text in texts.items():
            row = (name, text, to_text(now))
            sql = "INSERT INTO step_queries VALUES (?, ?, NULL, ?)"
            self._db.write(sql, [step, name.casefold(), _to_json(row)])
            self._write(name.casefold(), row)

    def remove(self, name: str, now: datetime) -> str | None:
        """Remove a name as one step; return the text that it had, None where there was none."""
        with self._db.transaction():
            before = self._row(name)
            if before:
                self._change(f"saved query “{before[0]}” removed", before, None, now)
        return before[1] if before else None

    def write_back(self, step: int, side: Side) -> None:
        """Save or remove what a step found, or left; call within a transaction."""
        for folded, row in self._db.rows(f"SELECT folded, {side} FROM step_queries WHERE step = ?", [step]):  # noqa: S608 - before or after
            self._write(folded, json.loads(row) if row else None)

    def changes_of(self, step: int) -> list[QueryChange]:
        """Return what a step changed."""
        rows = self._db.rows("SELECT before, after FROM step_queries WHERE step = ? ORDER BY folded", [step])
        return [_as_change(*(json.loads(side) if side else None for side in row)) for row in rows]

    def _change(self, what: str, before: "_Row | None", after: "_Row | None", now: datetime) -> None:
        (name, *_) = after or before or ("",)
        folded = name.casefold()
        step = self._steps.record(StepKind.QUERY, what, name, 0, now)
        self._db.write(
            "INSERT INTO step_queries VALUES (?, ?, ?, ?)", [step, folded, _to_json(before), _to_json(after)]
        )
        self._write(folded, after)

    def _row(self, name: str) -> "_Row | None":
        rows = self._db.rows("SELECT name, query, saved FROM saved_queries WHERE folded = ?", [name.casefold()])
        return rows[0] if rows else None

    def _write(self, folded: str, row: "_Row | None") -> None:
        self._db.write("DELETE FROM saved_queries WHERE folded = ?", [folded])
        if row:
            self._db.write("INSERT INTO saved_queries VALUES (?, ?, ?, ?)", [folded, *row])


_Row = tuple[str, str, str]
"""Name, text, and when it was saved."""


def _as_change(before: _Row | None, after: _Row | None) -> QueryChange:
    (name, *_) = after or before or ("",)
    return QueryChange(name, before[1] if before else None, after[1] if after else None)


def _to_json(row: _Row | None) -> str | None:
    return json.dumps(row, ensure_ascii=False) if row else None
