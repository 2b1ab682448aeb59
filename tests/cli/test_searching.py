import json
import sqlite3
from itertools import count
from pathlib import Path

import pytest

from reader.papers import title_id

from ..dumps.pages import papers, save_page
from .running import Reader

KEYS = [
    *("id", "title", "abstract", "authors", "links", "status", "bookmarked", "rating", "tags", "note"),
    *("added", "read_at", "sources", "facts"),
]


def test_a_search_as_json(reader: Reader) -> None:
    """Query, total before the limit, time, and the papers; each with its score and why it was found."""
    done = reader("search", "kites", "--limit", "2", "--format", "json")
    assert (done.code, done.err) == (0, "")
    found = done.json
    assert list(found) == ["query", "total", "took_ms", "papers"]
    assert found["query"] == "kites limit:2"
    assert found["total"] > 2
    assert found["took_ms"] > 0
    assert [list(paper) for paper in found["papers"]] == [[*KEYS, "score", "snippet"]] * 2
    assert all(paper["snippet"].strip("…") in paper["abstract"] for paper in found["papers"])
    assert found["papers"][0]["score"] >= found["papers"][1]["score"] > 0


def test_a_paper_as_json(reader: Reader) -> None:
    """All that is known, in types that programs expect; a score comes from a search alone."""
    paper = reader("show", reader("search", "case 20", "--format", "ids").lines[0], "--format", "json").json
    assert list(paper) == KEYS
    assert (paper["status"], paper["bookmarked"], paper["rating"], paper["read_at"]) == ("unread", False, 0, None)
    assert (paper["authors"], paper["tags"], paper["note"]) == ([], [], "")
    assert paper["added"].endswith("Z")
    assert len(paper["sources"]) == 2
    page = {"page_date": "Mar 14", "day": "2024-03-14", "certain": False}
    assert paper["sources"][0] == {"file": "mar_14.txt", "position": 21, **page}


def test_links_as_json(fresh: Reader, tmp_path: Path) -> None:
    """An address in the abstract comes with its kind."""
    text = "Our code is at https://github.com/kites/kites and it is open to everyone who wants to look at it. " * 2
    assert fresh("add", str(save_page(tmp_path / "page.txt", [("On Kites", text)]))).code == 0
    assert fresh("search", "", "--format", "json").json["papers"][0]["links"] == [
        {"kind": "code", "url": "https://github.com/kites/kites"}
    ]


def test_facets_in_place_of_papers(reader: Reader) -> None:
    """What the papers found have in common: as rows and as JSON, each with the query that narrows to it."""
    reader("mark", "--query", "limit:3", "--tag", "nlp", "--read")
    found = reader("search", "", "--facets", "--format", "json").json
    assert list(found) == ["query", "total", "took_ms", "facets"]
    assert found["total"] == 40
    assert {"facet": "tags", "value": "nlp", "papers": 3, "query": "tag:nlp"} in found["facets"]
    for each in found["facets"]:
        assert reader("search", each["query"], "--format", "json").json["total"] == each["papers"]
    rows = [[each["facet"], str(each["papers"]), each["query"]] for each in found["facets"]]
    assert reader("search", "", "--facets").rows == rows
    lines = reader("search", "", "--facets", "--format", "jsonl").lines
    assert [json.loads(line) for line in lines] == found["facets"]
    assert reader("search", "", "--facets", "--format", "ids").code == 2


def test_a_search_while_another_program_writes(reader: Reader, home: Path) -> None:
    """It is answered at once; only the history goes without it."""
    other = sqlite3.connect(home / "library.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert len(reader("search", "is:unread").rows) == 40
    other.execute("ROLLBACK")
    other.close()
    assert reader("searches").rows == []


def test_every_format_tells_of_the_same_papers(reader: Reader) -> None:
    """Table, ids, jsonl, json and markdown, in the same order."""
    query = ("search", "kites OR rivers", "--limit", "5")
    found = reader(*query, "--format", "json").json["papers"]
    assert reader(*query, "--format", "ids").lines == [paper["id"] for paper in found]
    assert [json.loads(line) for line in reader(*query, "--format", "jsonl").lines] == found
    assert [row[:3] for row in reader(*query).rows] == [[paper["id"][:8], "●", paper["title"]] for paper in found]
    markdown = reader(*query, "--format", "markdown").out
    assert [f"reader:{paper['id']}" in markdown for paper in found] == [True] * 5


def test_in_a_pipe_there_are_rows_and_nothing_else(reader: Reader) -> None:
    """Tabs between cells, no heading, no count."""
    reader("mark", "--query", "limit:1", "--read", "--bookmark", "--tag", "b", "--tag", "a")
    done = reader("search", "is:read")
    assert done.err == ""
    assert [row[1::2] for row in done.rows] == [["★", "a b"]]


def test_an_empty_query_is_everything(reader: Reader, tmp_path: Path) -> None:
    """Newest added first; no paper has a score."""
    reader("add", str(save_page(tmp_path / "late.txt", papers(41, seed=9)[40:])))
    found = reader("search", "", "--format", "json").json
    assert found["total"] == 41
    assert "Case 40" in found["papers"][0]["title"]
    assert "score" not in found["papers"][0]


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        (["-kites"], "-kites"),
        (["rivers", "-kites", "-is:read"], "rivers -kites -is:read"),
        (["-is:read", "--limit", "3"], "-is:read limit:3"),
        (["--sort", "-title", "-kites"], "-kites sort:-title"),
        (["--sort=-added", '-"patient kites"'], '-"patient kites" sort:-added'),
        (["--", "-kites"], "-kites"),
        (["-é"], "-é"),
    ],
)
def test_negations_are_no_options(reader: Reader, arguments: list[str], query: str) -> None:
    """`-survey` is a word that is not wanted, wherever it stands."""
    done = reader("search", "--format", "json", *arguments)
    assert done.code == 0, done.err
    assert done.json["query"] == query


