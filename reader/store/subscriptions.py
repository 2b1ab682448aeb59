"""Subscriptions in the library."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reader.papers.text import printable
from reader.store.asking import decoding
from reader.store.database import Database, to_moment, to_text
from reader.store.shapes import ARE_TERMS


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription as it is stored."""

    name: str
    terms: Mapping[str, Any]
    """Which query, how often, in which format, where to: the library knows what is in it."""
    made: datetime


class Subscriptions:
    """Terms by names whose case does not matter. They are no part of the history."""

    def __init__(self, database: Database) -> None:
        self._db = database

    @decoding("a subscription")
    def all(self) -> list[Subscribed]:
        """Return the subscriptions in the order of their names."""
        rows = self._db.rows(f"SELECT name, terms, made FROM subscriptions WHERE {ARE_TERMS} ORDER BY folded")  # noqa: S608 - constants
        if len(rows) < int(self._db.value("SELECT count(*) FROM subscriptions") or 0):
            raise ValueError("some have other terms")
        return [Subscribed(printable(name), json.loads(terms), to_moment(made)) for name, terms, made in rows]

    def put(self, kept: Subscribed) -> None:
        """Keep a subscription, in place of one of its name; call within a transaction."""
        self._db.write(
            "INSERT OR REPLACE INTO subscriptions (folded, name, terms, made) VALUES (?, ?, ?, ?)",
            [kept.name.casefold(), kept.name, json.dumps(kept.terms, ensure_ascii=False), to_text(kept.made)],
        )

    def remove(self, name: str) -> None:
        """Remove a subscription; call within a transaction."""
        self._db.write("DELETE FROM subscriptions WHERE folded = ?", [name.casefold()])
