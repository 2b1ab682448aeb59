"""Of which tables of a salvaged library more may be lost than is known."""

from collections.abc import Collection, Mapping
from datetime import datetime

from reader.store.salvage.tables import Found, is_nothing
from reader.store.salvage.words import listed

_NOT_MISSED = {"session", "searches", "library"}
_TOLD_BY = {
    "marks": {"steps", "step_marks"},
    "tags": {"steps", "step_marks"},
    "texts": {"sightings"},
    "papers": {"sightings"},
    "sources": {"sightings"},
}
"""Of what is lost in a table these tell, where nothing is lost of them."""


def holes_of(torn: Collection[str]) -> set[str]:
    """Return the tables of which nothing else tells what is lost; `torn` are those that could not be read in full."""
    return {
        name for name in torn if name not in _NOT_MISSED and not (name in _TOLD_BY and _TOLD_BY[name].isdisjoint(torn))
    }


def unknown(holes: Collection[str], taken: datetime | None, found: Mapping[str, Found]) -> list[str]:
    """Say that more may be lost than is known, where it may; `taken` is when the copy was, if there was one."""
    if not holes:
        return []
    if taken is None:
        return [f"More may be lost, of which nothing else tells: of {listed(holes)}."]
    when = f"{taken.astimezone():%Y-%m-%d %H:%M}"
    if is_nothing(found):
        return [f"What was done since {when} is not in the copy."]
    return [f"Of what was done since {when}, when the copy was taken, more may be lost than is known."]
