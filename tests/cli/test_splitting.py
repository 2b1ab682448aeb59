from pathlib import Path

from ..dumps.pages import save_page
from .running import Reader

TITLE = "Kites in Two Wordings"


def _stock(fresh: Reader, folder: Path) -> str:
    """Add one paper that two dumps word differently; return its id."""
    for name, more in (("a.txt", ""), ("b.txt", " They are said to do so on windy days, as far as is known.")):
        save_page(folder / name, [(TITLE, f"Kites fly, and this abstract says it in so many words.{more}")])
        assert fresh("add", str(folder / name)).code == 0
    (paper_id,) = fresh("search", "wordings", "--format", "ids").lines
    return paper_id


def test_why_it_is_one_paper(fresh: Reader, tmp_path: Path) -> None:
    """Each wording is told with where it stood and what ties it to the others."""
    paper_id = _stock(fresh, tmp_path)
    done = fresh("show", "--why", paper_id)
    assert (done.code, done.lines.count(TITLE)) == (0, 2)
    assert "  Why:  seen first" in done.lines
    assert any(line.startswith("  Why:  the same title") for line in done.lines)
    assert any(line.startswith("  Seen: b.txt #1 Mar 14, ") for line in done.lines)
    assert [reason["seen"] for reason in fresh("show", "--why", paper_id, "--format", "json").json] == [
        [{"file": "a.txt", "position": 1}],
        [{"file": "b.txt", "position": 1}],
    ]
    assert fresh("show", "--why", paper_id, "--format", "markdown").code == 2


def test_a_paper_is_split(fresh: Reader, tmp_path: Path) -> None:
    """Two papers are found then, until undo puts them together; what has one wording cannot be split."""
    paper_id = _stock(fresh, tmp_path)
    done = fresh("split", paper_id)
    assert (done.code, "split into 2" in done.out) == (0, True)
    ids = fresh("search", "wordings", "--format", "ids").lines
    assert len(ids) == 2
    assert fresh("split", ids[0]).code == 3
    assert "split into 2" in fresh("history").out
    assert fresh("undo").code == 0
    assert fresh("search", "wordings", "--format", "ids").lines == [paper_id]
    assert fresh("split", paper_id, "--format", "json").json["papers"] == 2
