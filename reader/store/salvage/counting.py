"""How much of a damaged library there is again, and where it came from."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from reader.store.asking import Ask
from reader.store.salvage.tables import Found

_Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Recovered:
    """What became of one kind of things."""

    what: str
    there: int
    """How many there are now."""
    from_copy: int
    """How many of them were only in the copy."""
    lost: int | None
    """How many are known to be lost; None where none is, but some may be."""


@dataclass(frozen=True, slots=True)
class _Kind:
    what: str
    table: str
    keys: str = "number"
    where: str = "true"
    is_one: Callable[[Mapping[str, Any]], bool] = lambda _: True
    """Says the same of a row."""
    gone: str = ""
    """Where such are that were taken out by undoing, for kinds whose numbers are given one after the other."""

    def is_in(self, holes: Collection[str]) -> bool:
        """Say whether some may be lost of which nothing tells; a mark without its tags is not whole."""
        return self.table in holes or (self.table == "marks" and "tags" in holes)


_KINDS = (
    _Kind("dumps", "sources", gone="removed_sources"),
    _Kind("papers", "papers", gone="removed_papers"),
    _Kind("texts of papers", "texts", gone="texts"),
    _Kind("where papers were seen", "sightings", "source, position"),
    _Kind("marks", "marks", "paper"),
    _Kind("notes", "marks", "paper", "note <> ''", lambda row: bool(row["note"])),
    _Kind("saved queries", "saved_queries", "folded"),
    _Kind("steps of the history", "steps", gone="steps"),
)


def count(ask: Ask, older: Ask | None, found: Mapping[str, Found], holes: Collection[str]) -> tuple[Recovered, ...]:
    """Compare the new library with what was read of the damaged one, and with the copy, if there was one.

    Of the tables in `holes` more may be lost than anything tells of.
    """
    return tuple(_count(kind, ask, older, found[kind.table], may_miss=kind.is_in(holes)) for kind in _KINDS)


def _count(kind: _Kind, ask: Ask, older: Ask | None, found: Found, *, may_miss: bool) -> Recovered:
    sql = f"SELECT {kind.keys} FROM {kind.table} WHERE {kind.where}"  # noqa: S608 - constants
    there, in_copy = set(ask(sql, ())), set(older(sql, ())) if older else set[_Key]()
    names = [column.name for column in found.table.columns]
    rows = (dict(zip(names, row, strict=True)) for row in found.rows)
    read = {tuple(row[key] for key in kind.keys.split(", ")) for row in rows if kind.is_one(row)}
    lost = len(read - there)
    if kind.gone:
        gone = set(ask(f"SELECT number FROM {kind.gone}", ()))  # noqa: S608 - constants
        numbers: set[int] = {number for (number,) in there | gone | read}  # type: ignore[misc] # the first column
        lost = max(numbers, default=0) - len(there | gone)
    lost = max(lost, 0)
    return Recovered(kind.what, len(there), len(there & in_copy - read), None if may_miss and not lost else lost)
