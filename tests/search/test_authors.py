"""Papers as vectors of who wrote them."""

from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers.text import fold
from reader.search.authors import author_vectors

NAMES = st.lists(st.sampled_from(["Ada L.", "ADA L.", "Émile B.", "Emile B.", "李明", "", "Zoë", "Ada", "\ud800"]))
PAPERS = st.dictionaries(st.integers(1, 12), NAMES, max_size=8)


@given(PAPERS)
def test_each_name_by_its_rarity(authors: dict[int, list[str]]) -> None:
    """Once a paper, whatever its case and accents; the rarer the more, and each paper that has any has length 1."""
    numbers = np.arange(1, 11)
    vectors = author_vectors(numbers, authors)
    names = [
        {fold(name).replace("\ud800", "?") for name in authors.get(number, ())} - {""} for number in numbers.tolist()
    ]
    for row, wrote in enumerate(names):
        rarity = {name: log(1 + 10 / sum(name in each for each in names)) for name in wrote}
        length = sqrt(sum(value**2 for value in rarity.values()))
        entries = slice(vectors.starts[row], vectors.starts[row + 1])
        shown = {
            vectors.text(term): weight
            for term, weight in zip(vectors.terms[entries], vectors.weights[entries], strict=True)
        }
        expected = {name: value / length for name, value in rarity.items()}
        assert shown == pytest.approx(expected, abs=1e-6)
        for name in wrote:
            assert vectors.text(vectors.find(name)) == name


def test_nobody() -> None:
    """Papers without authors, and a library without papers, have vectors of nothing."""
    assert author_vectors(np.arange(3), {}).scores(np.zeros(0)).tolist() == [0, 0, 0]
    assert len(author_vectors(np.arange(0), {1: ["Ada"]})) == 0
