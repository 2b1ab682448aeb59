"""Facts as they are kept: one line of JSON, in libraries out there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers import NO_FACTS, Facts
from reader.papers.text import printable

KNOWN = Facts(
    arxiv="2404.12345",
    doi="10.1/ä",
    urls=("https://a.org/x", "https://b.org/"),
    published="2024-03",
    venue="Journal of Kites",
    keywords=("cs.CL", "wind"),
    upvotes=0,
    stars=7,
    kind="article-journal",
    citation_key="lee2024",
    details=(("issue", "2"), ("volume", "1")),
)


def test_a_line_for_ever() -> None:
    """The line says what is known, in the order of the fields, its letters as they are: libraries hold it."""
    assert KNOWN.to_json() == (
        '{"arxiv": "2404.12345", "doi": "10.1/ä", "urls": ["https://a.org/x", "https://b.org/"], '
        '"published": "2024-03", "venue": "Journal of Kites", "keywords": ["cs.CL", "wind"], "upvotes": 0, '
        '"stars": 7, "kind": "article-journal", "citation_key": "lee2024", '
        '"details": [["issue", "2"], ["volume", "1"]]}'
    )
    assert Facts.from_json(KNOWN.to_json()) == KNOWN


def test_nothing_known() -> None:
    """No facts are an empty line, and the other way round."""
    assert NO_FACTS.to_json() == "{}"
    assert Facts.from_json("{}") == NO_FACTS


def test_facts_of_a_later_version() -> None:
    """What a later version may have added is left out, whatever it is."""
    assert Facts.from_json('{"mood": [["x"]], "doi": "10.1/x"}') == Facts(doi="10.1/x")


texts = st.text(max_size=5).map(printable)
lists = st.lists(texts, max_size=3).map(tuple)


@given(
    st.builds(
        Facts,
        arxiv=texts,
        urls=lists,
        keywords=lists,
        upvotes=st.none() | st.integers(),
        details=st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
    )
)
def test_facts_come_back(facts: Facts) -> None:
    """Whatever is known, in clean lines, comes back the same, and hashable."""
    assert Facts.from_json(facts.to_json()) == facts
    assert hash(Facts.from_json(facts.to_json())) == hash(facts)


@pytest.mark.parametrize("text", ["{}", KNOWN.to_json()])
def test_one_line(text: str) -> None:
    """It stays on one line."""
    assert "\n" not in text
