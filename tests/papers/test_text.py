import unicodedata
from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers import clean_line, clean_text, first_sentence
from reader.papers.text import fold, like
from tests.fuzz.deadline import within

NASTY = "\0\a\b\t\n\v\f\r\x1b\x7f\x85\x9b\xa0\xad\u061c\u200b\u200d\u200f\u2028\u202e\u2066\u3000\ufe0f\ufeff\ud800"
any_text = st.text(st.one_of(st.characters(), st.sampled_from(NASTY), st.sampled_from("ab .\u65e5")))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        ("  a \t b\u00a0\u2003c  ", "a b c"),
        ("a\nb\r\nc\rd\u2028e\u2029f\x85g\x0bh\x0ci", "a b c d e f g h i"),
        ("a\x1b[31mb\x1b]0;x\x07", "a[31mb]0;x"),
        ("a\x9b31mb\x00c\x7fd", "a31mbcd"),
        ("a\u202eb\u202c\u2066c\u2069\u200e\u200f\u061cd", "abcd"),
        ("soft\u00adhyphen zero\u200bwidth\u2060\ufeff", "softhyphen zerowidth"),
        ("❤\ufe0f 👩\u200d🔬", "❤ 👩🔬"),
        ("flag\U000e0067\U000e007f", "flag"),
        ("日本語　の\u3000論文", "日本語 の 論文"),
        ("e\u0301 stays decomposed", "e\u0301 stays decomposed"),
        ("lone \ud83d surrogate", "lone surrogate"),
        ("$x^2$ [b]not markup[/b] <i>", "$x^2$ [b]not markup[/b] <i>"),
    ],
)
def test_one_clean_line(text: str, line: str) -> None:
    """Controls, directions and invisible characters go, white space becomes single spaces, the rest stays."""
    assert clean_line(text) == line


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("\n\n a\n\n  b  \n", " a\n\n  b"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("\tx\ty", "    x    y"),
        ("a\x1b[2Jb\n\u202ec\u200b", "a[2Jb\nc"),
        ("- one\n  - two", "- one\n  - two"),
        ("\n\u200b\n", ""),
    ],
)
def test_several_clean_lines(text: str, clean: str) -> None:
    """Line breaks and indents of a note stay; blank lines at its ends and what cannot be printed go."""
    assert clean_text(text) == clean


@given(any_text)
def test_nothing_dangerous_is_left(text: str) -> None:
    """Whatever comes in, no control, direction mark or lone surrogate comes out, and no character is made up."""
    for clean in (clean_line(text), clean_text(text).replace("\n", "")):
        assert not [c for c in clean if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}]
        assert not [c for c in clean if unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF"}]
        assert set(clean) <= set(text) | {" "}


@given(any_text)
def test_clean_text_stays_as_it_is(text: str) -> None:
    """Cleaning twice is cleaning once, for lines and for texts."""
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Café", "cafe"),
        ("ÅNGSTRÖM", "angstrom"),
        ("ﬁne", "fine"),
        ("Straße", "strasse"),
        ("x²", "x2"),
        ("ℝ 𝐊ites", "r kites"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    """What people type without case and accents is what is written."""
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("Is it so? It is.", "Is it so?"),
        (
            "It gains 2.4 points over Smith et al. 2020 did. Then more.",
            "It gains 2.4 points over Smith et al. 2020 did.",
        ),
        ("See Fig. 3 and J. Doe, e.g. Kites. End.", "See Fig. 3 and J. Doe, e.g. Kites."),
        ("no end here", "no end here"),
        ("ends. but goes on in lower case", "ends. but goes on in lower case"),
        ("", ""),
    ],
)
def test_first_sentence(text: str, first: str) -> None:
    """It ends at a full stop before a capital, but not after an abbreviation or inside a number."""
    assert first_sentence(text) == first


@pytest.mark.parametrize(
    ("name", "pattern", "fits"),
    [
        ("abc", "abc", True),
        ("ABC", "abC", True),
        ("abc", "ab", False),
        ("abc", "ab*", True),
        ("abc", "*bc", True),
        ("abc", "*b*", True),
        ("abc", "a*c", True),
        ("abc", "abc*", True),
        ("aba", "ab*ba", False),
        ("abcabd", "a*b*d", True),
        ("abc", "*c*b*", False),
        ("Straße", "strass*", True),
        ("", "*", True),
        ("a.c", "a?c", False),
    ],
)
def test_stars(name: str, pattern: str, fits: bool) -> None:
    """A star is any run of characters, every other one stands for itself in either case."""
    assert like(name, pattern) is fits


@given(st.text("ab", max_size=8), st.text("ab*", max_size=6))
def test_stars_are_what_they_are_in_file_names(name: str, pattern: str) -> None:
    """The linear match agrees with the backtracking one of the standard library."""
    assert like(name, pattern) is fnmatchcase(name, pattern)


def test_initials_without_end_are_no_sentence() -> None:
    """A long text of nothing but abbreviations is looked through once."""
    text = "A. " * 100_000
    with within(20):
        assert first_sentence(text) == text
