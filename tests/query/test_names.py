import pytest

from reader.errors import TextError
from reader.query import Saved, clean_name, parse, suggested_name


@pytest.mark.parametrize(
    ("text", "name"),
    [(" to \n read ", "to read"), ("Größe (neu)", "Größe (neu)"), ("a\x1b[31mb", "a[31mb"), ("x" * 60, "x" * 60)],
)
def test_names(text: str, name: str) -> None:
    """A name is one clean line, and a query can hold any name."""
    assert clean_name(text) == name
    assert parse(str(Saved(name))).where == Saved(name)


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "x" * 61, 'say "x"'])
def test_what_cannot_be_a_name(text: str) -> None:
    """Nothing, too much, and the quote that queries put round names."""
    with pytest.raises(TextError) as raised:
        clean_name(text)
    assert raised.value.hint


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("graph neural", "graph neural"),
        ('tag:nlp/llm -is:read "in context" sort:title', "nlp/llm -read in context"),
        ("title:(a OR transf*)", "a transf"),
        ("sort:rating limit:20", "rating 20"),
        ("x" * 99, "x" * 60),
        ("", ""),
    ],
)
def test_suggested_names(text: str, name: str) -> None:
    """A query is called by what it looks for, without grammar; what is suggested can be a name."""
    assert suggested_name(parse(text)) == name
