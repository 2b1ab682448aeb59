from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.changes import AddTag, Bookmark, Change, Rate, SetNote, SetStatus, apply_all
from reader.papers import Status
from reader.query import Has, Id, Is, Source, StateNode, Tag
from reader.store import Store

from .taking_in import NOON, paper, take_in

MARKS: dict[int, list[Change]] = {
    1: [SetStatus(Status.READING, NOON), Bookmark()],
    2: [SetStatus(Status.READ, NOON), AddTag("nlp"), AddTag("nlp/llm")],
    3: [SetStatus(Status.SKIPPED, NOON), Rate(2)],
    4: [SetNote("x"), AddTag("nlp-old")],
}


@pytest.fixture
def filled(store: Store) -> Store:
    """Five papers in two dumps; the fifth has no mark."""
    take_in(
        store,
        "Day 1.txt",
        paper("Kites", "Code at github.com/a/kites."),
        paper("Maps", "See https://maps.org/x, and no code."),
        paper("Tides", "tides and/or http protocols; this.com/that", "Ann"),
    )
    take_in(store, "day_2.txt", paper("Clocks", "www.clocks.org"), paper("Rivers"), paper("Kites"), paper("Rivers"))
    for number, changes in MARKS.items():
        store.marks.change([number], "", partial(apply_all, changes), NOON)
    return store


@pytest.mark.parametrize(
    ("node", "numbers"),
    [
        (Is("unread"), {4, 5}),
        (Is("reading"), {1}),
        (Is("read"), {2}),
        (Is("skipped"), {3}),
        (Is("bookmarked"), {1}),
        (Is("tagged"), {2, 4}),
        (Is("noted"), {4}),
        (Is("rated"), {3}),
        (Is("recurring"), {1}),
        (Has("code"), {1}),
        (Has("url"), {1, 2, 4}),
        (Has("note"), {4}),
        (Has("authors"), {3}),
        (Tag("nlp"), {2}),
        (Tag("nlp/*"), {2}),
        (Tag("nlp*"), {2, 4}),
        (Tag("*l*"), {2, 4}),
        (Tag("none"), {1, 3, 5}),
        (Tag("unknown"), set()),
        (Source("day"), {1, 2, 3, 4, 5}),
        (Source("DAY_2"), {1, 4, 5}),
        (Source("day 1.txt"), {1, 2, 3}),
        (Source("*2.txt"), {1, 4, 5}),
        (Source("2*"), set()),
        (Source("%"), set()),
        (Id("%"), set()),
    ],
)
def test_what_a_state_means(filled: Store, node: StateNode, numbers: set[int]) -> None:
    """Each state selects its papers; `_` and `%` stand for themselves."""
    assert filled.select.of(node) == numbers


def test_ids_are_selected_by_prefix(filled: Store) -> None:
    """Any part from the beginning will do, in either case."""
    kites = paper("Kites").id
    assert filled.select.of(Id(kites[:6].upper())) == {1}
    assert filled.select.everything() == {1, 2, 3, 4, 5}


pieces = st.sampled_from(["www.a.io", "GITHUB.com/a", "doi.org/1", "HTTP://a.b", "arxiv.org/", "a.b/c", ".co/", "%"])


@settings(max_examples=30)
@given(st.lists(st.lists(pieces, max_size=3).map(" ".join), min_size=1, unique=True))
def test_having_links_is_having_links(abstracts: list[str]) -> None:
    """`has:url` and `has:code` select the papers of whose abstracts the links are shown, no more and no less."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "library.db")
        papers = [paper(f"Kite {number}", abstract) for number, abstract in enumerate(abstracts)]
        take_in(store, "a.txt", *papers)
        with_links = {number for number, each in enumerate(papers, start=1) if each.links}
        with_code = {n for n in with_links if any(link.kind == "code" for link in papers[n - 1].links)}
        assert store.select.of(Has("url")) == with_links
        assert store.select.of(Has("code")) == with_code
        store.close()
