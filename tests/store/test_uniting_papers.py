"""One paper, once: whatever comes in which order, marks follow and undo goes back."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.changes import AddTag, Bookmark, Rate, SetNote, apply_all
from reader.papers import Entry, Facts, Mark, Paper
from reader.store import Store
from tests.papers.test_evidence import KITES, TIDES, wording, wordings

from .taking_in import NOON, take_in

TITLED = wording("On the flight of kites", KITES)
KNOWN = wording("On the flight of kites", KITES, "Ann Lee", arxiv="2404.12345")
RETITLED = wording("Kites, and how they fly", KITES, "Ann Lee", arxiv="2404.12345")


def entries(store: Store) -> list[Entry]:
    """Return all papers."""
    return store.papers.entries(sorted(store.papers.in_order("added", reverse=False)))


def test_marks_follow_a_better_id(store: Store) -> None:
    """A paper known by its title keeps its number and marks when its arXiv id comes, and answers to both ids."""
    take_in(store, "a.txt", TITLED)
    old = entries(store)[0].paper.id
    store.marks.change([1], "", lambda mark: apply_all([Bookmark(), AddTag("nlp"), SetNote("good")], mark), NOON)
    take_in(store, "b.json", KNOWN)
    (entry,) = entries(store)
    assert (entry.number, entry.paper.id, entry.paper.authors) == (1, "2404.12345", ("Ann Lee",))
    assert entry.mark == Mark(bookmarked=True, tags=frozenset({"nlp"}), note="good")
    assert store.papers.number(old) == store.papers.number("2404.12345") == 1


@pytest.fixture
def united(store: Store) -> Store:
    """Two papers, each with a mark, that a third wording shows to be one."""
    take_in(store, "a.txt", TITLED)
    take_in(store, "b.json", RETITLED)
    store.marks.change([1], "", lambda mark: apply_all([Bookmark(), SetNote("one")], mark), NOON)
    store.marks.change([2], "", lambda mark: apply_all([Rate(4), SetNote("two")], mark), NOON)
    take_in(store, "c.json", KNOWN)
    return store


def test_two_papers_turn_out_to_be_one(united: Store) -> None:
    """They have all sightings, and the marks of both; the index is told which one is gone."""
    (entry,) = entries(united)
    assert [seen.file for seen in entry.sightings] == ["a.txt", "b.json", "c.json"]
    assert entry.mark == Mark(bookmarked=True, rating=4, note="one\n\ntwo")
    assert united.papers.removed_since(united.papers.revision() - 1) == [2]
    assert united.check() == []


def test_undo_parts_what_was_united(united: Store) -> None:
    """Both are as they were, marks too; redo unites them again."""
    after = entries(united)
    united.journal.undo()
    first, second = entries(united)
    assert (first.mark.note, second.mark.note, second.paper.title) == ("one", "two", RETITLED.title)
    assert [seen.file for seen in second.sightings] == ["b.json"]
    united.journal.redo()
    assert entries(united) == after
    united.journal.go_to(0)
    assert entries(united) == []
    assert united.check() == []


def test_homonyms_stay_apart(store: Store) -> None:
    """Prefaces of different books are different papers, each with an id of its own."""
    take_in(
        store, "a.txt", *(wording("Preface", text, name) for text, name in ((KITES, "Ann"), (TIDES, "Bo"), ("", "Cy")))
    )
    assert len({entry.paper.id for entry in entries(store)}) == 3


def test_nothing_known_is_lost(store: Store) -> None:
    """One paper has the longest abstract, the longest list of authors and the facts of all its wordings."""
    take_in(store, "a", replace(KNOWN, facts=Facts(arxiv="2404.1", upvotes=3, urls=("https://a.org",))))
    take_in(
        store, "b", Paper("", "X", KITES + " More.", (), Facts(arxiv="2404.1", doi="10.1/x", urls=("https://b.org",)))
    )
    (entry,) = entries(store)
    assert (entry.paper.abstract, entry.paper.authors) == (KITES + " More.", ("Ann Lee",))
    assert entry.paper.facts == Facts(arxiv="2404.1", doi="10.1/x", upvotes=3, urls=("https://b.org", "https://a.org"))


@settings(max_examples=30)
@given(st.lists(st.lists(wordings, min_size=1, max_size=3), min_size=1, max_size=4), st.data())
def test_undo_and_redo_are_exact(dumps: list[list[Paper]], data: st.DataObject) -> None:
    """Going back to any step, and forward again, gives what was there, to the letter."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "library.db")
        states = [entries(store)]
        for number, each in enumerate(dumps):
            take_in(store, str(number), *each)
            first = store.papers.in_order("added", reverse=False)[0]
            store.marks.change([first], "", SetNote(f"note {number}").apply, NOON)
            states.append(entries(store))
        for back in data.draw(st.lists(st.integers(0, len(dumps)), min_size=1, max_size=3)):
            store.journal.go_to(2 * back)
            assert entries(store) == states[back]
            assert store.check() == []
        store.close()
