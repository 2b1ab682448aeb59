"""The tokens of a query, each with where it stands: errors and completion point there."""

import pytest

from reader.query.lexer import Kind, Token, tokens

WORD, PHRASE, FIELD, NOT, AND, OR = Kind.WORD, Kind.PHRASE, Kind.FIELD, Kind.NOT, Kind.AND, Kind.OR


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a  bc", [Token(WORD, "a", 0, 1), Token(WORD, "bc", 3, 5)]),
        ("Xa", [Token(WORD, "Xa", 0, 2)]),
        ("a OR b", [Token(WORD, "a", 0, 1), Token(OR, "OR", 2, 4), Token(WORD, "b", 5, 6)]),
        ("a|b", [Token(WORD, "a", 0, 1), Token(OR, "|", 1, 2), Token(WORD, "b", 2, 3)]),
        ("AND NOT or", [Token(AND, "AND", 0, 3), Token(NOT, "NOT", 4, 7), Token(WORD, "or", 8, 10)]),
        ("-NOT", [Token(NOT, "-", 0, 4), Token(NOT, "NOT", 1, 4)]),
        ("(a)", [Token(Kind.OPEN, "(", 0, 1), Token(WORD, "a", 1, 2), Token(Kind.CLOSE, ")", 2, 3)]),
        (" --a-b", [Token(NOT, "-", 1, 6), Token(NOT, "-", 2, 6), Token(WORD, "a-b", 3, 6)]),
        (" -", [Token(NOT, "-", 1, 2), Token(WORD, "", 2, 2)]),
        ("-(", [Token(NOT, "-", 0, 1), Token(Kind.OPEN, "(", 1, 2)]),
        ("b Tag:NLP", [Token(WORD, "b", 0, 1), Token(FIELD, "tag", 2, 9), Token(WORD, "NLP", 6, 9)]),
        ("-tag:a:b", [Token(NOT, "-", 0, 8), Token(FIELD, "tag", 1, 8), Token(WORD, "a:b", 5, 8)]),
        ("tag:", [Token(FIELD, "tag", 0, 4), Token(WORD, "", 4, 4)]),
        ('tag:"a  b"', [Token(FIELD, "tag", 0, 4), Token(PHRASE, "a b", 4, 10)]),
        ("tag:(", [Token(FIELD, "tag", 0, 4), Token(Kind.OPEN, "(", 4, 5)]),
        ("foo:b", [Token(WORD, "foo:b", 0, 5)]),
        ('"a b"~12 c', [Token(PHRASE, "a b", 0, 8, "12"), Token(WORD, "c", 9, 10)]),
        ('"a"~ "b"~x', [Token(PHRASE, "a", 0, 4), Token(PHRASE, "b", 5, 8), Token(WORD, "~x", 8, 10)]),
        ('x"a', [Token(WORD, "x", 0, 1), Token(PHRASE, "a", 1, 3)]),
        ("a\u200bb", [Token(WORD, "ab", 0, 3)]),
    ],
)
def test_tokens(text: str, expected: list[Token]) -> None:
    """Kind and clean text of each; where it begins, and where the run of characters ends that it stands in."""
    assert list(tokens(text)) == expected
