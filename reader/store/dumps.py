"""Dumps in the library: taking one in, and which there are."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from reader.papers import NO_FACTS, Paper
from reader.store.additions import Additions
from reader.store.database import Database, to_moment, to_text
from reader.store.page_days import dump_day


@dataclass(frozen=True, slots=True)
class Seen:
    """One record of a dump, as a paper."""

    paper: Paper
    position: int
    """Which record of the dump, from 1."""


@dataclass(frozen=True, slots=True)
class AddedDump:
    """What taking in one dump did."""

    new: int
    """Papers that the library did not know."""
    merged: int
    """Records of papers that it knew already, from this dump or another."""
    step: int = field(default=0, compare=False)
    """The step of the history that this is, or is a part of."""


@dataclass(frozen=True, slots=True)
class SourceCount:
    """One dump of the library."""

    file: str
    page_date: str
    """The day in the page's heading as it stands there, or empty."""
    added: datetime
    papers: int
    unread: int


class Dumps:
    """The dumps that the library was made from."""

    def __init__(self, database: Database, additions: Additions) -> None:
        self._db = database
        self._additions = additions

    def has(self, digest: str) -> bool:
        """Say whether a file with this content was added before."""
        return self._db.value("SELECT 1 FROM sources WHERE digest = ?", [digest]) is not None

    def add(
        self, name: str, digest: str, heading: str, records: Iterable[Seen], now: datetime, *, step: int | None = None
    ) -> AddedDump:
        """Take in the records of one dump; call within a transaction.

        It can be undone as a step of its own, or with others of the same `step` where nothing was done since.
        """
        ((source, paper_before, revision),) = self._db.rows("SELECT source + 1, paper, revision + 1 FROM newest")
        self._db.write(
            "INSERT INTO sources (number, digest, name, heading, added) VALUES (?, ?, ?, ?, ?)",
            [source, digest, name, heading, to_text(now)],
        )
        texts: dict[int, tuple[int | None, int]] = {}
        new = merged = 0
        for record in records:
            text = self._text(record.paper)
            known = self._db.rows(
                "SELECT p.number, t.number, t.title, t.abstract, t.authors, t.facts"
                " FROM papers p JOIN texts t ON t.number = p.text WHERE p.id = ?",
                [record.paper.id],
            )
            if known:
                paper, shown, *wording = known[0]
                merged += 1
                if text != shown and _preference(*_wording(record.paper)) > _preference(*wording):
                    self._db.write("UPDATE papers SET text = ?, revision = ? WHERE number = ?", [text, revision, paper])
                    texts[paper] = (texts[paper][0] if paper in texts else shown, text)
            else:
                new += 1
                paper = paper_before + new
                self._db.write(
                    "INSERT INTO papers (number, id, text, added, revision) VALUES (?, ?, ?, ?, ?)",
                    [paper, record.paper.id, text, to_text(now), revision],
                )
                texts[paper] = (None, text)
            self._db.write("INSERT INTO sightings VALUES (?, ?, ?, ?)", [source, record.position, paper, text])
        return AddedDump(new, merged, self._additions.record(source, texts, now, step))

    def newest(self) -> int:
        """Return the number of the dump that was added last; 0 in an empty library."""
        return int(self._db.value("SELECT max(number) FROM sources") or 0)

    def page_dates(self) -> dict[str, str]:
        """Return the day in the heading of each file's page, as it stands there; of a name's newest page."""
        return dict(self._db.rows("SELECT name, heading FROM sources ORDER BY number"))

    def counts(self) -> list[SourceCount]:
        """Return the dumps, newest pages first, each with how many papers it shows and how many are unread.

        One whose heading is no day stands at the day it was added.
        """
        counts = [
            SourceCount(name, heading, to_moment(added), papers, unread)
            for name, heading, added, papers, unread in self._db.rows(
                """
                SELECT so.name, so.heading, so.added, count(DISTINCT si.paper),
                       count(DISTINCT CASE WHEN coalesce(m.status, 'unread') = 'unread' THEN si.paper END)
                FROM sources so
                LEFT JOIN sightings si ON si.source = so.number
                LEFT JOIN marks m ON m.paper = si.paper
                GROUP BY so.number ORDER BY so.number DESC
                """
            )
        ]
        return sorted(counts, key=lambda dump: dump_day(dump.page_date, dump.added), reverse=True)

    def _text(self, paper: Paper) -> int:
        """Return the number of this wording, storing it where it is new."""
        wording = _wording(paper)
        told = wording if paper.facts != NO_FACTS else wording[:3]  # as libraries without facts have it
        digest = hashlib.sha256("\0".join(told).encode()).hexdigest()
        number = self._db.value("SELECT number FROM texts WHERE digest = ?", [digest])
        if number is not None:
            return int(number)
        return self._db.write(
            "INSERT INTO texts (digest, title, abstract, authors, facts) VALUES (?, ?, ?, ?, ?)",
            [digest, *wording],
        )


def _wording(paper: Paper) -> tuple[str, str, str, str]:
    """Return title, abstract, authors and facts as they are stored."""
    return paper.title, paper.abstract, json.dumps(paper.authors, ensure_ascii=False), paper.facts.to_json()


def _preference(title: str, abstract: str, authors: str, facts: str) -> tuple[int, str, str, int, str, int, str]:
    """Rank the wordings of one paper: most abstract first; total, so that the order of import does not matter."""
    return len(abstract), abstract, title, len(authors), authors, len(facts), facts
