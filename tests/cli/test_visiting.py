"""`reader new`, and the days of dumps by command."""

from pathlib import Path

from ..dumps.pages import papers, save_page
from .running import Reader

LATER = papers(3, seed=77)


def test_what_came_since(reader: Reader, tmp_path: Path) -> None:
    """Nothing the first time, which says why; then what was added, again and again, until it is done."""
    first = reader("new")
    assert (first.code, first.out) == (0, "")
    assert "This is the first visit" in first.err
    reader("add", str(save_page(tmp_path / "mar_28.txt", LATER, heading="Mar 28")))
    for _ in range(2):
        done = reader("new", "--format", "ids")
        assert (done.code, len(done.lines), done.err) == (0, 3, "")
    found = reader("new", "limit:2", "sort:title", "--format", "json").json
    assert (found["query"], found["total"], len(found["papers"])) == ("is:new sort:title limit:2", 3, 2)
    assert [row[2] for row in reader("new", f'title:"{LATER[0][0]}"').rows] == [LATER[0][0]]
    done = reader("new", "-is:read", "--done")
    told = "3 papers are new no longer; `reader new --undone` takes it back."
    assert (len(done.lines), done.err.strip()) == (3, told)
    for arguments in ([], ["--done"], ["--format", "json"]):
        assert reader("new", *arguments).err.strip() == "Nothing is new."
    assert reader("new", "tag:nlp").err.strip() == "Nothing new is like that."
    back = reader("new", "--undone", "--format", "ids")
    assert (len(back.lines), back.err.strip()) == (3, "3 papers are new again.")
    back = reader("new", "--undone", "--format", "ids")
    assert (len(back.lines), back.err.strip()) == (3, "There is nothing to take back.")
    assert reader("new", "--done", "--undone").code == 2


def test_the_first_visit_of_an_empty_library(fresh: Reader, tmp_path: Path) -> None:
    """What comes from then on is new, as it says."""
    assert "This is the first visit" in fresh("new").err
    fresh("add", str(save_page(tmp_path / "mar_28.txt", LATER, heading="Mar 28")))
    done = fresh("new", "--format", "ids")
    assert (len(done.lines), done.err) == (3, "")


def test_a_search_is_no_look(reader: Reader, tmp_path: Path) -> None:
    """`is:new` finds what `reader new` lists, and begins no visit."""
    assert reader("search", "is:new", "--format", "ids").out == ""
    assert "This is the first visit" in reader("new").err
    reader("add", str(save_page(tmp_path / "one.txt", LATER[:1])))
    assert reader("search", "is:new", "--format", "ids").out == reader("new", "--format", "ids").out
    assert len(reader("search", "-is:new", "--format", "ids").lines) == 40
    assert reader("new", "--done").err.startswith("1 paper is new no longer;")


def test_a_query_that_cannot_be_meant(reader: Reader) -> None:
    """It is refused, and no visit begins."""
    assert reader("new", "is:foo").code == 2
    assert "This is the first visit" in reader("new").err


def test_dates_of_dumps(reader: Reader, tmp_path: Path) -> None:
    """A day that is guessed has a ?, until it is told: while adding, or of a dump that is there."""
    assert [row[:2] for row in reader("sources").rows] == [
        ["mar_14.txt", "Mar 14, 2024?"],
        ["mar_21.txt", "Mar 21, 2023?"],
    ]
    done = reader("sources", "--date", "mar_21.txt", "2024")
    assert (done.code, done.out.strip()) == (0, "mar_21.txt: Mar 21, 2024 (before: Mar 21, 2023?)")
    dumps = {dump["file"]: dump for dump in reader("sources", "--format", "json").json}
    assert (dumps["mar_21.txt"]["day"], dumps["mar_21.txt"]["certain"]) == ("2024-03-21", True)
    told = reader("sources", "--date", "mar_21.txt", "", "--format", "json").json
    assert told == {"file": "mar_21.txt", "before": "Mar 21, 2024", "page": "Mar 21, 2023?"}
    page = save_page(tmp_path / "later.txt", LATER, heading="Mar 28")
    assert reader("add", str(page), "--date", "2019").code == 0
    assert len(reader("search", "page:2019-03-28", "--format", "ids").lines) == 3
    seen = reader("search", f'title:"{LATER[0][0]}"', "--format", "json").json["papers"][0]["sources"]
    assert [(each["day"], each["certain"]) for each in seen] == [("2019-03-28", True)]
    (paper_id,) = reader("search", f'title:"{LATER[0][0]}"', "--format", "ids").lines
    assert "Mar 28, 2019" in reader("show", paper_id).out


def test_what_is_no_date(reader: Reader, tmp_path: Path) -> None:
    """It is refused with what can be said, and nothing is added."""
    page = save_page(tmp_path / "later.txt", LATER)
    for arguments in (["add", str(page), "--date", "Mar 14"], ["sources", "--date", "mar_14.txt", "2024-13"]):
        done = reader(*arguments)
        assert (done.code, "is no date" in done.err, "2025-03-14" in done.err) == (2, True, True), done
    assert "There is no dump" in reader("sources", "--date", "nothing.txt", "2024").err
    assert reader("add", "--date", "2024").code == 2
    assert len(reader("sources").rows) == 2
