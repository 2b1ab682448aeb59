"""What SQLite finds wrong with a library file; see also `soundness`, for what it cannot see."""

import sqlite3
from contextlib import closing
from functools import cache

from reader.store.asking import Ask
from reader.store.schema import MIGRATIONS, MOST

MOST_TOLD = 20
"""So many problems of one kind are told; a damaged page may have thousands."""
_SAME_TABLES = 2
TABLES = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'sqlite_sequence'"


@cache
def tables_of(schema: int) -> set[tuple[str, str]]:
    """Return how the tables, indices and views of a schema are made, by name."""
    with closing(sqlite3.connect(":memory:")) as made:
        made.executescript("".join(MIGRATIONS[:schema]))
        return set(made.execute(TABLES))


def is_newer(version: int, made: set[tuple[str, str]]) -> bool:
    """Say whether a schema is one of a later program; else its number is damaged.

    Some migrations may change no table, but hardly several in a row.
    """
    newest = len(MIGRATIONS)
    return newest < version <= MOST and (version <= newest + _SAME_TABLES or made != tables_of(newest))


def misfit(ask: Ask) -> str:
    """Say that the tables are not those of the schema that the file tells of; empty where they are, or may be."""
    ((version,),) = ask("PRAGMA user_version", ())
    made = set(ask(TABLES, ()))
    fits = is_newer(version, made) or (0 < version <= len(MIGRATIONS) and made == tables_of(version))
    return "" if fits else f"its tables are not those of schema {version}"


def structure(ask: Ask, *, thorough: bool = True) -> list[str]:
    """Return what SQLite finds wrong; the quick look does not compare indices with what they are of.

    Raises:
        StoreError: it cannot even look.
    """
    if not ask("SELECT value FROM library WHERE key = 'uuid'", ()):
        return ["it has lost its name"]
    if wrong := misfit(ask):
        return [wrong]
    check = "integrity_check" if thorough else "quick_check"
    found = [str(row[0]) for row in ask(f"PRAGMA {check}({MOST_TOLD})", ()) if row[0] != "ok"]
    lost = ask("PRAGMA foreign_key_check", ()) if thorough and not found else ()
    return found + [f"a row of {table} refers to a missing row of {parent}" for table, _, parent, _ in lost[:MOST_TOLD]]
