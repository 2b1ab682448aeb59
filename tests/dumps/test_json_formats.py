import json
from pathlib import Path
from typing import Any

import pytest

from reader.dumps import Dump, Record, read
from reader.papers import Facts

from .samples import API_ITEM, BARE_ITEM, SNAPSHOT, lines_of

KITES = Record(
    "Counting Kites in Rain",
    "We count kites. It rains.",
    1,
    ("Ada Kite", "Bo Lantern"),
    Facts(
        arxiv="2503.02130",
        urls=("https://kites.example", "https://github.com/kites/rain"),
        published="2025-03-03",
        keywords=("kites", "rain"),
        upvotes=101,
        stars=7,
    ),
)
LANTERNS = Record(
    "Sorting Lanterns",
    "We sort lanterns by their light.",
    1,
    ("Ada Kite", "Bo Lantern", "Cy Turnip"),
    Facts(
        arxiv="math/0309136",
        doi="10.1234/lan.5",
        published="2003-09-08",
        venue="J. Lanterns 3 (2004) 1-12",
        keywords=("math.GT", "cs.DS"),
    ),
)


def dump_of(path: Path, text: str, form: str | None = None) -> Dump:
    """Save `text` and read it."""
    path.write_text(text, encoding="utf-8")
    return read(path, form=form).dump


def test_the_api(tmp_path: Path) -> None:
    """All that it tells of a paper, and the page's day; what is missing is not zero."""
    dump = dump_of(tmp_path / "a", json.dumps([API_ITEM, BARE_ITEM]))
    assert dump.records == (KITES, Record("Weighing Kettles", "", 1, facts=Facts(arxiv="2503.00010")))
    assert (dump.heading, dump.rejects, dump.lines.papers) == ("Mar 14, 2025", (), 2)


def test_a_paper_of_the_api_alone(tmp_path: Path) -> None:
    """The answer about one paper is one record."""
    dump = dump_of(tmp_path / "a.json", json.dumps(API_ITEM["paper"], indent=1))
    assert dump.records == (KITES,)


def test_items_that_an_archive_printed(tmp_path: Path) -> None:
    """A text that holds an item as Python prints it is that item."""
    dump = dump_of(tmp_path / "a.json", json.dumps([str(API_ITEM), "{'paper': {", json.dumps("x")], indent=1))
    assert [(r.title, r.line, r.facts) for r in dump.records] == [(KITES.title, 2, KITES.facts)]
    assert [(reject.line, reject.reason) for reject in dump.rejects] == [
        (3, "no object with a title"),
        (4, "no object with a title"),
    ]


@pytest.mark.parametrize(
    ("name", "days", "heading"),
    [
        ("2024-05-27.json", ["2025-03-14"] * 2, "Mar 14, 2025"),
        ("2024-05-27.json", ["2025-03-14", "2025-03-15"], "May 27, 2024"),
        ("2024-05-27.json", [None, None], "May 27, 2024"),
        ("page.json", [None, None], "Mar 13, 2025"),
        ("2024-99-27.json", ["2025-03-14", "odd"], "Mar 13, 2025"),
    ],
)
def test_the_day_of_the_page(tmp_path: Path, name: str, days: list[str | None], heading: str) -> None:
    """The day on which most items were submitted, else the file's, else the one on which most were published."""
    items = [API_ITEM | {"paper": API_ITEM["paper"] | {"submittedOnDailyAt": day}} for day in days]
    assert dump_of(tmp_path / name, json.dumps(items)).heading == heading


def test_the_snapshot(tmp_path: Path) -> None:
    """Wrapped titles are lines again, names lose their institutes, dates and ids have one form."""
    other = {"id": "2101.00001", "title": "T", "authors_parsed": [["Kite", "Ada", "Jr."], ["Bo", ""]], "versions": []}
    dump = dump_of(tmp_path / "a", lines_of([SNAPSHOT, other | {"update_date": "2021-01-01"}]))
    assert dump.records[0] == LANTERNS
    assert dump.records[1] == Record("T", "", 2, ("Ada Kite Jr.", "Bo"), Facts(arxiv="2101.00001"))


