import json
from pathlib import Path

import pytest

from .running import Reader


def test_saving_and_listing(reader: Reader) -> None:
    """What is saved is listed by name with what it finds now: as rows, as JSON and as lines of JSON."""
    done = reader("saved")
    assert (done.out, done.err) == ("", "No query is saved yet: `reader saved add NAME QUERY` saves one.\n")
    assert reader("saved", "--format", "json").json == []
    reader("mark", "--query", "source:mar_21 limit:5", "--read")
    done = reader("saved", "add", "To  read", "is:unread", "-source:mar_21")
    assert (done.code, done.out, done.err) == (0, "Saved “To read”: is:unread -source:mar_21\n", "")
    reader("saved", "add", "march", "source:mar_21", "sort:title")
    assert reader("saved").rows == [
        ["march", "source:mar_21 sort:title", "25", "20"],
        ["To read", "is:unread -source:mar_21", "15", "15"],
    ]
    march = {"name": "march", "query": "source:mar_21 sort:title", "papers": 25, "unread": 20, "configured": False}
    assert reader("saved", "--format", "json").json[0] == march
    assert json.loads(reader("saved", "--format", "jsonl").lines[0]) == march


def test_searching_by_name(reader: Reader) -> None:
    """A name stands for its query wherever queries go."""
    reader("saved", "add", "to read", "source:mar_21", "limit:3")
    assert len(reader("search", 'list:"to read"', "-is:read").rows) == 25
    reader("mark", "--query", 'list:"to read"', "--read")
    assert reader("search", '-list:"to read" is:read').out == ""
    done = reader("search", "list:too")
    assert (done.code, done.out) == (2, "")
    assert "There is no saved query “too”" in done.err
    assert 'Did you mean list:"to read"?' in reader("search", 'list:"too read"').err


def test_saving_again_tells_what_is_replaced(reader: Reader) -> None:
    """The answer is on stdout, the remark on stderr; JSON has both."""
    reader("saved", "add", "a", "kites")
    done = reader("saved", "add", "A", "is:read")
    assert (done.out, done.err) == ("Saved “A”: is:read\n", "It was: kites\n")
    assert reader("saved", "add", "a", "x", "--format", "json").json == {
        "name": "a",
        "query": "x",
        "replaced": "is:read",
    }


def test_removing(reader: Reader) -> None:
    """What is removed is told; what is not there is an error with the nearest name."""
    reader("saved", "add", "mine", "kites")
    done = reader("saved", "remove", "mien")
    assert (done.code, done.out) == (2, "")
    assert "Did you mean mine?" in done.err
    assert reader("saved", "remove", "MINE").out == "Removed “mine”: kites\n"
    reader("saved", "add", "mine", "kites")
    assert reader("saved", "remove", "mine", "--format", "json").json == {"name": "mine", "query": "kites"}
    assert reader("saved").out == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add"], "NAME"),
        (["add", "a"], "QUERY"),
        (["add", "a", "is:foo"], "is:foo"),
        (["add", "a", "tag:"], "says nothing"),
        (["add", "", "x"], "needs a name"),
        (["remove"], "NAME"),
        (["delete", "a"], "delete"),
    ],
)
def test_usage_errors(reader: Reader, arguments: list[str], message: str) -> None:
    """Exit code 2 and what is wrong; nothing is saved."""
    done = reader("saved", *arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert reader("saved").out == ""


def test_those_of_the_configuration(reader: Reader, home: Path) -> None:
    """They are listed, can be searched, and are changed in config.yaml only."""
    (home / "config.yaml").write_text("queries:\n  to read: is:unread  AND source:mar_21\n")
    assert reader("saved").rows == [["to read", "is:unread source:mar_21", "25", "25"]]
    assert reader("saved", "--format", "json").json[0]["configured"] is True
    assert len(reader("search", 'list:"to read"').rows) == 25
    for arguments in (["add", "To Read", "kites"], ["remove", "to read"]):
        done = reader("saved", *arguments)
        assert (done.code, done.out) == (2, "")
        assert "stands in config.yaml" in done.err


def test_a_slip_in_the_configuration(reader: Reader, home: Path) -> None:
    """It is told with the name, the place and the hint wherever saved queries are needed; the others work."""
    (home / "config.yaml").write_text("queries: {mine: 'a is:unraed', all of them: is:unread}\n")
    for arguments, code in ((["saved"], 0), (["search", 'list:"all of them"'], 0), (["search", "list:mine"], 2)):
        done = reader(*arguments)
        assert done.code == code
        assert bool(done.out) == (code == 0)
        assert "the query “mine” cannot be meant, at 6: There is no “is:unraed”." in done.err
        assert "Did you mean is:unread?" in done.err
    assert reader("search", "is:unread").err == ""
    assert reader("config").code == 6
    assert reader("doctor").code == 4


def test_a_broken_one_hides_no_other(reader: Reader) -> None:
    """One whose part was removed is listed with question marks; what is wrong stands on stderr."""
    reader("saved", "add", "part", "is:unread")
    reader("saved", "add", "whole", "list:part")
    reader("saved", "remove", "part")
    reader("saved", "add", "zero", "is:read")
    done = reader("saved")
    assert done.rows == [["whole", "list:part", "?", "?"], ["zero", "is:read", "0", "0"]]
    assert "There is no saved query “part”" in done.err
    assert reader("saved", "--format", "json").json[0]["papers"] is None
