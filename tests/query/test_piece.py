import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.query import Piece, Tag, piece_at


@pytest.mark.parametrize(
    ("line", "field", "typed", "replaced"),
    [
        ("so^", "", "so", "so"),
        ("kites so^", "", "so", "so"),
        ("(kites OR so^", "", "so", "so"),
        ("-so^", "", "so", "so"),
        ("so^urce", "", "so", "source"),
        ("tag:^", "tag", "", ""),
        ("TAG:n^", "tag", "n", "n"),
        ("-tag:n^", "tag", "n", "n"),
        ("NOT tag:n^", "tag", "n", "n"),
        ("tag:n^lp kites", "tag", "n", "nlp"),
        ("tag:^nlp", "tag", "", "nlp"),
        ("tag:(n^", "tag", "n", "n"),
        ("tag:(^", "tag", "", ""),
        ("tag:(^ b", "tag", "", ""),
        ("tag:(a OR ^", "tag", "", ""),
        ("tag:(a|^", "tag", "", ""),
        ("tag:(a OR -n^)", "tag", "n", "n"),
        ("tag:((a b) n^", "tag", "n", "n"),
        ("tag:(a is:un^", "is", "un", "un"),
        ("tag:(a is:read n^", "tag", "n", "n"),
        ("(tag:n^)", "tag", "n", "n"),
        ('source:"mar 1^', "source", "mar 1", '"mar 1'),
        ('source:"mar 1^4.txt" kites', "source", "mar 1", '"mar 14.txt"'),
        ('source:"mar 1^ kites', "source", "mar 1", '"mar 1'),
        ('source:"mar 1^4 kites', "source", "mar 1", '"mar 14'),
        ('tag:"^a', "tag", "", '"a'),
        ('tag:"^"a b', "tag", "", '""a'),
        ('tag:"n"^a b', "tag", "n", '"n"a'),
        ('source:"mar 14"^', "source", "mar 14", '"mar 14"'),
        ('source:"mar 14"^ kites "a phrase"', "source", "mar 14", '"mar 14"'),
        ('source:""^ "a phrase"', "source", "", '""'),
        ("tag:(a) so^", "", "so", "so"),
        ("tag:(a (b) so^", "tag", "so", "so"),
        ("sort:-ti^", "sort", "-ti", "-ti"),
        ("title:wo^", "title", "wo", "wo"),
        ("xyzzy:n^", "", "xyzzy:n", "xyzzy:n"),
    ],
)
def test_the_piece_at_the_cursor(line: str, field: str, typed: str, replaced: str) -> None:
    """At `^`: the field whose value is being typed, what is typed of it, and what would be replaced."""
    cursor = line.index("^")
    text = line.replace("^", "")
    piece = piece_at(text, cursor)
    assert piece
    assert (piece.field, piece.typed, text[piece.start : piece.end]) == (field, typed, replaced)


@pytest.mark.parametrize(
    "line", ["^", "kites ^", '"a phrase^', '"tag:n^', '"tag:n"^', "tag:(a OR^", "tag:(a)^", "(^", "OR^"]
)
def test_between_pieces(line: str) -> None:
    """Nothing is being typed there that could be completed: between words, in a phrase, at an operator."""
    assert piece_at(line.replace("^", ""), line.index("^")) is None


TEXTS = st.lists(st.sampled_from([*'ab/* -()|":~\u200b', "tag:", "OR ", "is:", 'source:"']), max_size=9).map("".join)


@given(TEXTS, st.data())
def test_every_text_can_be_typed_in(text: str, data: st.DataObject) -> None:
    """Wherever the cursor is, the piece is around it."""
    cursor = data.draw(st.integers(0, len(text)))
    piece = piece_at(text, cursor)
    assert piece is None or 0 <= piece.start <= cursor <= piece.end <= len(text)


@given(TEXTS, st.sampled_from(["nlp", "nlp/*", "two words", "a(b)", "x|y"]), st.data())
def test_what_is_put_there_is_the_value(text: str, tag: str, data: st.DataObject) -> None:
    """Whatever stands around it, a value that takes the piece's place is read as the value of its field."""
    piece = piece_at(text, data.draw(st.integers(0, len(text))))
    if piece and piece.field == "tag":
        value = str(Tag(tag)).removeprefix("tag:")
        put = text[: piece.start] + value + text[piece.end :]
        end = piece.start + len(value)
        assert piece_at(put, end) == Piece(piece.start, end, "tag", tag)
