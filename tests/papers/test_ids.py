import pytest

from reader.papers import arxiv_id, doi_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2404.12345", "2404.12345"),
        ("2503.02130", "2503.02130"),
        ("arXiv:2404.12345v2", "2404.12345"),
        ("arXiv: 2404.12345v2 [cs.CL]", "2404.12345"),
        ("0704.0001", "0704.0001"),
        ("https://arxiv.org/abs/2404.12345v3", "2404.12345"),
        ("http://www.arxiv.org/pdf/2404.12345.pdf", "2404.12345"),
        ("https://huggingface.co/papers/2606.00683", "2606.00683"),
        ("10.48550/arXiv.2404.12345", "2404.12345"),
        ("cs/0112017v1", "cs/0112017"),
        ("math.GT/0309136", "math/0309136"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("2413.12345", ""),
        ("24041.2345", ""),
        ("2404.12345 and more", ""),
        ("10.1145/2404.12345", ""),
        ("", ""),
    ],
)
def test_arxiv_ids(text: str, found: str) -> None:
    """An arXiv id is found however it is written, and loses its version, never its zeros."""
    assert arxiv_id(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10.18653/v1/W19-5207", "10.18653/v1/w19-5207"),
        ("https://doi.org/10.1000/ABC(1)", "10.1000/abc(1)"),
        ("http://dx.doi.org/10.1000%2Fxyz", "10.1000/xyz"),
        ("doi: 10.1000/xyz.", "10.1000/xyz"),
        ("https://dl.acm.org/doi/abs/10.1145/1.2", "10.1145/1.2"),
        ("10.48550/arXiv.2404.12345", ""),
        ("10.1000", ""),
        ("none", ""),
        ("10.1000/two words", ""),
        ("10.1000/a%2541", "10.1000/a%2541"),
        ("https://doi.org/10.1000/a%2541", "10.1000/a%41"),
        ("https://doi.org/10.1000/a%1b%5b31m%E2%80%AE", "10.1000/a[31m"),
        ("10.1000/a\x1b[31m", "10.1000/a[31m"),
    ],
)
def test_dois(text: str, found: str) -> None:
    """A DOI is found behind any resolver, its case folded, clean; and then stays as it is."""
    assert doi_of(text) == found
    assert doi_of(found) == found
