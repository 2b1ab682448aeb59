"""Papers in the library: by number, by id, in an order, by what they are."""

import json
import re
from collections.abc import Iterator, Sequence

from reader.errors import PaperError
from reader.papers import Entry, Mark, Paper, Sighting, title_id
from reader.papers.ids import arxiv_id, doi_of
from reader.papers.likely import id_key, title_key
from reader.papers.text import fold, printable
from reader.query import SortKey
from reader.store.asking import decoding
from reader.store.database import Database, to_moment
from reader.store.editions import Editions
from reader.store.marks import Marks
from reader.store.wordings import Wordings, paper_of

MIN_ID_PREFIX = 4
_SEED = "(p.number * 48271 + CAST(strftime('%Y%m%d', 'now', 'localtime') AS INTEGER)) % 2147483647"
_SHUFFLED = f"({_SEED}) * ({_SEED}) % 2147483647"
"""A number that looks random and stays for a day: asking again shuffles nothing. Fits in 64 bits throughout."""
_ORDERS: dict[SortKey, str] = {
    "added": "p.added DESC, p.number",
    "read": "m.read_at DESC NULLS LAST, p.number",
    "seen": "(SELECT count(*) FROM sightings s WHERE s.paper = p.number) DESC, p.number",
    "rating": "coalesce(m.rating, 0) DESC, p.number",
    "random": f"{_SHUFFLED}, p.number",
}
_REVERSED: dict[SortKey, str] = {
    "added": "p.added, p.number DESC",
    "read": "m.read_at NULLS LAST, p.number",
    "seen": "(SELECT count(*) FROM sightings s WHERE s.paper = p.number), p.number",
    "rating": "coalesce(m.rating, 0), p.number",
    "random": f"{_SHUFFLED} DESC, p.number DESC",
}
_HEXADECIMAL = re.compile("[0-9a-f]{1,16}")
_MOST_FORMER = 1000
_ANY = 2**63 - 1
_AMONG = "p.number IN (SELECT value FROM json_each(?))"


