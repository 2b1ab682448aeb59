"""Which papers are in a state: the parts of a query that marks, dumps and facts answer, not words."""

import json

from reader.papers import find_links
from reader.query import Has, Id, Is, Source, State, StateNode, Tag
from reader.store.database import Database

_IS: dict[State, str] = {
    "unread": "SELECT p.number FROM papers p LEFT JOIN marks m ON m.paper = p.number"
    " WHERE coalesce(m.status, 'unread') = 'unread'",
    "reading": "SELECT paper FROM marks WHERE status = 'reading'",
    "read": "SELECT paper FROM marks WHERE status = 'read'",
    "skipped": "SELECT paper FROM marks WHERE status = 'skipped'",
    "bookmarked": "SELECT paper FROM marks WHERE bookmarked",
    "rated": "SELECT paper FROM marks WHERE rating > 0",
    "noted": "SELECT paper FROM marks WHERE note <> ''",
    "tagged": "SELECT DISTINCT paper FROM tags",
    "recurring": "SELECT paper FROM sightings GROUP BY paper HAVING count(DISTINCT source) > 1",
}
_MAY_HOLD_LINKS = """
    SELECT p.number, t.abstract FROM papers p JOIN texts t ON t.number = p.text
    WHERE t.abstract LIKE '%http%' OR t.abstract LIKE '%www.%' OR t.abstract LIKE '%.com/%'
       OR t.abstract LIKE '%.co/%' OR t.abstract LIKE '%.org/%'
"""


class Selections:
    """Sets of papers, by number."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def everything(self) -> set[int]:
        """Return all papers."""
        return set(self._db.numbers("SELECT number FROM papers"))

    def of(self, node: StateNode) -> set[int]:
        """Return the papers that a part of a query means."""
        match node:
            case Is(state):
                return set(self._db.numbers(_IS[state]))
            case Has():
                return self._having(node)
            case Tag("none"):
                return self.everything() - self.of(Is("tagged"))
            case Tag(pattern):
                return self._tagged(
                    [tag for tag in self._names("SELECT DISTINCT tag FROM tags") if matches(tag, pattern)]
                )
            case Source(pattern):
                part = pattern if "*" in pattern else f"*{pattern}*"
                return self._seen_in(
                    [name for name in self._names("SELECT DISTINCT name FROM sources") if matches(name, part)]
                )
            case Id(prefix):
                sql = "SELECT number FROM papers WHERE substr(id, 1, ?) = ?"
                return set(self._db.numbers(sql, [len(prefix), prefix.lower()]))

    def _names(self, sql: str) -> list[str]:
        return [name for (name,) in self._db.rows(sql)]

    def _tagged(self, tags: list[str]) -> set[int]:
        sql = "SELECT paper FROM tags WHERE tag IN (SELECT value FROM json_each(?))"
        return set(self._db.numbers(sql, [json.dumps(tags)]))

    def _seen_in(self, names: list[str]) -> set[int]:
        sql = (
            "SELECT paper FROM sightings si JOIN sources so ON so.number = si.source"
            " WHERE so.name IN (SELECT value FROM json_each(?))"
        )
        return set(self._db.numbers(sql, [json.dumps(names)]))

    def _having(self, node: Has) -> set[int]:
        match node.thing:
            case "note":
                return self.of(Is("noted"))
            case "authors":
                sql = "SELECT p.number FROM papers p JOIN texts t ON t.number = p.text WHERE t.authors <> '[]'"
                return set(self._db.numbers(sql))
            case "url":
                return {number for number, abstract in self._db.rows(_MAY_HOLD_LINKS) if find_links(abstract)}
            case "code":
                return {
                    number
                    for number, abstract in self._db.rows(_MAY_HOLD_LINKS)
                    if any(link.kind == "code" for link in find_links(abstract))
                }


def matches(name: str, pattern: str) -> bool:
    """Say whether `name` is like `pattern`, where `*` is any run of characters and case does not matter.

    Each piece between stars takes the first place where it fits: linear, whatever the pattern.
    """
    name, pattern = name.casefold(), pattern.casefold()
    if "*" not in pattern:
        return name == pattern
    first, *middle, last = pattern.split("*")
    if not (name.startswith(first) and name.endswith(last) and len(name) >= len(first) + len(last)):
        return False
    at, end = len(first), len(name) - len(last)
    for piece in middle:
        at = name.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True
