"""Dumps in the library: taking one in, and which there are."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from reader.papers import Edition, Paper
from reader.papers.editions import place_of
from reader.store.additions import Additions
from reader.store.database import Database, to_moment, to_text
from reader.store.editions import Editions
from reader.store.regrouping import Regrouped, Regrouping
from reader.store.wordings import Wordings


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

    def __add__(self, other: "AddedDump") -> "AddedDump":
        """Return both parts of one dump together."""
        return AddedDump(self.new + other.new, self.merged + other.merged, other.step)


@dataclass(frozen=True, slots=True)
class Taking:
    """A dump that is being taken in, part by part."""

    source: int
    step: int
    added: str
    """When the taking in began; its papers have this age however often it was interrupted."""
    taken: int
    """The position of its last record that is in the library; 0 where none is."""


@dataclass(frozen=True, slots=True)
class SourceCount:
    """One dump of the library."""

    file: str
    page_date: str
    """The day in the page's heading as it stands there, or empty."""
    added: datetime
    papers: int
    unread: int
    edition: Edition | None = None
    """The day that it is of, as far as that is known."""

    @property
    def page(self) -> str:
        """The day of its page for people: `Mar 14, 2025`, with a `?` where the year is guessed; empty for none."""
        return self.edition.label if self.edition else self.page_date


class Dumps:
    """The dumps that the library was made from."""

    def __init__(
        self,
        database: Database,
        additions: Additions,
        wordings: Wordings,
        regrouping: Regrouping,
        editions: Editions,
    ) -> None:
        self._db = database
        self._additions = additions
        self._wordings = wordings
        self._regrouping = regrouping
        self._editions = editions

    def has(self, digest: str) -> bool:
        """Say whether a file with this content was added before, to its end."""
        return self._db.value("SELECT 1 FROM sources WHERE digest = ? AND complete", [digest]) is not None

    def add(
        self,
        name: str,
        digest: str,
        heading: str,
        records: Iterable[Seen],
        now: datetime,
        *,
        step: int | None = None,
        dated: str = "",
        modified: datetime | None = None,
    ) -> AddedDump:
        """Take in the records of one dump, whole; call within a transaction.

        It can be undone as a step of its own, or with others of the same `step` where nothing was done since.
        """
        taking = self.begin(name, digest, heading, now, step=step, dated=dated, modified=modified)
        added = self.take(taking, records)
        self.finish(taking)
        return added

    def begin(
        self,
        name: str,
        digest: str,
        heading: str,
        now: datetime,
        *,
        step: int | None = None,
        dated: str = "",
        modified: datetime | None = None,
    ) -> Taking:
        """Begin to take in a dump, or go on where it was interrupted; call within a transaction.

        Its day is told from `heading`, from what the user gave as `dated`, and from when its file was `modified`.
        """
        known = self._db.rows("SELECT number, added FROM sources WHERE digest = ? AND NOT complete", [digest])
        if not known:
            source = int(self._db.value("SELECT source + 1 FROM newest") or 1)
            self._db.write(
                "INSERT INTO sources (number, digest, name, heading, added, complete, dated, modified)"
                " VALUES (?, ?, ?, ?, ?, 0, ?, ?)",
                [source, digest, name, heading, to_text(now), dated, to_text(modified) if modified else ""],
            )
            return Taking(source, self._additions.begin(source, 1, now, step), to_text(now), 0)
        ((source, added),) = known
        taken = int(self._db.value("SELECT max(position) FROM sightings WHERE source = ?", [source]) or 0)
        return Taking(
            source, self._additions.begin(source, taken + 1, now, self._additions.last_step(source)), added, taken
        )

    def take(self, taking: Taking, records: Iterable[Seen]) -> AddedDump:
        """Take in the next records of a dump; call within a transaction."""
        ((newest, revision),) = self._db.rows("SELECT paper, revision + 1 FROM newest")
        changed = Regrouped()
        merged = last = 0
        brought: set[int] = set()
        for record in records:
            last = record.position
            wording = self._wordings.store(record.paper)
            paper = self._wordings.paper_with(wording.number)
            if paper is None:
                paper, now_changed = self._regrouping.take(wording, taking.added, revision)
                changed.follow(now_changed)
            if paper > newest and paper not in brought:
                brought.add(paper)
            else:
                merged += 1
            self._db.write(
                "INSERT INTO sightings VALUES (?, ?, ?, ?)", [taking.source, record.position, paper, wording.number]
            )
        self._additions.record(taking.step, taking.source, last, changed)
        self._additions.describe(taking.step)
        return AddedDump(len(brought), merged, taking.step)

    def finish(self, taking: Taking) -> None:
        """Note that a dump is taken in to its end; call within a transaction."""
        self._additions.finish(taking.step, taking.source)
        self._additions.describe(taking.step)

    def newest(self) -> int:
        """Return the number of the dump that was added last; 0 in an empty library."""
        return int(self._db.value("SELECT max(number) FROM sources") or 0)

    def date(self, digest: str, dated: str) -> None:
        """Note the year, month or day that the user gives a dump; call within a transaction."""
        self._db.write("UPDATE sources SET dated = ? WHERE digest = ?", [dated, digest])

    def pages(self) -> dict[str, str]:
        """Return the day of each file's page for people, or nothing; of a name's newest page."""
        editions = self._editions.by_source()
        rows = self._db.rows("SELECT number, name, heading FROM sources ORDER BY number")
        return {name: of.label if (of := editions.get(number)) else heading for number, name, heading in rows}

    def counts(self, *, undated: bool = False) -> list[SourceCount]:
        """Return the dumps, newest pages first, each with how many papers it shows and how many are unread.

        One of which no day is known stands at the day it was added; `undated` are those alone.
        """
        editions = self._editions.by_source()
        counts = [
            SourceCount(name, heading, to_moment(added), papers, unread, editions.get(number))
            for number, name, heading, added, papers, unread in self._db.rows(
                """
                SELECT so.number, so.name, so.heading, so.added, count(DISTINCT si.paper),
                       count(DISTINCT CASE WHEN coalesce(m.status, 'unread') = 'unread' THEN si.paper END)
                FROM sources so
                LEFT JOIN sightings si ON si.source = so.number
                LEFT JOIN marks m ON m.paper = si.paper
                WHERE so.number NOT IN (SELECT value FROM json_each(?))
                GROUP BY so.number ORDER BY so.number DESC
                """,
                [json.dumps(list(editions) if undated else [])],
            )
        ]
        return sorted(counts, key=lambda dump: place_of(dump.edition, dump.added), reverse=True)
