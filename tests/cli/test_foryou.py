"""`reader foryou` and `reader less`."""

import pytest

from .running import Reader


@pytest.fixture
def taught(reader: Reader) -> Reader:
    """A reader of the 40 papers who bookmarked those on kites, and skipped those on turnips."""
    for words, mark in (("title:kites", "--bookmark"), ("title:turnips -kites", "--skip")):
        assert reader("mark", "--query", f"{words} limit:4", mark).code == 0
    return reader


def test_cold(reader: Reader) -> None:
    """Before enough is said, the trending unread papers are listed, and it is told what is missing; nothing fails."""
    done = reader("foryou", "--limit", "3", "--format", "ids")
    assert done.lines == reader("search", "is:unread sort:trending limit:3", "--format", "ids").lines
    assert "Bookmark, rate or skip some papers first: 0 of 5." in done.err
    told = reader("foryou", "--why", "--format", "json").json
    assert (told["said"], told["liked"], told["learned"]) == (0, 0, False)
    assert told["papers"][0]["why"] == []


def test_for_you(taught: Reader) -> None:
    """Unread papers by their score, of which nothing was said; a query narrows them, and --limit bounds them."""
    told = taught("foryou", "--format", "json").json
    assert told["learned"]
    scores = [paper["score"] for paper in told["papers"]]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0
    assert {paper["status"] for paper in told["papers"]} == {"unread"}
    assert not any(paper["bookmarked"] for paper in told["papers"])
    ids = [paper["id"] for paper in told["papers"]]
    assert taught("foryou", "--format", "ids").lines == ids
    assert taught("search", "is:foryou sort:foryou limit:20", "--format", "ids").lines == ids
    assert len(taught("foryou", "--limit", "1").rows) == 1
    assert set(taught("foryou", "kites", "--format", "ids").lines) < set(ids)
    assert [row[0] for row in taught("foryou").rows] == [paper_id[:8] for paper_id in ids]


def test_why(taught: Reader) -> None:
    """Each paper with the terms that moved it: on a line by their signs, as data with what each adds."""
    rows = taught("foryou", "--why", "--limit", "2").rows
    assert all(row[2].startswith("+") for row in rows)
    (paper, *_) = taught("foryou", "--why", "--format", "json").json["papers"]
    assert list(paper["why"][0]) == ["word", "term", "adds"]
    assert sum(each["adds"] for each in paper["why"]) == pytest.approx(paper["score"], abs=0.001)
    assert rows[0][2].split()[0] == f"+{paper['why'][0]['word']}"
    assert taught("foryou", "--why", "--format", "ids").code == 2


def test_less(taught: Reader) -> None:
    """A term goes down from now on; it is listed, undone as a step, and taken back."""
    before = taught("foryou", "--why", "--format", "json").json["papers"][0]
    word = before["why"][0]["word"]
    assert taught("less", word).out == f"Less of “{word}” from now on.\n"
    assert taught("less", word).out == "That is so already.\n"
    assert [row[0] for row in taught("less").rows] == [word]
    assert taught("less", "--format", "json").json[0]["word"] == word
    assert before["id"] not in taught("foryou", "--format", "ids").lines
    assert taught("history", "--limit", "1").rows[0][2] == f"less of “{word}”"
    assert taught("undo").out == f"Undone: less of “{word}”\n"
    assert taught("less").out == ""
    taught("redo")
    assert taught("less", "--remove", word).out == f"No longer less of “{word}”.\n"
    assert before["id"] in taught("foryou", "--format", "ids").lines


def test_less_of_what_is_no_word(taught: Reader) -> None:
    """Each is told with its words, the others are taken, and so is one that no paper has, which is said."""
    done = taught("less", "knowledge graphs", "kites", "GPT-4", "zeppelins")
    assert (done.code, done.out) == (2, "Less of “kites”, “zeppelins” from now on.\n")
    for told in (
        "One word at a time: knowledge, graphs.",
        "One word at a time: gpt, 4.",
        "No paper has “zeppelins” yet.",
    ):
        assert told in done.err
    assert [row[0] for row in taught("less").rows] == ["kites", "zeppelins"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["less", "--remove"], 2, "Say of what"),
        (["less", "the"], 2, "no single word"),
        (["less", "two words"], 2, "no single word"),
        (["less", "--remove", "kites"], 2, "not among"),
        (["foryou", "is:nonsense"], 2, "There is no"),
    ],
)
def test_refused(reader: Reader, arguments: list[str], code: int, said: str) -> None:
    """What cannot be meant is explained, and changes nothing."""
    done = reader(*arguments)
    assert (done.code, said in done.err) == (code, True), done
    assert reader("less", "--format", "json").json == []
