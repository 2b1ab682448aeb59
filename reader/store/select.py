"""Which papers are in a state: the parts of a query that marks, dumps and facts answer, not words."""

import json
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import date, datetime, time
from sys import maxsize

from reader.papers import Facts, Link, links_of
from reader.papers.text import like
from reader.query import Date, Has, Id, Is, Number, NumberName, Source, State, StateNode, Tag, Url
from reader.store.database import Database, to_text
from reader.store.editions import Editions

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
    "new": "SELECT number FROM papers WHERE number > coalesce((SELECT CASE WHEN ended THEN seen ELSE since END"
    " FROM visits ORDER BY number DESC LIMIT 1), (SELECT paper FROM newest))",
}
_PAPERS = "FROM papers p JOIN texts t ON t.number = p.text"
_MAY_HOLD_LINKS = f"""
    SELECT p.number, t.abstract, t.facts {_PAPERS}
    WHERE t.facts <> '{{}}' OR t.abstract LIKE '%http%' OR t.abstract LIKE '%www.%' OR t.abstract LIKE '%.com/%'
       OR t.abstract LIKE '%.co/%' OR t.abstract LIKE '%.org/%'
"""
_MAY_HOLD_MATH = f"""
    SELECT p.number, t.title || char(10) || t.abstract {_PAPERS}
    WHERE t.title LIKE '%$%$%' OR t.title LIKE '%\\%' OR t.abstract LIKE '%$%$%' OR t.abstract LIKE '%\\%'
"""
_PUBLISHED = "json_extract(t.facts, '$.published')"
_MATH = re.compile(r"(?<!\\)\$(?!\s)[^$\n]+(?<!\s)\$(?![0-9])|\\(?:[A-Za-z]+|[(\[])")
"""As Pandoc reads it, so that the amounts in `$5 and $10` are none."""
_NUMBERS: dict[NumberName, str] = {
    "seen": "SELECT paper FROM sightings GROUP BY paper HAVING count(DISTINCT source)",
    "rating": "SELECT p.number FROM papers p LEFT JOIN marks m ON m.paper = p.number WHERE coalesce(m.rating, 0)",
    "upvotes": f"SELECT p.number {_PAPERS} WHERE json_extract(t.facts, '$.upvotes')",
}
_WORDS = f"""
    SELECT CASE t.abstract WHEN '' THEN 0 ELSE length(t.abstract) - length(replace(t.abstract, ' ', '')) + 1 END,
           p.number
    {_PAPERS} ORDER BY 1
"""
"""Texts are clean: one space between words, none at the ends."""
_EVER = ("", "9")
"""Before and after every time that is stored."""


