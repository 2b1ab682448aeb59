"""Which wordings are of one paper: what unites them, and what keeps them apart."""

from collections.abc import Mapping

import pytest

from reader.papers import Facts, Paper
from reader.papers.clustering import Pair, pair, partition, proofs
from reader.papers.evidence import Evidence

KITES = "Kites need steady winds above meadows because strings under tension lift paper frames slowly towards clouds."
TIDES = "Oceans follow moons through gravity while harbours measure water levels hourly using floating wooden gauges."


def titled(title: str, abstract: str = "", *authors: str, arxiv: str = "", doi: str = "") -> Paper:
    """Return a wording."""
    return Paper("", title, abstract, authors, Facts(arxiv=arxiv, doi=doi))


def groups(wordings: Mapping[str, Paper], *apart: Pair) -> list[str]:
    """Return the papers that wordings are of, each as its digests."""
    return ["".join(sorted(group)) for group in partition(wordings, proofs(wordings), apart)]


def test_a_pair_has_an_order() -> None:
    """Whichever comes first."""
    assert pair("a", "b") == pair("b", "a") == ("a", "b")


def test_what_ties_wordings() -> None:
    """All pairs are looked at, or those asked for; those without proof are left out."""
    wordings = {"b": titled("Kites"), "a": titled("Kites"), "c": titled("Tides"), "d": titled("Tides")}
    tied = proofs(wordings)
    assert list(tied) == [("a", "b"), ("c", "d")]
    assert tied["a", "b"].why == "the same title"
    assert list(proofs(wordings, [("c", "d"), ("a", "c")])) == [("c", "d")]
    assert proofs(wordings, []) == {}


@pytest.mark.parametrize(
    ("wordings", "expected"),
    [
        ({}, []),
        ({"a": titled("Kites")}, ["a"]),
        ({"b": titled("Kites"), "a": titled("Tides")}, ["a", "b"]),
        ({"c": titled("Kites"), "a": titled("Tides"), "b": titled("Kites")}, ["a", "bc"]),
        # one that says little would tie two that contradict each other: the surer tie wins, the other stays apart
        (
            {
                "a": titled("Kites", KITES, "Ann Lee"),
                "b": titled("Kites", "", "Ann Lee"),
                "c": titled("Kites", TIDES, "Bo Ho"),
            },
            ["ab", "c"],
        ),
        ({"a": titled("Kites", KITES), "b": titled("Kites"), "c": titled("Kites", TIDES)}, ["ab", "c"]),
        # an id unites whatever else is said, but for another arXiv id
        (
            {
                "a": titled("Kites", KITES, "Ann", arxiv="2404.1"),
                "b": titled("Tides", TIDES, "Bo", arxiv="2404.1"),
            },
            ["ab"],
        ),
        ({"a": titled("Kites", KITES, doi="10.1/x"), "b": titled("Tides", TIDES, doi="10.1/x")}, ["ab"]),
        (
            {
                "a": titled("Kites", arxiv="2404.1"),
                "b": titled("Kites", doi="10.1/x"),
                "c": titled("Tides", doi="10.1/x", arxiv="2404.2"),
            },
            ["a", "bc"],
        ),
        # what an id has united contradicts nobody by another title
        (
            {
                "a": titled("Kites", KITES, "Ann", arxiv="2404.1", doi="10.1/x"),
                "b": titled("Tides", KITES, "Ann", doi="10.1/x"),
                "c": titled("Moons", KITES, "Ann", arxiv="2404.1"),
            },
            ["abc"],
        ),
    ],
)
def test_wordings_to_papers(wordings: dict[str, Paper], expected: list[str]) -> None:
    """The surest tie first; groups that contradict each other stay apart; in the order of their least digests."""
    assert groups(wordings) == expected
    assert groups(dict(reversed(wordings.items()))) == expected


def test_the_surest_tie_first() -> None:
    """Whom a wording between two goes with is decided by strength, not by the alphabet."""
    wordings = {"a": titled("Kites", KITES), "b": titled("Kites"), "c": titled("Kites", TIDES)}
    weak, strong = Evidence(90, "titles alike"), Evidence(200, "the same title")
    assert partition(wordings, {("a", "b"): weak, ("b", "c"): strong}) == [{"a"}, {"b", "c"}]
    assert partition(wordings, {("a", "b"): strong, ("b", "c"): weak}) == [{"a", "b"}, {"c"}]
    assert partition(wordings, {("b", "c"): weak, ("a", "b"): weak}) == [{"a", "b"}, {"c"}]


def test_the_user_parts() -> None:
    """What the user has parted stays apart, an id in common or not, and so do those between."""
    same = {digest: titled("Kites", arxiv="2404.1") for digest in "abc"}
    assert groups(same) == ["abc"]
    assert groups(same, ("a", "b")) == ["ac", "b"]
    assert groups(same, ("a", "b"), ("a", "c")) == ["a", "bc"]
