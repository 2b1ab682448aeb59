"""What marks say of papers: a direction among their terms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers import Paper
from reader.search import Index, stem_of
from reader.search.hits import Hits
from reader.search.taste import Taste, learn
from reader.search.vectors import Vectors

TEXTS = (
    ("Kites", "Kites fly on strings, and the wind carries kites."),
    ("More kites", "The wind lifts every kite; strings hold it."),
    ("Turnips", "Turnips grow in gardens, beside kettles."),
    ("Kettles", "Kettles boil water for the turnips of gardens."),
    ("Clocks", "Clocks strike, and hands of clocks turn."),
    ("Kites in gardens", "Kites land among turnips when the wind drops."),
    ("Kites", "Kites fly on strings, and the wind carries kites."),
    ("Of the", "And of the."),
)
"""The first and the seventh are twins; the last one says nothing."""
MARKS = st.dictionaries(st.integers(1, 9), st.sampled_from([-1.5, -1.0, 0.25, 0.5, 1.0, 2.0]), max_size=8)
"""The ninth paper is not there."""


@pytest.fixture(scope="module")
def vectors(tmp_path_factory: pytest.TempPathFactory) -> Vectors:
    """The papers above, each by its place."""
    index = Index(tmp_path_factory.mktemp("cache") / "index", "library")
    with index.locked():
        index.update(((n, Paper(str(n), *text)) for n, text in enumerate(TEXTS, start=1)), 1)
    return index.vectors()


def taste_of(vectors: Vectors, marks: dict[int, float], *less: str) -> Taste | None:
    """Learn from marks; less of some words is wanted."""
    return learn(vectors, marks, list(map(stem_of, less)), vectors.mean_of_all())


def best(taste: Taste) -> list[int]:
    """Return all papers, the best first."""
    return [int(row) + 1 for row in np.argsort(-taste.scores, kind="stable")]


def test_what_is_like_the_liked_comes_first(vectors: Vectors) -> None:
    """What is like a skipped paper comes last, and what shares nothing with either lies between."""
    taste = taste_of(vectors, {1: 1.0, 3: -1.0})
    assert taste
    assert best(taste)[:3] == [1, 7, 2]
    assert set(best(taste)[-2:]) == {3, 4}
    assert taste.score(4) < taste.score(5) < taste.score(2)
    assert taste.score(99) == 0
    assert taste.liked(Hits.of([2, 3, 4, 99])).papers.tolist() == [2]


def test_nothing_liked_is_no_taste(vectors: Vectors) -> None:
    """To know what somebody skips is not to know what they like; nor are papers that are gone a taste."""
    assert taste_of(vectors, {}) is None
    assert taste_of(vectors, {3: -1.0}) is None
    assert taste_of(vectors, {99: 1.0}) is None
    assert learn(Vectors.of(()), {1: 1.0}, (), Vectors.of(()).mean_of_all()) is None


def test_why(vectors: Vectors) -> None:
    """Each reason is a word of the paper as it stands there, and together they are the paper's score."""
    taste = taste_of(vectors, {1: 1.0, 2: 0.5, 3: -1.0})
    assert taste
    pulls = taste.why(6, Paper("6", *TEXTS[5]))
    assert {pull.word for pull in pulls if pull.adds > 0} >= {"Kites", "wind"}
    assert {pull.word for pull in pulls if pull.adds < 0} >= {"gardens", "turnips"}
    assert sum(pull.adds for pull in pulls) == pytest.approx(taste.score(6), abs=1e-5)
    assert [abs(pull.adds) for pull in pulls] == sorted((abs(pull.adds) for pull in pulls), reverse=True)
    assert taste.why(8, Paper("8", *TEXTS[7])) == []
    assert taste.why(99, Paper("99", "Kites", "")) == []


@given(marks=MARKS, more=st.sampled_from([0.25, 0.5, 1.0, 2.0]))
def test_to_like_a_paper_never_lowers_its_twin(vectors: Vectors, marks: dict[int, float], more: float) -> None:
    """However much is liked or not already: liking one more, or one more than before, raises what is just like it."""
    before, after = (taste_of(vectors, each) for each in (marks, {**marks, 1: max(more, marks.get(1, 0.0))}))
    assert after
    if before:
        assert after.score(7) >= before.score(7) - 1e-6


@given(marks=MARKS, less=st.sampled_from(["kites", "wind", "turnips", "gardens", "absent"]))
def test_less_of_a_term_lowers_all_that_have_it(vectors: Vectors, marks: dict[int, float], less: str) -> None:
    """Those without it stay where they were, and a word that no paper has changes nothing."""
    before, after = taste_of(vectors, marks), taste_of(vectors, marks, less)
    if before is None or after is None:
        assert before is after
        return
    for number in range(1, 9):
        having = any(
            stem_of(word.strip(".,;").lower()) == stem_of(less) for word in " ".join(TEXTS[number - 1]).split()
        )
        assert after.score(number) < before.score(number) if having else after.score(number) == before.score(number)


@given(marks=MARKS)
def test_the_order_of_marks_says_nothing(vectors: Vectors, marks: dict[int, float]) -> None:
    """The same marks are the same taste."""
    one, other = taste_of(vectors, marks), taste_of(vectors, dict(reversed(marks.items())))
    if one is None or other is None:
        assert one is other
    else:
        assert one.scores == pytest.approx(other.scores, abs=1e-6)
        assert one.much == pytest.approx(other.much, abs=1e-6)


@pytest.mark.parametrize(("text", "term"), [("Robots", "robot"), ("the", ""), ("two words", ""), ("", ""), ("→", "")])
def test_a_single_word_has_a_stem(text: str, term: str) -> None:
    """Several words, and those that are in every paper, have none."""
    assert stem_of(text) == term
