import pytest

from .running import Reader


def _tag(reader: Reader, *tags: str) -> None:
    for tag in tags:
        reader("mark", "--query", "sort:title limit:2", "--tag", tag)


def test_the_history(reader: Reader) -> None:
    """Newest first, with what was done, to which papers, and whether it was taken back."""
    _tag(reader, "one", "two", "three")
    step = reader("undo", "--format", "json").json
    assert list(step) == ["number", "at", "what", "title", "papers", "state", "kind"]
    assert [step[key] for key in ("number", "what", "papers", "state", "kind")] == [
        4,
        "tagged three",
        2,
        "undone",
        "marks",
    ]
    assert reader("history", "--format", "json").json[0] == step
    rows = reader("history").rows
    assert [(row[0], row[2], row[4], row[5]) for row in rows] == [
        ("4", "tagged three", "2", "undone"),
        ("3", "tagged two", "2", "done"),
        ("2", "tagged one", "2", "done"),
        ("1", "2 dumps added", "40", "done"),
    ]
    assert rows[0][3] == step["title"]
    assert len(reader("history", "--limit", "1").lines) == 1
    assert len(reader("history", "--format", "jsonl").lines) == 4
    assert reader("redo", "--format", "json").json["state"] == "done"


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_nothing_to_take_back(fresh: Reader, command: str) -> None:
    """Exit code 3, with a hint."""
    done = fresh(command)
    assert (done.code, done.out) == (3, "")
    assert "`reader history` lists" in done.err


def test_any_point(reader: Reader) -> None:
    """`--to` goes back over several steps, and forward again; what was on the way is told."""
    _tag(reader, "one", "two", "three")
    assert reader("undo", "--to", "2").out.startswith("Went back 2 steps, the last: tagged two (")
    assert reader("tags").rows == [["one", "2"]]
    assert reader("undo", "--to", "3").out.startswith("Went forward 1 step, the last: tagged two (")
    assert reader("undo", "--to", "3").out == "Nothing to undo: that is where you are.\n"
    assert [step["number"] for step in reader("undo", "--to", "0", "--format", "json").json] == [3, 2, 1]
    assert reader("search", "").out == ""


def test_what_was_left_behind(reader: Reader) -> None:
    """It is listed as that, and cannot be gone to: exit code 3, with the reason."""
    _tag(reader, "one")
    reader("undo")
    _tag(reader, "two")
    assert [row[5] for row in reader("history").rows] == ["done", "left behind", "done"]
    done = reader("undo", "--to", "2")
    assert (done.code, done.out) == (3, "")
    assert "left behind" in done.err
    assert "Something else was done" in done.err
    assert reader("undo", "--to", "77").code == 3
    assert reader("tags").rows == [["two", "2"]]


def test_saved_queries_and_dumps(fresh: Reader, dumps: object) -> None:
    """They are undone and redone as marks are, and the message says what it was."""
    fresh("add", str(dumps))
    fresh("saved", "add", "mine", "is:unread")
    fresh("saved", "remove", "mine")
    assert fresh("undo").out == "Undone: saved query “mine” removed\n"
    assert fresh("saved").rows == [["mine", "is:unread", "40", "40"]]
    assert fresh("undo").out == "Undone: query “mine” saved\n"
    assert fresh("undo").out.startswith("Undone: 2 dumps added (")
    assert fresh("search", "").out == fresh("sources").out == ""
    assert fresh("doctor").code == 0
    assert fresh("redo").out.endswith(" and 39 more)\n")
    assert len(fresh("search", "").lines) == 40


@pytest.mark.parametrize(
    "arguments",
    [
        ["history", "--limit"],
        ["undo", "--to"],
        ["stats", "--weeks"],
        ["searches", "--limit"],
        ["search", "--limit"],
        ["related", "x", "--limit"],
    ],
)
def test_numbers_that_are_a_slip(reader: Reader, arguments: list[str]) -> None:
    """More than any library could have is refused as wrong usage."""
    done = reader(*arguments, "9" * 30)
    assert done.code == 2
    assert "is not in the range" in done.err
