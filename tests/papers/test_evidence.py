"""What proves that two wordings are of one paper, and what keeps them apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers import Facts, Paper
from reader.papers.evidence import contradict, evidence, nearness, surname

KITES = "Kites need steady winds above meadows because strings under tension lift paper frames slowly towards clouds."
TIDES = "Oceans follow moons through gravity while harbours measure water levels hourly using floating wooden gauges."


def wording(title: str, abstract: str = "", *authors: str, **facts: str) -> Paper:
    """Return a wording."""
    return Paper("", title, abstract, authors, Facts(**facts))  # type: ignore[arg-type] # the texts among the facts


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (wording("A", arxiv="2404.1"), wording("B", arxiv="2404.1"), "the same arXiv id 2404.1"),
        (wording("A", doi="10.1/x"), wording("B", doi="10.1/x"), "the same DOI 10.1/x"),
        (wording("Kites"), wording("KITES!", KITES, "Ann Lee"), "the same title"),
        (wording("Kites", KITES), wording("Kites", KITES + " More."), "the same title, 100% of the abstract's words"),
        (wording("Kites", KITES, "Ann Lee"), wording("Kites", TIDES, "Lee, A."), "the same title, 100% of the authors"),
        (
            wording("On the flight of kites", KITES, "Ann Lee", "Bo Ho"),
            wording("On the flight of kites: a survey", "", "A. Lee", "B. Ho"),
            "titles 95 % alike, 100% of the authors",
        ),
        (wording("On the flihgt of kites", KITES), wording("On the flight of kites", KITES), "titles 9"),
        (wording("Preface", KITES, "Ann Lee"), wording("Preface", KITES, "Ann Lee"), "the same title"),
        (wording("A", KITES, "Ann", doi="10.1/x"), wording("A", KITES, "Ann", doi="10.2/y"), "the same title"),
    ],
)
def test_one_paper(one: Paper, other: Paper, why: str) -> None:
    """An id in common; a title in common that nothing speaks against; a near title that a witness speaks for."""
    proof = evidence(one, other)
    assert proof
    assert why in proof.why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (wording("Kites", KITES, "Ann", arxiv="2404.1"), wording("Kites", KITES, "Ann", arxiv="2404.2")),
        (wording("Kites", KITES, "Ann", doi="10.1/x"), wording("Kites", TIDES, "Ann", doi="10.2/y")),
        (wording("Kites", KITES), wording("Kites", TIDES)),
        (wording("Kites", "", "Ann Lee"), wording("Kites", "", "Bo Ho")),
        (wording("Preface"), wording("Preface")),
        (wording("Preface", "", "Ann Lee"), wording("Preface", "", "Ann Lee")),
        (wording("Editorial", KITES, "Ann Lee"), wording("Editorial", TIDES, "Ann Lee")),
        (
            wording("On the flight of kites, part I", KITES, "Ann"),
            wording("On the flight of kites, part II", KITES, "Ann"),
        ),
        (
            wording("Shared task 2020 on flying kites", KITES, "A B"),
            wording("Shared task 2021 on flying kites", KITES, "A B"),
        ),
        (wording("On the flight of kites"), wording("On the flight of kites: a survey")),
        (wording("Kites of many kinds", KITES, "Ann", doi="10.1/x"), wording("Tides", TIDES, "Bo", doi="10.1/x")),
    ],
)
def test_two_papers(one: Paper, other: Paper) -> None:
    """Other ids, other authors, other abstracts, a title that many have, a number that differs, a DOI printed twice."""
    assert evidence(one, other) is None


words = st.sampled_from(["", KITES, TIDES, KITES + " " + TIDES])
names = st.lists(st.sampled_from(["Ann Lee", "Lee, Ann", "Bo Ho", "李雷"]), max_size=2).map(tuple)
wordings = st.builds(
    lambda title, abstract, authors, arxiv, doi: Paper("", title, abstract, authors, Facts(arxiv=arxiv, doi=doi)),
    st.sampled_from(["Kites", "On the flight of kites", "On the flight of kites: a survey", "Preface", "???"]),
    words,
    names,
    st.sampled_from(["", "2404.1", "2404.2"]),
    st.sampled_from(["", "10.1/x", "10.2/y"]),
)


@given(wordings, wordings)
def test_evidence_has_no_direction(one: Paper, other: Paper) -> None:
    """It is the same from either side, and so is what speaks against."""
    assert evidence(one, other) == evidence(other, one)
    assert contradict(one, other) == contradict(other, one)


@pytest.mark.parametrize(
    ("author", "name"),
    [("Ada Lovelace", "lovelace"), ("Lovelace, Ada", "lovelace"), ("Gödel", "godel"), ("李雷", "李雷"), ("", "")],
)
def test_surnames(author: str, name: str) -> None:
    """A family name is the last word, or what stands before a comma, without accents."""
    assert surname(author) == name


def test_numbers_keep_titles_apart() -> None:
    """Titles that count differently are not near, however long they are."""
    assert nearness("A very long report on kites 1", "A very long report on kites 2") == 0
    assert nearness("A very long report on kites 1", "A very long report on kite 1") > 90
