"""What a library file is made of, told from what the migrations make."""

import re
import sqlite3

from reader.store.schema import MIGRATIONS

_OF_SQLITE = frozenset({"sqlite_stat1", "sqlite_stat4", "sqlite_sequence"})
"""What SQLite itself adds."""


def is_ours(connection: sqlite3.Connection) -> bool:
    """Say whether the tables, views and indexes of a file are those that the migrations it has had make, and no more.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    made = sqlite3.connect(":memory:")
    try:
        made.executescript("".join(MIGRATIONS[:version]))
        return _things(made) == _things(connection)
    finally:
        made.close()


def _things(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """Return what a file is made of; spaces and quotes aside, which SQLite's versions set differently."""
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    return {(kind, name, re.sub(r'[\s"]+', "", sql)) for kind, name, sql in rows if name not in _OF_SQLITE}
