"""Terms of which the user wants less, and what the steps of the history changed of them."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from reader.changes import LessChange, MarkChange, Step, StepKind
from reader.papers import Mark
from reader.papers.text import printable
from reader.store.asking import decoding
from reader.store.database import Database, to_moment, to_text
from reader.store.journal import Side
from reader.store.marks import Marks
from reader.store.steps import Steps

_TOLD = 5
"""Of so many terms a step names each."""


@dataclass(frozen=True, slots=True)
class LessOf:
    """One term of which less is wanted."""

    term: str
    """Its stem."""
    word: str
    """As it stood there when that was said."""
    since: datetime
    """UTC."""


class Less:
    """What is wanted less."""

    def __init__(self, database: Database, steps: Steps, marks: Marks) -> None:
        self._db = database
        self._steps = steps
        self._marks = marks

    def all(self) -> list[LessOf]:
        """Return the terms, in the order of their words."""
        return sorted((_less(*row) for row in self._db.rows("SELECT term, word, since FROM less")), key=_by_word)

    def add(
        self,
        words: Mapping[str, str],
        now: datetime,
        papers: Sequence[int] = (),
        change: Callable[[Mark], Mark] = lambda mark: mark,
    ) -> Step | None:
        """Want less of terms, words by their stems, and apply `change` to the marks of papers, as one step.

        None where all of that is so already.

        Raises:
            PaperError: there are papers, and all of them are gone.
        """
        step = None
        with self._db.transaction():
            known = {each.term for each in self.all()}
            new = {term: (word, to_text(now)) for term, word in words.items() if term not in known}
            changed = self._marks.changed(papers, change) if papers else []
            if new or changed:
                what = " and ".join([*(["skipped"] if changed else ()), *([_told(new)] if new else ())])
                title = self._marks.title(changed[0].paper) if changed else ", ".join(word for word, _ in new.values())
                step = self._steps.get(self._record(new, what, title, changed, now))
        return step

    def put(self, wanted: Sequence[LessOf], what: str, now: datetime) -> bool:
        """Want less of terms since they say so, as one step; call within a transaction.

        Return whether there is one: of those that are wanted less already there is none.
        """
        known = {each.term for each in self.all()}
        new = {each.term: (each.word, to_text(each.since)) for each in wanted if each.term not in known}
        if new:
            self._record(new, what, ", ".join(word for word, _ in new.values()), [], now)
        return bool(new)

    def remove(self, term: str, now: datetime) -> LessOf | None:
        """Let a term be as it was, as one step; return it, None where less of it was not wanted."""
        with self._db.transaction():
            row = self._row(term)
            if row:
                step = self._steps.record(StepKind.LESS, f"no longer less of “{row[0]}”", row[0], 0, now)
                self._change(step, term, row, None)
        return _less(term, *row) if row else None

    def write_back(self, step: int, side: Side) -> None:
        """Want less of what a step found, or left, and give papers the marks of it; call within a transaction."""
        for term, row in self._db.rows(f"SELECT term, {side} FROM step_less WHERE step = ?", [step]):  # noqa: S608 - before or after
            self._write(term, json.loads(row) if row else None)
        self._marks.write_back(step, side)

    def changes_of(self, step: int) -> list[LessChange]:
        """Return what a step changed."""
        rows = self._db.rows("SELECT before, after FROM step_less WHERE step = ? ORDER BY term", [step])
        return [LessChange(json.loads(after or before)[0], wanted=after is not None) for before, after in rows]

    def _record(
        self, new: "Mapping[str, _Row]", what: str, title: str, changed: Sequence[MarkChange], now: datetime
    ) -> int:
        step = self._steps.record(StepKind.LESS, what, title, len(changed), now)
        self._marks.write(step, changed)
        for term, row in new.items():
            self._change(step, term, None, row)
        return step

    def _change(self, step: int, term: str, before: "_Row | None", after: "_Row | None") -> None:
        self._db.write("INSERT INTO step_less VALUES (?, ?, ?, ?)", [step, term, _to_json(before), _to_json(after)])
        self._write(term, after)

    def _row(self, term: str) -> "_Row | None":
        rows = self._db.rows("SELECT word, since FROM less WHERE term = ?", [term])
        return rows[0] if rows else None

    def _write(self, term: str, row: "_Row | None") -> None:
        self._db.write("DELETE FROM less WHERE term = ?", [term])
        if row:
            self._db.write("INSERT INTO less VALUES (?, ?, ?)", [term, *row])


_Row = tuple[str, str]
"""The word, and since when."""


def _told(rows: "Mapping[str, _Row]") -> str:
    words = [f"“{word}”" for word, _ in rows.values()]
    more = f" and {len(words) - _TOLD:,} more" if len(words) > _TOLD else ""
    return f"less of {', '.join(words[:_TOLD])}{more}"


def _to_json(row: _Row | None) -> str | None:
    return json.dumps(row, ensure_ascii=False) if row else None


@decoding("what is wanted less")
def _less(term: str, word: str, since: str) -> LessOf:
    return LessOf(printable(term), printable(word), to_moment(since))


def _by_word(less: LessOf) -> tuple[str, str]:
    return less.word.casefold(), less.term
