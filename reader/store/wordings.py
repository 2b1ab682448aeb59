"""The wordings of papers, each stored once, and the ones that may be of the same paper as another."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.papers import NO_FACTS, Facts, Paper
from reader.papers.likely import Keys, keys_of
from reader.papers.text import printable
from reader.store.asking import decoding
from reader.store.database import Database

_SCHEME = "1"
"""Of the keys; where it changes, all are made anew."""
_AT_ONCE = 1000
_NO_FACTS = NO_FACTS.to_json()
CROWD = 48
"""A likely key that more wordings have than this ties nobody: comparing them all would take for ever."""
_SIGHTED = "EXISTS (SELECT 1 FROM sightings s WHERE s.text = l.text)"


@dataclass(frozen=True, slots=True)
class Wording:
    """What one source said of a paper."""

    number: int
    digest: str
    paper: Paper
    """Its id means nothing here."""


class Wordings:
    """The texts as they were imported."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def prepare(self) -> None:
        """Make the keys of all wordings where they are missing, or made by an older program."""
        known = "SELECT value FROM library WHERE key = 'likely'"
        if self._db.value(known) == _SCHEME or self._db.obstacle():  # who only reads needs none
            return
        with self._db.transaction():
            if self._db.value(known) == _SCHEME:  # another process was faster
                return
            self._db.write("DELETE FROM likely")
            after = 0
            while numbers := self._db.numbers(
                "SELECT number FROM texts WHERE number > ? ORDER BY number LIMIT ?", [after, _AT_ONCE]
            ):
                for wording in self.of(numbers):
                    self.add_keys(wording.number, keys_of(wording.paper))
                after = numbers[-1]
            self._db.write("INSERT OR REPLACE INTO library VALUES ('likely', ?)", [_SCHEME])

    def store(self, paper: Paper) -> Wording:
        """Return a wording, storing it where it is new; call within a transaction."""
        digest = digest_of(paper)
        number = self._db.value("SELECT number FROM texts WHERE digest = ?", [digest])
        if number is None:
            number = self._db.write(
                "INSERT INTO texts (digest, title, abstract, authors, facts) VALUES (?, ?, ?, ?, ?)",
                [digest, *_told(paper)],
            )
        return Wording(int(number), digest, paper)

    def add_keys(self, number: int, keys: Keys) -> None:
        """Let a wording be found; call within a transaction."""
        self._db.write_many(
            "INSERT OR IGNORE INTO likely VALUES (?, ?)", [(key, number) for key in keys.sure | keys.likely]
        )

    def of(self, numbers: Iterable[int]) -> list[Wording]:
        """Return wordings, in the order of their numbers."""
        return [
            Wording(number, digest, paper_of("", title, abstract, authors, facts))
            for number, digest, title, abstract, authors, facts in self._db.rows(
                "SELECT number, digest, title, abstract, authors, facts FROM texts"
                " WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number",
                [json.dumps(list(numbers))],
            )
        ]

    def of_paper(self, paper: int) -> list[int]:
        """Return the wordings of a paper, ascending."""
        return self._db.numbers("SELECT DISTINCT text FROM sightings WHERE paper = ? ORDER BY text", [paper])

    def least_digest(self, paper: int) -> str:
        """Return the least digest of a paper's wordings: what tells it from others whatever came first."""
        sql = "SELECT min(t.digest) FROM sightings s JOIN texts t ON t.number = s.text WHERE s.paper = ?"
        return str(self._db.value(sql, [paper]) or "~")

    def paper_with(self, text: int) -> int | None:
        """Return the paper that has a wording; None where none has."""
        found = self._db.value("SELECT paper FROM sightings WHERE text = ? LIMIT 1", [text])
        return None if found is None else int(found)

    def near(self, text: int, keys: Keys) -> tuple[set[int], set[int]]:
        """Return the other wordings in the library that share a key with one, and those that its last key just lost.

        The latter were compared until now; with this one they are a crowd.
        """
        near: set[int] = set()
        lost: set[int] = set()
        every = [*keys.sure, *keys.likely]
        marks = ", ".join("?" * len(every))
        first = self._db.numbers(
            f"SELECT l.text FROM likely l WHERE l.key IN ({marks}) AND l.text <> ? AND {_SIGHTED} LIMIT ?",  # noqa: S608 - constants
            [*every, text, CROWD],
        )
        if len(first) < CROWD:
            return set(first), lost
        for key in every:
            limit = -1 if key in keys.sure else CROWD + 1
            found = self._sharing(key, text, limit)
            if key in keys.sure or len(found) < CROWD:
                near.update(found)
            elif len(found) == CROWD:
                lost.update(found)
        return near, lost

    def papers_with_key(self, key: int) -> list[int]:
        """Return the papers one of whose wordings has a key, ascending."""
        return self._db.numbers(
            "SELECT DISTINCT s.paper FROM likely l JOIN sightings s ON s.text = l.text WHERE l.key = ? ORDER BY 1",
            [key],
        )

    def papers_with_keys(self, low: int, high: int, limit: int) -> list[tuple[int, str]]:
        """Return papers with the title of a wording of theirs that has a key in a range."""
        return self._db.rows(
            "SELECT DISTINCT s.paper, t.title FROM likely l JOIN sightings s ON s.text = l.text"
            " JOIN texts t ON t.number = l.text WHERE l.key BETWEEN ? AND ? LIMIT ?",
            [low, high, limit],
        )

    def _sharing(self, key: int, text: int, limit: int) -> Sequence[int]:
        return self._db.numbers(
            f"SELECT l.text FROM likely l WHERE l.key = ? AND l.text <> ? AND {_SIGHTED} LIMIT ?",  # noqa: S608 - constants
            [key, text, limit],
        )


def digest_of(paper: Paper) -> str:
    """Return the SHA-256 of a wording; without facts it is the one that libraries before there were facts have."""
    return digest_of_columns(*_told(paper))


def digest_of_columns(title: str, abstract: str, authors: str, facts: str) -> str:
    """Return the digest of a wording as it is stored."""
    told = (title, abstract, authors) if facts == _NO_FACTS else (title, abstract, authors, facts)
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


@decoding("a text")
def paper_of(paper_id: str, title: str, abstract: str, authors: str, facts: str) -> Paper:
    """Return a paper from its columns; clean, even where another program wrote them."""
    names = tuple(map(printable, json.loads(authors)))
    "".join((paper_id, title, abstract))  # a damaged row may hold numbers
    return Paper(paper_id, printable(title), printable(abstract), names, Facts.from_json(facts))


def _told(paper: Paper) -> tuple[str, str, str, str]:
    """Return title, abstract, authors and facts as they are stored."""
    return paper.title, paper.abstract, json.dumps(paper.authors, ensure_ascii=False), paper.facts.to_json()
