"""Papers as vectors of their terms."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers import Paper
from reader.search import Index
from reader.search.arrays import FieldArrays
from reader.search.forward import Forward
from reader.search.texts import Texts
from reader.search.vectors import Vectors
from reader.search.vocabulary import united

WORDS = st.sampled_from(
    ["kite", "kites", "string", "wind", "turnip", "clock", "patience", "the", "of", "a3", "3d", "2024", "übung"]
)
TEXTS = st.lists(st.lists(WORDS, max_size=12).map(" ".join), min_size=1, max_size=8)


def paper(title: str, abstract: str, *authors: str) -> Paper:
    """Return a paper whose id is its title."""
    return Paper(title, title, abstract, authors)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """Return an index that is not there yet."""
    return Index(tmp_path / "index", "a library")


def take_in(index: Index, papers: Sequence[tuple[int, Paper]], revision: int, removed: Sequence[int] = ()) -> Vectors:
    """Write papers, and return all vectors."""
    with index.locked():
        index.update(papers, revision, removed)
    return index.vectors()


def words_of(vectors: Vectors, number: int) -> dict[str, float]:
    """Return a paper's vector by its stems."""
    (row,) = vectors.rows_of([number])
    entries = slice(vectors.starts[row], vectors.starts[row + 1])
    return dict(zip(map(vectors.text, vectors.terms[entries].tolist()), vectors.weights[entries].tolist(), strict=True))


def stems_of(texts: Sequence[str]) -> FieldArrays:
    """Return the postings of titles."""
    made = Texts()
    for text in texts:
        made.add({"title": text, "abstract": text, "author": "kite"})
    return dict(made.fields())["stems"]


def test_a_vector_holds_what_tells_a_paper_from_others(index: Index) -> None:
    """Words of title and abstract by their stems, with length 1; no author, number, function word, nor a lone word."""
    vectors = take_in(
        index,
        [
            (3, paper("Kites in the wind", "Kites need wind and string 2024", "Ada String")),
            (5, paper("Patient clocks", "A clock needs patience and string 2024", "Ada String")),
            (8, paper("Kite clocks", "Wind a kite, then a clock.")),
        ],
        1,
    )
    assert set(words_of(vectors, 3)) == {"kite", "wind", "need", "string"}
    assert words_of(vectors, 3)["kite"] > words_of(vectors, 3)["string"]
    assert [sum(weight**2 for weight in words_of(vectors, each).values()) for each in (3, 5, 8)] == pytest.approx(
        [1] * 3
    )


def test_likeness_is_the_cosine(index: Index) -> None:
    """A paper's own vector as a direction puts it first, with 1, and what shares nothing with it at 0."""
    texts = ["kites and strings", "kites and winds", "strings and winds", "clocks and turnips", "turnips and clocks"]
    vectors = take_in(index, [(at, paper(text, text)) for at, text in enumerate(texts, 1)], 1)
    scores = vectors.scores(vectors.mean(vectors.rows_of([1])))
    assert scores[0] == pytest.approx(1)
    assert scores.argmax() == 0
    assert scores[3:].tolist() == [0, 0]
    assert 0 < scores[1] < 1


def test_several_segments_are_one(tmp_path: Path) -> None:
    """However papers came in, went and were changed, their vectors are those of an index that is made of them anew."""
    many = [
        (at, paper(f"kites {at % 7} wind", "strings of " + "clock " * (at % 3) + "turnip" * (at % 2)))
        for at in range(1, 60)
    ]
    grown = Index(tmp_path / "grown", "a library")
    take_in(grown, many[20:], 1)
    take_in(grown, [(40, paper("turnips", "a turnip clock")), *many[:5]], 2, [55])
    vectors = take_in(grown, [(70, paper("wind clock", "kite"))], 3, [56])
    last = dict(many[20:] + many[:5]) | {40: paper("turnips", "a turnip clock"), 70: paper("wind clock", "kite")}
    made = take_in(Index(tmp_path / "made", "a library"), [(n, last[n]) for n in sorted(last) if n not in (55, 56)], 1)
    assert vectors.numbers.tolist() == made.numbers.tolist()
    for number in made.numbers.tolist():
        assert words_of(vectors, number) == pytest.approx(words_of(made, number))


def test_no_papers() -> None:
    """An empty library has no vectors, and no direction."""
    nothing = Vectors.of(())
    assert (len(nothing), nothing.rows_of([4]).tolist(), nothing.find("kite")) == (0, [], -1)
    assert nothing.scores(nothing.mean(nothing.rows_of([]))).tolist() == []


def test_rows_of_papers_that_are_not_there(index: Index) -> None:
    """They are left out; the order is that of the question, and a mean of nobody is no direction."""
    vectors = take_in(index, [(n, paper(f"kite {n}", "wind")) for n in (2, 4, 9)], 1)
    assert vectors.rows_of([9, 3, 2, 77]).tolist() == [2, 0]
    assert not vectors.mean(vectors.rows_of([3])).any()


@given(TEXTS)
def test_turned_round_postings_say_the_same(texts: list[str]) -> None:
    """Each document has the terms whose postings have it, in order, as often; the title counts twice."""
    stems = stems_of(texts)
    turned = Forward.of(stems)
    found = {}
    for rank in range(len(stems)):
        which = stems.postings(rank, rank + 1)
        for document, count in zip(stems.documents[which].tolist(), stems.counts[which], strict=True):
            found[document, rank] = 2 * int(count["title"]) + int(count["abstract"])
    documents = np.arange(len(texts)).repeat(np.diff(turned.starts)).tolist()
    pairs = list(zip(documents, turned.terms.tolist(), strict=True))
    assert pairs == sorted(pairs)
    assert dict(zip(pairs, turned.counts.tolist(), strict=True)) == {pair: n for pair, n in found.items() if n}


@given(TEXTS, TEXTS)
def test_a_vocabulary_has_every_stem_once(some: list[str], others: list[str]) -> None:
    """United, each segment's stems are found under the numbers that they got."""
    fields = [stems_of(some), stems_of(others)]
    vocabulary, places = united(fields)
    texts = [vocabulary.text(number) for number in range(len(vocabulary))]
    assert texts == sorted(
        {field.term(rank).decode() for field in fields for rank in range(len(field))}, key=str.encode
    )
    assert [vocabulary.find(text) for text in texts] == list(range(len(texts)))
    assert vocabulary.find("nothing") == -1
    for field, place in zip(fields, places, strict=True):
        assert [texts[number] for number in place] == [field.term(rank).decode() for rank in range(len(field))]


def test_a_damaged_file_is_made_anew(tmp_path: Path, index: Index) -> None:
    """The terms of papers are files of the index as others: cut, they are no longer as they were left."""
    take_in(index, [(1, paper("kite", "wind"))], 1)
    (forward,) = index.folder.glob("*.forward")
    forward.write_bytes(forward.read_bytes()[:-1])
    fresh = Index(tmp_path / "index", "a library")
    with pytest.raises(Exception, match="index"):
        fresh.vectors()
