"""What people call that which is in the tables of a library."""

from collections.abc import Collection

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
    "visits": "when the library was visited",
    "subscriptions": "subscriptions",
    "digests": "digests",
    "digest_papers": "which papers stood in digests",
    "less": "of what you want less",
}
_REST = "the history"


def listed(holes: Collection[str]) -> str:
    """Name tables in words for people."""
    return ", ".join(sorted({_WORDS.get(name, _REST) for name in holes}))
