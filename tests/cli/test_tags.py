from .running import Reader


def stocked(reader: Reader) -> None:
    """Tag a few papers."""
    reader("mark", "--query", "limit:3", "--tag", "nlp")
    reader("mark", "--query", "limit:2", "--tag", "nlp/llm", "--read")


def test_listing(reader: Reader) -> None:
    """Each tag with how many papers have it."""
    assert reader("tags", "--format", "json").json == []
    reader("mark", "--query", "limit:2", "--tag", "nlp/llm", "--tag", "a")
    assert reader("tags").rows == [["a", "2"], ["nlp/llm", "2"]]
    assert reader("tags", "--format", "json").json == [{"tag": "a", "papers": 2}, {"tag": "nlp/llm", "papers": 2}]


def test_the_tree(reader: Reader) -> None:
    """Levels that no paper has are there; each counts what is below it, and how much of it is unread."""
    stocked(reader)
    reader("mark", "--query", "limit:1", "--tag", "cv/video")
    assert reader("tags", "--tree").rows == [
        ["cv", "1", "0"],
        ["cv/video", "1", "0"],
        ["nlp", "3", "1"],
        ["nlp/llm", "2", "0"],
    ]
    assert reader("tags", "--tree", "--format", "json").json[0] == {"tag": "cv", "papers": 1, "unread": 0, "own": 0}


def test_renaming(reader: Reader) -> None:
    """It says what it did, and undo takes it back."""
    stocked(reader)
    done = reader("tags", "rename", "nlp", "language/nlp")
    assert (done.code, done.out) == (0, "Renamed nlp to language/nlp in 3 papers.\n")
    assert reader("tags").rows == [["language/nlp", "3"], ["language/nlp/llm", "2"]]
    assert "renamed nlp to language/nlp" in reader("undo").out
    assert reader("tags").rows == [["nlp", "3"], ["nlp/llm", "2"]]


def test_merging(reader: Reader) -> None:
    """Several become one; as JSON for programs."""
    stocked(reader)
    done = reader("tags", "merge", "nlp", "nlp/llm", "--into", "llm", "--format", "json")
    assert done.json == {
        "what": "merged nlp/llm, nlp into llm",
        "changed": 3,
        "message": "merged nlp/llm, nlp into llm in 3 papers",
    }
    assert reader("tags").rows == [["llm", "3"]]


def test_removing(reader: Reader) -> None:
    """The tag and those below it are gone; no paper is."""
    stocked(reader)
    assert reader("tags", "remove", "nlp").out == "Removed nlp and 1 tag below it from 3 papers.\n"
    assert reader("tags").out == ""
    assert len(reader("search", "").rows) == 40


def test_a_tag_that_is_not_there(reader: Reader) -> None:
    """The nearest one is named."""
    stocked(reader)
    for arguments in (["rename", "npl", "x"], ["remove", "npl"], ["merge", "npl", "--into", "x"]):
        done = reader("tags", *arguments)
        assert (done.code, done.out) == (2, "")
        assert "There is no tag “npl”" in done.err
        assert "Did you mean nlp?" in done.err
