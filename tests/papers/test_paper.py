"""Where a paper is, by its facts and its text."""

import pytest

from reader.papers import Facts, Link, Paper, links_of

ARXIV = Link("arxiv", "https://arxiv.org/abs/2404.12345")
DOI = Link("doi", "https://doi.org/10.1000/x")


@pytest.mark.parametrize(
    ("facts", "abstract", "links"),
    [
        (Facts(), "", []),
        (Facts(arxiv="2404.12345", doi="10.1000/x"), "", [ARXIV, DOI]),
        (Facts(doi="10.1000/x"), "", [DOI]),
        (Facts(arxiv="2404.12345"), "At https://a.org/x.", [ARXIV, Link("web", "https://a.org/x")]),
        (Facts(urls=("https://b.org/", "https://a.org/x")), "https://a.org/x", ["https://b.org/", "https://a.org/x"]),
        # an address that says what an id says is not shown again, one of another paper is
        (Facts(arxiv="2404.12345", urls=("http://arxiv.org/pdf/2404.12345v2",)), "", [ARXIV]),
        (Facts(arxiv="2404.12345", urls=("https://huggingface.co/papers/2404.12345",)), "", [ARXIV]),
        (Facts(doi="10.1000/x", urls=("http://dx.doi.org/10.1000/X",)), "", [DOI]),
        (Facts(urls=("https://arxiv.org/abs/2404.12345",)), "", [ARXIV]),
        (
            Facts(arxiv="2404.12345", doi="10.1000/x", urls=("https://arxiv.org/abs/2404.99999", "https://c.org/")),
            "",
            [ARXIV, DOI, Link("arxiv", "https://arxiv.org/abs/2404.99999"), Link("web", "https://c.org/")],
        ),
        (
            Facts(arxiv="2404.12345", doi="10.1000/x", urls=("https://doi.org/10.1000/y",)),
            "",
            [ARXIV, DOI, Link("doi", "https://doi.org/10.1000/y")],
        ),
    ],
)
def test_links_of_a_paper(facts: Facts, abstract: str, links: list[Link | str]) -> None:
    """By its ids, by its sources, in its abstract; in this order, each once."""
    expected = tuple(Link("web", link) if isinstance(link, str) else link for link in links)
    assert links_of(facts, abstract) == Paper("1", "A", abstract, (), facts).links == expected
