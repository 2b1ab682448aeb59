import pytest

from reader.errors import QueryError
from reader.query import And, Date, Fuzzy, Is, Like, Not, Number, Or, Phrase, Prefix, Query, Wildcard, Word, parse
from reader.query.ast import Node

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a", Or((A, Prefix("a")))),
        ("a b", And((A, Or((B, Prefix("b")))))),
        ("a OR b", Or((A, B, Prefix("b")))),
        ("-a", Not(Or((A, Prefix("a"))))),
        ("(a", Or((A, Prefix("a")))),
        ("title:a", Or((Word("a", "title"), Prefix("a", "title")))),
        ("a ", A),
        ("(a)", A),
        ("a*", Prefix("a")),
        ('"a', Phrase("a")),
        ("is:read", Is("read")),
        ("a*b", Wildcard("a*b*")),
        ("a*b*", Wildcard("a*b*")),
        ("a*b ", Wildcard("a*b")),
        ("a~", Fuzzy("a")),
        ('"a b"~', Phrase("a b")),
        ('"a b"~5', Phrase("a b", slop=5)),
        ("words:2", Number("words", 2, 2)),
        ("added:2026", Date("added", "2026")),
    ],
)
def test_the_last_word_is_also_a_prefix(text: str, where: Node) -> None:
    """While typing, a word that the text ends with may go on."""
    assert parse(text, typing=True) == Query(where)


@pytest.mark.parametrize("text", ["is:unr", "is:star", "IS:U", "is:(unr", 'is:"unr', "has:c", "sort:add", "sort:-add"])
def test_the_last_value_may_be_unfinished(text: str) -> None:
    """While typing, the beginning of a valid value says nothing yet; when done, it is an error."""
    assert parse(text, typing=True) == Query()
    with pytest.raises(QueryError):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        *["is:unr ", "is:unr a", "is:foo", "sort:x", "limit:x", "words:> ", "words:2.. a", "added:2026- "],
        *[
            "words:x",
            "words:2...",
            "rating:9",
            "rating:>5",
            "rating:4..1",
            "added:x",
            "added:2026-13",
            "added:2026-03-4",
        ],
        *[
            "added:2026-02-3",
            "added:2026..2025",
            "added:7x",
            "added:>7",
            "added:2026-03-01.2",
            "newer_than:t",
        ],
        *["older_than:1000", "added:todays", "page:today..y"],
    ],
)
def test_other_values_are_errors_while_typing(text: str) -> None:
    """A value that no valid one begins with, or that is left behind, cannot be meant."""
    with pytest.raises(QueryError):
        parse(text, typing=True)


VALUES = [
    *[
        "words:1",
        "words:0012",
        "words:20..400",
        "words:>=200",
        "words:<=49",
        "words:>3",
        "words:<50",
        "words:999999999",
    ],
    *["rating:5", "rating:>=4", "rating:0..5", "rating:3..5", "rating:<1"],
    *["added:2026", "added:2026-03", "added:2026-12-31", "added:2024-02-29", "added:2026-03..2026-04-05"],
    *["added:>=2026-03", "added:<yesterday", "added:today", "added:yesterday..today", "added:2026..today"],
    *["added:7d", "added:12w", "added:999m", "added:1y", "added:0007d", "published:1999-11-30..2026-11-30"],
    *[
        "newer_than:7d",
        "older_than:100w",
        "newer_than:007d",
        "limit:20",
        "limit:007",
        "has:code",
        "is:unread",
        "sort:-rating",
    ],
]


@pytest.mark.parametrize("text", VALUES)
def test_every_beginning_may_go_on(text: str) -> None:
    """Whatever can be meant can be typed letter by letter: no beginning of it is an error."""
    for end in range(1, len(text) + 1):
        parse(text[:end], typing=True)


@pytest.mark.parametrize(
    "text", ["words:>6", "words:5..", "rating:5.", "rating:3..", "words:12.", "added:2026-0", "added:2026.", "added:>"]
)
def test_a_beginning_says_nothing_yet(text: str) -> None:
    """What is no value yet but may become one leaves the query as it is; what is one already counts."""
    assert bool(parse(text, typing=True).where) is (text == "words:>6")


def test_likeness_is_typed() -> None:
    """An id that may go on is marked so; one that is left behind is whole."""
    assert [leaf.unfinished for text in ("like:12", "like:12 ") if isinstance(leaf := _leaf(text), Like)] == [
        True,
        False,
    ]


def _leaf(text: str) -> Node | None:
    return parse(text, typing=True).where
