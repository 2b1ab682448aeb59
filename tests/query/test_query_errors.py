import pytest

from reader.errors import QueryError
from reader.query import parse


@pytest.mark.parametrize(
    ("text", "column", "message", "hint"),
    [
        ("is:foo", 3, "is:foo", "is: takes unread, reading, read"),
        ("a  is:unraed", 6, "is:unraed", "Did you mean is:unread?"),
        ("-is:(read OR foo)", 13, "is:foo", "is: takes"),
        ("has:cod", 4, "has:cod", "Did you mean has:code?"),
        ("sort:-ratting", 5, "sort:-ratting", "Did you mean sort:rating?"),
        ('sort:"foo"', 5, "sort:foo", "sort: takes relevance, added"),
        ("limit:abc", 6, "limit:abc", "limit:20"),
        ("limit:0", 6, "limit:0", "from 1"),
        ("limit:-5", 6, "limit:-5", "from 1"),
        ("limit:²", 6, "limit:²", "from 1"),
        ("limit:" + "9" * 5000, 6, "limit:999", "to 999999999"),
    ],
)
def test_what_cannot_be_meant(text: str, column: int, message: str, hint: str) -> None:
    """A value outside a closed set is named, with its column, what is valid and what is nearest."""
    with pytest.raises(QueryError) as raised:
        parse(text)
    assert raised.value.column == column
    assert message in raised.value.message
    assert hint in raised.value.hint


def test_parentheses_go_fifty_deep() -> None:
    """Deeper ones are refused where they begin; as many as 50 are read, alternating or not."""
    assert str(parse("(" * 50 + "a")) == "a"
    assert str(parse("a (b OR c " * 50)).count("(") == 50
    with pytest.raises(QueryError) as raised:
        parse("(" * 51)
    assert raised.value.column == 50