class Papers:
    """The papers of the library, known by their numbers."""

    def __init__(self, database: Database, marks: Marks, wordings: Wordings, editions: Editions) -> None:
        self._db = database
        self._marks = marks
        self._wordings = wordings
        self._editions = editions

    def ids(self) -> dict[int, str]:
        """Return the id of each paper by its number."""
        return dict(self._db.rows("SELECT number, id FROM papers"))

    def count(self) -> int:
        """Return how many papers there are."""
        return int(self._db.value("SELECT count(*) FROM papers") or 0)

    def entries(self, numbers: Sequence[int]) -> list[Entry]:
        """Return all that is known of papers, in the order of `numbers`; unknown numbers are left out."""
        among = [json.dumps(list(numbers))]
        rows = self._db.rows(
            f"SELECT p.number, p.id, t.title, t.abstract, t.authors, t.facts, p.added FROM papers p"  # noqa: S608 - a constant
            f" JOIN texts t ON t.number = p.text WHERE {_AMONG}",
            among,
        )
        sightings: dict[int, list[Sighting]] = {}
        editions = self._editions.by_source()
        for paper, file, position, heading, source in self._db.rows(
            "SELECT si.paper, so.name, si.position, so.heading, so.number FROM sightings si JOIN sources so"
            " ON so.number = si.source WHERE si.paper IN (SELECT value FROM json_each(?))"
            " ORDER BY si.source, si.position",
            among,
        ):
            sighting = Sighting(printable(file), position, printable(heading), editions.get(source))
            sightings.setdefault(paper, []).append(sighting)
        marks = self._marks.of(numbers)
        found = {
            number: Entry(
                number,
                paper_of(paper_id, title, abstract, authors, facts),
                marks.get(number, Mark()),
                to_moment(added),
                tuple(sightings.get(number, ())),
            )
            for number, paper_id, title, abstract, authors, facts, added in rows
        }
        return [found[number] for number in numbers if number in found]

    def number(self, prefix: str) -> int:
        """Return the paper whose id is `prefix`, or begins so; or was, before a better one was known.

        Raises:
            PaperError: no paper does, or several; or the prefix is shorter than `MIN_ID_PREFIX`.
        """
        prefix = prefix.lower()
        exact = self._db.value("SELECT number FROM papers WHERE id = ?", [prefix])
        if exact is not None:
            return int(exact)
        if known_as := self._known_as(prefix):
            return known_as
        if len(prefix) < MIN_ID_PREFIX:
            raise PaperError(f"“{prefix}” is too short for an id", f"Give at least {MIN_ID_PREFIX} characters of it.")
        found = self._db.rows(
            "SELECT p.number, p.id, t.title FROM papers p JOIN texts t ON t.number = p.text"
            " WHERE substr(p.id, 1, ?) = ? ORDER BY p.id LIMIT 5",
            [len(prefix), prefix],
        )
        if not found and (had := self._was_called(prefix)):
            return had
        if not found:
            raise PaperError(f"No paper has the id {prefix}", "`reader search WORDS --format ids` prints ids.")
        if len(found) > 1:
            listed = "; ".join(f"{paper_id} ({title})" for _, paper_id, title in found)
            raise PaperError(f"Several papers have an id that begins with {prefix}", f"Give more of it: {listed}")
        return int(found[0][0])

    def entry(self, prefix: str) -> Entry:
        """Return the paper with an id, or with one that begins so.

        Raises:
            PaperError: as `number`.
        """
        while not (found := self.entries([self.number(prefix)])):
            pass  # another process has taken it out in between
        return found[0]

    def _known_as(self, name: str) -> int | None:
        """Return the only paper that a source gives an arXiv id or a DOI to, however `name` writes it."""
        known = arxiv_id(name) or doi_of(name)
        papers = self._wordings.papers_with_key(id_key(known)) if known else []
        return papers[0] if len(papers) == 1 else None

    def _was_called(self, prefix: str) -> int | None:
        """Return the only paper a title of which gives an id that begins so."""
        if not _HEXADECIMAL.fullmatch(prefix):
            return None
        low, high = (title_key(prefix.ljust(16, digit)) for digit in "0f")
        titles = self._wordings.papers_with_keys(low, high, _MOST_FORMER)
        papers = {paper for paper, title in titles if title_id(title).startswith(prefix)}
        return papers.pop() if len(papers) == 1 else None

    def in_order(self, key: SortKey, *, reverse: bool) -> list[int]:
        """Return all papers sorted by a key other than relevance."""
        if key == "title":
            rows = self._db.rows("SELECT t.title, p.number FROM papers p JOIN texts t ON t.number = p.text")
            return [number for _, number in sorted(((fold(title), number) for title, number in rows), reverse=reverse)]
        order = (_REVERSED if reverse else _ORDERS)[key]
        tables = "papers p"
        if key in {"read", "rating"}:
            tables += " LEFT JOIN marks m ON m.paper = p.number"
        ordered = f"SELECT p.number FROM {tables} ORDER BY {order}"  # noqa: S608 - constants
        listed = self._db.value(f"SELECT json_group_array(number) FROM ({ordered})")  # noqa: S608 - in one piece
        numbers: list[int] = json.loads(str(listed))
        return numbers

    def authors(self) -> dict[int, list[str]]:
        """Return who wrote each paper, by number; names as they were taken in."""
        row = self._db.rows(
            "SELECT json_group_array(number), '[' || group_concat(authors) || ']' FROM"
            " (SELECT p.number, t.authors FROM papers p JOIN texts t ON t.number = p.text)"
        )[0]
        return _authors(*row)

    def newest(self) -> int:
        """Return the highest number that any paper has had; 0 where there were none."""
        return int(self._db.value("SELECT paper FROM newest") or 0)

    def revision(self) -> int:
        """Return a number that grows whenever papers come, go or get another text; 0 at first."""
        return int(self._db.value("SELECT revision FROM newest") or 0)

    def count_since(self, revision: int, newest: int = _ANY) -> int:
        """Return how many papers have a text that is newer than `revision`, and no newer than `newest`."""
        sql = "SELECT count(*) FROM papers WHERE revision > ? AND revision <= ?"
        return int(self._db.value(sql, [revision, newest]) or 0)

    def removed_since(self, revision: int) -> list[int]:
        """Return the papers that were removed after `revision`."""
        return self._db.numbers("SELECT number FROM removed_papers WHERE revision > ?", [revision])

    def since(self, revision: int, newest: int = _ANY) -> Iterator[tuple[int, Paper]]:
        """Yield the papers, by number, whose text is newer than `revision`, and no newer than `newest`.

        So it comes to an end, however many papers another process adds meanwhile.
        """
        after = 0
        while rows := self._db.rows(
            "SELECT p.number, p.id, t.title, t.abstract, t.authors, t.facts FROM papers p"
            " JOIN texts t ON t.number = p.text WHERE p.revision > ? AND p.revision <= ? AND p.number > ?"
            " ORDER BY p.number LIMIT 1000",
            [revision, newest, after],
        ):
            for number, *fields in rows:
                yield number, paper_of(*fields)
            after = rows[-1][0]


@decoding("who wrote papers")
def _authors(numbers: str, authors: str | None) -> dict[int, list[str]]:
    lists = json.loads(authors or "[]")
    return {number: [name + "" for name in names] for number, names in zip(json.loads(numbers), lists, strict=True)}
