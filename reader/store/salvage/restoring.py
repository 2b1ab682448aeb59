"""A new library file from what was read of a damaged one, with what an older copy has beside it."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from reader.store.salvage.tables import Found
from reader.store.schema import MIGRATIONS

NEVER_CHANGED = {
    "sources": ("digest", "name", "heading", "added", "modified"),
    "texts": ("digest", "title", "abstract", "authors", "facts"),
    "steps": ("at", "what", "kind", "title", "papers"),
    "step_marks": ("before", "after"),
    "step_queries": ("before", "after"),
    "step_sources": ("first", "last", "complete"),
    "step_papers": tuple(f"{side}_{what}" for side in ("before", "after") for what in ("id", "text", "added")),
    "step_moves": ("before", "after"),
    "step_less": ("before", "after"),
}
"""What stays as it was written: where an older copy has it, that is believed; damage may have changed a letter."""
_KEYS = {"sources": "number", "texts": "number", "steps": "number", "step_marks": "step, paper"}
_KEYS |= {"step_queries": "step, folded", "step_sources": "step, source"}
_KEYS |= {"step_papers": "step, paper", "step_moves": "step, text", "step_less": "step, term"}
_GONE = {
    "sources": "number NOT IN (SELECT number FROM removed_sources)",
    "papers": "number NOT IN (SELECT number FROM removed_papers)",
    "sightings": "(source, position) NOT IN (SELECT source, position FROM removed_sightings)",
}
"""What was taken out since is no gap."""
_ALWAYS = {*NEVER_CHANGED, *_GONE, "saved_queries", "subscriptions", "digests", "digest_papers"}
"""Nothing of these is ever taken away; a saved query may come back that was, which is better than to lose one."""


def fill(path: Path, schema: int, found: Mapping[str, Found]) -> None:
    """Make a library at `path` of what was found, and bring it to the schema of today; rows may lead nowhere yet."""
    with closing(_open(path)) as made:
        _migrate(made, 0, schema)
        made.execute("DELETE FROM library")
        for name, table in found.items():
            marks = ", ".join("?" * len(table.table.columns))
            made.executemany(f"INSERT OR IGNORE INTO {name} VALUES ({marks})", table.rows)  # noqa: S608 - our own schema
        _migrate(made, schema, len(MIGRATIONS))
        made.execute("DELETE FROM library WHERE key = 'likely'")  # they are made anew
        made.execute("INSERT OR IGNORE INTO library VALUES ('uuid', lower(hex(randomblob(16))))")
        made.execute("COMMIT")


def add_older(path: Path, copy: Path, found: Mapping[str, Found]) -> set[str]:
    """Fill gaps from an older copy, of the schema of today; return the tables that had such.

    What is never taken away is a gap where it is not there. In other tables it is one where something is torn.
    """
    gaps: set[str] = set()
    with closing(_open(path)) as made:
        made.execute("COMMIT")
        made.execute("ATTACH ? AS old", [str(copy)])
        made.execute("BEGIN")
        for name in ("texts", "sources"):  # a damaged number is in the way of what the copy has by the same digest
            made.execute(
                f"DELETE FROM main.{name} AS new WHERE EXISTS"  # noqa: S608 - our own schema
                f" (SELECT 1 FROM old.{name} o WHERE o.digest = new.digest AND o.number <> new.number)"
            )
        for name, table in found.items():
            if table.torn or name in _ALWAYS:
                where = _GONE.get(name, "true")
                sql = f"INSERT OR IGNORE INTO main.{name} SELECT * FROM old.{name} WHERE {where}"  # noqa: S608 - our own schema
                gaps |= {name} if made.execute(sql).rowcount else set()
        for name, columns in NEVER_CHANGED.items():
            _believe(made, name, columns)
        made.execute("COMMIT")
    return gaps


def _believe(made: sqlite3.Connection, name: str, columns: Iterable[str]) -> None:
    """Take over what an older copy has of rows that never change; its last step was perhaps not at its end."""
    named = ", ".join(columns)
    keys = _KEYS[name]
    steps = {"steps": "number"}.get(name, "step")
    older = "true" if name in ("sources", "texts") else f"{steps} < (SELECT max(number) FROM old.steps)"  # noqa: S608 - constants
    made.execute(
        f"UPDATE OR IGNORE main.{name} AS new SET ({named}) ="  # noqa: S608 - our own schema
        f" (SELECT {named} FROM old.{name} o WHERE ({_of('o', keys)}) = ({_of('new', keys)}))"
        f" WHERE {older} AND ({keys}) IN (SELECT {keys} FROM old.{name})"
    )


def _of(table: str, names: str) -> str:
    return ", ".join(f"{table}.{name.strip()}" for name in names.split(","))


def _migrate(made: sqlite3.Connection, start: int, end: int) -> None:
    for script in MIGRATIONS[start:end]:
        made.executescript(f"BEGIN; {script}")  # commits what was before
    made.execute(f"PRAGMA user_version = {end}")


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")  # it counts once it is checked, and put in its place
    connection.execute("BEGIN")
    return connection
