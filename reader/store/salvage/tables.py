"""The tables of a library as a damaged file has them: which rows may be theirs, and which of those are there."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from reader.store.blueprint import Parts, parts
from reader.store.salvage.pages import Pages
from reader.store.salvage.trees import Accept, Key, Value, read_leaf, read_tree
from reader.store.schema import MIGRATIONS
from reader.store.wordings import digest_of_columns

_KINDS: dict[str, type] = {"INTEGER": int, "TEXT": str}
MADE_ANEW = {"likely"}
"""What is made from other tables is not looked for."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    kind: type
    may_be_null: bool
    default: Value


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a schema."""

    name: str
    columns: tuple[Column, ...]
    keys: int
    """So many of the first columns tell rows apart; 0 where it is the row's number, the first column."""

    def row(self, number: int, values: list[Value]) -> tuple[Value, ...] | None:
        """Return what stands in a row, which may be from before the last columns were added; None for no such row."""
        missing = self.columns[len(values) :]
        if len(values) > len(self.columns) or len(missing) == len(self.columns):
            return None
        row = [*values, *(column.default for column in missing)]
        if not self.keys:
            if row[0] is not None or number < 1:
                return None
            row[0] = number
        fits = all(
            isinstance(value, column.kind) or (value is None and column.may_be_null)
            for value, column in zip(row, self.columns, strict=True)
        )
        return tuple(row) if fits and self._is_sound(row) else None

    def _is_sound(self, row: list[Any]) -> bool:
        """Say whether a row is what it says, where that can be told."""
        if self.name == "texts":
            return str(row[1]) == digest_of_columns(row[2], row[3], row[4], row[5] if len(row) > 5 else "{}")
        return True

    def accept(self, number: int, values: list[Value]) -> Key | None:
        """Return what orders a row; None for what is no row of this table."""
        row = self.row(number, values)
        if row is None:
            return None
        return tuple(row[: self.keys]) if self.keys else number


@dataclass
class Found:
    """The rows of one table that could be read."""

    table: Table
    rows: list[tuple[Value, ...]] = field(default_factory=list)
    torn: int = 0
    """How many pages and rows could not be."""


def is_nothing(found: Mapping[str, Found]) -> bool:
    """Say whether nothing could be read at all."""
    return not any(table.rows for table in found.values())


def tables_of(schema: int) -> dict[str, Table]:
    """Return the tables of a schema by name."""
    with closing(sqlite3.connect(":memory:")) as made:
        made.executescript("".join(MIGRATIONS[:schema]))
        names = made.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
        ).fetchall()
        return {name: _table(made, name, sql) for name, sql in names}


def roots_of(pages: Pages) -> dict[str, int]:
    """Return where the tree of each table begins, as far as the file says so."""
    return {name: root for kind, name, root, _ in _catalogue(pages) if kind == "table"}


def made_of(pages: Pages) -> Parts:
    """Return what the file is made of, as far as it says so."""
    return parts((name, sql) for _, name, _, sql in _catalogue(pages))


def _catalogue(pages: Pages) -> list[tuple[str, str, int, str]]:
    """Return what the file says of what is in it: kind, name, first page, and the SQL that made it."""

    def accept(number: int, values: list[Value]) -> Key | None:
        kinds = (str, str, str, int, str)
        fits = len(values) == len(kinds) and all(map(isinstance, [*values[:4], values[4] or ""], kinds))
        return number if fits else None

    rows = read_tree(pages, 1, accept, is_table=True).rows
    return [(str(kind), str(name), int(str(root)), str(sql or "")) for _, (kind, name, _, root, sql) in rows]


def read_tables(pages: Pages, schema: int, roots: Mapping[str, int]) -> dict[str, Found]:
    """Return what the file has of each table; texts also from pages that nothing leads to any more."""
    found: dict[str, Found] = {}
    reached = pages.free()
    for name, table in tables_of(schema).items():
        if name in MADE_ANEW:
            continue
        if name not in roots:
            found[name] = Found(table, torn=1)
            continue
        tree = read_tree(pages, roots[name], table.accept, is_table=not table.keys)
        reached |= tree.pages
        rows = [row for number, values in tree.rows if (row := table.row(number, values))]
        found[name] = Found(table, rows, tree.torn)
    if found["texts"].torn:
        _add_lost(pages, found["texts"], reached)
    return found


def _add_lost(pages: Pages, texts: Found, reached: set[int]) -> None:
    """Add texts from other pages: each is called by its digest, so that nothing else can be taken for one."""
    known = {row[0] for row in texts.rows}
    accept: Accept = texts.table.accept
    for page in range(2, len(pages) + 1):
        if page in reached:
            continue
        for number, values in read_leaf(pages, page, accept):
            row = texts.table.row(number, values)
            if row and number not in known:
                known.add(number)
                texts.rows.append(row)


def _table(made: sqlite3.Connection, name: str, sql: str) -> Table:
    columns, keys = [], 0
    for _, column, kind, is_required, default, key in made.execute(f"PRAGMA table_info({name})"):
        (value,) = made.execute(f"SELECT {default or 'NULL'}").fetchone()
        columns.append(Column(column, _KINDS[kind], not is_required and not key, value))
        keys += bool(key)
    return Table(name, tuple(columns), keys if "WITHOUT ROWID" in sql else 0)