def test_damaged_lines_cost_themselves_only(tmp_path: Path) -> None:
    """Good lines are kept, wherever the damage is; each bad one has its place and reason."""
    good = json.dumps({"title": "Weighing Kettles"})
    lines = ['{"title": "cut', good, "", "noise", "[1]", '{"abstract": "We weigh.", "n": 1}', "[" * 100_000, good]
    dump = dump_of(tmp_path / "a", "\n".join(lines))
    assert [record.line for record in dump.records] == [2, 8]
    assert [reject.line for reject in dump.rejects] == [1, 4, 5, 6, 7]
    assert dump.rejects[0].reason.startswith("damaged JSON: Unterminated string")
    assert (dump.rejects[3].text, dump.rejects[3].reason) == ("We weigh.", "no title")
    assert dump.rejects[4].reason == "nested too deeply"


def test_a_cut_document_keeps_what_is_whole(tmp_path: Path) -> None:
    """Items before the damage are taken in, and the report says where it is."""
    text = json.dumps([API_ITEM, BARE_ITEM, API_ITEM], indent=1)
    lines = text.split("\n")
    dump = dump_of(tmp_path / "a", "\n".join(lines[:-5]))
    assert [record.title for record in dump.records] == [KITES.title, "Weighing Kettles"]
    (reject,) = dump.rejects
    assert reject.line == len(lines) - 5
    assert reject.reason.endswith("what follows is not read")
    assert dump.heading == "Mar 14, 2025"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda papers: json.dumps(papers),
        lambda papers: json.dumps({"papers": papers}),
        lambda papers: json.dumps({"query": "is:unread", "papers": papers, "count": 2}, indent=2),
        lambda papers: '{"papers": [\n' + ",\n".join(map(json.dumps, papers)) + "\n]}",
        lambda papers: "[\r\n" + ",\r\n".join(map(json.dumps, papers)) + "\r\n]",
        lambda papers: "\ufeff" + lines_of(papers),
        lambda papers: "\n\n".join(map(json.dumps, papers)),
        lambda papers: "\n".join(json.dumps(paper, indent=1) for paper in papers),
        lambda papers: "".join("\x1e" + json.dumps(paper) + "\n" for paper in papers),
    ],
    ids=["list", "named", "indented", "named lines", "list of lines", "lines", "gaps", "in a row", "sequence"],
)
def test_layouts_of_plain_papers(tmp_path: Path, wrap: Any) -> None:
    """A list, a list under its name, or a paper a line: whatever the layout, the same papers."""
    papers = [{"title": f"Case {n}", "abstract": "We ask.", "authors": ["Ada Kite"], "year": 2024} for n in (1, 2)]
    dump = dump_of(tmp_path / "a", wrap(papers))
    assert [record.title for record in dump.records] == ["Case 1", "Case 2"]
    assert {(r.abstract, r.authors, r.facts.published) for r in dump.records} == {("We ask.", ("Ada Kite",), "2024")}
    assert dump.rejects == ()


def test_an_object_alone_and_none(tmp_path: Path) -> None:
    """One object is one paper; an empty list is told."""
    assert dump_of(tmp_path / "a", '{"title": "Case 1"}').records == (Record("Case 1", "", 1),)
    assert [reject.reason for reject in dump_of(tmp_path / "b", "[]").rejects] == [
        "no papers found: there are none in it"
    ]