class Selections:
    """Sets of papers, by number."""

    def __init__(self, database: Database, editions: Editions) -> None:
        self._db = database
        self._editions = editions
        self._known_links: tuple[object, list[tuple[int, tuple[Link, ...]]]] | None = None
        self._known_words: tuple[object, array[int], array[int]] | None = None

    def everything(self) -> set[int]:
        """Return all papers."""
        return self._db.group("SELECT number FROM papers")

    def of(self, node: StateNode, *, today: date | None = None) -> set[int]:
        """Return the papers that a part of a query means, on the local day `today`: this one, if not told."""
        match node:
            case Is(state):
                return self._db.group(_IS[state])
            case Has():
                return self._having(node)
            case Tag(pattern):
                return self._tagged(pattern)
            case Source(pattern):
                return self._seen_in(pattern if "*" in pattern else f"*{pattern}*")
            case Id(prefix):
                sql = "SELECT number FROM papers WHERE substr(id, 1, ?) = ?"
                return self._db.group(sql, [len(prefix), prefix.lower()])
            case Url(pattern):
                return self._linking(lambda link: _is_like(link.url, pattern))
            case Number():
                return self._counting(node)
            case Date():
                return self._dated(node, today or date.today())

    def notes(self) -> list[tuple[int, str]]:
        """Return the notes of all papers that have one, by number, ascending."""
        return self._db.rows("SELECT paper, note FROM marks WHERE note <> '' ORDER BY paper")

    def _tagged(self, pattern: str) -> set[int]:
        if pattern == "none":
            return self.everything() - self.of(Is("tagged"))
        tags = [tag for (tag,) in self._db.rows("SELECT DISTINCT tag FROM tags") if like(tag, pattern)]
        sql = "SELECT paper FROM tags WHERE tag IN (SELECT value FROM json_each(?))"
        return self._db.group(sql, [json.dumps(tags)])

    def _seen_in(self, pattern: str) -> set[int]:
        sources = [number for number, name in self._db.rows("SELECT number, name FROM sources") if like(name, pattern)]
        return self._shown_by(sources)

    def _shown_by(self, sources: list[int]) -> set[int]:
        sql = "SELECT paper FROM sightings WHERE source IN (SELECT value FROM json_each(?))"
        return self._db.group(sql, [json.dumps(sources)])

    def _having(self, node: Has) -> set[int]:
        match node.thing:
            case "note":
                return self.of(Is("noted"))
            case "authors":
                return self._db.group(f"SELECT p.number {_PAPERS} WHERE t.authors <> '[]'")
            case "date":
                published = self._db.group(f"SELECT p.number {_PAPERS} WHERE {_PUBLISHED} <> ''")
                return published | self._shown_by(list(self._editions.by_source()))
            case "math":
                return {number for number, text in self._db.rows(_MAY_HOLD_MATH) if _MATH.search(text)}
            case "url":
                return self._linking(lambda _link: True)
            case "code":
                return self._linking(lambda link: link.kind == "code")

    def _linking(self, wanted: Callable[[Link], bool]) -> set[int]:
        return {number for number, links in self._links() if any(map(wanted, links))}

    def _links(self) -> list[tuple[int, tuple[Link, ...]]]:
        """Return the papers with their links, found once for all questions: a second for 100,000 abstracts."""
        revision = self._db.value("SELECT revision FROM newest")
        known = self._known_links
        if known is None or known[0] != revision:
            rows = self._db.rows(_MAY_HOLD_LINKS)
            found = ((number, links_of(Facts.from_json(facts), abstract)) for number, abstract, facts in rows)
            self._known_links = known = (revision, [(number, links) for number, links in found if links])
        return known[1]

    def _counting(self, node: Number) -> set[int]:
        if node.name == "words":
            counts, numbers = self._words()
            below = 0 if node.low is None else bisect_left(counts, node.low)
            return set(numbers[below : None if node.high is None else bisect_right(counts, node.high)])
        sql = f"{_NUMBERS[node.name]} BETWEEN ? AND ?"
        return self._db.group(sql, [node.low or 0, maxsize if node.high is None else node.high])

    def _words(self) -> tuple["array[int]", "array[int]"]:
        """Return how many words each abstract has, fewest first, and whose it is; counted once for all questions."""
        revision = self._db.value("SELECT revision FROM newest")
        known = self._known_words
        if known is None or known[0] != revision:
            rows = self._db.rows(_WORDS)
            known = (revision, array("Q", (count for count, _ in rows)), array("Q", (number for _, number in rows)))
            self._known_words = known
        return known[1], known[2]

    def _dated(self, node: Date, today: date) -> set[int]:
        start, end = node.interval(today)
        moments = [_beginning(day) if day else ever for day, ever in zip((start, end), _EVER, strict=True)]
        match node.name:
            case "added":
                return self._db.group("SELECT number FROM papers WHERE added >= ? AND added < ?", moments)
            case "read":
                return self._db.group("SELECT paper FROM marks WHERE read_at >= ? AND read_at < ?", moments)
            case "page":
                return self._shown_by(self._editions.within(start or date.min, end or date.max))
            case "published":
                return self._published(start.isoformat() if start else "", end.isoformat() if end else _EVER[1])

    def _published(self, start: str, end: str) -> set[int]:
        """Return the papers published from `start` to before `end`; of a year or month alone, all of it must be."""
        return self._db.group(
            f"WITH dated(number, published) AS (SELECT p.number, {_PUBLISHED} {_PAPERS})"  # noqa: S608 - constants
            " SELECT number FROM dated WHERE published || substr('-01-01', length(published) - 3) >= ?"
            " AND published || substr('-12-31', length(published) - 3) < ?",
            [start, end],
        )


def _beginning(day: date) -> str:
    """Return when `day` begins in local time, as times are stored."""
    since_clocks = max(day, date(1970, 1, 2))  # systems disagree about local time before, and no library is as old
    return to_text(datetime.combine(since_clocks, time.min).astimezone())


def _is_like(url: str, pattern: str) -> bool:
    """Say whether `pattern` is a part of `url`; with stars, all of it, with or without its scheme."""
    if "*" not in pattern:
        return pattern.casefold() in url.casefold()
    return like(url, pattern) or like(url.partition("://")[2], pattern)
