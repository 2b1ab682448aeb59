import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import TextError
from reader.papers import Mark, Status, clean_tag
from reader.query import Query, Tag, parse


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("nlp", "nlp"),
        ("  #NLP ", "nlp"),
        ("To  Read", "to-read"),
        ("nlp/llm", "nlp/llm"),
        ("c++", "c++"),
        ("v1.5_b", "v1.5_b"),
        ("Straße", "strasse"),
        ("日本", "日本"),
        ("3d", "3d"),
        ("a\u200bb\n", "ab"),
    ],
)
def test_tags_are_cleaned(text: str, tag: str) -> None:
    """Case, a leading hash and odd spaces do not make another tag."""
    assert clean_tag(text) == tag


@pytest.mark.parametrize(
    "text", ["", " ", "#", "##a", "-a", "a-", "a/", "/a", "a//b", "_a", "a,b", "a*", "a:b", '"a"', "(a"]
)
def test_what_is_no_tag(text: str) -> None:
    """A text that no query could name as a tag is refused, with what a tag is made of."""
    with pytest.raises(TextError, match="cannot be a tag") as caught:
        clean_tag(text)
    made_of = "A tag starts with a letter or a digit and goes on with those or - _ . + and / for levels: nlp/llm"
    assert caught.value.hint == made_of


@pytest.mark.parametrize("text", ["none", "None", "#NONE"])
def test_reserved_tags(text: str) -> None:
    """`none` means papers without tags, and is refused with that reason."""
    with pytest.raises(TextError) as caught:
        clean_tag(text)
    assert caught.value.message == "“none” cannot be a tag"
    assert caught.value.hint == "tag:none finds papers without tags; take another word."


def test_an_error_shows_no_control_characters() -> None:
    """The refused text is quoted clean."""
    with pytest.raises(TextError) as caught:
        clean_tag("a\x1b[31m*")
    assert "\x1b" not in caught.value.message


@given(st.one_of(st.text(), st.text("aZé日1 #-_./+*:", max_size=8)))
def test_every_tag_can_be_searched_for(text: str) -> None:
    """A tag is its own clean form, and `tag:` with it means it and nothing else."""
    with contextlib.suppress(TextError):
        tag = clean_tag(text)
        assert clean_tag(tag) == tag
        assert parse(f"tag:{tag}") == Query(Tag(tag))


def test_the_empty_mark() -> None:
    """Nothing said about a paper is: unread, and nothing else."""
    assert Mark() == Mark(Status.UNREAD, bookmarked=False, rating=0, tags=frozenset(), note="", read_at=None)


def test_a_tag_has_an_end() -> None:
    """What fills a screen is no tag."""
    assert clean_tag("t" * 100) == "t" * 100
    with pytest.raises(TextError) as caught:
        clean_tag("t" * 101)
    assert caught.value.message == "This is too long for a tag"
    assert caught.value.hint == "A tag has 100 characters at most."
