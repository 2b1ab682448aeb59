import sqlite3
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.errors import StoreError
from reader.papers import Edition, Paper, Sighting
from reader.query import Is
from reader.store import AddedDump, SourceCount, Store

from .taking_in import NOON, paper, seen, take_in

KITES, MAPS, TIDES = paper("Kites", "Kites fly."), paper("Maps", "Maps fold."), paper("Tides", "Tides turn.")


def test_a_dump_is_taken_in(store: Store) -> None:
    """Its papers are there in its order, each with its text, time and place."""
    assert take_in(store, "a.txt", KITES, MAPS, heading="Mar 14") == AddedDump(new=2, merged=0)
    kites, maps = store.papers.entries(store.papers.in_order("added", reverse=False))
    assert (kites.paper, maps.paper) == (KITES, MAPS)
    assert (kites.added, kites.sightings) == (NOON, (Sighting("a.txt", 1, "Mar 14"),))
    assert maps.sightings == (Sighting("a.txt", 2, "Mar 14"),)


def test_a_dump_is_known_by_its_content(store: Store) -> None:
    """What was added once is known under any name, and cannot be added twice."""
    take_in(store, "a.txt", KITES)
    assert store.dumps.has("digest of a.txt")
    assert not store.dumps.has("digest of b.txt")
    with pytest.raises(StoreError), store.transaction():
        store.dumps.add("renamed.txt", "digest of a.txt", "", seen((MAPS,)), NOON)
    assert store.papers.count() == 1


def test_a_paper_in_several_dumps_is_one_paper(store: Store) -> None:
    """It keeps its number and its age, and gains a sighting each time, oldest first."""
    take_in(store, "a.txt", KITES, MAPS, heading="Mar 14")
    later = NOON + timedelta(days=1)
    assert take_in(store, "b.txt", TIDES, MAPS, MAPS, heading="Mar 15", now=later) == AddedDump(new=1, merged=2)
    assert store.papers.count() == 3
    maps = store.papers.entries([store.papers.number(MAPS.id)])[0]
    assert maps.added == NOON
    assert maps.sightings == (
        Sighting("a.txt", 2, "Mar 14"),
        Sighting("b.txt", 2, "Mar 15"),
        Sighting("b.txt", 3, "Mar 15"),
    )
    assert store.select.of(Is("recurring")) == {maps.number}


def test_dumps_are_counted(store: Store) -> None:
    """The newest comes first; a paper that stands in one twice counts once, and not as unread once marked."""
    take_in(store, "a.txt", KITES, MAPS, heading="Mar 14")
    take_in(store, "b.txt", MAPS, MAPS, now=NOON + timedelta(days=1))
    assert store.dumps.counts() == [
        SourceCount("b.txt", "", NOON + timedelta(days=1), papers=1, unread=1),
        SourceCount(
            "a.txt", "Mar 14", NOON, papers=2, unread=2, edition=Edition(NOON.date(), NOON.date(), certain=False)
        ),
    ]


def test_the_longest_wording_is_shown(store: Store, path: Path) -> None:
    """The wording with most abstract wins, whenever it comes; each sighting keeps the one that stood there."""
    short, long = paper("Kites", "Kites."), paper("KITES!", "Kites, at length.")
    take_in(store, "a.txt", short)
    take_in(store, "b.txt", long)
    take_in(store, "c.txt", paper("kites", "Kites…"))
    (kites,) = store.papers.entries([1])
    assert (kites.paper.title, kites.paper.abstract) == ("KITES!", "Kites, at length.")
    with sqlite3.connect(path) as connection:
        stood = connection.execute(
            "SELECT t.title, t.abstract FROM sightings s JOIN texts t ON t.number = s.text ORDER BY s.source"
        ).fetchall()
    connection.close()
    assert stood == [("Kites", "Kites."), ("KITES!", "Kites, at length."), ("kites", "Kites…")]


wordings = st.builds(
    paper,
    st.sampled_from(["Kites", "KITES", "Kites!", "Maps", "maps"]),
    st.sampled_from(["", "a", "b", "ab", "ba", "日本", "a b"]),
    st.sampled_from(["Ann", "Bob"]),
)


@settings(max_examples=30)
@given(st.lists(st.lists(wordings, min_size=1, max_size=3).map(tuple), min_size=2, max_size=3))
@example([(paper("Kites", "a", "Ann"),), (paper("Kites", "a", "Bob"),)])
@example([(paper("Kites", "a"),), (paper("KITES", "a"),)])
@example([(paper("Kites", "ab"),), (paper("Kites", "ba"),)])
def test_the_order_of_import_does_not_matter(dumps: list[tuple[Paper, ...]]) -> None:
    """The same dumps in any order show the same wording of each paper."""
    named = [(f"{number}.txt", dump) for number, dump in enumerate(dumps)]
    assert len({_shown(order) for order in permutations(named)}) == 1


def _shown(dumps: tuple[tuple[str, tuple[Paper, ...]], ...]) -> frozenset[Paper]:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "library.db")
        for name, dump in dumps:
            take_in(store, name, *dump)
        entries = store.papers.entries(store.papers.in_order("added", reverse=False))
        store.close()
        return frozenset(entry.paper for entry in entries)


def test_a_new_text_is_a_new_revision(store: Store) -> None:
    """The index learns of new papers and of changed wordings, and of nothing else."""
    take_in(store, "a.txt", KITES, MAPS)
    first = store.papers.revision()
    assert store.papers.count_since(0) == 2
    take_in(store, "b.txt", KITES)
    assert store.papers.revision() == first
    take_in(store, "c.txt", paper("Maps", "Maps fold, and how."), TIDES)
    assert store.papers.revision() > first
    changed = dict(store.papers.since(first))
    assert [p.abstract for p in changed.values()] == ["Maps fold, and how.", "Tides turn."]
    assert store.papers.count_since(first) == 2
    assert list(store.papers.since(store.papers.revision())) == []


def test_many_papers_are_read_in_turns(store: Store) -> None:
    """More papers than are read at a time come all, in order, once."""
    papers = [paper(f"Kite {number}") for number in range(2500)]
    take_in(store, "a.txt", *papers)
    assert [p for _, p in store.papers.since(0)] == papers


def test_half_a_dump_is_no_dump(store: Store) -> None:
    """When taking in fails in the middle, nothing of the dump is left."""
    take_in(store, "a.txt", KITES)

    def broken() -> None:
        with store.transaction():
            store.dumps.add("b.txt", "b", "", seen((MAPS,)), NOON)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert store.papers.count() == 1
    assert not store.dumps.has("b")
    assert [source.file for source in store.dumps.counts()] == ["a.txt"]
    take_in(store, "b.txt", MAPS)
    assert store.papers.count() == 2


def test_a_dry_run_leaves_no_trace(store: Store) -> None:
    """Within it everything is as if it were; afterwards as it was."""
    take_in(store, "a.txt", KITES)
    before = store.papers.revision()
    with store.transaction(dry_run=True):
        assert store.dumps.add("b.txt", "b", "", seen((KITES, MAPS)), NOON) == AddedDump(new=1, merged=1)
        assert store.papers.count() == 2
    assert (store.papers.count(), store.papers.revision(), store.dumps.has("b")) == (1, before, False)
