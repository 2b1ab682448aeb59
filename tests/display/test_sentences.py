import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.display import key_sentences
from reader.display.sentences import sentences


@pytest.mark.parametrize(
    "one",
    [
        "Birds, e.g. Arctic terns, fly far.",
        "Smith et al. Found the bug in Fig. 2 of Sec. 3.",
        "It gains 3.5 points with Python 3.11 and v. 2.0 of the tool.",
        "We follow J. S. Bach and Dr. Who.",
        "Is GPT-4.1 better?",
        "A title without its full stop",
        "See https://example.org/a.b.c for more.",
    ],
)
def test_a_full_stop_is_not_always_an_end(one: str) -> None:
    """Abbreviations, initials, decimals and versions end no sentence."""
    text = f"{one} Then comes another."
    expected = [text] if not one.endswith((".", "?")) else [one, "Then comes another."]
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_sentences_that_stick_together_are_parted() -> None:
    """A missing space after a full stop, a quote after one, a line break."""
    text = 'It is "good." It works.Then we rest.\nWell! 7 of 9 agree.'
    found = [text[start:end] for start, end in sentences(text)]
    assert found == ['It is "good."', "It works.", "Then we rest.", "Well!", "7 of 9 agree."]


@given(st.text(alphabet="aA .!?\n\"'1e.g"))
def test_sentences_are_all_of_the_text(text: str) -> None:
    """In order, not empty, and only spaces stand between them."""
    at = 0
    for start, end in sentences(text):
        assert at <= start < end
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("In this paper, we look at kites and propose a new way to fly them.", "contribution"),
        ("This work introduces KiteNet.", "contribution"),
        ("It outperforms all others.", "result"),
        ("Errors fall by 12.5% on two tasks.", "result"),
        (r"It runs 3\times faster, by 4\% less.", "result"),
        ("Experiments on kites show that it flies.", "result"),
        ("Code is available at https://example.org/kites.", "code"),
        ("We release our dataset.", "code"),
        ("More at https://example.org.", "code"),
    ],
)
def test_key_sentences(sentence: str, kind: str) -> None:
    """What is new, what came out and where the code is; and where in the abstract that stands."""
    (found,) = key_sentences(f"Kites are old. {sentence} Wind is free.")
    assert (found.kind, found.start, found.end) == (kind, 15, 15 + len(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Large datasets are not publicly available.",
        "However, this problem is hard.",
        "We ask whether our proposed way is old.",
    ],
)
def test_what_says_little_is_not_marked(sentence: str) -> None:
    """Words that only look so."""
    assert key_sentences(sentence) == []
