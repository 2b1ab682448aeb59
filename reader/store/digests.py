"""The digests that were made, and which papers stood in them.

A paper is known there by its wordings: so it stays known when it is united with another, taken apart, or taken out
with its dump and added again.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reader.store.asking import decoding
from reader.store.database import Database, to_moment, to_text
from reader.store.shapes import IS_ABOUT, IS_WAITING

_SHOWN = """
    SELECT DISTINCT si.paper FROM digest_papers dp JOIN texts t ON t.digest = dp.wording
    JOIN sightings si ON si.text = t.number
"""
_FRESH = f"""
    SELECT number FROM papers WHERE added >= ? AND number NOT IN ({_SHOWN})
    AND number NOT IN (SELECT paper FROM marks WHERE status <> 'unread')
"""  # noqa: S608 - constants
_ELSEWHERE = f"""
    SELECT number FROM papers WHERE added >= ?
    AND number IN ({_SHOWN} JOIN digests d ON d.number = dp.digest WHERE d.subscription <> ?)
    AND number NOT IN (SELECT paper FROM marks WHERE status <> 'unread')
"""  # noqa: S608 - constants
_WORDINGS = """
    INSERT OR IGNORE INTO digest_papers (digest, wording, place) SELECT ?, t.digest, ?
    FROM sightings si JOIN texts t ON t.number = si.text WHERE si.paper = ?
"""


@dataclass(frozen=True, slots=True)
class Made:
    """A digest that was made."""

    number: int
    subscription: str
    """Its name, case-folded, or empty."""
    made: datetime
    about: Mapping[str, Any]
    """What the library noted of it."""
    waiting: Mapping[str, Any] | None
    """What waits to be sent; None where nothing does."""


@dataclass(frozen=True, slots=True)
class Told:
    """A digest as a backup has it: what it told of, with nothing that waits."""

    subscription: str
    """Its name, case-folded, or empty."""
    made: datetime
    about: Mapping[str, Any]
    papers: tuple[tuple[str, ...], ...]
    """The wordings of each paper, by their digests, sorted."""


class Digests:
    """The digests, and the papers that need not be told of again."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def fresh(self, since: datetime) -> set[int]:
        """Return the unread papers that came `since` then and stood in no digest."""
        return self._db.group(_FRESH, [to_text(since)])

    def shown(self, numbers: Sequence[int]) -> set[int]:
        """Return those of some papers that stood in a digest."""
        return set(numbers) & self._db.group(_SHOWN)

    def told_elsewhere(self, since: datetime, subscription: str) -> set[int]:
        """Return the unread papers that came `since` then and stood in a digest that is not of this subscription."""
        return self._db.group(_ELSEWHERE, [to_text(since), subscription.casefold()])

    def add(
        self,
        subscription: str,
        made: datetime,
        about: Mapping[str, Any],
        papers: Sequence[int],
        waiting: Mapping[str, Any] | None,
    ) -> int:
        """Note a digest, and return its number; call within a transaction."""
        number = self._db.write(
            "INSERT INTO digests (subscription, made, about, waiting) VALUES (?, ?, ?, ?)",
            [subscription.casefold(), to_text(made), json.dumps(about, ensure_ascii=False), _to_json(waiting)],
        )
        self._db.write_many(_WORDINGS, ((number, place, paper) for place, paper in enumerate(papers)))
        return number

    def forget(self, number: int) -> None:
        """Let a digest not have been: its papers are new again."""
        with self._db.transaction():
            self._db.write("DELETE FROM digest_papers WHERE digest = ?", [number])
            self._db.write("DELETE FROM digests WHERE number = ?", [number])

    def wait(self, number: int, waiting: Mapping[str, Any] | None) -> None:
        """Let something else of a digest wait, or nothing any more."""
        with self._db.transaction():
            self._db.write("UPDATE digests SET waiting = ? WHERE number = ?", [_to_json(waiting), number])

    def waiting(self) -> list[Made]:
        """Return the digests of which something waits to be sent, oldest first."""
        return self._made("waiting IS NOT NULL ORDER BY number", [])

    def last(self, subscription: str) -> Made | None:
        """Return the last digest of a subscription, an empty one too; None where there was none."""
        found = self._made("subscription = ? ORDER BY number DESC LIMIT 1", [subscription.casefold()])
        return found[0] if found else None

    def get(self, number: int) -> Made | None:
        """Return a digest; None where there is none."""
        found = self._made("number = ?", [number])
        return found[0] if found else None

    def newest(self, limit: int, subscription: str | None = None) -> list[Made]:
        """Return the last digests with any papers, of a subscription or of all; newest first."""
        where = "number IN (SELECT digest FROM digest_papers) AND subscription = ifnull(?, subscription)"
        folded = None if subscription is None else subscription.casefold()
        return self._made(f"{where} ORDER BY number DESC LIMIT ?", [folded, limit])

    def papers(self, number: int) -> dict[int, int]:
        """Return which papers there are now of those that stood in a digest, by their places in it."""
        rows = self._db.rows(
            "SELECT dp.place, min(si.paper) FROM digest_papers dp JOIN texts t ON t.digest = dp.wording"
            " JOIN sightings si ON si.text = t.number WHERE dp.digest = ? GROUP BY dp.place ORDER BY dp.place",
            [number],
        )
        return dict(rows)

    @decoding("a digest")
    def told(self) -> list[Told]:
        """Return the digests of which nothing waits, oldest first."""
        papers: dict[int, dict[int, list[str]]] = {}
        for digest, place, wording in self._db.rows(
            "SELECT digest, place, wording FROM digest_papers ORDER BY digest, place, wording"
        ):
            papers.setdefault(digest, {}).setdefault(place, []).append(wording)
        return [
            Told(made.subscription, made.made, made.about, tuple(map(tuple, papers.get(made.number, {}).values())))
            for made in self._made("waiting IS NULL ORDER BY number", [])
        ]

    def put(self, told: Told) -> None:
        """Note a digest that was made elsewhere; call within a transaction."""
        number = self.add(told.subscription, told.made, told.about, [], None)
        self._db.write_many(
            "INSERT OR IGNORE INTO digest_papers (digest, place, wording) VALUES (?, ?, ?)",
            ((number, place, wording) for place, wordings in enumerate(told.papers) for wording in wordings),
        )

    @decoding("a digest")
    def _made(self, where: str, parameters: Sequence[str | int | None]) -> list[Made]:
        rows = self._db.rows(
            f"SELECT number, subscription, made, about, waiting, ({IS_ABOUT}) AND ({IS_WAITING})"  # noqa: S608 - constants
            f" FROM digests WHERE {where}",
            parameters,
        )
        if not all(is_sound for *_, is_sound in rows):
            raise ValueError("one is no digest")
        return [
            Made(number, subscription, to_moment(made), json.loads(about), json.loads(waiting) if waiting else None)
            for number, subscription, made, about, waiting, _ in rows
        ]


def _to_json(waiting: Mapping[str, Any] | None) -> str | None:
    return None if waiting is None else json.dumps(waiting, ensure_ascii=False)
