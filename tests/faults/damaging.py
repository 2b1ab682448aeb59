"""A library with something of everything in it, and ways to damage its file."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from reader.changes import AddTag, Bookmark, Rate, SetNote, SetStatus
from reader.library import Library
from reader.papers import Status
from reader.paths import Paths

from ..clock import Clock
from ..dumps.pages import papers, save_page

Rows = dict[str, set[tuple[Any, ...]]]
"""What stands in each table."""
NOON = Clock().time
DERIVED = {"likely", "library", "session", "searches"}


def build(home: Path) -> tuple[Rows, Rows]:
    """Make a library of two days with a copy of the first; return what stood in the copy, and what stands there."""
    clock = Clock()
    pages = papers(120, seed=7)
    with Library(Paths.under(home), now=clock) as library:
        library.add([save_page(home / "a.txt", pages[:60])])
        library.add([save_page(home / "b.txt", pages[50:90], heading="Mar 21")])
        _mark(library, range(1, 40))
        library.save_query("To read", "is:unread rating:>=3")
        library.add([save_page(home / "c.txt", pages[85:100], heading="Mar 22")])
        library.undo()
        library.keep_safe()
        before = rows(home / "library.db")
        clock.move(days=1)
        _mark(library, range(30, 70))
        library.add([save_page(home / "d.txt", pages[100:], heading="Mar 28")])
        library.save_query("Best", "rating:5")
        _mark(library, range(101, 106))
        library.undo()
    return before, rows(home / "library.db")


def _mark(library: Library, numbers: range) -> None:
    for number in numbers:
        library.change([number], [SetStatus(tuple(Status)[number % 4], NOON), Rate(number % 6)])
        if number % 3 == 0:
            library.change([number], [AddTag(f"tag-{number % 5}"), AddTag("all/of them"), Bookmark()])
        if number % 4 == 0:
            library.change([number], [SetNote(f"Note {number}: ask if it flies.\n\n- 日本\n" + "more" * number * 4)])


def rows(path: Path) -> Rows:
    """Return all rows of a library, without what is made from others."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: set(connection.execute(f"SELECT * FROM {name}"))  # noqa: S608 - our own schema
            for name in names
            if name not in DERIVED and not name.startswith("sqlite_")
        }


def copied(stocked: Path, home: Path) -> Path:
    """Copy a home; its index is taken for its own."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(stocked, home)
    return home


def _flip(content: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 1, 2, 8))):
        at = rng.randrange(len(content))
        content[at] ^= 1 << rng.randrange(8)


def _scribble(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(content))
    end = min(at + rng.choice((1, 16, 512)), len(content))
    content[at:end] = rng.randbytes(end - at)


def _zero_page(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(content) // 4096) * 4096
    content[at : at + 4096] = bytes(4096)


def _truncate(content: bytearray, rng: random.Random) -> None:
    del content[rng.randrange(len(content)) :]


def _swap_pages(content: bytearray, rng: random.Random) -> None:
    one, other = (rng.randrange(len(content) // 4096) * 4096 for _ in range(2))
    content[one : one + 4096], content[other : other + 4096] = (
        content[other : other + 4096],
        content[one : one + 4096],
    )


def _clobber_head(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(100)
    content[at : at + 16] = rng.randbytes(len(content[at : at + 16]))


DAMAGES: dict[str, Callable[[bytearray, random.Random], None]] = {
    "flipped bits": _flip,
    "scribbled over": _scribble,
    "a zeroed page": _zero_page,
    "truncated": _truncate,
    "swapped pages": _swap_pages,
    "a clobbered head": _clobber_head,
}


def damage(path: Path, seed: int) -> str:
    """Damage a file in a way that the seed chooses; return which."""
    rng = random.Random(seed)  # noqa: S311 - noise, not secrets
    kind = list(DAMAGES)[seed % len(DAMAGES)]
    content = bytearray(path.read_bytes())
    DAMAGES[kind](content, rng)
    path.write_bytes(content)
    return kind
