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


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        *[(text, "A saved query needs a name", "Such as: to read.") for text in ("", " \n", "\u200b")],
        ("xy" * 31, "“xyxyxyxyxyxyxyxyxyxy…” is too long for a name", "At most 60 characters."),
        ('say "x"', '“say "x"” cannot be a name', 'It holds the " in which queries put names.'),
    ],
)
def test_what_cannot_be_a_name(text: str, message: str, hint: str) -> None:
    """Nothing, too much, and the quote that queries put round names."""
    with pytest.raises(TextError) as raised:
        clean_name(text)
    assert (raised.value.message, raised.value.hint) == (message, hint)


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
