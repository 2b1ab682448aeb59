from pathlib import Path

import pytest

from tests.library.subjects import papers, write

from .running import Reader

pytest.importorskip("sklearn", reason="topics are made by scikit-learn, an extra")


@pytest.fixture
def about(fresh: Reader, tmp_path: Path) -> Reader:
    """`reader` on a library about four things."""
    write(tmp_path / "subjects.json", papers())
    assert fresh("add", str(tmp_path / "subjects.json")).code == 0
    return fresh


def test_table(about: Reader) -> None:
    """Topics with their papers, the largest first, terms and a title; as many as are wanted."""
    rows = about("topics").rows
    sizes = [int(row[1]) for row in rows]
    assert sum(sizes) == 48
    assert all(len(row) == 6 for row in rows if row[0] != "other")
    assert about("topics", "--count", "2").rows == rows[:2]


def test_json(about: Reader) -> None:
    """Programs get the query of each topic, which finds what it says."""
    found = about("topics", "violin", "--format", "json").json
    assert found["query"] == "violin"
    assert found["papers"] == sum(topic["papers"] for topic in found["topics"])
    first = found["topics"][0]
    ids = about("search", f"violin {first['query']}", "--format", "ids").lines
    assert len(ids) == first["papers"] == first["unread"]
    assert set(first["terms"][0].casefold().split()) & {"violin", "bow", "string", "resonance", "soundpost", "scroll"}


def test_query_that_cannot_be_meant(about: Reader) -> None:
    """Errors are those of every query; a - is a negation."""
    assert about("topics", "seen:many").code == 2
    wrong = about("search", "topic:nothing-of-ours")
    assert (wrong.code, wrong.out) == (2, "")
    assert "There is no topic" in wrong.err
    assert about("topics", "-violin").rows != about("topics").rows


def test_few_papers(fresh: Reader, tmp_path: Path) -> None:
    """A small library is told why there is nothing."""
    write(tmp_path / "few.json", papers(2))
    fresh("add", str(tmp_path / "few.json"))
    done = fresh("topics")
    assert (done.code, done.out) == (0, "")
    assert "Topics are made of 20 papers or more; there are 8 papers." in done.err
    assert fresh("topics", "--format", "json").json["topics"] == []
