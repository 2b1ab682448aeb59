import random
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.papers import Paper
from reader.query import Phrase, Prefix, TextField, Word, WordNode
from reader.search import Index, writer
from reader.search.ranking import saturated

from . import reference
from .reference import scores_of

texts = st.lists(st.sampled_from(reference.VOCABULARY), max_size=12).map(" ".join)
titles = st.lists(st.sampled_from(reference.VOCABULARY), max_size=4).map(" ".join)
abstracts = st.one_of(texts, st.builds(lambda text, times: " ".join([text] * times), texts, st.integers(1, 40)))
authors = st.lists(titles, max_size=3).map(tuple)
papers = st.builds(lambda *parts: Paper("id", *parts), titles, abstracts, authors)
corpora = st.dictionaries(st.integers(1, 12), papers, min_size=1, max_size=8)
fields = st.sampled_from([None, "title", "abstract", "author"])
phrases = st.lists(st.sampled_from(reference.VOCABULARY), min_size=1, max_size=3).map(" ".join)
leaves = st.one_of(
    st.builds(Word, st.sampled_from(reference.VOCABULARY), fields),
    st.builds(Phrase, phrases, fields),
    st.builds(Prefix, st.sampled_from(reference.PREFIXES), fields),
)


def index_of(folder: Path, *corpora: Mapping[int, Paper]) -> Index:
    """Return an index that took in `corpora` one after the other."""
    index = Index(folder / "index", "library")
    for revision, corpus in zip(count(1), corpora, strict=False):
        with index.locked():
            index.update(corpus.items(), revision)
    return index


@settings(max_examples=60)
@given(st.lists(corpora, min_size=1, max_size=4), st.lists(leaves, min_size=1, max_size=12))
def test_scores_are_those_of_the_reference(history: list[dict[int, Paper]], leaves: list[WordNode]) -> None:
    """Words, phrases and prefixes find the papers with the scores of a slow BM25F, whatever papers were before."""
    now: dict[int, Paper] = {}
    for corpus in history:
        now |= corpus
    with TemporaryDirectory() as folder:
        index = index_of(Path(folder), *history)
        for leaf in leaves:
            expected = reference.hits(leaf, now)
            assert scores_of(index.hits(leaf)) == (expected and pytest.approx(expected, rel=1e-9)), leaf
        assert index.count() == len(now)


@settings(max_examples=25)
@given(st.lists(corpora, min_size=2, max_size=5), st.lists(leaves, min_size=1, max_size=12))
def test_an_old_index_ranks_as_a_new_one(history: list[dict[int, Paper]], leaves: list[WordNode]) -> None:
    """An index that grew and changed gives the very scores of one made anew."""
    now: dict[int, Paper] = {}
    for corpus in history:
        now |= corpus
    with TemporaryDirectory() as old, TemporaryDirectory() as new:
        grown, fresh = index_of(Path(old), *history), index_of(Path(new), now)
        assert [scores_of(grown.hits(leaf)) for leaf in leaves] == [scores_of(fresh.hits(leaf)) for leaf in leaves]


def test_segments_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long build that commits now and then ranks as one that commits at its end."""
    rng = random.Random(7)  # noqa: S311 - words, not secrets
    corpus = {
        n: Paper("id", rng.choice(reference.VOCABULARY), " ".join(rng.choices(reference.VOCABULARY, k=n)))
        for n in range(1, 60)
    }
    whole = index_of(tmp_path / "whole", corpus)
    monkeypatch.setattr(writer, "COMMIT_EVERY", 7)
    monkeypatch.setattr(writer, "GROWTH", 0)
    parts = index_of(tmp_path / "parts", corpus)
    assert len(list((tmp_path / "parts").rglob("*.stems"))) > len(list((tmp_path / "whole").rglob("*.stems")))
    for word in reference.VOCABULARY:
        assert scores_of(parts.hits(Word(word))) == scores_of(whole.hits(Word(word)))
        assert scores_of(parts.hits(Word(word))) == (
            (expected := reference.hits(Word(word), corpus)) and pytest.approx(expected, rel=1e-9)
        )


def test_the_formula() -> None:
    """By hand: two of three papers have the term, with these weighted and normalised frequencies."""
    assert saturated(np.array([4.0, 2.1818182]), 2, 3).tolist() == pytest.approx(
        [0.47000363 * 4 * 2.2 / 5.2, 0.47000363 * 2.1818182 * 2.2 / 3.3818182]
    )


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("kites", "maps tides"), ("maps", "kites tides")),
        (("x", "kites kites maps"), ("x", "kites maps maps")),
        (("x", "kites"), ("x", "kites and twenty other words that nobody asked about in this query here")),
    ],
)
def test_what_speaks_for_a_paper(tmp_path: Path, better: tuple[str, str], worse: tuple[str, str]) -> None:
    """A word counts more in a title, more when said more often, and more in a short text."""
    corpus = {1: Paper("w", *worse), 2: Paper("b", *better), 3: Paper("o", "other", "other words")}
    found = scores_of(index_of(tmp_path, corpus).hits(Word("kites")))
    assert found
    assert found.keys() == {1, 2}
    assert found[2] > found[1]


def test_rare_words_speak_louder(tmp_path: Path) -> None:
    """Of two words said once each, the one that fewer papers have scores higher."""
    corpus = {n: Paper("id", "", "common rare" if n == 1 else "common other") for n in range(1, 9)}
    index = index_of(tmp_path, corpus)
    common, rare = scores_of(index.hits(Word("common"))), scores_of(index.hits(Word("rare")))
    assert common
    assert rare
    assert rare[1] > common[1] > 0


FIELD_PAPERS = {
    1: Paper("t", "kites", "maps", ("tides",)),
    2: Paper("a", "maps", "kites", ("tides",)),
    3: Paper("n", "maps", "tides", ("kites",)),
}


@pytest.mark.parametrize(("field", "found"), [(None, {1, 2, 3}), ("title", {1}), ("abstract", {2}), ("author", {3})])
@pytest.mark.parametrize("leaf", [Word, Phrase, Prefix])
def test_a_field_restricts(
    tmp_path: Path, leaf: type[Word | Phrase | Prefix], field: TextField | None, found: set[int]
) -> None:
    """Words in a named field are looked for there only."""
    hits = scores_of(index_of(tmp_path, FIELD_PAPERS).hits(leaf("kites", field)))
    assert hits is not None
    assert hits.keys() == found
