"""What was done when: how many papers at which moments, as SQLite adds them up.

Steps that were taken back count nowhere. A dump or a bulk step is one moment, however many papers it has: what is
returned grows with the history, not with the library.
"""

from dataclasses import dataclass
from datetime import datetime

from reader.store.database import Database, to_moment

Moments = list[tuple[datetime, int]]
"""Times, UTC, each with a number of papers."""

_DECIDED = "IN ('read', 'skipped')"
_STANDING = """
    SELECT s.at, count(*) FROM steps s JOIN
        (SELECT max(sm.step) AS number FROM step_marks sm
         JOIN marks m ON m.paper = sm.paper JOIN steps d ON d.number = sm.step
         WHERE d.state = 'done' AND {now} AND {after} AND NOT {before} GROUP BY sm.paper) last
    ON last.number = s.number GROUP BY s.at
"""
"""When what is so now (`now`) became so last: each paper once."""
_BOOKMARKED = _STANDING.format(
    now="m.bookmarked",
    after="json_extract(sm.after, '$.bookmarked')",
    before="json_extract(sm.before, '$.bookmarked')",
)
_DECISIONS = _STANDING.format(
    now=f"m.status {_DECIDED}",
    after=f"json_extract(sm.after, '$.status') {_DECIDED}",
    before=f"(json_extract(sm.before, '$.status') {_DECIDED})",
)
_LEFT = """
    SELECT s.at, sum((json_extract(sm.before, '$.status') = 'unread') - (json_extract(sm.after, '$.status') = 'unread'))
    FROM steps s JOIN step_marks sm ON sm.step = s.number WHERE s.state = 'done' GROUP BY s.number
"""
_UNREAD_WORDS = """
    SELECT sum(length(t.abstract) - length(replace(t.abstract, ' ', '')) + 1)
    FROM papers p JOIN texts t ON t.number = p.text LEFT JOIN marks m ON m.paper = p.number
    WHERE coalesce(m.status, 'unread') = 'unread' AND t.abstract <> ''
"""
"""Texts are clean: one space between words, none at the ends."""


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and how far the user is with its papers."""

    tag: str
    papers: int
    unread: int
    read: int


class Activity:
    """The history in numbers."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def added(self) -> Moments:
        """Return when papers were added."""
        return self._moments("SELECT added, count(*) FROM papers GROUP BY added")

    def read(self) -> Moments:
        """Return when the papers that are read now became so."""
        return self._moments("SELECT read_at, count(*) FROM marks WHERE read_at IS NOT NULL GROUP BY read_at")

    def bookmarked(self) -> Moments:
        """Return when the papers that are bookmarked now became so."""
        return self._moments(_BOOKMARKED)

    def decided(self) -> Moments:
        """Return when the papers that are read or skipped now became the one or the other."""
        return self._moments(_DECISIONS)

    def left_unread(self) -> Moments:
        """Return when papers ceased to be unread; fewer than none where more of them became unread again."""
        return self._moments(_LEFT)

    def unread_words(self) -> int:
        """Return how many words the abstracts of the unread papers have: a third of a second for 100,000."""
        return int(self._db.value(_UNREAD_WORDS) or 0)

    def tags(self) -> list[TagCount]:
        """Return the tags, most used first, then in their own order."""
        sql = """
            SELECT tag, count(*), sum(m.status = 'unread'), sum(m.status = 'read')
            FROM tags JOIN marks m ON m.paper = tags.paper GROUP BY tag ORDER BY count(*) DESC, tag
        """
        return [TagCount(*row) for row in self._db.rows(sql)]

    def _moments(self, sql: str) -> Moments:
        return [(to_moment(at), papers) for at, papers in self._db.rows(sql)]
