"""Visits to the library: what came since the one before is new.

A visit begins with the first look of a day and is over when the user says so, or with the first look of a later
day; whether the app is left or crashes is nothing to it. Papers are new by their numbers, which only grow, so that
a clock that was set back loses nothing. Backups and merging leave visits out: what is new is new in one library.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reader.store.database import Database, to_moment, to_text


@dataclass(frozen=True, slots=True)
class Visit:
    """The last visit."""

    number: int
    began: datetime
    since: int
    """The newest paper that was seen before it."""
    seen: int
    """The newest paper that there was at the last look in it."""
    ended: bool

    @property
    def new_after(self) -> int:
        """The newest paper that is not new."""
        return self.seen if self.ended else self.since


class Visits:
    """When one was here. What writes is called within a transaction."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def last(self) -> Visit | None:
        """Return the last visit; None before the first."""
        rows: Sequence[tuple[int, str, int, int, int]] = self._db.rows(
            "SELECT number, began, since, seen, ended FROM visits ORDER BY number DESC LIMIT 1"
        )
        for number, began, since, seen, ended in rows:
            return Visit(number, to_moment(began), since, seen, bool(ended))
        return None

    def new_after(self) -> int | None:
        """Return the newest paper that is not new; None before the first visit, when nothing is."""
        last = self.last()
        return last.new_after if last else None

    def newest(self) -> int:
        """Return the newest paper that there ever was."""
        return int(self._db.value("SELECT paper FROM newest") or 0)

    def begin(self, since: int, now: datetime) -> None:
        """Begin a visit in which papers after `since` are new."""
        self._db.write("INSERT INTO visits (began, since, seen) VALUES (?, ?, ?)", [to_text(now), since, self.newest()])

    def look(self, visit: Visit) -> None:
        """Note what there is to be seen in a visit."""
        self._db.write("UPDATE visits SET seen = ? WHERE number = ?", [self.newest(), visit.number])

    def end(self, visit: Visit, *, ended: bool = True) -> None:
        """End a visit, or go on with it."""
        self._db.write("UPDATE visits SET ended = ? WHERE number = ?", [int(ended), visit.number])
