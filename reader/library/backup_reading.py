"""The text of a backup -> the library: strictly, because what is read here is all that there is."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, NoReturn

from reader.errors import ReadBackError, TextError
from reader.library.backup_digests import checked_about, checked_papers, checked_terms
from reader.library.backup_file import END, VERSION, short_digests
from reader.library.backup_values import FITS, clean, is_count
from reader.papers import Facts, Mark, Paper, Status, clean_line, clean_tag, clean_text
from reader.papers.editions import clean_date
from reader.query import clean_name
from reader.store import LessOf
from reader.store.digests import Told
from reader.store.subscriptions import Subscribed
from reader.store.whole import KeptPaper, Source, Whole, Wording

_HINT = "Take a whole file of `reader backup`, as it was written or as git merged it; nothing was changed."
_DIGEST = re.compile(r"[0-9a-f]{64}")
_YEARS = range(1970, 9000)
"""Beyond them, the hours of a time zone may lead out of the calendar."""
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def read_backup(text: str) -> Whole:
    """Return the library of which `text` is the backup.

    Raises:
        ReadBackError: a line is not what it must be, the end is missing, or a newer Reader wrote it.
    """
    return _Reading().whole(text.removeprefix("\ufeff").split("\n"))


class _Reading:
    """Reads the lines of one backup, and knows at which it is."""

    def __init__(self) -> None:
        self._at = 0
        self._sources: list[Source] = []
        self._digests: set[str] = set()
        self._queries: dict[str, str] = {}
        self._less: dict[str, LessOf] = {}
        self._apart: list[tuple[str, str]] = []
        self._subscriptions: list[Subscribed] = []
        self._digests_told: list[Told] = []
        self._papers: dict[str, tuple[Mark, list[Wording]]] = {}
        self._paper = ""
        self._by_start: dict[str, str] | None = None
        self._taken: set[tuple[str, int]] = set()

    def whole(self, lines: Iterable[str]) -> Whole:
        records = self._records(lines)
        self._head(next(records, None))
        last: Mapping[str, Any] = {}
        for record in records:
            if last == END:
                self._refuse("there is more behind the end")
            last = record
            if record != END:
                self._take(record)
        if last != END:
            self._refuse("the end is missing: it was cut off")
        self._check_last()
        papers = (KeptPaper(name, tuple(wordings), mark) for name, (mark, wordings) in self._papers.items())
        return Whole(
            tuple(self._sources),
            tuple(papers),
            self._queries,
            tuple(sorted(set(self._apart))),
            tuple(self._less[term] for term in sorted(self._less)),
            tuple(self._subscriptions),
            tuple(self._digests_told),
        )

    def _records(self, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
        for self._at, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line, parse_constant=self._no_constant)
            except (ValueError, RecursionError):
                self._refuse("this is no JSON")
            if not isinstance(record, dict):
                self._refuse("this is no record")
            yield record

    def _no_constant(self, constant: str) -> NoReturn:
        self._refuse(f"{constant} is no number")

    def _head(self, record: Mapping[str, Any] | None) -> None:
        if record is None or record.get("reader") != "backup":
            self._refuse("this is no backup of Reader")
        version = record.get("version")
        if version != VERSION or not isinstance(version, int) or isinstance(version, bool):
            raise ReadBackError(
                f"This backup is of version {clean_line(str(version))}, and this Reader knows {VERSION}",
                "Upgrade Reader; nothing was changed.",
            )

    def _take(self, record: dict[str, Any]) -> None:
        for key, take in (
            ("source", self._source),
            ("subscription", self._subscription),
            ("digest", self._digest),
            ("query", self._query),
            ("less", self._wanted_less),
            ("apart", self._pair),
            ("paper", self._new_paper),
            ("title", self._wording),
            ("abstract", self._wording),
            ("seen", self._wording),
        ):
            if key in record:
                take(record)
                break
        else:
            self._refuse("this is none of source, query, less, apart, subscription, digest, paper and wording")
        if record:
            self._refuse(f"“{clean_line(next(iter(record)))}” does not belong here")

    def _source(self, record: dict[str, Any]) -> None:
        digest = self._line(record, "source")
        if self._by_start is not None:
            self._refuse("dumps stand before papers")
        if not _DIGEST.fullmatch(digest):
            self._refuse("a dump has no digest")
        if digest in self._digests:
            self._refuse("a dump stands here twice")
        self._digests.add(digest)
        added = self._moment(record, "added")
        if added is None:
            self._refuse("a dump does not say when it was added")
        name, heading, dated = (self._line(record, key) for key in ("name", "heading", "dated"))
        try:
            dated = clean_date(dated) if dated else ""
        except TextError as error:
            self._refuse(error.message)
        modified = self._moment(record, "modified")
        self._sources.append(Source(digest, name, heading, added, dated, modified))

    def _query(self, record: dict[str, Any]) -> None:
        name, text = self._line(record, "query"), self._line(record, "text")
        try:
            name = clean_name(name)
        except TextError as error:
            self._refuse(error.message)
        if any(name.casefold() == other.casefold() for other in self._queries):
            self._refuse(f"there are two queries “{name}”")
        self._queries[name] = text

    def _wanted_less(self, record: dict[str, Any]) -> None:
        term, word = self._line(record, "less"), self._line(record, "word")
        since = self._moment(record, "since")
        if not term or not word or since is None or term in self._less:
            self._refuse("less is of a term, once, as a word, and since a time")
        self._less[term] = LessOf(term, word, since)

    def _pair(self, record: dict[str, Any]) -> None:
        two = self._lines(record, "apart")
        if len(two) != 2 or two[0] >= two[1] or not all(map(_DIGEST.fullmatch, two)):
            self._refuse("apart names two wordings by their digests, the lesser first")
        self._apart.append((two[0], two[1]))

    def _subscription(self, record: dict[str, Any]) -> None:
        name, made = self._line(record, "subscription"), self._moment(record, "made")
        terms = checked_terms(self._typed(record, "terms", dict, {}))
        taken = {each.name.casefold() for each in self._subscriptions}
        if made is None or terms is None or not name or name.casefold() in taken:
            self._refuse("this is no subscription, or another of its name")
        self._subscriptions.append(Subscribed(name, terms, made))

    def _digest(self, record: dict[str, Any]) -> None:
        made, of = self._moment(record, "digest"), self._line(record, "of")
        about = checked_about(self._typed(record, "about", dict, {}))
        papers = checked_papers(self._typed(record, "papers", list, []))
        if made is None or about is None or papers is None:
            self._refuse("this is no digest")
        self._digests_told.append(Told(of, made, about, papers))

    def _new_paper(self, record: dict[str, Any]) -> None:
        self._check_last()
        self._paper = self._line(record, "paper")
        if not self._paper or self._paper in self._papers:
            self._refuse("a paper stands here twice" if self._paper else "a paper has no id")
        self._papers[self._paper] = (self._mark(record), [])

    def _check_last(self) -> None:
        if self._paper and not self._papers[self._paper][1]:
            self._refuse(f"the paper {self._paper} has no text")

    def _mark(self, record: dict[str, Any]) -> Mark:
        status = self._text(record, "status") or "unread"
        tags = self._lines(record, "tags")
        rating = self._typed(record, "rating", int, 0)
        if status not in set(Status):
            self._refuse(f"“{clean_line(status)}” is no status")
        if isinstance(rating, bool) or not 0 <= rating <= 5:
            self._refuse(f"“{rating}” is no rating")
        try:
            clean = frozenset(map(clean_tag, tags))
        except TextError as error:
            self._refuse(error.message)
        bookmarked = self._typed(record, "bookmarked", bool, False)  # noqa: FBT003 - the default
        note, read_at = clean_text(self._text(record, "note")), self._moment(record, "read_at")
        return Mark(Status(status), bookmarked, rating, clean, note, read_at)

    def _wording(self, record: dict[str, Any]) -> None:
        if not self._paper:
            self._refuse("a text stands before any paper")
        seen = self._seen(self._typed(record, "seen", dict, {}))
        title = self._line(record, "title")
        if not title:
            self._refuse("a text has no title")
        paper = Paper(
            self._paper,
            title,
            self._line(record, "abstract"),
            self._lines(record, "authors"),
            self._facts(self._typed(record, "facts", dict, {})),
        )
        self._papers[self._paper][1].append(Wording(paper, seen))

    def _seen(self, seen: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
        if self._by_start is None:
            short = short_digests(self._digests)
            self._by_start = {source.digest[:short]: source.digest for source in self._sources}
        places: list[tuple[str, int]] = []
        for start, positions in seen.items():
            if start not in self._by_start or not isinstance(positions, list):
                self._refuse("a text stands in a dump that is not here")
            for position in positions:
                place = (self._by_start[start], position)
                if not (is_count(position) and position) or place in self._taken:
                    self._refuse("a place in a dump is none, or taken")
                self._taken.add(place)
                places.append(place)
        if not places:
            self._refuse("a text stands in no dump")
        return tuple(sorted(places))

    def _facts(self, told: Mapping[str, Any]) -> Facts:
        known = {field.name: field for field in fields(Facts)}
        values: dict[str, Any] = {}
        for name, value in told.items():
            if name not in known or not FITS[str(known[name].type)](value):
                self._refuse(f"“{clean_line(name)}” is no fact of a paper")
            values[name] = clean(value)
        if not all(map(_ADDRESS.fullmatch, values.get("urls", ()))):
            self._refuse("“urls” are addresses of the web, and nothing else")
        return Facts(**values)

    def _line(self, record: dict[str, Any], name: str) -> str:
        return clean_line(self._text(record, name))

    def _text(self, record: dict[str, Any], name: str) -> str:
        return str(self._typed(record, name, str, ""))

    def _lines(self, record: dict[str, Any], name: str) -> tuple[str, ...]:
        values = self._typed(record, name, list, [])
        if not all(isinstance(value, str) for value in values):
            self._refuse(f"“{name}” must be texts")
        return tuple(map(clean_line, values))

    def _moment(self, record: dict[str, Any], name: str) -> datetime | None:
        text = self._text(record, name)
        try:
            moment = datetime.fromisoformat(text) if text else None
        except ValueError:
            self._refuse(f"“{clean_line(text)}” is no time")
        if moment and moment.tzinfo is None:
            self._refuse(f"“{clean_line(text)}” does not say in which zone")
        if moment and moment.year not in _YEARS:
            self._refuse(f"“{clean_line(text)}” is no time of this world")
        return moment and moment.astimezone(UTC)

    def _typed(self, record: dict[str, Any], name: str, kind: type, default: Any) -> Any:
        value = record.pop(name, default)
        if not isinstance(value, kind):
            self._refuse(f"“{name}” cannot be that")
        return value

    def _refuse(self, why: str) -> NoReturn:
        raise ReadBackError(f"Line {self._at} of the backup: {why}", _HINT)
