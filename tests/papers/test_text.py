import re
import unicodedata
from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers import clean_line, clean_text, first_sentence
from reader.papers.text import MOST_MARKS, Removed, counting, fold, like, printable
from tests.fuzz.deadline import within

JOINED = "\u0646\u0645\u06cc\u200c\u062f\u0627\u0646\u0645"
SCRIPTS = [
    JOINED,  # Persian
    "\u0995\u09cd\u200d\u09b7 \u09b0\u200d\u09cd\u09af",  # Bengali
    "\u0db4\u0dca\u200d\u0dbb",  # Sinhala
    "\u0d05\u0d35\u0d28\u0d4d\u200d",  # Malayalam, the joiner at the end
    "Vi\u1ec7t Nam, Vie\u0323\u0302t decomposed",
    "\u05d1\u05b0\u05bc\u05e8\u05b5\u05d0\u05e9\u05c1\u05b4\u0596\u05d9\u05ea",  # Hebrew, points and accents
    "\u0e17\u0e35\u0e48\u0e19\u0e35\u0e48 \u0e19\u0e49\u0e33",  # Thai
    "\u0928\u092e\u0938\u094d\u0924\u0947 \u0930\u094d\u0915\u094d\u0937\u093f\u0902",  # Devanagari
    "\u0f56\u0f66\u0f92\u0fb2\u0f74\u0f56\u0f66",  # Tibetan
    "\u0642\u064f\u0631\u0652\u0622\u0646\u064c",  # Arabic with vowels
    "\u1780\u17d2\u1780\u17bb\u17c6",  # Khmer
    "\u2800\u2801 \ue0a0 \u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500",
    "\u3002\u300d\u300c\u2026\u2026\u2014\u2014\uff01\uff1f\u300f\u300e\u3001",
]
"""What must pass as it is: joiners, marks and signs of languages that papers are written in."""
NASTY = "\u0301\u064b\u20dd\u0646\u200c"
NASTY += "\0\a\b\t\n\v\f\r\x1b\x7f\x85\x9b\xa0\xad\u061c\u200b\u200d\u200f\u2028\u202e\u2066\u3000\ufe0f\ufeff\ud800"
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
        ("no \ufffe\ufdd0character", "no character"),
        ("latin\u200cjoined \u0646\u200c", "latinjoined \u0646"),
        ("\u0646\u200c\u200d\u200c\u0646", "\u0646\u0646"),
        ("Z" + "\u0335\u0301" * 400 + "algo", "Z" + "\u0335\u0301" * 4 + "algo"),
        ("\u0646" + "\u064b\u200d" * 40 + "\u0646", "\u0646" + "\u064b\u200d" * 7 + "\u064b\u0646"),
        ("blank\u3164 letters\u115f\uffa0", "blank letters"),
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
        ("a  \nb\t\nX\n", "a\nb\nX"),
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


@pytest.mark.parametrize("text", SCRIPTS)
def test_what_languages_need_stays(text: str) -> None:
    """Marks and joiners that are spelling are no attack."""
    assert clean_line(text) == clean_text(text) == printable(text) == text


@given(any_text)
def test_no_letter_carries_a_flood(text: str) -> None:
    """No more than so many marks follow each other, joiners or not."""
    bare = re.sub("[\u200c\u200d]", "", clean_line(text))
    kinds = "".join("m" if unicodedata.category(c) in {"Mn", "Me"} else "." for c in bare)
    assert "m" * (MOST_MARKS + 1) not in kinds


@given(any_text)
def test_a_line_that_keeps_its_spaces(text: str) -> None:
    """It is the clean line but for its spaces."""
    assert clean_line(printable(text)) == clean_line(text)
    assert printable(printable(text)) == printable(text)


def test_what_is_taken_out_is_counted() -> None:
    """Each character once, each text once; what is clean, or cleaned outside, does not count."""
    removed = Removed()
    with counting(removed):
        assert clean_line("a\x1b[31m\x1bb") == "a[31mb"
        clean_text("one\x00\n\ntwo\u202e\nthree")
        clean_line("plain \u00e9  text")
    clean_line("\x1b")
    assert removed == Removed(4, 3)


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
        ("می\u200cدانم", "میدانم"),
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
        ("ab", "a*b*b", False),
        ("abb", "a*b*b", True),
        ("ab-a", "*a*b*", True),
        ("ba", "*b*a*", True),
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
