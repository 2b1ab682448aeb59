"""Where papers are by now that somebody had in front of them a moment ago."""

import json
from collections.abc import Sequence

from reader.errors import PaperError
from reader.store.database import Database

_HERE = "SELECT number FROM papers WHERE number IN (SELECT value FROM json_each(?))"
_UNITED = """
    SELECT m.before, s.paper FROM step_moves m JOIN sightings s ON s.text = m.text
    WHERE m.before IN (SELECT value FROM json_each(?)) ORDER BY m.step
"""
"""Whoever shows the wordings of a paper that is no more; the last that it gave away says most."""


class Whereabouts:
    """Papers by numbers that may be old: another window or program may have added or undone something since."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def now(self, papers: Sequence[int]) -> list[int]:
        """Return the numbers that papers have now, each once; those that are gone are left out, unless all are.

        A paper that was united with another has that one's number.

        Raises:
            PaperError: none of them is there.
        """
        here = self._db.group(_HERE, [json.dumps(list(papers))])
        numbers = dict.fromkeys(papers)
        gone = [paper for paper in numbers if paper not in here]
        if not gone:
            return list(numbers)
        united: dict[int, int] = dict(self._db.rows(_UNITED, [json.dumps(gone)]))
        found = dict.fromkeys(number for paper in numbers if (number := paper if paper in here else united.get(paper)))
        if not found:
            what = "This paper is" if len(numbers) == 1 else "These papers are"
            raise PaperError(
                f"{what} not in the library any more", "The adding was undone meanwhile; redo brings it back."
            )
        return list(found)
