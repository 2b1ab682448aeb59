"""Wordings of one paper put together."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers import NO_FACTS, Facts, Paper
from reader.papers.merging import merged


def united(*facts: Facts) -> Facts:
    """Return the facts of a paper of which these are told, in any order."""
    wordings = [Paper("1", "A", "", (), each) for each in facts]
    (known,) = {merged(some).facts for some in permutations(wordings)}
    return known


def test_one_wording_is_the_paper() -> None:
    """Alone it stays as it is."""
    paper = Paper("1", "A", "B", ("C",), Facts(doi="10.1/x"))
    assert merged([paper]) is paper


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        (Paper("1", "Z", "short", ("Ann", "Bo")), Paper("2", "A", "longer text", ("Ann", "Bo"))),
        (Paper("1", "Z", "same a", ("Ann", "Bo")), Paper("2", "A", "same b", ("Ann", "Bo"))),
        (Paper("1", "A", "same", ("Ann", "Bo")), Paper("2", "B", "same", ("Ann", "Bo"))),
    ],
)
def test_the_text_with_most_abstract(worse: Paper, better: Paper) -> None:
    """Title, abstract and id are those of the longest abstract; of equals, of the last by the alphabet."""
    assert merged([worse, better]) == merged([better, worse]) == better


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Ann",), ("Ann", "Bo")),
        (("Zoe",), ("Ann", "Bo")),
        (("Zo", "Ann"), ("Ann", "Bob")),
        (("A. Lee", "B. Ho"), ("Ann Lee", "Bo Ho")),
        (("Ann", "Bob"), ("Bob", "Ann")),
        ((), ("Ann",)),
    ],
)
def test_the_longest_list_of_authors(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """Most authors count first, then names written out, then the alphabet; wherever the text comes from."""
    for abstracts in (("long text", ""), ("", "long text")):
        wordings = [Paper("1", "A", abstracts[0], one), Paper("1", "A", abstracts[1], other)]
        assert merged(wordings).authors == merged(wordings[::-1]).authors == other


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ([Facts(), Facts()], NO_FACTS),
        ([Facts(doi="10.1/b"), Facts(doi="10.1/a"), Facts()], Facts(doi="10.1/a")),
        ([Facts(arxiv="2404.2"), Facts(arxiv="2404.1")], Facts(arxiv="2404.1")),
        ([Facts(published="2024"), Facts(published="2024-05-01"), Facts(published="2024-03-02")], "2024-03-02"),
        ([Facts(published="2023"), Facts(published="2024-01")], "2024-01"),
        ([Facts(venue="ACL"), Facts(venue="Proceedings of ACL")], Facts(venue="Proceedings of ACL")),
        ([Facts(venue="ACM"), Facts(venue="ACL")], Facts(venue="ACM")),
        ([Facts(venue="Zoo"), Facts(venue="Acta")], Facts(venue="Acta")),
        ([Facts(upvotes=3), Facts(upvotes=0), Facts()], Facts(upvotes=3)),
        ([Facts(upvotes=0), Facts()], Facts(upvotes=0)),
        ([Facts(stars=9), Facts(stars=10)], Facts(stars=10)),
        ([Facts(kind="book"), Facts(citation_key="lee24")], Facts(kind="book", citation_key="lee24")),
        (
            [Facts(details=(("page", "1"), ("volume", "2"))), Facts(details=(("issue", "3"), ("page", "1-9")))],
            Facts(details=(("issue", "3"), ("page", "1-9"), ("volume", "2"))),
        ),
    ],
)
def test_all_facts(told: list[Facts], known: Facts | str) -> None:
    """The least id, the most precise and then earliest date, the longest text, the highest count, each detail once."""
    assert united(*told) == (Facts(published=known) if isinstance(known, str) else known)


def test_all_addresses_and_keywords() -> None:
    """Each once, those of the preferred wording first."""
    best = Paper("1", "A", "longest", (), Facts(urls=("https://b.org", "https://a.org"), keywords=("x",)))
    other = Paper("1", "A", "short", (), Facts(urls=("https://a.org", "https://c.org"), keywords=("x", "w")))
    facts = Facts(urls=("https://b.org", "https://a.org", "https://c.org"), keywords=("x", "w"))
    assert merged([other, best]).facts == merged([best, other]).facts == facts


some_facts = st.builds(
    Facts,
    arxiv=st.sampled_from(["", "2404.1", "2404.2"]),
    urls=st.lists(st.sampled_from(["https://a.org", "https://b.org"]), unique=True).map(tuple),
    published=st.sampled_from(["", "2024", "2023-01", "2023-02"]),
    venue=st.sampled_from(["", "ACL", "ACM"]),
    upvotes=st.sampled_from([None, 0, 3]),
    details=st.sampled_from([(), (("page", "1"),), (("page", "12"), ("volume", "2"))]),
)
some_papers = st.builds(
    Paper,
    st.just("1"),
    st.sampled_from(["A", "B"]),
    st.sampled_from(["", "short", "longer"]),
    st.sampled_from([(), ("Ann",), ("Bo",), ("Ann", "Bo")]),
    some_facts,
)


@given(st.lists(some_papers, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(wordings: list[Paper], random: object) -> None:
    """A paper is a function of the set of its wordings."""
    shuffled = list(wordings)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis's Random
    assert merged(shuffled) == merged(wordings)
