"""What steps changed of which papers there are: written back by undo and redo."""

from reader.store.database import Database
from reader.store.journal import Side
from reader.store.marks import Marks, mark_to_json
from reader.store.regrouping import Regrouped

_STEP = "SELECT paper FROM step_papers WHERE step = ?"


class Regroupings:
    """The papers, wordings and marks that steps found and left. All within the caller's transaction."""

    def __init__(self, database: Database, marks: Marks) -> None:
        self._db = database
        self._marks = marks

    def record(self, step: int, changed: Regrouped) -> None:
        """Note what a step changed, or changed after what it had changed already."""
        nothing = (None, None, None)
        self._db.write_many(
            "INSERT INTO step_papers VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " after_id = excluded.after_id, after_text = excluded.after_text, after_added = excluded.after_added",
            (
                (step, paper, *(before or nothing), *(after or nothing))
                for paper, (before, after) in changed.papers.items()
            ),
        )
        self._db.write_many(
            "INSERT INTO step_moves VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET after = excluded.after",
            ((step, text, before, after) for text, (before, after) in changed.moves.items()),
        )
        self._db.write_many(
            "INSERT INTO step_marks VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET after = excluded.after",
            (
                (step, paper, mark_to_json(before), mark_to_json(after))
                for paper, (before, after) in changed.marks.items()
            ),
        )

    def bring(self, step: int, side: Side, revision: int) -> None:
        """Bring the papers that there are on a side, before anything is given to them; names come last."""
        self._db.write(f"UPDATE papers SET id = '~' || number WHERE number IN ({_STEP})", [step])  # noqa: S608 - a constant
        there = f"step = ? AND {side}_text IS NOT NULL"
        self._db.write(
            f"INSERT INTO papers (number, id, text, added, revision) SELECT number, '~' || number, text, added, ?"  # noqa: S608 - before or after
            f" FROM removed_papers WHERE number IN (SELECT paper FROM step_papers WHERE {there})",
            [revision, step],
        )
        self._db.write(
            f"DELETE FROM removed_papers WHERE number IN (SELECT paper FROM step_papers WHERE {there})",  # noqa: S608 - before or after
            [step],
        )
        self._db.write(
            f"UPDATE papers SET id = st.{side}_id, text = st.{side}_text, added = st.{side}_added, revision = ?"  # noqa: S608 - before or after
            f" FROM step_papers st WHERE {there} AND st.paper = papers.number",
            [revision, step],
        )

    def move(self, step: int, side: Side, revision: int) -> None:
        """Give the wordings and marks of a side to its papers, and take away the papers that are not there."""
        self._db.write(
            f"UPDATE sightings SET paper = sm.{side} FROM step_moves sm WHERE sm.step = ? AND sm.text = sightings.text",  # noqa: S608 - before or after
            [step],
        )
        self._marks.write_back(step, side)
        gone = f"number IN (SELECT paper FROM step_papers WHERE step = ? AND {side}_text IS NULL)"  # noqa: S608 - before or after
        self._db.write(f"INSERT INTO removed_papers SELECT * FROM papers WHERE {gone}", [step])  # noqa: S608 - before or after
        self._db.write(f"UPDATE removed_papers SET revision = ? WHERE {gone}", [revision, step])  # noqa: S608 - before or after
        self._db.write(f"DELETE FROM papers WHERE {gone}", [step])  # noqa: S608 - before or after

    def count(self, step: int) -> int:
        """Return how many papers a step changed."""
        return int(self._db.value("SELECT count(*) FROM step_papers WHERE step = ?", [step]) or 0)

    def papers(self, step: int, limit: int) -> list[tuple[str, str]]:
        """Return the titles of the first papers that a step changed, each with what became of it."""
        return self._db.rows(
            "SELECT t.title, CASE WHEN st.before_text IS NULL THEN '+paper' WHEN st.after_text IS NULL"
            " THEN 'joined with another' ELSE 'another wording' END FROM step_papers st"
            " JOIN texts t ON t.number = coalesce(st.after_text, st.before_text)"
            " WHERE st.step = ? ORDER BY st.paper LIMIT ?",
            [step, limit],
        )
