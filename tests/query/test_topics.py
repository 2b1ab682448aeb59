import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.query import InTopic, Query, leaves_of, parse, slug


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("topic:3", "3"),
        ("topic:video-diffusion", "video-diffusion"),
        ('topic:"Video · Diffusion"', "video-diffusion"),
        ("topic:Zürich", "zurich"),
        ("Topic:RAG*", "rag"),
    ],
)
def test_names(text: str, name: str) -> None:
    """A topic is named by number or words; case, accents and what stands between words do not matter."""
    assert parse(text).where == InTopic(name)
    assert parse(str(parse(text))) == parse(text) == Query(InTopic(name))


@pytest.mark.parametrize("text", ["topic:", 'topic:""', "topic:-", 'topic:"·"'])
def test_no_name(text: str) -> None:
    """What has no letter and no digit names nothing."""
    assert parse(text).where is None


@given(st.text())
def test_slugs_print_back(text: str) -> None:
    """Whatever a topic is called, its name in queries is read as itself."""
    name = slug(text)
    assert slug(name) == name
    if name:
        assert parse(str(Query(InTopic(name)))).where == InTopic(name)


def test_typing() -> None:
    """The last name is unfinished while it is typed, and says where it stands."""
    for typing in (True, False):
        (topic,) = (leaf for leaf in leaves_of(parse("a topic:vi", typing=typing).where) if isinstance(leaf, InTopic))
        assert (topic.unfinished, topic.column) == (typing, len("a topic:"))
