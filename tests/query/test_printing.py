import contextlib
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.query import And, Date, Fuzzy, Is, Not, Number, Or, Phrase, Prefix, Query, Wildcard, Word, parse, words
from reader.query.ast import Node

from ..patience import patience

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
    *[
        "title:",
        "abs:",
        "Tag:",
        "source:",
        "id:",
        "list:",
        "like:",
        "is:",
        "has:",
        "sort:",
        "limit:",
        "foo:",
        "http://",
    ],
    *["author:", "note:", "url:", "words:", "Rating:", "seen:", "upvotes:", "added:", "read:", "page:", "published:"],
    *["newer_than:", "older_than:", "~", "~1", "~5", "<", ">=", ">", "..", "-", "0", "5", "9", "200", "999999999"],
    *["2026", "2026-03", "2026-03-14", "2026-02-30", "today", "Yesterday", "7d", "007W", "1m", "999y", "math"],
    *["a", "b", "unread", "starred", "code", "added", "-added", "7", "none", "nlp/*", "ß", "İ"],
]
queries = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.just(" "), st.text(max_size=4))).map("".join)
spaced_queries = st.lists(st.sampled_from(FRAGMENTS)).map(" ".join)
counts = st.text("0123456789.<>=", max_size=6)
days = st.lists(
    st.sampled_from([*"0123456789-<>=.dwmy", "..", "2026", "-03", "-14", "today", "yester"]), max_size=6
).map("".join)
conditions = st.lists(
    st.builds(
        "".join,
        st.tuples(
            st.sampled_from(["", "-", "("]),
            st.one_of(
                st.tuples(st.sampled_from(["words:", "seen:", "rating:", "upvotes:"]), counts).map("".join),
                st.tuples(st.sampled_from(["added:", "page:", "newer_than:", "older_than:"]), days).map("".join),
                st.tuples(st.sampled_from(["", "title:", "note:"]), st.text("ab*~12", max_size=6)).map("".join),
                st.tuples(st.sampled_from(['"a b"~', 'author:"a"~', '""~']), st.text("0129ax", max_size=4)).map(
                    "".join
                ),
            ),
        ),
    ),
    max_size=3,
).map(" ".join)
anything = st.one_of(queries, spaced_queries, conditions, st.text(st.characters()))


@settings(deadline=None)
@given(anything, st.booleans())
@example("*-x", False)
@example("a~1~2", True)
@example('a "b"~5(c)~5', True)
@example("words:<00 rating:>5", False)
@example("older_than:7d -older_than:7d -(older_than:1m)", False)
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
        case Word(text) | Prefix(text) | Phrase(text) | Fuzzy(text):
            assert text
        case Wildcard(text):
            assert "*" in text[:-1]
            assert "**" not in text
        case Number(_, low, high):
            ends = [end for end in (low, high) if end is not None]
            assert ends
            assert 0 <= ends[0] <= ends[-1]
        case Date(_, day, sign, last):
            assert day
            assert not (sign and last)
            assert day != last


@settings(deadline=None)
@given(anything)
def test_suggestions_can_be_meant(text: str) -> None:
    """What an error suggests instead is a query."""
    try:
        parse(text)
    except QueryError as error:
        if suggested := re.search(r"Did you mean (\S+)\?", error.hint):
            parse(suggested[1])


@settings(deadline=None)
@given(anything, st.integers(min_value=0))
@example("limit:05", 7)
@example("words:9..10", 10)
def test_what_is_typed_towards_a_query_is_no_error(text: str, cut: int) -> None:
    """On the way to a text that can be meant, every beginning of it can be."""
    try:
        parse(text)
    except QueryError:
        return
    parse(text[: cut % (len(text) + 1)], typing=True)


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
        ("author:A* note:x", "author:A* note:x"),
        ("wi**ld*card abs:*a", "wi*ld*card abstract:*a"),
        ('a~ title:b~2 "c d"~7 -"e"~0', 'a~ title:b~2 "c d"~7 -"e"'),
        ("words:>49 words:<50 words:0300 words:200..400", "words:>=50 words:<=49 words:300 words:200..400"),
        ("rating:>=4 seen:1..1", "rating:>=4 seen:1"),
        ("Added:TODAY read:>2026-03 page:2026..2026", "added:today read:>2026-03 page:2026"),
        ("newer_than:07d older_than:1M", "added:7d -added:1m"),
        ("-older_than:2w -(newer_than:1y)", "added:2w -added:1y"),
        ('list:A list:"b" -LIST:"to read" list:(c OR "(d)")', 'list:A list:b -list:"to read" (list:c OR list:"(d)")'),
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
        "a*",
        "~1",
        "~~",
        '""~5',
        "a*b~ ",
        "words:1",
        "words:>",
        "added:2",
        "0",
        "-9",
        "..",
    ],
)
@pytest.mark.parametrize("typing", [False, True])
def test_long_queries_are_read_at_once(piece: str, typing: bool) -> None:
    """Ten thousand characters of anything are read and printed in no time, or refused."""
    text = (piece * 10_000)[:10_000]
    with patience(), contextlib.suppress(QueryError):
        query = parse(text, typing=typing)
        assert parse(str(query)) == query


def test_words_are_the_texts_that_are_looked_for() -> None:
    """Words, prefixes and phrases come in order, from groups too, but not what is excluded."""
    query = parse('a -b (title:c* OR "d e" -(f g)) is:read *h -i*j k~ words:1 added:7d')
    assert words(query) == (Word("a"), Prefix("c", "title"), Phrase("d e"), Wildcard("*h"), Fuzzy("k"))
    assert words(Query()) == words(Query(Is("read"))) == ()
