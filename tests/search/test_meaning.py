"""Papers found by what they mean: a space learned from them, kept on disk, and its ranking beside that of words."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers import Paper
from reader.search import Index
from reader.search.arrays import Array
from reader.search.hits import Hits
from reader.search.meaning.fusing import LOOKED_AT, best, by_meaning, fused
from reader.search.meaning.kept import Keeper, Kept
from reader.search.meaning.latent import LatentSpace, learn
from reader.search.meaning.points import Points

from .synonyms import papers, saying

pytest.importorskip("scipy", reason="meanings are learned by scipy, an optional extra")
PAPERS = papers()
Learned = tuple[LatentSpace, Points]


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Learned:
    """The space of papers with synonyms."""
    index = Index(tmp_path_factory.mktemp("cache") / "index", "library")
    with index.locked():
        index.update(PAPERS.items(), 1)
    return learn(index.vectors())


def nearest(learned: Learned, text: str, count: int) -> set[int]:
    """Return the papers nearest to what a text says."""
    space, points = learned
    (place,) = space.place([("", text)])
    return set(best(points.numbers, points.likeness(place), count).tolist())


def test_other_words_for_the_same_are_found(learned: Learned) -> None:
    """Who asks for motorcars finds papers on automobiles, which never say so, right after those that do."""
    found = nearest(learned, "motorcar", 16)
    assert found > saying(PAPERS, "motorcar")
    assert found - saying(PAPERS, "motorcar") < saying(PAPERS, "automobile")


def test_a_paper_that_was_there_is_where_it_was(learned: Learned) -> None:
    """Placing a paper by its text gives the place that learning gave it."""
    space, points = learned
    placed = space.place([(paper.title, paper.abstract) for paper in PAPERS.values()])
    assert np.allclose(placed, points.places, atol=1e-3)


def test_what_says_nothing_here_is_nowhere(learned: Learned) -> None:
    """Unknown words, function words and no words have no place, and no likeness to anything."""
    space, points = learned
    places = space.place([("", ""), ("", "the of and"), ("", "zyzzyva 42")])
    assert not places.any()
    assert not points.likeness(places[0]).any()


def test_a_paper_that_comes_takes_its_place(learned: Learned) -> None:
    """It is found by words that it does not have; one that changed leaves its old place."""
    space, points = learned
    told = [
        ("A new one", "An automobile with fuel, a tyre and a lane."),
        ("Study 1", "A baby with milk in the cradle."),
    ]
    more = points.taking_in([999, 1], space.place(told))
    assert more.numbers.tolist() == [*range(1, len(PAPERS) + 1), 999]
    assert 999 in nearest((space, more), "motorcar", 24)
    assert 1 in nearest((space, more), "infant", 25)


def test_the_same_papers_give_the_same_space(tmp_path: Path, learned: Learned) -> None:
    """Learning draws no lots that differ from one time to the other."""
    index = Index(tmp_path / "index", "library")
    with index.locked():
        index.update(PAPERS.items(), 1)
    assert np.array_equal(learn(index.vectors())[1].places, learned[1].places)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_few_papers_are_no_trouble(tmp_path: Path, count: int) -> None:
    """However few there are, and though they share no word."""
    index = Index(tmp_path / "index", "library")
    with index.locked():
        index.update([(n, Paper(str(n), "a", "kites fly high" if n < 3 else "")) for n in range(1, count + 1)], 1)
    space, points = learn(index.vectors())
    assert len(points) == count
    assert np.isfinite(points.likeness(space.place([("", "kites")])[0])).all()


# Kept on disk


def keep(keeper: Keeper, learned: Learned, revision: int = 3) -> None:
    """Keep what was learned."""
    space, points = learned
    keeper.save("latent", Kept(revision, revision, points, space.arrays()))


def test_what_was_kept_is_what_was_learned(tmp_path: Path, learned: Learned) -> None:
    """Space, papers and revision come back; what was kept before is gone from the disk."""
    keeper = Keeper(tmp_path / "meanings", "library")
    keep(keeper, learned, 2)
    keep(keeper, learned, 3)
    kept = keeper.load("latent")
    assert kept
    assert kept.revision == 3
    assert nearest((LatentSpace.of(kept.arrays), kept.points), "motorcar", 24) == nearest(learned, "motorcar", 24)
    assert len(list((tmp_path / "meanings").iterdir())) == 2
    assert (tmp_path / "meanings").stat().st_mode & 0o077 == 0


def test_what_is_not_ours_is_not_read(tmp_path: Path, learned: Learned) -> None:
    """Another library's, another source's, and a folder into which others may write."""
    keep(Keeper(tmp_path / "meanings", "library"), learned)
    assert Keeper(tmp_path / "meanings", "another").load("latent") is None
    assert Keeper(tmp_path / "meanings", "library").load("a model") is None
    (tmp_path / "meanings").chmod(0o777)
    assert Keeper(tmp_path / "meanings", "library").load("latent") is None


@pytest.mark.parametrize("how", ["cut", "grown", "gone", "state", "emptied"])
def test_what_is_damaged_is_not_read(tmp_path: Path, learned: Learned, how: str) -> None:
    """A file that is not as it was left is none; what is kept next is whole again."""
    keeper = Keeper(tmp_path / "meanings", "library")
    keep(keeper, learned)
    state = tmp_path / "meanings" / "state.json"
    (file,) = (tmp_path / "meanings").glob("*/places.npy")
    match how:
        case "cut":
            file.write_bytes(file.read_bytes()[:-8])
        case "grown":
            file.write_bytes(file.read_bytes() + b"0")
        case "gone":
            file.unlink()
        case "state":
            state.write_text("{")
        case _:
            state.write_text("[]")
    assert keeper.load("latent") is None
    keep(keeper, learned)
    assert keeper.load("latent")


def test_what_a_killed_writer_left_goes(tmp_path: Path, learned: Learned) -> None:
    """A folder that no state names is swept away by the next one, and is never read."""
    left = tmp_path / "meanings" / "1-abc"
    left.mkdir(parents=True, mode=0o700)
    keeper = Keeper(tmp_path / "meanings", "library")
    assert keeper.load("latent") is None
    keep(keeper, learned)
    assert not left.exists()


# Two rankings as one

RANKING = st.lists(st.integers(1, 60), unique=True, max_size=40)
WEIGHTED = st.lists(st.tuples(RANKING.map(np.array), st.floats(0.1, 2)), min_size=1, max_size=4)


@given(WEIGHTED)
def test_the_order_of_rankings_does_not_matter(rankings: list[tuple[Array, float]]) -> None:
    """Whichever comes first, each paper gets the same."""
    turned = rankings[::-1]
    papers, scores = fused(rankings)
    again, same = fused(turned)
    assert papers.tolist() == again.tolist()
    assert np.allclose(scores, same)


@given(RANKING.map(np.array))
def test_one_ranking_stays_as_it_is(ranking: Array) -> None:
    """Beside nothing, and beside itself."""
    for rankings in ([(ranking, 1.0)], [(ranking, 1.0), (ranking, 0.5)]):
        assert best(*fused(rankings), 99).tolist() == ranking.tolist()


def test_among_the_papers_that_count() -> None:
    """What a condition leaves out is in neither ranking; what is unlike is not listed."""
    among = Hits.of([2, 3, 4, 6])
    by_words = Hits(np.array([1, 2]), np.array([9.0, 1.0]))
    likeness = (np.array([1, 2, 3, 4, 5]), np.array([0.9, 0.1, 0.8, 0.0, 0.7]))
    assert by_meaning(among, by_words, likeness).papers.tolist() == [2, 3]
    assert by_meaning(among, by_words, None).papers.tolist() == [2]
    assert by_meaning(among, None, None).papers.tolist() == []


def test_so_many_at_most() -> None:
    """What is far behind is not listed: everything is a little like everything."""
    numbers = np.arange(1, 2001)
    found = by_meaning(Hits(numbers, np.zeros(2000)), None, (numbers, np.linspace(0.1, 1, 2000)))
    assert found.papers.tolist() == numbers[-LOOKED_AT:].tolist()
