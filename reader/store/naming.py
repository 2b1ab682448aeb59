"""The ids of papers: each paper has one that no other has, and which one does not depend on what came first."""

import json
from collections.abc import Collection, Mapping
from typing import NamedTuple

from reader.papers import Paper, title_id
from reader.papers.likely import id_key, title_key
from reader.store.database import Database
from reader.store.wordings import Wordings, paper_of

_ID_DIGITS = 16


class Row(NamedTuple):
    """A row of `papers`."""

    id: str
    text: int
    added: str


Unnamed = tuple[Paper, str, int, str]
"""What is shown of a paper, the least digest of its wordings, the number of what is shown, and when it was added."""
Changes = dict[int, tuple[Row | None, Row | None]]
"""Papers before and after; None where there was none, or is none any more."""


class Naming:
    """Rows of papers, written with the ids that are due to them.

    A paper is called by its arXiv id, else its DOI, else its title. Where several ask for one name, as homonyms do,
    it goes to the one with the least digest among its wordings; the others are called by theirs.
    """

    def __init__(self, database: Database, wordings: Wordings) -> None:
        self._db = database
        self._wordings = wordings

    def rows(self, numbers: Collection[int]) -> dict[int, Row]:
        """Return the rows of papers."""
        if not numbers:
            return {}
        found = self._db.rows(
            "SELECT number, id, text, added FROM papers WHERE number IN (SELECT value FROM json_each(?))",
            [json.dumps(sorted(numbers))],
        )
        return {number: Row(*row) for number, *row in found}

    def write(
        self, before: Mapping[int, Row], least_before: Mapping[int, str], unnamed: Mapping[int, Unnamed], revision: int
    ) -> Changes:
        """Write papers in place of those of `before`, which are left where they are no more; return what changed.

        Other papers change too where a name becomes theirs, or is so no longer.
        """
        asking = {number: (wanted_id(paper), least) for number, (paper, least, _, _) in unnamed.items()}
        others = self._others(before, least_before, asking)
        asking |= {number: asked for number, (_, asked) in others.items()}
        first: dict[str, tuple[str, int]] = {}
        for number, (wanted, least) in asking.items():
            first[wanted] = min(first.get(wanted, (least, number)), (least, number))
        was = {**before, **{number: row for number, (row, _) in others.items()}}
        changes: Changes = {number: (row, None) for number, row in before.items() if number not in unnamed}
        for number, (wanted, least) in asking.items():
            name = wanted if first[wanted][1] == number else least[:_ID_DIGITS]
            row = Row(name, *unnamed[number][2:]) if number in unnamed else was[number]._replace(id=name)
            if row != was.get(number):
                changes[number] = (was.get(number), row)
        write_rows(self._db, changes, revision)
        return changes

    def _others(
        self, before: Mapping[int, Row], least_before: Mapping[int, str], asking: Mapping[int, tuple[str, str]]
    ) -> dict[int, tuple[Row, tuple[str, str]]]:
        """Return the papers beside these that ask for a name that these ask for, or let go of; with what they ask for.

        Of a name that is held, the holder stands for all who ask for it, as it goes before them.
        """
        held = {row.id for row in before.values()}
        wanted = {name for name, _ in asking.values()}
        numbers = {int(found) for name in wanted - held if (found := self._db.value(_BY_ID, [name])) is not None}
        for number, row in before.items():
            if not any(name == row.id and least <= least_before[number] for name, least in asking.values()):
                numbers.update(self._wordings.papers_with_key(_key(row.id)))
        rows = self.rows(numbers - set(before) - set(asking))
        found_asking = {
            number: (row, (wanted_id(self._shown(row.text)), self._wordings.least_digest(number)))
            for number, row in rows.items()
        }
        return {number: each for number, each in found_asking.items() if each[1][0] in wanted | held}

    def _shown(self, text: int) -> Paper:
        (row,) = self._db.rows("SELECT title, abstract, authors, facts FROM texts WHERE number = ?", [text])
        return paper_of("", *row)


_BY_ID = "SELECT number FROM papers WHERE id = ?"


def wanted_id(paper: Paper) -> str:
    """Return what a paper is called where nothing is in the way."""
    return paper.facts.arxiv or paper.facts.doi or title_id(paper.title)


def write_rows(database: Database, changes: Changes, revision: int) -> None:
    """Write new and changed papers; ids may change places, so that all are let go of first."""
    for number, (before, _) in changes.items():
        if before:
            database.write("UPDATE papers SET id = '~' || number WHERE number = ?", [number])
    for number, (before, after) in changes.items():
        if after and before:
            grown = revision if after[:2] != before[:2] else None
            database.write(
                "UPDATE papers SET id = ?, text = ?, added = ?, revision = coalesce(?, revision) WHERE number = ?",
                [*after, grown, number],
            )
        elif after:
            database.write(
                "INSERT INTO papers (number, id, text, added, revision) VALUES (?, ?, ?, ?, ?)",
                [number, *after, revision],
            )


def _key(paper_id: str) -> int:
    is_title = len(paper_id) == _ID_DIGITS and set(paper_id) <= set("0123456789abcdef")
    return title_key(paper_id) if is_title else id_key(paper_id)
