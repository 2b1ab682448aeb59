"""Words by their shape and by their likeness, and words near each other."""

from pathlib import Path

import pytest

from reader.papers import Paper
from reader.query import Fuzzy, Phrase, TextField, Wildcard, WordNode
from reader.search import Index, highlights

from .reference import scores_of

PAPERS = {
    1: Paper("1", "Transformers for kites", "A transformer attends. Attention is learned over tokens, and kites fly."),
    2: Paper("2", "Conformers", "Convolution and attention together; the café of Zürich."),
    3: Paper("3", "Reformer", "Hashing makes atention cheap. Nothing else of note here, as the authors freely say."),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An index of the papers above, in two segments."""
    index = Index(tmp_path_factory.mktemp("cache") / "index", "library")
    with index.locked():
        index.update([(number, PAPERS[number]) for number in (1, 2)], 1)
        index.update([(3, PAPERS[3])], 2)
    return index


LEAVES: list[tuple[WordNode, set[int]]] = [
    (Wildcard("*former*"), {1, 2, 3}),
    (Wildcard("*former"), {1, 3}),
    (Wildcard("trans*mer"), {1}),
    (Wildcard("CON*ers", "title"), {2}),
    (Wildcard("con*", "title"), {2}),
    (Wildcard("caf*é"), {2}),
    (Wildcard("z*r*ch"), {2}),
    (Wildcard("a*t*t*e*n*t*i*o*n"), {1, 2}),
    (Wildcard("x*y"), set()),
    (Fuzzy("atention"), {1, 2, 3}),
    (Fuzzy("atention", distance=1), {1, 2, 3}),
    (Fuzzy("attnetion"), {1, 2, 3}),
    (Fuzzy("kite"), {1}),
    (Fuzzy("kiet"), set()),
    (Fuzzy("KTIES", "title"), {1}),
    (Fuzzy("conformrs", "title"), {2}),
    (Phrase("attention tokens", slop=3), {1}),
    (Phrase("tokens attention", slop=3), {1}),
    (Phrase("attention tokens", slop=2), set()),
    (Phrase("kites attends", slop=9), {1}),
    (Phrase("convolution together", "abstract", slop=2), {2}),
]


@pytest.mark.parametrize(("leaf", "numbers"), LEAVES)
def test_what_is_found(index: Index, leaf: WordNode, numbers: set[int]) -> None:
    """Stars stand for any letters, slips are forgiven, near is near in any order; accents and case do not matter."""
    hits = scores_of(index.hits(leaf))
    assert hits is not None
    assert hits.keys() == numbers
    assert all(score > 0 for score in hits.values())


@pytest.mark.parametrize("leaf", [leaf for leaf, _ in LEAVES])
def test_what_is_found_is_shown(index: Index, leaf: WordNode) -> None:
    """Whatever the index finds can be marked in the text."""
    for number in scores_of(index.hits(leaf)) or ():
        paper = PAPERS[number]
        assert highlights(paper.title, [leaf], "title") or highlights(paper.abstract, [leaf], "abstract")


@pytest.mark.parametrize("leaf", [Wildcard("*-"), Wildcard("*"), Fuzzy("~"), Phrase("the of", slop=2)])
def test_what_says_nothing(index: Index, leaf: WordNode) -> None:
    """What holds no letter or digit finds neither nothing nor everything."""
    assert index.hits(leaf) is None


@pytest.mark.parametrize("field", ["title", "abstract"])
def test_fields(tmp_path: Path, field: TextField) -> None:
    """A field restricts shapes and likeness as it does words."""
    index = Index(tmp_path / "index", "library")
    with index.locked():
        index.update([(1, Paper("1", "kites", "maps")), (2, Paper("2", "maps", "kites"))], 1)
    expected = {1 if field == "title" else 2}
    for leaf in (Wildcard("k*es", field), Fuzzy("kitse", field)):
        assert (scores_of(index.hits(leaf)) or {}).keys() == expected
