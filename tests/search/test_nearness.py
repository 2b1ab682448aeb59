"""Words near each other speak for a paper beyond what each of them does."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.papers import Paper
from reader.query import And, Word
from reader.search import Index
from reader.search.evaluate import evaluate
from reader.search.hits import Hits, Ranked
from reader.search.nearness import WINDOW, nearness
from reader.search.texts import Texts

said = st.lists(st.sampled_from(["kite", "map", "tide", *"vwxyz"]), min_size=1, max_size=60)


def slowly(words: list[str], worth: dict[str, float]) -> float:
    """Return the most that the different words of any window are worth, one window after the other."""
    windows = [set(words[at : at + WINDOW]) for at in range(len(words))]
    return max(sum(worth[word] for word in window & worth.keys()) for window in windows)


@given(st.lists(said, min_size=1, max_size=5), st.sets(st.sampled_from(["kite", "map", "tide", "none"]), min_size=1))
def test_the_best_window(abstracts: list[list[str]], wanted: set[str]) -> None:
    """It is worth what a slow look at every window finds."""
    texts = Texts()
    for abstract in abstracts:
        texts.add({"abstract": " ".join(abstract)})
    worth = {word: 1.5 + len(word) for word in wanted}
    terms = [(word.encode(), each) for word, each in worth.items()]
    found = nearness(dict(texts.fields())["stems"], terms, np.arange(len(abstracts)))
    assert found.tolist() == pytest.approx([slowly(abstract, worth) for abstract in abstracts])


@settings(max_examples=20)
@given(st.integers(0, 2))
def test_papers_whose_words_are_near_come_first(updated: int) -> None:
    """Of papers that say the same words as often, the one that says them together; old segments do not matter."""
    apart = "Kites fly. " + "Other words stand between. " * 12 + "Maps fold."
    near = "Kites and maps. " + "Other words stand between. " * 12 + "Fly, fold."
    papers = {1: Paper("1", "One", apart), 2: Paper("2", "Two", near), 3: Paper("3", "Three", "Nothing of it")}
    nothing = Hits.of(())
    with TemporaryDirectory() as folder:
        index = Index(Path(folder) / "index", "library")
        with index.locked():
            index.update(papers.items(), 1)
            for revision in range(updated):
                index.update([(1, papers[1])], revision + 2)
        leaves = (Word("kites"), Word("maps"))
        hits = evaluate(And(leaves), index.hits, lambda _: nothing, lambda: nothing, 4)
        assert hits
        nearer = index.nearer(hits, leaves)
        assert list(Ranked(nearer)) == [2, 1]
        assert nearer.scores[1] > nearer.scores[0] > hits.scores[0]
        assert index.nearer(hits, leaves[:1]) is hits
