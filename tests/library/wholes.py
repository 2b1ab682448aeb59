"""Libraries as values, for the laws of backups and of merging."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from hypothesis import strategies as st

from reader.papers import Facts, Mark, Paper, title_id
from reader.store import Seen, Store
from reader.store.whole import Whole

from ..changes.strategies import marks

NOON = datetime(2024, 3, 14, 12, tzinfo=UTC)
TITLES = [f"On kites, part {number}" for number in range(5)]
SOME_FACTS = (Facts(), Facts(doi="10.1/kites", keywords=("cs.CL",), stars=0, details=(("volume", "3"),)))

papers = st.builds(
    lambda title, abstract, authors, facts: Paper(title_id(title), title, abstract, authors, facts),
    st.sampled_from(TITLES),
    st.sampled_from(["", "They fly.", "They fly \\high\\ and “far”. 🤗"]),
    st.sampled_from([(), ("Ada L.", "Émile B.")]),
    st.sampled_from(SOME_FACTS),
)
dumps = st.dictionaries(st.integers(0, 5), st.lists(papers, min_size=1, max_size=4), max_size=3)
"""Dumps by number; the same number is not the same dump unless its papers are the same."""
queries = st.dictionaries(
    st.sampled_from(["best", "To Read", "best (2)"]),
    st.sampled_from(["is:unread", "rating:>=4", "tag:nlp"]),
    max_size=3,
)
less = st.dictionaries(st.sampled_from(["kite", "string", "author:ada l."]), st.sampled_from(["Kite", "“x”"]))
stocks = st.tuples(dumps, st.dictionaries(st.sampled_from(TITLES), marks, max_size=4), queries, less)
Stock = tuple[dict[int, list[Paper]], dict[str, Mark], dict[str, str], dict[str, str]]


def fill(store: Store, stock: Stock) -> None:
    """Put dumps, marks of the papers that they bring, saved queries and what is wanted less into a library."""
    shown, wanted, saved, less = stock
    for number, records in shown.items():
        seen = [Seen(paper, position) for position, paper in enumerate(records, start=1)]
        digest = sha256(f"{number} {records}".encode()).hexdigest()
        with store.transaction():
            when = NOON + timedelta(days=number)
            dated, modified = ("", "2024", "2024-03")[number % 3], (None, when - timedelta(days=9))[number % 2]
            store.dumps.add(f"day-{number}.txt", digest, "Mar 14", seen, when, dated=dated, modified=modified)
    numbers = {entry.paper.id: entry.number for entry in store.papers.entries(range(1, 100))}
    known = {numbers[title_id(title)]: mark for title, mark in wanted.items() if title_id(title) in numbers}
    with store.transaction():
        store.marks.put(known, "marked", NOON)
    for name, text in saved.items():
        store.saved.save(name, text, NOON)
    store.less.add(less, NOON)


def whole(store: Store) -> Whole:
    """Return all that there is."""
    with store.transaction():
        return store.whole.read()


def marks_of(store: Store) -> dict[str, Mark]:
    """Return the marks by the papers' ids."""
    return {paper.id: paper.mark for paper in whole(store).papers if paper.mark != Mark()}
