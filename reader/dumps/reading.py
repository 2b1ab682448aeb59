"""What a format makes of a file: its heading and its pieces, read from a text at once or from a stream."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TextIO

from reader.dumps.decode import decode
from reader.dumps.dump import LineCount, Record, Reject

Pieces = Iterator[Record | Reject]


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read."""

    name: str
    """Without folders, clean."""
    text: Callable[[], str]
    """All of it, its lines ended by newlines; a file too long for that raises DumpError."""
    stream: Callable[[], TextIO]
    """As it is read, from the beginning."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it is being read."""

    heading: str
    """The page's day as pages have it (`Mar 14, 2025`), or empty."""
    pieces: Pieces
    lines: LineCount | None = None
    """None where the pieces are what counts."""


@dataclass(frozen=True, slots=True)
class InputFormat:
    """A format that dumps come in."""

    name: str
    """For `--from`; empty where nobody asks for it."""
    what: str
    """In a few words, for people."""
    looks_like: Callable[[str], bool]
    """Whether a file that begins with this text is one."""
    read: Callable[[Source], Reading]
    streamed: bool = False
    """Read piece by piece: however long the file is, memory stays as it is."""
    decode: Callable[[bytes], str] = decode
    """Makes text of one that is read at once."""


def whole(read: Callable[[str], Pieces]) -> Callable[[Source], Reading]:
    """Return the reader of a format that needs its text at once."""
    return lambda source: Reading("", read(source.text()))


def streamed(read: Callable[[TextIO], Pieces]) -> Callable[[Source], Reading]:
    """Return the reader of a format that is read line by line."""
    return lambda source: Reading("", read(source.stream()))
