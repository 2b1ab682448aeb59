import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers import normal_title, title_id


@pytest.mark.parametrize(
    ("title", "normal"),
    [
        ("Kites: A Survey!", "kitesasurvey"),
        ("KITES — a\u00a0survey", "kitesasurvey"),
        ("Ｋｉｔｅｓ ﬁnd x²", "kitesfindx2"),
        ("Stra\u00dfe", "strasse"),
        ("Cafe\u0301", "café"),
        ("日本語の論文", "日本語の論文"),
        ("???", "???"),
        ("", ""),
    ],
)
def test_normal_title(title: str, normal: str) -> None:
    """Only letters and digits count, in one case and form; a title without any is kept."""
    assert normal_title(title) == normal


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Kites Over Water", "916f1d2fc5bfa816"),
        ("kites over water.", "916f1d2fc5bfa816"),
        ("Straße", "2ab66d0c338240e4"),
    ],
)
def test_ids_are_for_ever(title: str, expected: str) -> None:
    """The ids of these titles are in libraries out there: they never change."""
    assert title_id(title) == expected


words = st.lists(st.text("abcXYZéß09日本", min_size=1, max_size=5), min_size=1, max_size=6)
gaps = st.sampled_from([" ", "", ": ", " - ", "\u00a0", "—", "_", "?! ", "’"])


@given(words, gaps, gaps)
def test_spelling_does_not_matter(words: list[str], one: str, other: str) -> None:
    """Titles that differ in case, spaces and punctuation only are one paper."""
    assert title_id(one.join(words)) == title_id(other.join(words).swapcase() + other)


@given(st.text())
def test_every_title_has_an_id(title: str) -> None:
    """An id is 16 hexadecimal digits, whatever the title."""
    assert len(title_id(title)) == 16
    assert set(title_id(title)) <= set("0123456789abcdef")


@pytest.mark.parametrize(("one", "other"), [("Kites 2", "Kites 3"), ("Kite", "Kites"), ("???", "!!!"), ("A", "B")])
def test_other_titles_are_other_papers(one: str, other: str) -> None:
    """A different letter or digit is a different paper."""
    assert title_id(one) != title_id(other)
