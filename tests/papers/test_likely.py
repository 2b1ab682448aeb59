"""Keys by which the few wordings worth comparing are found. Libraries hold them: they never change."""

import pytest

from reader.papers import Facts, Paper, title_id
from reader.papers.likely import id_key, keys_of, title_key

LONG = "Kites need steady winds above meadows because strings under tension lift paper frames slowly."


def wording(title: str, abstract: str = "", *authors: str, arxiv: str = "", doi: str = "") -> Paper:
    """Return a wording."""
    return Paper("", title, abstract, authors, Facts(arxiv=arxiv, doi=doi))


def test_keys_are_for_ever() -> None:
    """The keys of this paper are in libraries out there."""
    keys = keys_of(wording("On the flight of kites", LONG, "Ann Lee", arxiv="2404.12345", doi="10.1/x"))
    assert sorted(keys.sure) == [-5858074033394519135, 3114718789099833796, 3935933425367945511]
    assert sorted(keys.likely) == [-8754958268423281995, -651124906913677798, 1027557584805272830, 3333077200024658148]


def test_keys_of_ids_and_titles() -> None:
    """An id has one key wherever it is known from, and so has a title."""
    keys = keys_of(wording("Kites", arxiv="2404.1", doi="10.1/x"))
    assert keys.sure == {id_key("2404.1"), id_key("10.1/x")}
    assert keys.likely == {title_key(title_id("KITES!"))}
    assert -(2**63) <= title_key("ff" * 8) == -1 < title_key("7f" + "ff" * 7) == 2**63 - 1


@pytest.mark.parametrize(
    ("one", "other", "sure", "likely"),
    [
        (wording("Kites"), wording("Tides"), 0, 0),
        (wording("Kites"), wording("kites!"), 0, 1),
        (wording("Kites", "A short text."), wording("KITES", "A short text."), 1, 1),
        (wording("Kites", "A short text."), wording("Kites", "Another text."), 0, 1),
        (wording("Kites", "Same."), wording("Tides", "Same."), 0, 0),
        (wording("Kites", LONG), wording("Tides", LONG.upper()), 0, 1),
        (wording("Kites", LONG), wording("Tides", LONG + " And more."), 0, 1),
        (wording("Kites", LONG), wording("Tides", "X" + LONG), 0, 0),
        # titles of which one end is the same, by the same first author
        (wording("On the flight of kites", "", "Ann Lee"), wording("On the flight of kites", "", "Bo Ho"), 0, 1),
        (
            wording("On the flight of kites by night", "", "Ann Lee"),
            wording("On the flight of kites by night: a survey", "", "Lee, A."),
            0,
            1,
        ),
        (
            wording("The flight of many kites by night", "", "Ann Lee"),
            wording("A study: the flight of many kites by night", "", "A. Lee"),
            0,
            1,
        ),
        (wording("The flight of kites", "", "Ann Lee"), wording("The flight of kites", "", "A. Lee"), 0, 3),
        # nobody named
        (wording("On the flight of kites"), wording("On the flight of kites"), 0, 1),
        # titles too short for their ends to tell anything: 12 letters do
        (wording("Flight kites", "", "Ann"), wording("Flight kites", "", "Ann"), 0, 1),
        (wording("Flight of kites", "", "Ann"), wording("Flight of kites", "", "Ann"), 0, 3),
        (wording("Flights kites", "", "Ann"), wording("Flights kites", "", "Ann"), 0, 3),
    ],
)
def test_keys_in_common(one: Paper, other: Paper, sure: int, likely: int) -> None:
    """Sure ones of ids and the whole text; likely ones of the title, its ends with the first author, the abstract."""
    a, b = keys_of(one), keys_of(other)
    assert (len(a.sure & b.sure), len(a.likely & b.likely)) == (sure, likely)


@pytest.mark.parametrize(("letter", "letters", "keys"), [("x", 59, 1), ("x", 60, 2), ("x ", 60, 2), ("x, ", 60, 1)])
def test_abstracts_that_tell(letter: str, letters: int, keys: int) -> None:
    """Of an abstract the first 60 letters are a key, if they stand within the first 120 characters."""
    assert len(keys_of(wording("Kites", letter * letters)).likely) == keys


def test_odd_characters() -> None:
    """What no file can hold gives keys as well."""
    assert len(keys_of(wording("Kites", "\ud800")).sure) == 1
