"""Bytes -> values: what a fuzzer mutates, as the texts, numbers and papers that a target asks for."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from reader.papers import Entry, Facts, Mark, Paper, Sighting, Status, arxiv_id, clean_line, clean_text, doi_of

T = TypeVar("T")
_TAGS = ("nlp", "nlp/llm", "c++", "cplusplus", "2024", "日本", "a--b", "gpt-3.5", "x_y", "later")
_KINDS = ("", "article-journal", "paper-conference", "chapter", "book", "thesis", "report", "webpage", "odd kind")
_DETAILS = ("ISSN", "edition", "editor", "issue", "page", "publisher", "volume", "note")
_DAYS = ("", "2024", "2024-03", "2024-03-14", "1999-12-31")
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)


class Draw:
    """Takes values off the front of bytes; when those are used up, everything is zero, empty or the first choice."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self, most: int) -> int:
        """Return a number from 0 to `most`."""
        size = max(1, (most.bit_length() + 7) // 8)
        taken = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(taken, "little") % (most + 1)

    def yes(self) -> bool:
        """Return true or false."""
        return bool(self.number(1))

    def one_of(self, values: Sequence[T]) -> T:
        """Return one of `values`."""
        return values[self.number(len(values) - 1)]

    def some(self, draw: Callable[[], T], most: int) -> tuple[T, ...]:
        """Return up to `most` values."""
        return tuple(draw() for _ in range(self.number(most)))

    def text(self, most_bytes: int = 255) -> str:
        """Return a text: bytes that are no UTF-8 come as U+FFFD, and surrogates not at all."""
        size = self.number(most_bytes)
        taken = self._data[self._at : self._at + size]
        self._at += size
        return taken.decode("utf-8", "replace")

    def line(self, most_bytes: int = 255) -> str:
        """Return a clean line."""
        return clean_line(self.text(most_bytes))

    def rest(self) -> bytes:
        """Return all that is left."""
        left = self._data[self._at :]
        self._at = len(self._data)
        return left

    def rest_text(self) -> str:
        """Return all that is left as text."""
        return self.rest().decode("utf-8", "replace")

    def moment(self) -> datetime:
        """Return a time in whole seconds, UTC."""
        return _FIRST + timedelta(seconds=self.number(2**31))

    def facts(self) -> Facts:
        """Return facts as importers give them: clean, addresses of the web, ids that are some."""
        return Facts(
            arxiv=arxiv_id(self.one_of(("", "2403.00001", "cs/0112017", self.line(20)))),
            doi=doi_of(self.one_of(("", "10.1000/a_b<1>#%25", f"10.1234/{self.line(20)}"))),
            urls=self.some(self._address, 2),
            published=self.one_of(_DAYS),
            venue=self.line(40),
            keywords=tuple(filter(None, self.some(lambda: self.line(20), 3))),
            upvotes=self.one_of((None, 0, self.number(2**20))),
            stars=self.one_of((None, 0, self.number(2**20))),
            kind=self.one_of(_KINDS),
            citation_key=self.line(20),
            details=tuple(sorted({self.one_of(_DETAILS): self.line(20) or "1" for _ in range(self.number(3))}.items())),
        )

    def _address(self) -> str:
        return f"https://{self.one_of(('example.org', 'github.com', 'a.b'))}/{''.join(self.line(30).split())}"

    def paper(self, paper_id: str) -> Paper:
        """Return a paper; it has a title."""
        title = self.line(120) or "Untitled"
        return Paper(
            paper_id, title, self.line(400), tuple(filter(None, self.some(lambda: self.line(30), 3))), self.facts()
        )

    def mark(self) -> Mark:
        """Return a mark as a library has it."""
        status = self.one_of(tuple(Status))
        return Mark(
            status,
            self.yes(),
            self.number(5),
            frozenset(self.one_of(_TAGS) for _ in range(self.number(3))),
            clean_text(self.text(300)),
            self.moment() if status is Status.READ else None,
        )

    def entries(self, most: int = 3) -> list[Entry]:
        """Return papers of a library, at least one; each has an id of its own."""
        return [self._entry(number) for number in range(1, 2 + self.number(most - 1))]

    def _entry(self, number: int) -> Entry:
        seen = tuple(
            Sighting(self.line(20) or "unnamed", 1 + self.number(200), self.line(10)) for _ in range(1 + self.number(1))
        )
        return Entry(number, self.paper(f"2403.{number:05}"), self.mark(), self.moment(), seen)
