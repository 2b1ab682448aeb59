import pytest

from reader.errors import QueryError
from reader.query import And, Is, Not, Or, Phrase, Prefix, Query, Word, parse
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


@pytest.mark.parametrize("text", ["is:unr ", "is:unr a", "is:foo", "sort:x", "limit:x"])
def test_other_values_are_errors_while_typing(text: str) -> None:
    """A value that no valid one begins with, or that is left behind, cannot be meant."""
    with pytest.raises(QueryError):
        parse(text, typing=True)
