"""What rows of a library say of one another.

SQLite notices damage of its own structure (see `structure`), but takes a flipped letter for the text that was written.
Two things are told twice in a library, and so tell damage: a wording is called by the digest of its text, and a mark is
what the last step of the history left.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from reader.papers import Mark
from reader.store.asking import Ask
from reader.store.marks import mark_from_json, marks_of
from reader.store.structure import MOST_TOLD
from reader.store.wordings import digest_of_columns

_AT_ONCE = 500
_LEFT = """
    SELECT sm.paper, sm.after, max(sm.step) FROM step_marks sm JOIN steps s ON s.number = sm.step
    WHERE s.state = 'done' GROUP BY sm.paper ORDER BY sm.paper
"""  # SQLite takes `after` from the row that has the maximum


def contents(ask: Ask, pause: Callable[[], None] = lambda: None) -> list[str]:
    """Return which texts and marks are not what they were when they were written; `pause` is called now and then.

    Raises:
        StoreError: the file cannot be read.
    """
    return [*islice(_texts(ask, pause), MOST_TOLD), *islice(_marks(ask, pause), MOST_TOLD)]


def _texts(ask: Ask, pause: Callable[[], None]) -> Iterator[str]:
    after = 0
    while rows := ask(
        "SELECT number, digest, title, abstract, authors, facts FROM texts WHERE number > ? ORDER BY number LIMIT ?",
        (after, _AT_ONCE),
    ):
        for number, digest, *columns in rows:
            if not _is_of(digest, columns):
                yield f"the text of wording {number} is not what was taken in"
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
