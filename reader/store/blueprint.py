"""What a library file is made of: its tables, indices and views, told from what the migrations make."""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import cache

from reader.store.schema import MIGRATIONS, MOST

Parts = frozenset[tuple[str, str]]
"""Each with its name, and the SQL that made it without spaces and quotes: SQLite's versions set them differently."""
PARTS = "SELECT name, sql FROM sqlite_master"
_OF_SQLITE = frozenset({"sqlite_stat1", "sqlite_stat4", "sqlite_sequence"})
"""What SQLite itself adds, beside the indices that have no SQL."""
_SAME_TABLES = 2


def parts(rows: Iterable[tuple[str, str | None]]) -> Parts:
    """Return what a file is made of from what its `PARTS` are."""
    return frozenset((name, re.sub(r'[\s"]+', "", sql)) for name, sql in rows if sql and name not in _OF_SQLITE)


@cache
def parts_of(schema: int) -> Parts:
    """Return what a library of a schema is made of; nothing where there is no such schema."""
    with closing(sqlite3.connect(":memory:")) as made:
        made.executescript("".join(MIGRATIONS[:schema] if 0 < schema <= len(MIGRATIONS) else ()))
        return parts(made.execute(PARTS))


def is_newer(schema: int, made: Parts) -> bool:
    """Say whether a schema is one of a later program; else its number is damaged.

    Some migrations may change no table, but hardly several in a row.
    """
    newest = len(MIGRATIONS)
    return newest < schema <= MOST and (schema <= newest + _SAME_TABLES or made != parts_of(newest))
