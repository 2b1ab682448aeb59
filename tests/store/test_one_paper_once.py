from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.changes import AddTag, Bookmark, Rate, SetNote
from reader.papers import Facts, Paper
from reader.store import Seen, Store
from reader.store.wordings import CROWD

from .state import papers_seen, state
from .taking_in import NOON, paper, take_in

ABSTRACT = (
    "Kites are flown on strings whose lengths change with the weather, which nobody has measured before along coasts"
    " where gusts arrive without warning and children gather."
)
OTHER = (
    "Compilers translate programs into machine instructions; scheduling them remains difficult because processors"
    " reorder everything while caches forget whatever mattered."
)
TITLE = "Flying Kites Along the Northern Coast"


def told(title: str = TITLE, abstract: str = ABSTRACT, *authors: str, arxiv: str = "", doi: str = "") -> Paper:
    """Return a wording with facts."""
    return Paper("", title, abstract, authors, Facts(arxiv, doi))


def test_marks_follow_the_paper_to_its_better_id(store: Store) -> None:
    """A paper known by its title keeps number and mark when its arXiv id comes; the old id finds it still."""
    take_in(store, "a.txt", paper(TITLE, ABSTRACT))
    old = store.papers.entries([1])[0].paper.id
    store.marks.change([1], "", Bookmark().apply, NOON)
    take_in(store, "b.txt", told(arxiv="2404.12345"))
    (entry,) = store.papers.entries([1])
    assert (store.papers.count(), entry.paper.id, entry.mark.bookmarked) == (1, "2404.12345", True)
    for name in (old, old[:6], "arXiv:2404.12345v3", "https://arxiv.org/abs/2404.12345"):
        assert store.papers.number(name) == 1


def test_two_papers_become_one(store: Store) -> None:
    """A wording that shows it joins them; both marks are kept; undo parts them again, redo joins them again."""
    take_in(store, "a.txt", told("Kites, Part One", "", arxiv="2404.12345"))
    take_in(store, "b.txt", told("Something Else Entirely", "", doi="10.1/kites"))
    store.marks.change([1], "", AddTag("a").apply, NOON)
    store.marks.change([2], "", AddTag("b").apply, NOON)
    store.marks.change([2], "", Rate(4).apply, NOON)
    store.marks.change([2], "", SetNote("Mine.").apply, NOON)
    before, revision = state(store), store.papers.revision()
    take_in(store, "c.txt", told("Kites", "", arxiv="2404.12345", doi="10.1/kites"))
    (entry,) = store.papers.entries([1])
    after = state(store)
    assert (store.papers.count(), store.papers.removed_since(revision)) == (1, [2])
    assert (set(entry.mark.tags), entry.mark.rating, entry.mark.note) == ({"a", "b"}, 4, "Mine.")
    assert (entry.paper.facts.arxiv, entry.paper.facts.doi) == ("2404.12345", "10.1/kites")
    assert len(entry.sightings) == 3
    store.journal.undo()
    assert state(store) == before
    store.journal.redo()
    assert state(store) == after
    assert store.check() == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told(arxiv="2404.12345"), told(arxiv="2404.12346")),
        (told(doi="10.1/a"), told(doi="10.1/b")),
        (told("Preface", ABSTRACT, "Ann Ash"), told("Preface", OTHER, "Bob Birch")),
        (told("Preface", "", "Ann Ash"), told("Preface", "", "Bob Birch")),
        (told("Editorial", "Welcome.", "Ann Ash"), told("Editorial", "Hello.", "Ann Ash")),
        (told(TITLE, ABSTRACT, "Ann Ash"), told(TITLE, OTHER, "Bob Birch")),
        (told(f"{TITLE}: Part I", ABSTRACT, "Ann Ash"), told(f"{TITLE}: Part II", ABSTRACT, "Ann Ash")),
        (told(TITLE, ABSTRACT, "Ann Ash"), told(f"{TITLE}s", OTHER, "Bob Birch")),
    ],
)
def test_what_is_not_one_paper(store: Store, one: Paper, other: Paper) -> None:
    """Other ids, homonyms and parts of a series stay apart, each with an id of its own."""
    take_in(store, "a.txt", one, other)
    assert store.papers.count() == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told("A", "", arxiv="2404.12345"), told("B", OTHER, arxiv="2404.12345")),
        (told("A", "", doi="10.1/a"), told("B", OTHER, doi="10.1/a")),
        (told(TITLE, ABSTRACT, "Ann Ash"), told(TITLE.upper(), "", "A. Ash")),
        (told(TITLE, ABSTRACT, "Ann Ash", "Bob Birch"), told(f"{TITLE}s", ABSTRACT, "Ann Ash", "Bob Birch")),
        (told(TITLE, ABSTRACT, "Ann Ash", arxiv="2404.12345"), told(TITLE, ABSTRACT, "Ann Ash", doi="10.1/a")),
    ],
)
def test_what_is_one_paper(store: Store, one: Paper, other: Paper) -> None:
    """An id in common, the title, or nearly the title with witnesses."""
    take_in(store, "a.txt", one, other)
    assert store.papers.count() == 1
    first, second = store.splits.reasons(1)
    assert (first.why, bool(second.why)) == ("", True)


