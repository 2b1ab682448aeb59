"""On which days dumps showed which papers, and how these were liked."""

import json
from collections.abc import Collection, Sequence
from datetime import date

from reader.papers.editions import place_of
from reader.store.database import Database, to_moment
from reader.store.editions import Editions

_LIKES = (
    "SELECT p.number, CAST(json_extract(t.facts, '$.upvotes') AS INTEGER),"
    " CAST(json_extract(t.facts, '$.stars') AS INTEGER)"
)
_TOLD = (
    "FROM papers p JOIN texts t ON t.number = p.text WHERE (t.facts LIKE '%\"upvotes\"%' OR t.facts LIKE '%\"stars\"%')"
)
_SHOWN = "SELECT paper, json_group_array(source) FROM (SELECT DISTINCT paper, source FROM sightings"
_AMONG = "SELECT value FROM json_each(?)"

Likes = tuple[int | None, int | None]
"""Upvotes and stars; None where they are not told."""


class Showings:
    """Papers by the dumps that show them."""

    def __init__(self, database: Database, editions: Editions) -> None:
        self._db = database
        self._editions = editions

    def days(self, among: Collection[int] | None = None) -> dict[int, date]:
        """Return the day of each dump, or of those `among` some, by number: its page's.

        One without a day, as a list of papers is, counts as of the oldest page; where no dump has a day, as of that
        of its adding.
        """
        editions, sources, wanted = self._editions.by_source(), "SELECT number, added FROM sources", list(among or ())
        oldest = min((of.first for of in editions.values()), default=None)
        rows = (
            self._db.rows(sources)
            if among is None
            else self._db.rows(f"{sources} WHERE number IN ({_AMONG})", [json.dumps(wanted)])
        )
        return {
            number: oldest if oldest and number not in editions else place_of(editions.get(number), to_moment(added))
            for number, added in rows
        }

    def paged(self) -> Collection[int]:
        """Return the dumps of which a day is known, or their month or year."""
        return self._editions.by_source().keys()

    def pages(self) -> dict[int, date]:
        """Return the day of each dump of which a day is known, or the first of its month, as `page:` has it."""
        editions = self._editions.by_source().items()
        return {number: of.first for number, of in editions if of.first.month == of.last.month}

    def dumps(self) -> list[tuple[int, str]]:
        """Return papers, each once, newest first, as lists have them; with the dumps that show it, as one text."""
        return self._db.rows(
            f"WITH shown(paper, dumps) AS ({_SHOWN}) GROUP BY paper)"  # noqa: S608 - constants
            " SELECT p.number, coalesce(s.dumps, '[]') FROM papers p LEFT JOIN shown s ON s.paper = p.number"
            " ORDER BY p.added DESC, p.number"
        )

    def dumps_of(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return the dumps that show some papers, as one text each."""
        sql = f"{_SHOWN} WHERE paper IN ({_AMONG})) GROUP BY paper"
        return dict(self._db.rows(sql, [json.dumps(list(numbers))]))

    def likes(self) -> dict[int, Likes]:
        """Return what is told of how papers are liked, for those of which anything is."""
        return {number: (upvotes, stars) for number, upvotes, stars in self._db.rows(f"{_LIKES} {_TOLD}")}

    def likes_of(self, numbers: Sequence[int]) -> dict[int, Likes]:
        """Return the same of some papers."""
        rows = self._db.rows(f"{_LIKES} {_TOLD} AND p.number IN ({_AMONG})", [json.dumps(list(numbers))])
        return {number: (upvotes, stars) for number, upvotes, stars in rows}

    def published(self) -> list[tuple[int, str]]:
        """Return when papers came out, as precisely as it is told: `2024`, `2024-03`, `2024-03-14`."""
        return self._db.rows(
            "SELECT p.number, json_extract(t.facts, '$.published') AS day FROM papers p"
            " JOIN texts t ON t.number = p.text WHERE day <> ''"
        )

    def sightings(self) -> list[tuple[int, int]]:
        """Return which papers stand in which dumps, each pair once."""
        return self._db.rows("SELECT DISTINCT source, paper FROM sightings")
