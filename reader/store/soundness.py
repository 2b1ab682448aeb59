"""What rows of a library say of one another.

SQLite notices damage of its own structure (see `structure`), but takes a flipped letter for the text that was written.
Two things are told twice in a library, and so tell damage: a wording is called by the digest of its text, and a mark is
what the last step of the history left.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from reader.changes import StepKind, StepState
from reader.errors import DamageError
from reader.papers import Mark, Status
from reader.store.asking import Ask
from reader.store.marks import mark_from_json, marks_of
from reader.store.salvage.words import listed
from reader.store.shapes import ARE_TERMS, IS_ABOUT, IS_WAITING
from reader.store.structure import MOST_TOLD
from reader.store.wordings import digest_of_columns

_AT_ONCE = 500
_NO_MOMENT = "NOT GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'"
_STATES = ", ".join(f"'{state.value}'" for state in StepState)
_KINDS = ", ".join(f"'{kind.value}'" for kind in StepKind)
_SIDES = ("before", "after")
_STATUSES = ", ".join(f"'{status.value}'" for status in Status)
_NONSENSE = {
    "sources": f"added {_NO_MOMENT}",
    "papers": f"added {_NO_MOMENT}",
    "marks": f"read_at {_NO_MOMENT}",
    "steps": f"state NOT IN ({_STATES}) OR kind NOT IN ({_KINDS}) OR at {_NO_MOMENT}",
    "step_marks": " OR ".join(
        f"NOT json_valid({side}) OR json_extract({side}, '$.status') NOT IN ({_STATUSES})"
        for side in ("before", "after")
    ),
    "step_papers": f"before_added {_NO_MOMENT} OR after_added {_NO_MOMENT}",
    "removed_sources": f"added {_NO_MOMENT}",
    "removed_papers": f"added {_NO_MOMENT}",
    "step_queries": "NOT json_valid(ifnull(before, '[]')) OR NOT json_valid(ifnull(after, '[]'))",
    "step_less": "NOT json_valid(ifnull(before, '[]')) OR NOT json_valid(ifnull(after, '[]'))",
    "less": f"since {_NO_MOMENT}",
    "searches": f"asked {_NO_MOMENT}",
    "saved_queries": "",
    "visits": f"began {_NO_MOMENT}",
    "subscriptions": f"made {_NO_MOMENT} OR NOT ({ARE_TERMS})",
    "digests": f"made {_NO_MOMENT} OR NOT ({IS_ABOUT}) OR NOT ({IS_WAITING})",
    "digest_papers": "",
    "session": "",
}
"""What no row of a table is; of all their rows it is looked whether they can be read."""
_LEFT = """
    SELECT sm.paper, sm.after, max(sm.step) FROM step_marks sm JOIN steps s ON s.number = sm.step
    WHERE s.state = 'done' GROUP BY sm.paper ORDER BY sm.paper
"""  # SQLite takes `after` from the row that has the maximum


def contents(ask: Ask, pause: Callable[[], None] = lambda: None) -> list[str]:
    """Return which texts and marks are not what they were when they were written; `pause` is called now and then.

    Raises:
        StoreError: the file cannot be read.
    """
    looks = (_values(ask), _texts(ask, pause), _marks(ask, pause))
    return [problem for look in looks for problem in islice(_or_damage(look), MOST_TOLD)]


def _or_damage(look: Iterator[str]) -> Iterator[str]:
    """Yield what is found; what cannot even be read is the last of it."""
    try:
        yield from look
    except DamageError as error:
        yield error.message


def _values(ask: Ask) -> Iterator[str]:
    """Look for what no program writes: words that are not ours, moments that are none, bytes that are no letters."""
    for table, wrong in _NONSENSE.items():
        try:
            ask(f"SELECT * FROM {table}", ())  # noqa: S608 - constants
            found = wrong and ask(f"SELECT count(*) FROM {table} WHERE {wrong}", ())[0][0]  # noqa: S608 - constants
        except DamageError:
            found = 1
        if found:
            yield f"{found} row{'s' if found > 1 else ''} of {listed([table])} cannot be meant"


def _texts(ask: Ask, pause: Callable[[], None]) -> Iterator[str]:
    after = 0
    while rows := ask(
        "SELECT number, digest, title, abstract, authors, facts FROM texts WHERE number > ? ORDER BY number LIMIT ?",
        (after, _AT_ONCE),
    ):
        for number, digest, *columns in rows:
            if not _is_of(digest, columns):
                yield f"the text of a paper (number {number} of the texts) is not what was taken in"
        after = rows[-1][0]
        pause()


def _is_of(digest: str, columns: Sequence[str]) -> bool:
    try:
        return digest_of_columns(*columns) == digest
    except (TypeError, UnicodeError):  # a damaged row may hold numbers, or no letters
        return False


def _marks(ask: Ask, pause: Callable[[], None]) -> Iterator[str]:
    left = {paper: after for paper, after, _ in ask(_LEFT, ())}
    papers = sorted(left.keys() | {paper for (paper,) in ask("SELECT paper FROM marks", ())})
    for start in range(0, len(papers), _AT_ONCE):
        these = papers[start : start + _AT_ONCE]
        marks = marks_of(ask, these)
        for paper in these:
            said = mark_from_json(left[paper]) if paper in left else Mark()
            if marks.get(paper, Mark()) != said:
                yield f"the mark of paper {paper} is not what the history says of it"
        pause()