def test_splitting(store: Store, path: Path) -> None:
    """Each wording is a paper then, marks stay with the first; adding it again changes nothing; undo joins them."""
    take_in(store, "a.txt", paper("Kites", "Kites."), paper("KITES", "Kites, at length."))
    store.marks.change([1], "", Bookmark().apply, NOON)
    before = state(store)
    step = store.splits.split(1, NOON)
    assert step is not None
    assert store.papers.count() == 2
    take_in(store, "b.txt", paper("Kites", "Kites."), paper("KITES", "Kites, at length."))
    assert store.papers.count() == 2
    store.journal.undo()
    after = state(store)
    store.journal.undo()
    assert state(store) == before
    store.journal.redo()
    assert state(store) == after
    assert store.splits.split(1, NOON) is None
    assert store.check() == []


def test_a_crowd_of_homonyms(store: Store) -> None:
    """Papers that share nothing but a title stay apart, and each copy joins its own, however many they are."""
    crowd = [
        told("Notes", " ".join(map(_word, range(n * 30, n * 30 + 30))), f"Ann {_word(n)}") for n in range(CROWD + 20)
    ]
    take_in(store, "a.txt", *crowd)
    assert store.papers.count() == CROWD + 20
    take_in(store, "b.txt", *(Paper("", p.title.upper(), p.abstract, p.authors) for p in crowd))
    assert store.papers.count() == CROWD + 20


def _word(number: int) -> str:
    return "".join(chr(ord("a") + number // 26**place % 26) for place in range(6))


WORDINGS = st.builds(
    told,
    st.sampled_from(["Kites", TITLE, f"{TITLE}s", TITLE.upper(), "Preface"]),
    st.sampled_from(["", ABSTRACT, f"{ABSTRACT} And more.", OTHER, "Short."]),
    st.sampled_from(["Ann Ash", "Bob Birch"]),
    arxiv=st.sampled_from(["", "", "2404.12345", "2404.12346"]),
    doi=st.sampled_from(["", "", "10.1/a", "10.1/b"]),
)


@settings(max_examples=25)
@given(st.lists(WORDINGS, min_size=2, max_size=4))
def test_any_order_gives_the_same_library(wordings: list[Paper]) -> None:
    """The same wordings in any order are the same papers, with the same ids, texts and sightings."""
    dumps = [(f"{number}.txt", wording) for number, wording in enumerate(wordings)]
    orders = list(permutations(dumps))
    first, *others = (_taken_in(order) for order in [*orders[:: len(orders) // 4 or 1], orders[-1]])
    for other in others:
        assert other == first


def _taken_in(dumps: tuple[tuple[str, Paper], ...]) -> object:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "library.db")
        for name, wording in dumps:
            take_in(store, name, wording)
        found = papers_seen(store)
        store.close()
        return found


@settings(max_examples=25)
@given(st.lists(st.tuples(WORDINGS, st.integers(0, 4)), min_size=2, max_size=6))
def test_there_and_back(steps: list[tuple[Paper, int]]) -> None:
    """However papers were added, marked, joined and split: undoing finds each state again, and so does redoing."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "library.db")
        states = {0: state(store)}
        for number, (wording, then) in enumerate(steps):
            take_in(store, f"{number}.txt", wording)
            states[store.journal.history(1)[0].number] = state(store)
            numbers = [entry[0] for entry in state(store).values()]
            if then == 1:
                store.splits.split(min(numbers), NOON)
            elif then:
                store.marks.change([max(numbers)], "", AddTag(f"t{number}").apply, NOON)
            states[store.journal.history(1)[0].number] = state(store)
        last = max(states)
        for number in [*sorted(states, reverse=True), *sorted(states)]:
            store.journal.go_to(number)
            assert state(store) == states[number]
            assert store.check() == []
        assert number == last
        store.close()


def test_an_interrupted_dump_goes_on(store: Store) -> None:
    """What was taken in stays, the file is not known; taking it in again ends as if nothing had happened; undo too."""
    records = [Seen(paper(f"Kites {n}"), n) for n in range(1, 7)]
    with store.transaction():
        taking = store.dumps.begin("a.txt", "a", "", NOON)
        store.dumps.take(taking, records[:2])
    assert not store.dumps.has("a")
    store.marks.change([1], "", Bookmark().apply, NOON)
    with store.transaction():
        taking = store.dumps.begin("a.txt", "a", "", NOON)
        assert taking.taken == 2
        store.dumps.take(taking, records[2:])
        store.dumps.finish(taking)
    whole = state(store)
    assert (store.dumps.has("a"), len(whole)) == (True, 6)
    store.journal.undo()
    assert (store.dumps.has("a"), store.papers.count()) == (False, 2)
    store.journal.go_to(0)
    assert store.papers.count() == 0
    store.journal.go_to(3)
    assert state(store) == whole
    assert store.dumps.has("a")
    assert store.check() == []
