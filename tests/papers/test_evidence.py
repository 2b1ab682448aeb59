"""What proves that two wordings are of one paper, and what keeps them apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers import Facts, Paper
from reader.papers.evidence import contradict, evidence, have_other_ids, likeness, nearness, shared_authors, surname

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
    [
        ("Ada Lovelace", "lovelace"),
        ("Lovelace, Ada", "lovelace"),
        ("King, Martin Luther, Jr.", "king"),
        ("Gödel", "godel"),
        ("李雷", "李雷"),
        ("", ""),
    ],
)
def test_surnames(author: str, name: str) -> None:
    """A family name is the last word, or what stands before a comma, without accents."""
    assert surname(author) == name


def test_numbers_keep_titles_apart() -> None:
    """Titles that count differently are not near, however long they are."""
    assert nearness("A very long report on kites 1", "A very long report on kites 2") == 0
    assert nearness("A very long report on kites 1", "A very long report on kite 1") > 90


DISTINCT = [f"w{'abcdefghijklmnopqrstuvwxyz'[number]}rds" for number in range(20)]


def saying(percent: int, words: int = 10) -> tuple[str, str]:
    """Return two abstracts of `words` words, of which that part is the same."""
    same = words * percent // 100
    return " ".join(DISTINCT[:words]), " ".join(DISTINCT[words - same : 2 * words - same])


def by(percent: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return two lists of ten authors, of which that part is the same."""
    one, other = saying(percent)
    return tuple(one.split()), tuple(other.split())


@pytest.mark.parametrize(("percent", "share"), [(0, 0.0), (30, 0.3), (50, 0.5), (70, 0.7), (100, 1.0)])
def test_what_is_in_common(percent: int, share: float) -> None:
    """Authors and words are counted by the shorter side."""
    one, other = saying(percent)
    assert likeness(one, other) == share
    assert likeness(one, f"{other} further words") == share
    assert shared_authors(*by(percent)) == share
    assert shared_authors(by(percent)[0], (*by(percent)[1], "Further Author")) == share


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("", "", None),
        ("Same.", "Same.", 1.0),
        (saying(100, 9)[0], saying(100, 9)[1] + " ", None),
        (saying(100, 10)[0], saying(100, 10)[1].upper(), 1.0),
        (saying(100)[0], "", None),
        (saying(100)[0] + " a the four 12345", saying(100)[1], 1.0),
    ],
)
def test_abstracts_that_tell_too_little(one: str, other: str, share: float | None) -> None:
    """Ten words of five letters must be there, unless the two are the same text."""
    assert likeness(one, other) == share


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [((), (), None), (("Ann",), (), None), (("",), ("Ann",), None), (("Ann", ""), ("B. Ann",), 1.0)],
)
def test_authors_not_named(one: tuple[str, ...], other: tuple[str, ...], expected: float | None) -> None:
    """Where one side names nobody, nothing is known."""
    assert shared_authors(one, other) == shared_authors(other, one) == expected


TITLE, SLIP, OTHER = "On the flight of kites", "On the flihgt of kites", "Moons and tides"


