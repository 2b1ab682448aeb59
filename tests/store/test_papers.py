from datetime import timedelta

import pytest

from reader.changes import Change, Rate, SetStatus
from reader.errors import PaperError
from reader.papers import Facts, Mark, Paper, Status
from reader.query import SortKey
from reader.store import Store

from .taking_in import NOON, paper, take_in


@pytest.fixture
def filled(store: Store) -> Store:
    """Five papers of three days, two of them rated, two read, one seen twice."""
    take_in(store, "a.txt", paper("kites"), paper("Maps"))
    take_in(store, "b.txt", paper("Ärger"), paper("Maps", "again"), now=NOON + timedelta(days=1))
    take_in(store, "c.txt", paper("Zebras"), paper("apples"), now=NOON + timedelta(days=2))
    for number, change in (
        (1, Rate(3)),
        (3, Rate(5)),
        (2, SetStatus(Status.READ, NOON)),
        (5, SetStatus(Status.READ, NOON + timedelta(hours=1))),
    ):
        mark(store, number, change)
    return store


def mark(store: Store, number: int, change: Change) -> None:
    """Apply one change to one paper."""
    store.marks.change([number], str(change), change.apply, NOON)


@pytest.mark.parametrize(
    ("key", "forward", "backward"),
    [
        ("added", [4, 5, 3, 1, 2], [2, 1, 3, 5, 4]),
        ("title", [5, 3, 1, 2, 4], [4, 2, 1, 3, 5]),
        ("read", [5, 2, 1, 3, 4], [2, 5, 1, 3, 4]),
        ("seen", [2, 1, 3, 4, 5], [1, 3, 4, 5, 2]),
        ("rating", [3, 1, 2, 4, 5], [2, 4, 5, 1, 3]),
    ],
)
def test_orders(filled: Store, key: SortKey, forward: list[int], backward: list[int]) -> None:
    """Each order has its natural direction and the other; what is not read comes last in both."""
    assert filled.papers.in_order(key, reverse=False) == forward
    assert filled.papers.in_order(key, reverse=True) == backward


def test_entries_come_as_asked_for(filled: Store) -> None:
    """In the order of the numbers, without those that are no paper's; unmarked papers have the empty mark."""
    entries = filled.papers.entries([4, 99, 1])
    assert [(entry.number, entry.paper.title, entry.mark) for entry in entries] == [
        (4, "Zebras", Mark()),
        (1, "kites", Mark(rating=3)),
    ]
    assert filled.papers.entries([]) == []


def test_authors_and_foreign_scripts_are_kept(store: Store) -> None:
    """Every text comes back to the letter."""
    odd = Paper(
        "2403.00001", "Σ “quoted” 🤗 \\alpha", "日本語 % _ ' \" \\n", ("Ann Ö", "O'Neil, B."), Facts("2403.00001")
    )
    take_in(store, "a.txt", odd)
    assert store.papers.entries([1])[0].paper == odd


@pytest.fixture
def alike(store: Store) -> Store:
    """Papers whose ids begin alike."""
    ids = ("abcd1111", "abcd2222", "abc", "10.1/x%_y")
    take_in(store, "a.txt", *(Paper(i, f"Title of {i}", "", facts=Facts(doi=i)) for i in ids))
    return store


@pytest.mark.parametrize(("prefix", "number"), [("abcd1111", 1), ("abcd2", 2), ("abc", 3), ("10.1", 4), ("10.1/x%", 4)])
def test_a_paper_by_its_id(alike: Store, prefix: str, number: int) -> None:
    """A whole id however short, or as much of it as is needed, four characters at least."""
    assert alike.papers.number(prefix) == number


@pytest.mark.parametrize(
    ("prefix", "message", "hint"),
    [
        ("abcd", "Several papers", "abcd1111 (Title of abcd1111); abcd2222"),
        ("ab", "too short", "at least 4"),
        ("", "too short", "at least 4"),
        ("abcd3", "No paper", "reader search"),
        ("10.1/_%", "No paper", "reader search"),
        ("%%%%", "No paper", "reader search"),
    ],
)
def test_an_id_that_names_no_paper(alike: Store, prefix: str, message: str, hint: str) -> None:
    """Unknown, ambiguous and too short ids are told apart, with what to do."""
    with pytest.raises(PaperError, match=message) as caught:
        alike.papers.number(prefix)
    assert hint in caught.value.hint
