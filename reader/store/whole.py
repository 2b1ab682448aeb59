"""The library out and in as a whole: what a backup holds, and what joining two libraries needs.

Whole means all that cannot be had again: each wording of each paper as it was taken in, the dumps and where
in them each wording stood, the marks, the saved queries, what is wanted less, the subscriptions, the digests that were
made. The history of steps is not part of it, nor are visits, and neither is what waits to be sent: its papers are new
again.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from reader.changes import StepKind
from reader.papers import Mark, Paper
from reader.papers.text import printable
from reader.store.database import Database, to_moment
from reader.store.digests import Digests, Told
from reader.store.dumps import Dumps, Seen
from reader.store.less import Less, LessOf
from reader.store.marks import Marks
from reader.store.saved import SavedTexts
from reader.store.steps import Steps
from reader.store.subscriptions import Subscribed, Subscriptions
from reader.store.wordings import paper_of

_WORDINGS = """
    SELECT p.number, p.id, t.title, t.abstract, t.authors, t.facts, so.digest, si.position
    FROM sightings si JOIN papers p ON p.number = si.paper JOIN texts t ON t.number = si.text
    JOIN sources so ON so.number = si.source ORDER BY so.digest, si.position
"""


@dataclass(frozen=True, slots=True)
class Source:
    """One dump."""

    digest: str
    """SHA-256 of its bytes."""
    name: str
    heading: str
    """The page's day as it stands there, or empty."""
    added: datetime
    dated: str = ""
    """The year, month or day that the user gave with it, or empty."""
    modified: datetime | None = None
    """When its file was changed last, where that is known."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of a paper."""

    paper: Paper
    seen: tuple[tuple[str, int], ...]
    """Where it stands: digests of dumps and positions in them, sorted; never empty."""


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """One paper: every wording of it, and its mark."""

    id: str
    wordings: tuple[Wording, ...]
    """Sorted, never empty."""
    mark: Mark


@dataclass(frozen=True, slots=True)
class Whole:
    """A library as a value."""

    sources: tuple[Source, ...] = ()
    """By the time when they were added."""
    papers: tuple[KeptPaper, ...] = ()
    """By id."""
    queries: Mapping[str, str] = field(default_factory=dict)
    """Saved queries by name."""
    apart: tuple[tuple[str, str], ...] = ()
    """Wordings that the user took apart, by their digests, sorted."""
    less: tuple[LessOf, ...] = ()
    """What the user wants less of, by term."""
    subscriptions: tuple[Subscribed, ...] = ()
    """By name."""
    digests: tuple[Told, ...] = ()
    """Oldest first."""


