"""All papers in groups: by status, tag, dump and year. What facets and completion count.

SQLite writes each group as one JSON list: reading that is several times as fast as a row for each paper.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from reader.papers import Status
from reader.papers.editions import place_of
from reader.store.asking import decoding
from reader.store.database import Database, to_moment
from reader.store.editions import Editions

_MARKED = (*(status for status in Status if status is not Status.UNREAD), "bookmarked")
_WHERE = ("status = 'reading'", "status = 'read'", "status = 'skipped'", "bookmarked")
_MARKS = f"SELECT {', '.join(f'json_group_array(paper) FILTER (WHERE {where})' for where in _WHERE)} FROM marks"  # noqa: S608 - constants

_OPINIONS = "SELECT status, bookmarked, rating, json_group_array(paper) FROM marks GROUP BY status, bookmarked, rating"

Groups = dict[str, list[int]]
"""Names to papers, each paper once in a group."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a mark says of a paper's worth."""

    status: Status
    bookmarked: bool
    rating: int


class Grouping:
    """The groups that the papers are in now."""

    def __init__(self, database: Database, editions: Editions) -> None:
        self._db = database
        self._editions = editions

    def by_mark(self) -> Groups:
        """Return the papers of each status but unread, which is all others, and those bookmarked."""
        (row,) = self._db.rows(_MARKS)
        return dict(zip(_MARKED, map(json.loads, row), strict=True))

    def by_opinion(self) -> dict[Opinion, list[int]]:
        """Return the papers that have a mark, by what it says of their worth."""
        return {
            _opinion(status, bookmarked, rating): json.loads(papers)
            for status, bookmarked, rating, papers in self._db.rows(_OPINIONS)
        }

    def by_tag(self) -> Groups:
        """Return the papers of each tag, in the order of the tags."""
        rows = self._db.rows("SELECT tag, json_group_array(paper) FROM tags GROUP BY tag ORDER BY tag")
        return {tag: json.loads(papers) for tag, papers in rows}

    def by_source(self) -> dict[int, list[int]]:
        """Return the papers that each dump shows, by its number."""
        rows = self._db.rows("SELECT source, json_group_array(paper) FROM sightings GROUP BY source")
        return {source: json.loads(papers) for source, papers in rows}

    def by_dump(self) -> tuple[Groups, Groups]:
        """Return the papers that each file name shows, newest page first, and those of each year of the pages' days."""
        names: dict[str, list[str]] = {}
        years: dict[str, list[str]] = {}
        rows = self._db.rows(
            "SELECT so.number, so.name, so.added, si.papers FROM sources so JOIN"
            " (SELECT source, json_group_array(paper) AS papers FROM sightings GROUP BY source) si"
            " ON si.source = so.number ORDER BY so.number DESC"
        )
        editions = self._editions.by_source()
        placed = [
            (place_of(of, to_moment(added)), of, name, papers)
            for number, name, added, papers in rows
            for of in [editions.get(number)]
        ]
        for _, of, name, papers in sorted(placed, key=lambda each: each[0], reverse=True):
            names.setdefault(name, []).append(papers)
            if of:
                years.setdefault(str(of.first.year), []).append(papers)
        return _merged(names), _merged(years)


@decoding("a mark")
def _opinion(status: str, bookmarked: int, rating: int) -> Opinion:
    return Opinion(Status(status), bool(bookmarked), rating + 0)


def _merged(groups: dict[str, list[str]]) -> Groups:
    return {name: _union(map(json.loads, lists)) for name, lists in groups.items()}


def _union(lists: Iterable[list[int]]) -> list[int]:
    return list(dict.fromkeys(paper for papers in lists for paper in papers))