@pytest.mark.parametrize("option", ["-n", "--limt", "--is:read"])
def test_what_looks_like_an_option_is_one(reader: Reader, option: str) -> None:
    """A single letter and two hyphens stay options, and a wrong one is told."""
    done = reader("search", "kites", option, "3")
    assert (done.code, done.out) == (2, "")
    assert option in done.err


def test_sort_and_limit(reader: Reader) -> None:
    """Options say what `sort:` and `limit:` say in the query, and win over it."""
    titles = [row[2] for row in reader("search", "", "--sort", "title").rows]
    assert titles == sorted(titles, key=str.casefold)
    assert [row[2] for row in reader("search", "sort:title", "--sort", "-title").rows] == titles[::-1]
    assert len(reader("search", "limit:9", "--limit", "2").lines) == 2


@pytest.mark.parametrize("query", ["is:unraed", "sort:beauty", "limit:0", "((" * 60])
def test_a_query_that_cannot_be_meant(reader: Reader, query: str) -> None:
    """Exit code 2, with a hint; stdout stays empty."""
    done = reader("search", query, "--format", "json")
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 2


def test_nothing_found_is_no_error(reader: Reader) -> None:
    """No rows, or a JSON document without papers."""
    assert reader("search", "xylophone") == reader("search", "is:read")
    assert reader("search", "xylophone").code == 0
    assert reader("search", "xylophone", "--format", "json").json["papers"] == []


def test_what_may_be_meant_otherwise_is_told_on_stderr(reader: Reader) -> None:
    """A hint never mixes with the answer."""
    done = reader("search", "auhtor:smith", "--format", "json")
    assert done.json["papers"] == []
    assert done.err


def test_an_id_may_be_shortened(reader: Reader) -> None:
    """To four characters at least, as long as no other paper's id begins so."""
    paper_id = reader("search", "", "--limit", "1", "--format", "ids").lines[0]
    shown = reader("show", paper_id)
    assert f"Id:      {paper_id}" in shown.out
    assert reader("show", paper_id[:4]) == reader("show", paper_id[:8]) == shown
    for wrong in (paper_id[:3], "", "ffff0000", f"{paper_id}0", "\udcff\udcff\udcff\udcff"):
        done = reader("show", wrong)
        assert (done.code, done.out) == (3, "")
        assert len(done.err.splitlines()) == 2


def test_an_ambiguous_id_lists_the_papers(fresh: Reader, tmp_path: Path) -> None:
    """The error names them with their titles, so that the next try can be right."""
    seen: dict[str, str] = {}
    for number in count():
        title = f"On the Flight of Kites, Part {number}"
        if (prefix := title_id(title)[:4]) in seen:
            break
        seen[prefix] = title
    pairs = [(each, f"We look at kites, and at {each}, for a long time. " * 5) for each in (seen[prefix], title)]
    assert fresh("add", str(save_page(tmp_path / "page.txt", pairs))).code == 0
    done = fresh("show", prefix)
    assert done.code == 3
    assert title_id(title) in done.err
    assert seen[prefix] in done.err
    assert fresh("mark", prefix, "--read").code == 3
    assert fresh("show", title_id(title)[:8]).code == 0


def test_a_paper_as_text_and_markdown(reader: Reader) -> None:
    """Text has all that the user said of it; Markdown is a reading list of one."""
    paper_id = reader("search", "", "--limit", "1", "--format", "ids").lines[0]
    reader("mark", paper_id, "--reading", "--bookmark", "--rating", "3", "--tag", "nlp/llm", "--note", "Read\nthis!")
    text = reader("show", paper_id).out
    for line in ("Status:  reading ★ bookmarked", "Rating:  ★★★", "Tags:    nlp/llm", "Note:", "Read", "this!"):
        assert line in text.splitlines()
    assert "- [ ] **" in reader("show", paper_id, "--format", "markdown").out


def test_related_papers(reader: Reader) -> None:
    """As many as asked for, best first, with the words that they share; `like:` in a query finds the same."""
    paper_id = reader("search", "case 20", "--format", "ids").lines[0]
    found = reader("related", paper_id, "--limit", "3", "--format", "json").json
    assert len(found) == 3
    assert all(paper["shared"] for paper in found)
    assert [paper["score"] for paper in found] == sorted((paper["score"] for paper in found), reverse=True)
    ids = [paper["id"] for paper in found]
    assert paper_id not in ids
    assert reader("related", paper_id[:8], "--limit", "3", "--format", "ids").lines == ids
    assert reader("search", f"like:{paper_id} limit:3", "--format", "ids").lines == ids
    assert [line.split("\t")[0] for line in reader("related", paper_id, "--limit", "3").lines] == [i[:8] for i in ids]
    assert reader("related", "ffffffff").code == 3


def test_a_slip_is_told(reader: Reader) -> None:
    """Where nothing is found but something is near, that is said beside the empty answer."""
    done = reader("search", "kitse", "--format", "ids")
    assert (done.code, done.out) == (0, "")
    done = reader("search", "kitse")
    assert (done.code, done.out) == (0, "")
    assert done.err.strip() == "No paper is like that. Did you mean: kites"
