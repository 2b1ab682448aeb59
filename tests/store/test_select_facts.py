"""What sources tell beside the text, asked for in queries."""

from dataclasses import replace

import pytest

from reader.papers import Facts
from reader.query import parse
from reader.store import Store

from .taking_in import paper, take_in


@pytest.fixture
def told(store: Store) -> Store:
    """Four papers, of which three have facts."""
    facts = (
        Facts(upvotes=12, published="2024-03-14", urls=("https://github.com/a/kites",)),
        Facts(upvotes=0, published="2024-03", arxiv="2403.00002"),
        Facts(published="2023"),
    )
    papers = [replace(paper(title), facts=fact) for title, fact in zip(("A", "B", "C"), facts, strict=True)]
    take_in(store, "day.txt", *papers, paper("D", "See www.d.org"))
    return store


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("upvotes:>=1", {1}),
        ("upvotes:0", {2}),
        ("published:2024-03-14", {1}),
        ("published:2024-03", {1, 2}),
        ("published:2023", {3}),
        ("published:2023-01", set()),
        ("published:>=2023-06-01", {1, 2}),
        ("has:date", {1, 2, 3}),
        ("has:url", {1, 2, 4}),
        ("has:code", {1}),
        ("url:arxiv.org", {2}),
    ],
)
def test_facts_are_conditions(told: Store, query: str, numbers: set[int]) -> None:
    """Votes, the time of publishing and addresses beside the text; what is not told is in none of them."""
    where = parse(query).where
    assert told.select.of(where) == numbers  # type: ignore[arg-type] # each of these is a condition on states
