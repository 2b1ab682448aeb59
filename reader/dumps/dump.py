"""What a dump holds once it is read: records, rejects, and where every line went."""

from dataclasses import dataclass

from reader.papers import NO_FACTS, Facts


@dataclass(frozen=True, slots=True)
class Record:
    """One paper as the page prints it."""

    title: str
    """One clean line."""
    abstract: str
    """One clean line; empty only in formats that know records by their marks, as reference files do."""
    line: int
    """Where the title stands in the file, from 1."""
    authors: tuple[str, ...] = ()
    """In the order of the paper."""
    facts: Facts = NO_FACTS


@dataclass(frozen=True, slots=True)
class Reject:
    """A piece of the dump that is not part of any record."""

    line: int
    """Where it begins in the file, from 1; 0 for no single place."""
    text: str
    """Its first 80 characters, clean."""
    reason: str
    """Why it is no record, in a few words."""


@dataclass(frozen=True, slots=True)
class LineCount:
    """Where the lines of a dump went; blank lines do not count. In formats that are no pages a record is a line."""

    read: int
    """All of them: the sum of the four below."""
    papers: int = 0
    """Titles and abstracts of the records."""
    chrome: int = 0
    """The page around the papers: banner, navigation, dates, counts, footer."""
    repeats: int = 0
    """Lines and whole cards that stand twice in a row."""
    rejected: int = 0
    """Lines of the rejects."""


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump's text, read."""

    heading: str
    """The day in the page's heading as it stands there (`Mar 14`), or empty."""
    records: tuple[Record, ...]
    """In the order of the file."""
    rejects: tuple[Reject, ...]
    """In the order of the file; a dump without records has one at least, a page one only, at line 1."""
    lines: LineCount
