"""Whoosh itself on our codec: its own Searcher is the reference for what the arrays hold."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import index as whoosh_index
from whoosh import query as whoosh_query

from reader.papers import Paper
from reader.query import Phrase
from reader.search import Index
from reader.search.analysis import STOP_WORDS, stem, words
from reader.search.schema import schema, text_of

from . import reference
from .reference import scores_of

VOCABULARY = [*reference.VOCABULARY, *(f"word{n}" for n in range(30))]
FIELDS = ("stems", "words", "compounds")


def corpus(seed: int, size: int, first: int = 1) -> dict[int, Paper]:
    """Return papers of random words."""
    rng = random.Random(seed)  # noqa: S311 - words, not secrets
    return {
        n: Paper("id", said(rng, 5), said(rng, rng.randrange(60)), (said(rng, 2), said(rng, 3)))
        for n in range(first, first + size)
    }


def said(rng: random.Random, words: int) -> str:
    """Return so many words, some of them joined to the next."""
    return "".join(word + rng.choice(("-", " ", " ", " ")) for word in rng.choices(VOCABULARY, k=words))


def stock(folder: Path, papers: dict[int, Paper]) -> Any:
    """Return an index of `papers` as Whoosh writes it by itself."""
    folder.mkdir()
    made = whoosh_index.create_in(folder, schema())
    writer = made.writer()
    for number, paper in papers.items():
        text = text_of(paper)
        writer.add_document(number=number, stems=text, words=text, compounds=text)
    writer.commit()
    return made


def ours(folder: Path, *lots: dict[int, Paper]) -> Any:
    """Return our index of the lots, taken in one after the other, as Whoosh opens it."""
    index = Index(folder / "index", "library")
    with index.locked():
        for revision, lot in enumerate(lots, start=1):
            index.update(lot.items(), revision)
    return whoosh_index.open_dir(folder / "index")


@pytest.mark.parametrize("lots", [1, 3, 9])
def test_whoosh_reads_the_same_postings(tmp_path: Path, lots: int) -> None:
    """Terms, frequencies and positions are those of Whoosh's own writer, however often segments were merged."""
    papers = corpus(lots, 90)
    size = len(papers) // lots
    parts = [dict(list(papers.items())[at : at + size]) for at in range(0, len(papers), size)]
    with stock(tmp_path / "stock", papers).reader() as theirs, ours(tmp_path, *parts).reader() as mine:
        assert mine.doc_count() == theirs.doc_count() == 90
        for field in FIELDS:
            assert set(mine.lexicon(field)) == set(theirs.lexicon(field))
            for term in mine.lexicon(field):
                assert postings(mine, field, term) == postings(theirs, field, term)
                assert mine.doc_frequency(field, term) == theirs.doc_frequency(field, term)
                assert mine.frequency(field, term) == theirs.frequency(field, term)


def postings(reader: Any, field: str, term: bytes) -> dict[int, tuple[float, list[int]]]:
    """Return a term's papers with frequency and positions."""
    matcher, found = reader.postings(field, term), {}
    while matcher.is_active():
        number = reader.stored_fields(matcher.id())["number"]
        places = matcher.value_as("positions") if field == "stems" else []
        found[number] = (matcher.weight(), places)
        matcher.next()
    return found


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3), st.integers(0, 3))
def test_whooshs_searcher_finds_what_we_find(
    tmp_path_factory: pytest.TempPathFactory, said: list[str], seed: int
) -> None:
    """Terms and phrases: the same papers, after updates and deletions, under Whoosh's Searcher."""
    folder = tmp_path_factory.mktemp("index")
    first, second = corpus(seed, 40), corpus(seed + 10, 15, first=30)
    opened = ours(folder, first, second)
    terms = [stem(word) for word in words(" ".join(said)) if word not in STOP_WORDS]
    index = Index(folder / "index", "library")
    with opened.searcher() as searcher:
        for term in terms:
            found = searcher.search(whoosh_query.Term("stems", term), limit=None)
            assert {hit["number"] for hit in found} == (scores_of(index.hits(Phrase(term))) or {}).keys()
        if terms and len(terms) == len(said):
            found = searcher.search(whoosh_query.Phrase("stems", terms), limit=None)
            assert {hit["number"] for hit in found} == (scores_of(index.hits(Phrase(" ".join(said)))) or {}).keys()


def test_an_optimised_index_is_one_segment(tmp_path: Path) -> None:
    """Whoosh's own merging and committing work on our segments: `optimize` makes one of many."""
    opened = ours(tmp_path, corpus(1, 200), corpus(2, 5, first=195), corpus(3, 3, first=198))
    from reader.search.writer import BulkWriter

    assert len(opened._segments()) > 1
    before = opened.reader().doc_count()
    writer = BulkWriter(opened)
    writer.merge_all()
    again = whoosh_index.open_dir(tmp_path / "index")
    assert len(again._segments()) == 1
    assert again.reader().doc_count() == before == again.reader().doc_count_all()


def test_a_term_ends_with_its_last_paper(tmp_path: Path) -> None:
    """A word that was in deleted papers only is no term any more once their segment is merged."""
    old, new = Paper("1", "Kites", "zephyr"), Paper("1", "Kites", "breeze")
    reader = ours(tmp_path, {1: old}, {1: new}).reader()
    assert [*reader.lexicon("stems")] == [b"breez", b"kite"]
