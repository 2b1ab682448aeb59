import pytest

from reader.query import Number, parse


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("words:200..400", Number("words", 200, 400)),
        ("words:>=200", Number("words", 200, None)),
        ("words:>49", Number("words", 50, None)),
        ("words:<50", Number("words", None, 49)),
        ("words:<=49", Number("words", None, 49)),
        ("words:300", Number("words", 300, 300)),
        ("words:007..7", Number("words", 7, 7)),
        ("words:0", Number("words", 0, 0)),
        ("words:<1", Number("words", None, 0)),
        ("seen:>1", Number("seen", 2, None)),
        ("rating:>=4", Number("rating", 4, None)),
        ("rating:>4", Number("rating", 5, None)),
        ("Rating:0..5", Number("rating", 0, 5)),
        ("upvotes:>=50", Number("upvotes", 50, None)),
    ],
)
def test_numbers(text: str, number: Number) -> None:
    """A number, a range and the four comparisons become bounds, both included."""
    assert parse(text).where == number
    assert parse(str(number)).where == number
