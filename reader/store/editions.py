"""Of which day each dump is the edition, and the papers of some days."""

import json
from collections.abc import Mapping
from datetime import date

from reader.papers.editions import Edition, Traces, edition
from reader.store.database import Database, to_moment

_WITNESSES = 100
"""Of so many papers, the first of a dump, it is looked when they came out."""
_PUBLISHED = """
    SELECT si.source, json_group_array(coalesce(json_extract(t.facts, '$.published'), ''))
    FROM sightings si JOIN papers p ON p.number = si.paper JOIN texts t ON t.number = p.text
    WHERE si.source IN (SELECT value FROM json_each(?)) AND si.position <= ? GROUP BY si.source
"""


class Editions:
    """The days of the dumps. They are worked out, not stored: what more is known later counts."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._known: tuple[int, object, Mapping[int, Edition]] | None = None
        self._version = 0

    def by_source(self) -> Mapping[int, Edition]:
        """Return the edition that each dump is, by its number, in no order; dumps without a day are left out.

        Worked out once until dumps or papers change.
        """
        stamp, known = self._db.stamp(), self._known
        if known and known[0] == stamp:
            return known[2]
        rows = self._db.rows("SELECT number, name, heading, added, dated, modified FROM sources")
        state = (self._db.value("SELECT revision FROM newest"), rows)
        same = known is not None and known[1] == state
        if known and same:
            found = known[2]
        else:
            found = self._work_out({number: _traces(*rest) for number, *rest in rows})
            self._version += 1
        self._known = (stamp, state, found)
        return found

    def version(self) -> int:
        """Return a number that grows whenever the editions may have become others."""
        self.by_source()
        return self._version

    def within(self, start: date, end: date) -> list[int]:
        """Return the dumps of which the day, or all of the month or year, is from `start` to before `end`."""
        return [number for number, of in self.by_source().items() if start <= of.first and of.last < end]

    def tell(self, name: str, dated: str) -> int:
        """Note what the user tells of the dumps with a name, or, empty, that it is not so; return how many there are.

        Call within a transaction.
        """
        numbers = self._db.numbers("SELECT number FROM sources WHERE name = ?", [name])
        self._db.write("UPDATE sources SET dated = ? WHERE name = ?", [dated, name])
        return len(numbers)

    def _work_out(self, traces: Mapping[int, Traces]) -> dict[int, Edition]:
        found = {number: edition(each) for number, each in traces.items()}
        unsure = [number for number, of in found.items() if of is None or not of.certain]
        for number, published in self._db.rows(_PUBLISHED, [json.dumps(unsure), _WITNESSES]) if unsure else ():
            each = traces[number]
            with_papers = Traces(
                each.heading, each.name, each.dated, each.modified, each.added, tuple(map(str, json.loads(published)))
            )
            found[number] = edition(with_papers)
        return {number: of for number, of in found.items() if of}


def _traces(name: str, heading: str, added: str, dated: str, modified: str) -> Traces:
    return Traces(heading, name, dated, to_moment(modified) if modified else None, to_moment(added))
