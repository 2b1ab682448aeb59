"""Rows of a salvaged library that lead nowhere, led somewhere again where anything else knows of it; else taken out.

A paper whose text is lost stays, with a text that says so, where it has a mark, or had one: a mark is never lost.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from reader.changes import StepKind, StepState
from reader.errors import DamageError
from reader.papers import Facts, Paper
from reader.papers.ids import arxiv_id, doi_of
from reader.store.database import to_moment
from reader.store.marks import mark_from_json
from reader.store.naming import wanted_id
from reader.store.shapes import ARE_TERMS, IS_ABOUT, IS_WAITING
from reader.store.wordings import digest_of, paper_of

LOST_TEXT = (
    "The text of this paper was lost to damage of the library; its mark is kept here. If the dump that it came from is "
    "added again, the paper comes beside this one, without the mark."
)
LOST_NAME = "a dump whose name was lost"
_EVERY_STEP = ("step_marks", "step_queries", "step_sources", "step_papers", "step_moves", "step_apart", "step_less")
_KNOWN = """
    SELECT coalesce(after_id, before_id), coalesce(after_text, before_text), coalesce(after_added, before_added)
    FROM step_papers WHERE paper = ? ORDER BY step DESC LIMIT 1
"""
_MARKED = "SELECT paper FROM marks UNION SELECT paper FROM step_marks"
_IS_MARKED = f"SELECT 1 FROM ({_MARKED}) WHERE paper = ?"  # noqa: S608 - constants
_THERE = "SELECT number FROM papers UNION SELECT number FROM removed_papers"
_TOLD_OF = f"SELECT paper FROM (SELECT paper FROM sightings UNION {_MARKED}) WHERE paper NOT IN ({_THERE})"  # noqa: S608 - constants
_TITLE = """
    SELECT s.title FROM steps s JOIN step_marks sm ON sm.step = s.number
    WHERE sm.paper = ? AND s.papers = 1 AND s.title <> '' ORDER BY s.number DESC LIMIT 1
"""
_ALL_THERE = """
    SELECT 1 FROM step_sources WHERE source = ?1 AND complete AND last = (
        SELECT count(*) FROM sightings WHERE source = ?1 AND position <= last)
