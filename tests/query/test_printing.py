import contextlib
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.query import And, Is, Not, Or, Phrase, Prefix, Query, Word, parse, words
from reader.query.ast import Node

FRAGMENTS = [
    *[
        "AND",
        "OR",
        "NOT",
        "|",
        "-",
        "--",
        "(",
        ")",
        '"',
        "*",
        ":",
        "#",
        "/",
        " ",
        "\0",
        "\u00a0",
        "\ud800",
        "🤗",
    ],
    *["title:", "abs:", "Tag:", "source:", "id:", "is:", "has:", "sort:", "limit:", "foo:", "http://"],
    *["a", "b", "unread", "starred", "code", "added", "-added", "7", "none", "nlp/*", "ß", "İ"],
]
queries = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.just(" "), st.text(max_size=4))).map("".join)
spaced_queries = st.lists(st.sampled_from(FRAGMENTS)).map(" ".join)
anything = st.one_of(queries, spaced_queries, st.text(st.characters()))


@settings(deadline=None)
@given(anything, st.booleans())
@example("*-x", False)
@example('tag:"# #a (b)"', False)
@example("a (b OR c " * 49 + "d", True)
@example("a (b OR c " * 50 + "d", True)
def test_every_query_prints_back(text: str, typing: bool) -> None:
    """Whatever is read prints as text that reads the same; nothing but `QueryError` is ever raised."""
    with contextlib.suppress(QueryError):
        query = parse(text, typing=typing)
        assert parse(str(query)) == query
        assert str(parse(str(query))) == str(query)


@settings(deadline=None)
@given(anything, st.booleans())
def test_every_query_is_canonical(text: str, typing: bool) -> None:
    """No group has less than two members or one of its own kind, no negation is doubled, no text is empty."""
    with contextlib.suppress(QueryError):
        assert_canonical(parse(text, typing=typing).where)


def assert_canonical(node: Node | None) -> None:
    """Check `node` and all below it."""
    match node:
        case And(children) | Or(children):
            assert len(children) >= 2
            assert not any(type(child) is type(node) for child in children)
            for child in children:
                assert_canonical(child)
        case Not(child):
            assert not isinstance(child, Not)
            assert_canonical(child)
        case Word(text) | Prefix(text) | Phrase(text):
            assert text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("", ""),
        ("  a   AND  b ", "a b"),
        ("a | b c", "a OR b c"),
        ("(a OR b) c", "(a OR b) c"),
        ("NOT (a b)", "-(a b)"),
        ("title:(a OR b) is:starred", "(title:a OR title:b) is:bookmarked"),
        ('abs:"a b" trans*', 'abstract:"a b" trans*'),
        ('source:"my file.txt" source:"a.txt" tag:"A (b)"', 'source:"my file.txt" source:a.txt tag:"a-(b)"'),
        ("limit:5 -sort:added a OR b has:code id:24", "a OR b has:code id:24 sort:-added limit:5"),
    ],
)
def test_printed_form(text: str, printed: str) -> None:
    """A query prints as a person would write it: spaces for AND, quotes and parentheses where needed."""
    assert str(parse(text)) == printed


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        ")",
        "-",
        '"',
        "*",
        ":",
        "|",
        "x",
        "-(",
        "title:",
        "is:(",
        "NOT ",
        "a OR ",
        "foo:b ",
        "*-",
        "🤗",
        "\0",
        "-(a ",
    ],
)
@pytest.mark.parametrize("typing", [False, True])
def test_long_queries_are_read_at_once(piece: str, typing: bool) -> None:
    """Ten thousand characters of anything are read and printed in no time, or refused."""
    text = (piece * 10_000)[:10_000]
    begun = time.perf_counter()
    with contextlib.suppress(QueryError):
        query = parse(text, typing=typing)
        assert parse(str(query)) == query
    assert time.perf_counter() - begun < 1


def test_words_are_the_texts_that_are_looked_for() -> None:
    """Words, prefixes and phrases come in order, from groups too, but not what is excluded."""
    query = parse('a -b (title:c* OR "d e" -(f g)) is:read')
    assert words(query) == (Word("a"), Prefix("c", "title"), Phrase("d e"))
    assert words(Query()) == words(Query(Is("read"))) == ()