@pytest.mark.parametrize(
    ("titles", "authors", "words", "dois", "one_paper", "contradicted"),
    [
        # an equal title: nothing known, or a little in common, does
        ((TITLE, TITLE), None, None, ("", ""), True, False),
        ((TITLE, TITLE), None, 30, ("", ""), True, False),
        ((TITLE, TITLE), None, 20, ("", ""), False, True),
        ((TITLE, TITLE), 10, 0, ("", ""), True, False),
        ((TITLE, TITLE), 0, 50, ("", ""), True, False),
        ((TITLE, TITLE), 0, 40, ("", ""), False, True),
        ((TITLE, TITLE), 0, None, ("", ""), False, True),
        ((TITLE, TITLE), None, 30, ("10.1/x", ""), True, False),
        # a title that many have: much in common, less with the same authors
        (("Preface", "Preface"), None, 70, ("", ""), True, False),
        (("Preface", "Preface"), None, 60, ("", ""), False, False),
        (("Preface", "Preface"), 50, 30, ("", ""), True, False),
        (("Preface", "Preface"), 40, 60, ("", ""), False, False),
        (("Preface", "Preface"), 40, 70, ("", ""), True, False),
        (("Preface", "Preface"), 50, 20, ("", ""), False, False),
        (("Preface", "Preface"), 100, None, ("", ""), False, False),
        # a near title: most of what is known in common
        ((TITLE, SLIP), None, 70, ("", ""), True, False),
        ((TITLE, SLIP), None, 60, ("", ""), False, False),
        ((TITLE, SLIP), 50, None, ("", ""), True, False),
        ((TITLE, SLIP), 40, None, ("", ""), False, False),
        ((TITLE, SLIP), 50, 50, ("", ""), True, False),
        ((TITLE, SLIP), 50, 40, ("", ""), False, False),
        ((TITLE, SLIP), 40, 50, ("", ""), False, False),
        ((TITLE, SLIP), 50, 50, ("10.1/x", ""), True, False),
        # two DOIs: published twice, if nearly all else is the same; a near title never does
        ((TITLE, TITLE), 50, 50, ("10.1/x", "10.2/y"), True, False),
        ((TITLE, TITLE), 40, 50, ("10.1/x", "10.2/y"), False, True),
        ((TITLE, TITLE), 50, 40, ("10.1/x", "10.2/y"), False, True),
        ((TITLE, TITLE), None, 100, ("10.1/x", "10.2/y"), False, True),
        ((TITLE, TITLE), 100, None, ("10.1/x", "10.2/y"), False, True),
        ((TITLE, SLIP), 100, 100, ("10.1/x", "10.2/y"), False, False),
        # one DOI: all else may differ, but not all of it much
        ((TITLE, OTHER), 0, 50, ("10.1/x", "10.1/x"), True, False),
        ((TITLE, OTHER), 0, 40, ("10.1/x", "10.1/x"), False, True),
        ((TITLE, OTHER), 0, None, ("10.1/x", "10.1/x"), False, True),
        ((TITLE, OTHER), 10, 0, ("10.1/x", "10.1/x"), True, False),
        ((TITLE, OTHER), None, 0, ("10.1/x", "10.1/x"), True, True),
        ((TITLE, TITLE), 0, 0, ("10.1/x", "10.1/x"), True, True),
        # titles that are not near
        ((TITLE, OTHER), 100, 100, ("", ""), False, False),
    ],
)
def test_how_much_must_be_in_common(
    titles: tuple[str, str],
    authors: int | None,
    words: int | None,
    dois: tuple[str, str],
    one_paper: bool,
    contradicted: bool,
) -> None:
    """Percent of authors and of words that decide, each on its edge."""
    names = ((), ()) if authors is None else by(authors)
    texts = ("", "") if words is None else saying(words)
    one, other = (Paper("", *each[:3], Facts(doi=each[3])) for each in zip(titles, texts, names, dois, strict=True))
    proof = evidence(one, other)
    assert bool(proof) is one_paper
    assert contradict(one, other) is contradicted
    if proof:
        assert proof.is_id is (dois[0] == dois[1] != "")


@pytest.mark.parametrize(
    ("authors", "words", "strength", "why"),
    [
        (None, None, 200, "the same title"),
        (50, 40, 205.4, "the same title, 50% of the authors and 40% of the abstract's words in common"),
        (0, 60, 200.6, "the same title, 60% of the abstract's words in common"),
        (50, None, 205, "the same title, 50% of the authors in common"),
        (50, 0, 205, "the same title, 50% of the authors in common"),
    ],
)
def test_how_sure_it_is(authors: int | None, words: int | None, strength: float, why: str) -> None:
    """Authors count most beside an equal title; what is in common is told."""
    names = ((), ()) if authors is None else by(authors)
    texts = ("", "") if words is None else saying(words)
    one, other = (Paper("", TITLE, text, name) for text, name in zip(texts, names, strict=True))
    proof = evidence(one, other)
    assert proof
    assert (proof.strength, proof.why) == (strength, why)