class WholeLibrary:
    """All of the library at once."""

    def __init__(
        self, database: Database, steps: Steps, dumps: Dumps, marks: Marks, saved: SavedTexts, less: Less
    ) -> None:
        self._db = database
        self._steps = steps
        self._dumps = dumps
        self._marks = marks
        self._saved = saved
        self._less = less

    def read(self) -> Whole:
        """Return all that there is; call within a snapshot, so that it is of one moment."""
        sources = [
            Source(
                digest,
                printable(name),
                printable(heading),
                to_moment(added),
                printable(dated),
                to_moment(modified) if modified else None,
            )
            for digest, name, heading, added, dated, modified in self._db.rows(
                "SELECT digest, name, heading, added, dated, modified FROM sources"
            )
        ]
        wordings: dict[int, dict[Paper, list[tuple[str, int]]]] = {}
        for number, paper_id, title, abstract, authors, facts, digest, position in self._db.rows(_WORDINGS):
            paper = paper_of(paper_id, title, abstract, authors, facts)
            wordings.setdefault(number, {}).setdefault(paper, []).append((digest, position))
        marks = self._marks.of(list(wordings))
        papers = [
            KeptPaper(next(iter(seen)).id, _sorted(seen), marks.get(number, Mark()))
            for number, seen in wordings.items()
        ]
        return Whole(
            tuple(sorted(sources, key=lambda source: (source.added, source.name, source.digest))),
            tuple(sorted(papers, key=lambda paper: paper.id)),
            self._saved.all(),
            tuple(self._db.rows("SELECT one, other FROM apart ORDER BY one, other")),
            tuple(sorted(self._less.all(), key=lambda each: each.term)),
            tuple(Subscriptions(self._db).all()),
            tuple(Digests(self._db).told()),
        )

    def is_empty(self) -> bool:
        """Say whether there is nothing that could be lost."""
        tables = ("sources", "papers", "saved_queries", "less", "subscriptions")
        return not any(self._db.value(f"SELECT EXISTS (SELECT 1 FROM {table})") for table in tables)  # noqa: S608 - constants

    def take_in(self, whole: Whole, now: datetime) -> tuple[int, int]:
        """Add the dumps that are not there yet, as one step; return how many dumps and papers came.

        It goes through the same door as adding a file: the same rules say what is one paper. Call within a
        transaction.
        """
        self._db.write_many("INSERT OR IGNORE INTO apart VALUES (?, ?)", whole.apart)
        records = _by_source(whole.papers)
        before = self._papers()
        came = [source for source in whole.sources if not self._dumps.has(source.digest)]
        self._db.write_many(
            "UPDATE sources SET dated = ? WHERE digest = ? AND dated = ''",
            [(source.dated, source.digest) for source in whole.sources if source.dated],
        )
        if came:
            step = self._steps.record(StepKind.DUMPS, "", "", 0, now)  # now, though the dumps are older
            for source in came:
                self._dumps.add(
                    source.name,
                    source.digest,
                    source.heading,
                    records.get(source.digest, []),
                    source.added,
                    step=step,
                    dated=source.dated,
                    modified=source.modified,
                )
        return len(came), self._papers() - before

    def left_out(self, whole: Whole) -> Whole:
        """Return the papers that are not here though their dumps are: another version of Reader read those otherwise.

        They come as dumps of their own, with names that tell where they stood.
        """
        missing = [paper for paper, number in zip(whole.papers, self.numbers(whole.papers), strict=True) if not number]
        sources = {source.digest: source for source in whole.sources}
        records = _by_source(missing)
        made: list[Source] = []
        renamed: dict[str, str] = {}
        for digest, source in sources.items():
            if digest in records:
                titles = "\0".join(f"{seen.position} {seen.paper.id}" for seen in records[digest])
                renamed[digest] = hashlib.sha256(f"{digest}\0{titles}".encode()).hexdigest()
                made.append(replace(source, digest=renamed[digest]))
        papers = [
            KeptPaper(paper.id, tuple(_elsewhere(wording, renamed) for wording in paper.wordings), paper.mark)
            for paper in missing
        ]
        return Whole(tuple(made), tuple(papers))

    def numbers(self, papers: Sequence[KeptPaper]) -> list[int | None]:
        """Return the numbers that papers of another library have here, found by their wordings, else by their ids."""
        by_wording: dict[bytes, list[int]] = {}
        for number, title, abstract in self._db.rows(
            "SELECT DISTINCT si.paper, t.title, t.abstract FROM sightings si JOIN texts t ON t.number = si.text"
        ):
            by_wording.setdefault(_key(title, abstract), []).append(number)
        by_id: dict[str, int] = dict(self._db.rows("SELECT id, number FROM papers"))
        return [_number(paper, by_wording, by_id) for paper in papers]

    def _papers(self) -> int:
        return int(self._db.value("SELECT count(*) FROM papers") or 0)


def _number(paper: KeptPaper, by_wording: Mapping[bytes, list[int]], by_id: Mapping[str, int]) -> int | None:
    same_id = by_id.get(paper.id)
    found = [
        number
        for wording in paper.wordings
        for number in by_wording.get(_key(wording.paper.title, wording.paper.abstract), ())
    ]
    return same_id if same_id in found or not found else found[0]


def _key(title: str, abstract: str) -> bytes:
    return hashlib.blake2b(f"{title}\0{abstract}".encode(), digest_size=16).digest()


def _sorted(seen: Mapping[Paper, list[tuple[str, int]]]) -> tuple[Wording, ...]:
    wordings = (Wording(paper, tuple(sorted(places))) for paper, places in seen.items())
    return tuple(sorted(wordings, key=_order))


def _order(wording: Wording) -> tuple[str, ...]:
    paper = wording.paper
    return paper.title, paper.abstract, json.dumps(paper.authors), paper.facts.to_json()


def _by_source(papers: Iterable[KeptPaper]) -> dict[str, list[Seen]]:
    """Return the records of each dump in the order in which they stood there."""
    records: dict[str, list[Seen]] = {}
    for digest, seen in _records(papers):
        records.setdefault(digest, []).append(seen)
    return {digest: sorted(seen, key=lambda record: record.position) for digest, seen in records.items()}


def _records(papers: Iterable[KeptPaper]) -> Iterator[tuple[str, Seen]]:
    for paper in papers:
        for wording in paper.wordings:
            for digest, position in wording.seen:
                yield digest, Seen(wording.paper, position)


def _elsewhere(wording: Wording, renamed: Mapping[str, str]) -> Wording:
    return Wording(wording.paper, tuple((renamed[digest], position) for digest, position in wording.seen))