"""
"""A dump whose records are there, from the first to the last one; some are missing where they could not be read."""
_STATES = ", ".join(f"'{state.value}'" for state in StepState)
_STEP_KINDS = ", ".join(f"'{kind.value}'" for kind in StepKind)
_NONSENSE = {
    "steps": f"NOT is_moment(at) OR state NOT IN ({_STATES}) OR kind NOT IN ({_STEP_KINDS})",
    "step_marks": "NOT is_mark(before) OR NOT is_mark(after)",
    "step_queries": "NOT is_query(before) OR NOT is_query(after)",
    "step_papers": "NOT is_moment(before_added) OR NOT is_moment(after_added)",
    "step_less": "NOT is_less(before) OR NOT is_less(after)",
    "less": "NOT is_moment(since)",
    "searches": "NOT is_moment(asked)",
    "visits": "NOT is_moment(began)",
    "subscriptions": f"NOT is_moment(made) OR NOT ({ARE_TERMS})",
    "digests": f"NOT is_moment(made) OR NOT ({IS_ABOUT}) OR NOT ({IS_WAITING})",
}


@dataclass
class Mended:
    """What had to be done so that every row leads somewhere."""

    without_text: list[str] = field(default_factory=list)
    """Titles, or ids, of papers that are there for their marks alone."""
    to_add_again: list[str] = field(default_factory=list)
    """Names of dumps of which something is lost."""
    cut: int = 0
    """How many rows were taken out, or made up."""


class References:
    """Mends one file, within the transaction of its connection."""

    def __init__(self, connection: sqlite3.Connection, now: str) -> None:
        self._db = connection
        self._now = now
        self._mended = Mended()
        self._revision = int(str(self._one("SELECT revision + 1 FROM newest") or 1))

    def mend(self) -> Mended:
        """Lead every row somewhere, or take it out."""
        self._cut_nonsense()
        self._bring_papers()
        self._bring_texts()
        self._bring_sources()
        self._bring_sightings()
        self._cut_history()
        return self._mended

    def _cut_nonsense(self) -> None:
        """Take out, or replace, what no program wrote."""
        make = self._db.create_function
        make("is_moment", 1, lambda text: text is None or _reads(to_moment, text), deterministic=True)
        make("is_mark", 1, lambda text: _reads(mark_from_json, text), deterministic=True)
        make("is_query", 1, lambda text: _reads(_saved, text), deterministic=True)
        make("is_less", 1, lambda text: _reads(_less, text), deterministic=True)
        for table, wrong in _NONSENSE.items():
            self._mended.cut += self._db.execute(f"DELETE FROM {table} WHERE {wrong}").rowcount  # noqa: S608 - constants
        for table in ("papers", "sources", "removed_papers", "removed_sources"):
            self._db.execute(f"UPDATE {table} SET added = ? WHERE NOT is_moment(added)", [self._now])  # noqa: S608 - constants

    def _bring_papers(self) -> None:
        """Bring papers back that something tells of: history, sightings, marks."""
        for number in self._numbers(_TOLD_OF):
            known = self._db.execute(_KNOWN, [number]).fetchone()
            seen = self._one("SELECT min(text) FROM sightings WHERE paper = ?", number)
            paper_id, text, added = known or (None, seen, self._now)
            self._insert_paper(number, paper_id, None if text is None else int(str(text)), added)
            self._mended.cut += 1

    def _insert_paper(self, number: int, paper_id: str | None, text: int | None, added: str) -> None:
        row = self._text(text)
        name = paper_id or (wanted_id(paper_of("", *row)) if row else "")
        if not name or self._one("SELECT 1 FROM papers WHERE id = ?", name):
            name = hashlib.sha256(f"{number} {name}".encode()).hexdigest()[:16]
        self._db.execute(
            "INSERT INTO papers VALUES (?, ?, ?, ?, ?)", [number, name, text if row else 0, added, self._revision]
        )

    def _bring_texts(self) -> None:
        """Show another wording of papers whose text is gone; where there is none, one that says so, or no paper."""
        for number in self._numbers("SELECT number FROM papers WHERE text NOT IN (SELECT number FROM texts)"):
            other = self._one(
                "SELECT min(text) FROM sightings WHERE paper = ? AND text IN (SELECT number FROM texts)", number
            )
            self._mended.cut += 1
            if other is None and not self._one(_IS_MARKED, number):
                self._db.execute("DELETE FROM papers WHERE number = ?", [number])
                self._lose("paper = ?", number)
                continue
            text = self._stand_in(number) if other is None else int(str(other))
            self._db.execute(
                "UPDATE papers SET text = ?, revision = ? WHERE number = ?", [text, self._revision, number]
            )
        self._lose("text NOT IN (SELECT number FROM texts)")

    def _stand_in(self, number: int) -> int:
        """Return a text for a paper that has none: with its title, where the history has it."""
        paper_id = str(self._one("SELECT id FROM papers WHERE number = ?", number))
        title = str(self._one(_TITLE, number) or f"Paper {paper_id}, whose text was lost")
        facts = Facts(arxiv=arxiv_id(paper_id) or "", doi=doi_of(paper_id) or "")
        paper = Paper(paper_id, title, LOST_TEXT, (), facts)
        self._mended.without_text.append(title)
        columns = [digest_of(paper), title, LOST_TEXT, json.dumps([]), facts.to_json()]
        self._db.execute(
            "INSERT OR IGNORE INTO texts (digest, title, abstract, authors, facts) VALUES (?, ?, ?, ?, ?)", columns
        )
        return int(str(self._one("SELECT number FROM texts WHERE digest = ?", columns[0])))

    def _bring_sources(self) -> None:
        """Bring dumps back that papers were seen in, without their names."""
        for number in self._numbers(
            "SELECT DISTINCT source FROM sightings WHERE source NOT IN (SELECT number FROM sources)"
        ):
            added = self._one(
                "SELECT min(p.added) FROM sightings s JOIN papers p ON p.number = s.paper WHERE s.source = ?", number
            )
            self._insert_source(number, str(added or self._now))

    def _insert_source(self, number: int, added: str) -> None:
        digest = hashlib.sha256(f"lost {number} {self._now}".encode()).hexdigest()
        sql = "INSERT INTO sources (number, digest, name, heading, added) VALUES (?, ?, ?, '', ?)"
        self._db.execute(sql, [number, digest, LOST_NAME, added])
        self._mended.cut += 1

    def _bring_sightings(self) -> None:
        """Say of papers that were seen nowhere that they were seen in a dump without a name."""
        self._lose("paper NOT IN (SELECT number FROM papers)")
        unseen = self._numbers("SELECT number FROM papers WHERE number NOT IN (SELECT paper FROM sightings)")
        if not unseen:
            return
        source = int(str(self._one("SELECT source + 1 FROM newest") or 1))
        self._insert_source(source, self._now)
        self._db.executemany(
            "INSERT INTO sightings SELECT ?, ?, number, text FROM papers WHERE number = ?",
            [(source, position, number) for position, number in enumerate(unseen, start=1)],
        )

    def _lose(self, where: str, *parameters: int) -> None:
        """Take out sightings; their dumps can be added again."""
        sources = self._numbers(f"SELECT DISTINCT source FROM sightings WHERE {where}", *parameters)  # noqa: S608 - constants
        for source in sources:
            self._let_be_added_again(source)
        self._db.execute(f"DELETE FROM sightings WHERE {where}", parameters)  # noqa: S608 - constants

    def all_are_whole(self, known: Collection[str]) -> bool:
        """Let every dump that is perhaps not whole pass for another one, and say that there is none.

        Those of `known` digests are whole.
        """
        whole = True
        for number, digest in self._db.execute("SELECT number, digest FROM sources").fetchall():
            if digest not in known and not self._one(_ALL_THERE, number):
                self._let_be_added_again(number)
                whole = False
        return whole

    def _let_be_added_again(self, source: int) -> None:
        """Let a dump pass for another one: adding its file brings what was lost of it."""
        row = self._db.execute("SELECT digest, name FROM sources WHERE number = ?", [source]).fetchone()
        if row:
            digest, name = row
            self._mended.to_add_again.append(name)
            other = hashlib.sha256(f"{digest} in part".encode()).hexdigest()
            self._db.execute("UPDATE OR IGNORE sources SET digest = ? WHERE number = ?", [other, source])
            self._mended.cut += 1

    def _cut_history(self) -> None:
        """Take steps out that lead nowhere."""
        no_step, no_text = "step NOT IN (SELECT number FROM steps)", "NOT IN (SELECT number FROM texts)"
        wrong = dict.fromkeys(_EVERY_STEP, no_step)
        wrong["step_papers"] += f" OR before_text {no_text} OR after_text {no_text}"
        wrong["step_moves"] += f" OR text {no_text}"
        wrong |= {"removed_papers": f"text {no_text}", "removed_sightings": f"text {no_text}"}
        wrong["digest_papers"] = "digest NOT IN (SELECT number FROM digests)"
        for table, where in wrong.items():
            self._mended.cut += self._db.execute(f"DELETE FROM {table} WHERE {where}").rowcount  # noqa: S608 - constants

    def _text(self, number: int | None) -> tuple[str, str, str, str] | None:
        sql = "SELECT title, abstract, authors, facts FROM texts WHERE number = ?"
        row: tuple[str, str, str, str] | None = self._db.execute(sql, [number]).fetchone()
        return row

    def _one(self, sql: str, *parameters: object) -> object:
        row = self._db.execute(sql, parameters).fetchone()
        return row[0] if row else None

    def _numbers(self, sql: str, *parameters: int) -> list[int]:
        return [row[0] for row in self._db.execute(sql, parameters)]


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except (DamageError, ValueError, TypeError):
        return False
    return True


def _saved(row: str | None) -> None:
    """Look at a saved query as steps keep it; None where there was none."""
    if row is not None:
        name, query, saved = json.loads(row)
        "".join((name, query, saved))


def _less(row: str | None) -> None:
    """Look at what is wanted less as steps keep it; None where it was not."""
    if row is not None:
        word, since = json.loads(row)
        to_moment(since)
        "".join((word, since))