def test_the_order_of_strengths() -> None:
    """The arXiv id, the DOI, an equal title, a near one."""
    arxiv = evidence(wording("A", arxiv="2404.1", doi="10.1/x"), wording("B", arxiv="2404.1", doi="10.1/x"))
    doi = evidence(wording("A", doi="10.1/x"), wording("A", doi="10.1/x"))
    equal = evidence(wording("A", KITES, "Ann Lee"), wording("A", KITES, "Ann Lee"))
    near = evidence(wording(TITLE, KITES), wording(f"{TITLE}: a survey", KITES))
    assert arxiv
    assert doi
    assert equal
    assert near
    assert (arxiv.strength, doi.strength, equal.strength, near.strength) == (400, 300, 211, 96)
    assert near.why == "titles 95 % alike, 100% of the abstract's words in common"
    assert [each.is_id for each in (arxiv, doi, equal, near)] == [True, True, False, False]


def test_a_title_that_is_just_near() -> None:
    """Of 20 letters two may be others, three may not; without abstracts it is as sure as it is near."""
    letters = "abcdefghijklmnopqrst"
    authors = ("Ann Lee", "Bo Ho")
    just = evidence(wording(letters, "", *authors), wording("zy" + letters[2:], "", *authors))
    assert just
    assert (just.strength, just.why) == (90, "titles 90 % alike, 100% of the authors in common")
    assert evidence(wording(letters, "", *authors), wording("zyx" + letters[3:], "", *authors)) is None


@pytest.mark.parametrize(("authors", "one_paper"), [(1, False), (2, True)])
def test_one_name_alone_is_no_witness(authors: int, one_paper: bool) -> None:
    """A near title by one person of the same name may be another paper."""
    names = ("Ann Lee", "Bo Ho")[:authors]
    proof = evidence(wording(TITLE, "", *names), wording(SLIP, "", "Ann Lee", "Bo Ho", "Cy Fu"))
    assert bool(proof) is one_paper


@pytest.mark.parametrize(
    ("one", "other", "contradicted", "other_ids"),
    [
        ("2404.1", "2404.2", True, True),
        ("2404.1", "2404.1", False, False),
        ("2404.1", "", True, False),
        ("", "", True, False),
    ],
)
def test_arxiv_ids_decide(one: str, other: str, contradicted: bool, other_ids: bool) -> None:
    """Where both are known nothing else counts; where one is not, all else does."""
    a, b = wording("A", KITES, "Ann Lee", arxiv=one), wording("A", TIDES, "Bo Ho", arxiv=other)
    assert contradict(a, b) is contradict(b, a) is contradicted
    assert have_other_ids(a, b) is have_other_ids(b, a) is other_ids
    like_a = wording("A", KITES, "Ann Lee", arxiv=other)
    assert contradict(a, like_a) is contradict(like_a, a) is other_ids


@pytest.mark.parametrize(
    ("one", "other", "percent"),
    [
        ("Fourteen chars", "Fourteen chars", 0),  # 13 letters
        ("Fifteen letters", "Fifteen letters: more", 0),  # 14
        ("Sixteen letters!x", "Sixteen letters!x: more", 95),
        ("Sixteen letters!x: more", "Sixteen letters!x", 95),
        (TITLE, "Entirely different words", 0),
        ("Kites and strings, part 1", "Kites and strings, part one", 0),
        ("Kites and strings, part ONE", "Kites and strings, part one", 95),
        ("Kites and strings, part iv", "Kites and strings, part vi", 0),
        ("Kites and strings, part four", "Kites and strings, part for", 0),
    ],
)
def test_near_titles(one: str, other: str, percent: float) -> None:
    """Fifteen letters must be there; a subtitle is near; a number that differs is not."""
    assert nearness(one, other) == nearness(other, one) == percent
