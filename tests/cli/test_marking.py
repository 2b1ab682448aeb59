from typing import Any

import pytest

from .running import Reader


def _first(reader: Reader) -> str:
    return reader("search", "sort:title", "--limit", "1", "--format", "ids").lines[0]


def _paper(reader: Reader, paper_id: str) -> dict[str, Any]:
    paper: dict[str, Any] = reader("show", paper_id, "--format", "json").json
    return paper


@pytest.mark.parametrize(
    ("options", "key", "value"),
    [
        (["--read"], "status", "read"),
        (["--reading"], "status", "reading"),
        (["--skip"], "status", "skipped"),
        (["--bookmark"], "bookmarked", True),
        (["--rating", "4"], "rating", 4),
        (["--tag", "#NLP/LLM", "--tag", "to discuss"], "tags", ["nlp/llm", "to-discuss"]),
        (["--note", "Ask *Ana*.\n\nTwice."], "note", "Ask *Ana*.\n\nTwice."),
    ],
)
def test_a_mark_and_its_undo(reader: Reader, options: list[str], key: str, value: object) -> None:
    """Each option changes what it says and nothing else; `undo` and `redo` go back and forth."""
    paper_id = _first(reader)
    before = _paper(reader, paper_id)
    assert reader("mark", paper_id[:6], *options).out.startswith("1 paper: ")
    after = _paper(reader, paper_id)
    changed = {name for name in before if before[name] != after[name]}
    assert after[key] == value
    assert changed == ({"status", "read_at"} if value == "read" else {key})
    assert reader("undo").out.startswith("Undone: ")
    assert _paper(reader, paper_id) == before
    assert reader("redo").out.startswith("Redone: ")
    assert _paper(reader, paper_id) == after


def test_marks_are_removed(reader: Reader) -> None:
    """Every mark has an option that takes it away."""
    paper_id = _first(reader)
    before = _paper(reader, paper_id)
    reader("mark", paper_id, "--read", "--bookmark", "--rating", "5", "--tag", "a", "--note", "x")
    reader("mark", paper_id, "--unread", "--no-bookmark", "--rating", "0", "--untag", "a", "--note", "")
    assert _paper(reader, paper_id) == before


def test_a_query_marks_what_it_finds(reader: Reader) -> None:
    """All of it as one step: one undo takes it back."""
    done = reader("mark", "--query", "limit:3", "--skip", "--tag", "no", "--format", "json")
    assert done.json == {"papers": 3, "changed": 3, "what": "marked skipped, tagged no"}
    assert reader("tags").rows == [["no", "3"]]
    reader("undo")
    assert reader("tags").out == reader("search", "is:skipped").out == ""


def test_several_ids_at_once(reader: Reader) -> None:
    """Ids as `search --format ids` prints them; one wrong id and nothing is marked."""
    ids = reader("search", "", "--limit", "3", "--format", "ids").lines
    assert reader("mark", *ids, "ffff0000", "--read").code == 3
    assert reader("search", "is:read").out == ""
    assert reader("mark", *ids, "--read").out == "3 papers: marked read\n"
    assert reader("mark", *ids, "--read").out == "Nothing to change.\n"
    assert reader("mark", "--query", "xylophone", "--read").out == "No paper is like that.\n"
    assert len(reader("history").lines) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["--read"],
        ["{id}"],
        ["{id}", "--query", "kites", "--read"],
        ["{id}", "--rating", "6"],
        ["{id}", "--tag", ""],
        ["{id}", "--tag", "none"],
        ["{id}", "--tag", "\x1b[31mred"],
        ["{id}", "--untag", "🎉"],
        ["--query", "is:foo", "--read"],
        ["--query", "-", "--read"],
        ["--query", "tag:\u200b", "--read"],
    ],
)
def test_what_cannot_be_marked(reader: Reader, arguments: list[str]) -> None:
    """Exit code 2 with a hint, and nothing is marked; stderr holds no controls."""
    paper_id = _first(reader)
    done = reader("mark", *(argument.format(id=paper_id) for argument in arguments))
    assert (done.code, done.out) == (2, "")
    message, hint = done.err.splitlines()
    assert message.startswith("reader: ")
    assert hint.startswith("        ")
    assert (message + hint).isprintable()
    assert [row[2] for row in reader("history").rows] == ["2 dumps added"]


@pytest.mark.parametrize("note", ["\x1b\x07", "\udcff\udcfe", " "])
def test_a_note_of_nothing_removes_none(reader: Reader, note: str) -> None:
    """Only an empty one does; what cannot be read is refused, and the note stays."""
    reader("mark", "--query", "sort:title limit:1", "--note", "mine")
    done = reader("mark", "--query", "sort:title limit:1", "--note", note)
    assert done.code == 2
    assert "removes the note" in done.err
    assert reader("search", "note:mine", "--format", "json").json["total"] == 1


def test_notes_keep_letters_and_lose_controls(reader: Reader) -> None:
    """Emoji and line breaks stay; escapes, bells and broken bytes do not."""
    paper_id = _first(reader)
    assert reader("mark", paper_id, "--note", "a \x1b[31mred\x07 \x9b2J 🎉\r\nb\tc\udcff").code == 0
    assert _paper(reader, paper_id)["note"] == "a [31mred 2J 🎉\nb    c"


@pytest.mark.parametrize("query", ["the", "→", "🙂", "-the", "title:of", '"of the"'])
def test_a_query_that_tells_nothing_apart(reader: Reader, query: str) -> None:
    """Stop words and signs alone would be every paper: such a query marks and exports none."""
    for command in (["mark", "--query", query, "--read"], ["export", query]):
        done = reader(*command)
        assert (done.code, done.out) == (2, "")
        assert "tells no papers from others" in done.err
    assert reader("search", "is:read", "--format", "ids").lines == []
