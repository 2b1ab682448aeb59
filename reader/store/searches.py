"""The queries that were asked: each once, the last ones."""

from dataclasses import dataclass
from datetime import datetime

from reader.store.database import Database, to_moment, to_text

KEPT = 1000
"""How many queries are kept; the ones not asked for longest go first."""


@dataclass(frozen=True, slots=True)
class Search:
    """A query that was asked."""

    query: str
    """As queries print."""
    asked: datetime
    """When last."""
    times: int


class Searches:
    """The history of queries. Not to be confused with that of steps, which can be undone."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, query: str, now: datetime) -> None:
        """Note that `query` was asked.

        Raises:
            StoreError: the library cannot be written, or another program is writing just now: this waits for none.
        """
        with self._db.transaction(patient=False):
            times = self._db.value("SELECT times FROM searches WHERE query = ?", [query]) or 0
            self._db.write(
                "INSERT OR REPLACE INTO searches (query, asked, times) VALUES (?, ?, ?)",
                [query, to_text(now), int(times) + 1],
            )
            self._db.write(
                "DELETE FROM searches WHERE number <="
                " (SELECT number FROM searches ORDER BY number DESC LIMIT 1 OFFSET ?)",
                [KEPT],
            )

    def last(self, limit: int = KEPT) -> list[Search]:
        """Return the queries asked last, newest first."""
        rows = self._db.rows("SELECT query, asked, times FROM searches ORDER BY number DESC LIMIT ?", [limit])
        return [Search(query, to_moment(asked), times) for query, asked, times in rows]
