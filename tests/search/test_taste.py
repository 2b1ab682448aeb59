"""What marks say of papers: a direction among their terms."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers import Paper
from reader.search import Index, term_of
from reader.search.hits import Hits
from reader.search.pulls import AUTHOR, names_by_term, words_by_term
from reader.search.taste import FEWEST, Space, Taste, learn
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
AUTHORS = {1: ["Ada L.", "Émile B."], 4: ["EMILE B.", "Emile B."], 5: ["Ada L."], 6: [""], 7: ["Ada L.", "Émile B."]}
"""As the library knows them, by paper."""
MARKS = st.dictionaries(st.integers(1, 9), st.sampled_from([-1.5, -1.0, 0.25, 0.5, 1.0, 2.0]), max_size=8)
"""The ninth paper is not there."""


@pytest.fixture(scope="module", params=[AUTHORS, {}], ids=["authors", "no authors"])
def space(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Space:
    """The papers above, each by its place, with and without their authors."""
    index = Index(tmp_path_factory.mktemp("cache") / "index", "library")
    with index.locked():
        index.update(((n, Paper(str(n), *text)) for n, text in enumerate(TEXTS, start=1)), 1)
    return Space.of(index.vectors(), request.param)


def taste_of(space: Space, marks: dict[int, float], *less: str) -> Taste | None:
    """Learn from marks; less of some words is wanted."""
    return learn(space, marks, list(map(term_of, less)))


def shown(number: int, space: Space) -> Paper:
    """Return a paper as the library shows it."""
    authors = AUTHORS.get(number, []) if len(space.names.terms) else []
    return Paper(str(number), *TEXTS[number - 1], tuple(authors))


def best(taste: Taste) -> list[int]:
    """Return all papers, the best first."""
    return [int(row) + 1 for row in np.argsort(-taste.scores, kind="stable")]


def test_what_is_like_the_liked_comes_first(space: Space) -> None:
    """What is like a skipped paper comes last, and what shares nothing with either lies between."""
    taste = taste_of(space, {1: 1.0, 3: -1.0})
    assert taste
    assert best(taste)[:3] == [1, 7, 2]
    assert set(best(taste)[-2:]) == {3, 4}
    assert taste.score(4) < taste.score(5) < taste.score(2)
    assert taste.score(99) == 0
    assert taste.liked(Hits.of([2, 3, 4, 99])).papers.tolist() == [2]


def test_nothing_liked_is_no_taste(space: Space) -> None:
    """To know what somebody skips is not to know what they like; nor are papers that are gone a taste."""
    assert taste_of(space, {}) is None
    assert taste_of(space, {3: -1.0}) is None
    assert taste_of(space, {99: 1.0}) is None
    assert taste_of(Space.of(Vectors.of(()), {}), {1: 1.0}) is None


def test_why(space: Space) -> None:
    """Each reason is a word of the paper as it stands there, and together they are the paper's score."""
    taste = taste_of(space, {1: 1.0, 2: 0.5, 3: -1.0})
    assert taste
    pulls = taste.why(6, shown(6, space))
    assert {pull.word for pull in pulls if pull.adds > 0} >= {"Kites", "wind"}
    assert {pull.word for pull in pulls if pull.adds < 0} >= {"gardens", "turnips"}
    assert sum(pull.adds for pull in pulls) == pytest.approx(taste.score(6), abs=1e-5)
    assert [abs(pull.adds) for pull in pulls] == sorted((abs(pull.adds) for pull in pulls), reverse=True)
    assert taste.why(8, shown(8, space)) == []
    assert taste.why(99, Paper("99", "Kites", "")) == []


@given(marks=MARKS, more=st.sampled_from([0.25, 0.5, 1.0, 2.0]))
def test_to_like_a_paper_never_lowers_its_twin(space: Space, marks: dict[int, float], more: float) -> None:
    """However much is liked or not already: liking one more, or one more than before, raises what is just like it."""
    before, after = (taste_of(space, each) for each in (marks, {**marks, 1: max(more, marks.get(1, 0.0))}))
    assert after
    if before:
        assert after.score(7) >= before.score(7) - 1e-6


@given(marks=MARKS, less=st.sampled_from(["kites", "wind", "turnips", "absent", "author:Ada L.", "author:emile b."]))
def test_less_of_a_term_lowers_all_that_have_it(space: Space, marks: dict[int, float], less: str) -> None:
    """Or that somebody wrote; the others stay where they were, and what no paper has changes nothing."""
    before, after = taste_of(space, marks), taste_of(space, marks, less)
    if before is None or after is None:
        assert before is after
        return
    for number in range(1, 9):
        paper = shown(number, space)
        having = term_of(less) in {*words_by_term(paper), *(AUTHOR + name for name in names_by_term(paper))}
        assert after.score(number) < before.score(number) if having else after.score(number) == before.score(number)


@given(marks=MARKS)
def test_the_order_of_marks_says_nothing(space: Space, marks: dict[int, float]) -> None:
    """The same marks are the same taste."""
    one, other = taste_of(space, marks), taste_of(space, dict(reversed(marks.items())))
    if one is None or other is None:
        assert one is other
    else:
        assert one.scores == pytest.approx(other.scores, abs=1e-6)
        assert one.much == pytest.approx(other.much, abs=1e-6)


def test_who_wrote_it_counts(space: Space) -> None:
    """Of papers that say the same, that of a liked author comes first, whose name may be written otherwise."""
    taste = taste_of(space, {1: 1.0, 2: 1.0})
    assert taste
    if len(space.names.terms):
        assert taste.score(5) > taste.score(8)
        assert "EMILE B." in {pull.word for pull in taste.why(4, shown(4, space)) if pull.is_author and pull.adds > 0}
    assert {pull.is_author for pull in taste.why(2, shown(2, space))} == {False}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Robots", "robot"),
        ("the", ""),
        ("two words", ""),
        ("", ""),
        ("→", ""),
        ("Author:Émile B.", "author:emile b."),
        ("author:", ""),
        ("author: ", ""),
    ],
)
def test_what_a_text_stands_for(text: str, term: str) -> None:
    """One word for its stem, `author:` and a name for who that is; all else, and words of every paper, for nothing."""
    assert term_of(text) == term


@pytest.mark.parametrize(
    ("much", "scores", "found"),
    [
        (0.25, range(1, 16), range(3, 16)),
        (1.25, range(1, 16), range(16 - FEWEST, 16)),
        (1.25, range(-8, 7), range(10, 16)),
        (0.0, range(-8, 7), range(10, 16)),
        (1.25, [9] * 15, range(1, 16)),
        (1.25, [-9] * 15, range(1, 16)),
        (1.25, range(-16, -1), range(16 - FEWEST, 16)),
        (1.25, [19] * 15, range(1, 16)),
    ],
)
def test_there_are_some_for_everybody(tmp_path: Path, much: float, scores: Sequence[int], found: Sequence[int]) -> None:
    """What is much to a taste is for one; where that is little, the best are, with more for than against them first."""
    index = Index(tmp_path / "index", "library")
    with index.locked():
        index.update(((n, Paper(str(n), "Kites", "Strings")) for n in range(1, 16)), 1)
    taste = taste_of(Space.of(index.vectors(), {}), {1: 1.0})
    assert taste
    taste = replace(taste, much=much, scores=np.array(scores) / 10)
    assert taste.liked(Hits.of(range(1, 16))).papers.tolist() == list(found)
