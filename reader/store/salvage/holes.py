"""Of which tables of a salvaged library more may be lost than is known."""

from collections.abc import Collection

_NOT_MISSED = {"session", "searches", "library"}
_TOLD_BY = {
    "marks": {"steps", "step_marks"},
    "tags": {"steps", "step_marks"},
    "texts": {"sightings"},
    "papers": {"sightings"},
    "sources": {"sightings"},
}
"""Of what is lost in a table these tell, where nothing is lost of them."""
_WORDS = {
    "texts": "texts of papers",
    "papers": "papers",
    "sources": "dumps",
    "sightings": "where papers were seen",
    "marks": "marks",
    "tags": "marks",
    "saved_queries": "saved queries",
    "apart": "which papers were split",
    "session": "where the app was left",
    "searches": "past searches",
}
_REST = "the history"


def holes_of(torn: Collection[str]) -> set[str]:
    """Return the tables of which nothing else tells what is lost; `torn` are those that could not be read in full."""
    return {
        name for name in torn if name not in _NOT_MISSED and not (name in _TOLD_BY and _TOLD_BY[name].isdisjoint(torn))
    }


def listed(holes: Collection[str]) -> str:
    """Name tables in words for people."""
    return ", ".join(sorted({_WORDS.get(name, _REST) for name in holes}))