def test_readers_own_export_comes_back(tmp_path: Path) -> None:
    """Every fact that is written is read; links found in the abstract are not facts."""
    facts = {
        "arxiv": "2503.02130",
        "doi": "10.1234/KITE",
        "urls": ["https://kites.example", "javascript:alert(1)"],
        "published": "2025-03",
        "venue": "J. Kites",
        "keywords": ["a, b", "c"],
        "upvotes": None,
        "stars": 0,
        "kind": "article-journal",
        "citation_key": "kite2025",
        "details": {"volume": "4", "page": "1–2", "": "x"},
    }
    paper = {
        "id": "0123456789abcdef",
        "title": "T",
        "links": [{"kind": "code", "url": "https://c.example"}],
        "tags": ["x"],
    }
    (record,) = dump_of(tmp_path / "a", json.dumps([paper | {"facts": facts}])).records
    assert record.facts == Facts(
        "2503.02130",
        "10.1234/kite",
        ("https://kites.example",),
        "2025-03",
        "J. Kites",
        ("a, b", "c"),
        None,
        0,
        "article-journal",
        "kite2025",
        (("page", "1–2"), ("volume", "4")),
    )


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ({"id": "2503.02130"}, Facts(arxiv="2503.02130")),
        ({"id": 2503.0213}, Facts()),
        (
            {"url": "https://arxiv.org/abs/2503.02130v1"},
            Facts("2503.02130", urls=("https://arxiv.org/abs/2503.02130v1",)),
        ),
        ({"doi": "https://doi.org/10.1234/Kite"}, Facts(doi="10.1234/kite")),
        ({"doi": "10.48550/arXiv.2503.02130"}, Facts(arxiv="2503.02130")),
        ({"externalIds": {"ArXiv": "2503.02130", "DOI": "10.1234/K"}}, Facts("2503.02130", "10.1234/k")),
        (
            {"url": "file:///etc/passwd", "links": [{"url": "http://a.example"}, "no"]},
            Facts(urls=("http://a.example",)),
        ),
        ({"year": "2024", "date": None}, Facts(published="2024")),
        ({"published": "14 March"}, Facts()),
        ({"keywords": "a; b, c", "categories": "cs.CL cs.LG"}, Facts(keywords=("a", "b", "c", "cs.CL", "cs.LG"))),
        ({"upvotes": True, "stars": -1}, Facts()),
        ({"upvotes": "12", "stars": 3.0}, Facts(upvotes=12, stars=3)),
        ({"upvotes": float("inf"), "stars": 1e300}, Facts()),
        ({"journal": "J.\x1b[2J", "kind": "not a kind!"}, Facts(venue="J.[2J")),
        ({"facts": [1], "authors": 3, "details": 4}, Facts()),
    ],
)
def test_plain_fields(tmp_path: Path, told: dict[str, Any], known: Facts) -> None:
    """Fields under the names that people give them; what cannot be one is not one, and never an error."""
    (record,) = dump_of(tmp_path / "a", json.dumps([{"title": "T", **told}])).records
    assert record.facts == known


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("Ada Kite, Bo Lantern and Cy Turnip", ("Ada Kite", "Bo Lantern", "Cy Turnip")),
        ("Kite, Ada and Lantern, Bo", ("Ada Kite", "Bo Lantern")),
        ("Kite, Ada", ("Ada Kite",)),
        ("Ada Kite, Bo Lantern", ("Ada Kite", "Bo Lantern")),
        ("Ada Kite; Bo Lantern", ("Ada Kite", "Bo Lantern")),
        (
            [{"given": "Ada", "family": "Kite"}, {"literal": "The Kites"}, {"name": " "}, 4],
            ("Ada Kite", "The Kites", "4"),
        ),
        (["Ada\nKite", ""], ("Ada Kite",)),
    ],
)
def test_names(tmp_path: Path, told: Any, names: tuple[str, ...]) -> None:
    """Lists of texts or objects, and texts that hold several people."""
    (record,) = dump_of(tmp_path / "a", json.dumps([{"title": "T", "authors": told}])).records
    assert record.authors == names


def test_the_format_can_be_said(tmp_path: Path) -> None:
    """What is said goes before what a file looks like."""
    text = '{"title": "Case 1"}\n'
    assert dump_of(tmp_path / "a", text, form="json").records == (Record("Case 1", "", 1),)
    assert "this is JSON" in dump_of(tmp_path / "b", text, form="page").rejects[0].reason
    assert dump_of(tmp_path / "c", "no JSON at all", form="json").rejects[0].reason.startswith("damaged JSON")


def test_97_real_days(shared: Path) -> None:
    """Every item of each day is a record with its title, its arXiv id and the day of its file."""
    items = 0
    for path in sorted((shared / "api_daily_papers").iterdir()):
        values = [eval(value) if isinstance(value, str) else value for value in json.loads(path.read_text())]  # noqa: S307
        dump = read(path).dump
        items += len(values)
        assert [record.title.split() for record in dump.records] == [v["paper"]["title"].split() for v in values]
        assert [record.abstract.split() for record in dump.records] == [v["paper"]["summary"].split() for v in values]
        assert [record.facts.arxiv for record in dump.records] == [value["paper"]["id"] for value in values]
        assert [record.facts.upvotes for record in dump.records] == [value["paper"]["upvotes"] for value in values]
        assert (dump.rejects, len(dump.heading.split())) == ((), 3)
    assert items == 1_638
