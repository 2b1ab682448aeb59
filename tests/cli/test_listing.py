import json
from pathlib import Path

from .running import Reader


def test_sources(reader: Reader) -> None:
    """The dumps, newest pages first, with how much of each is still unread; here Mar 21 is one of last year."""
    reader("mark", "--query", "source:mar_21 limit:5", "--read")
    dumps = reader("sources", "--format", "json").json
    assert [list(dump) for dump in dumps] == [["file", "page_date", "day", "certain", "added", "papers", "unread"]] * 2
    assert [(d["file"], d["page_date"], d["papers"]) for d in dumps] == [
        ("mar_14.txt", "Mar 14", 25),
        ("mar_21.txt", "Mar 21", 25),
    ]
    assert [(d["day"], d["certain"]) for d in dumps] == [("2024-03-14", False), ("2023-03-21", False)]
    assert dumps[1]["unread"] == 20
    assert dumps[0]["added"].endswith("Z")
    assert [row[::3] for row in reader("sources").rows] == [["mar_14.txt", "25"], ["mar_21.txt", "25"]]


def test_searches(reader: Reader) -> None:
    """What `search` was asked, canonical, newest first, each once; not what could not be meant, and not everything."""
    for query in ("kites  rivers", "is:unread", "is:foo", "", "kites rivers"):
        reader("search", query)
    found = reader("searches", "--format", "json").json
    assert [(search["query"], search["times"]) for search in found] == [("kites rivers", 2), ("is:unread", 1)]
    assert found[0]["asked"].endswith("Z")
    assert [json.loads(line) for line in reader("searches", "--format", "jsonl").lines] == found
    assert [row[1:] for row in reader("searches").rows] == [["2", "kites rivers"], ["1", "is:unread"]]
    assert reader("searches", "--limit", "1").rows[0][2] == "kites rivers"


def test_keys(reader: Reader) -> None:
    """Every action once, with its keys: as rows, as JSON and as the table of the README."""
    found = reader("keys", "--format", "json").json
    assert {"id", "keys", "help"} <= found[0].keys()
    assert [row[2] for row in reader("keys").rows] == [key["id"] for key in found]
    assert reader("keys", "--format", "markdown").out.startswith("|")


def test_keys_are_those_in_force(reader: Reader, home: Path) -> None:
    """What config.yaml remaps is listed so; an action that is not there is told."""
    (home / "config.yaml").write_text("keys: {paper.bookmark: B}\n")
    assert ["B", "paper.bookmark"] in [row[::2] for row in reader("keys").rows]
    (home / "config.yaml").write_text("keys: {paper.bokmark: B}\n")
    done = reader("keys")
    assert (done.code, len(done.rows)) == (0, len(reader("keys", "--format", "json").json))
    assert "paper.bokmark" in done.err


def test_an_empty_library_has_empty_lists(fresh: Reader) -> None:
    """Nothing is listed where nothing is; JSON stays JSON."""
    for command in ("search ", "sources", "tags", "history", "searches"):
        assert fresh(*command.split(" ")).out == ""
    for command in ("sources", "tags", "history", "searches"):
        assert fresh(command, "--format", "json").json == []
    assert fresh("stats", "--format", "json").json["papers"] == 0
