"""Every format, told by what it holds: what of a paper each gives."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.dumps import NAMES, Record, open_dump, read
from reader.dumps.formats import format_of
from reader.errors import DumpError

from .pages import shared

API = json.dumps(
    [
        {
            "paper": {
                "id": "2503.02130",
                "authors": [{"name": "Ada Kite"}, {"name": "Nobody Seen", "hidden": True}],
                "publishedAt": "2025-03-04T00:00:00.000Z",
                "title": "Counting\n  Kites",
                "summary": "We count\nkites.",
                "upvotes": 7,
                "githubRepo": "https://github.com/kites/count",
                "projectPage": "javascript:alert(1)",
                "ai_keywords": ["kites"],
            },
            "title": "Counting Kites",
        }
    ],
    indent=1,
)
SNAPSHOT = json.dumps(
    {
        "id": "cs/0112017",
        "authors": "Ada Kite (Hill University), Ben Wind and Cleo Tail",
        "title": "Counting\n  Kites",
        "categories": "cs.DS cs.MS",
        "abstract": "  We count kites.\n",
        "doi": "10.1000/ABC",
        "journal-ref": "J. Kites 3",
        "versions": [{"created": "Mon, 11 Jan 2021 20:31:27 GMT", "version": "v1"}],
        "update_date": "2022-11-07",
    }
)
CSL = json.dumps(
    [
        {
            "id": "kite21",
            "type": "article-journal",
            "title": "Counting <i>Kites</i>",
            "abstract": "We count kites.",
            "author": [{"given": "Ada", "family": "Kite"}, {"literal": "The Kite Society"}],
            "issued": {"date-parts": [[2021, 1]]},
            "container-title": "Journal of Kites",
            "DOI": "https://doi.org/10.1000/ABC",
            "URL": "https://kites.example.org/1",
            "volume": 3,
        }
    ]
)
BIBTEX = r"""
% a file about kites
@string{jk = "Journal of " # {Kites}}
@proceedings{sky, title = {Proceedings of the Sky}, publisher = {Cloud Press}, year = 2021, month = jan}
@inproceedings{kite21,
  title = {Counting {K}ites},
  author = {Kite, Ad{\"a} and Wind, Ben and others},
  abstract = {We count 15\% of $\alpha$ kites, 20% of them red.},
  crossref = {sky},
  doi = {10.1000/ABC},
  eprint = {2503.02130v2}, archiveprefix = {arXiv},
  pages = {3--9},
}
@article{broken, title = {No end
@article{next, title = {Painting Clocks}, journal = jk, date = {2020-05/2020-06}}
"""
RIS = """TY  - JOUR
ID  - kite21
T1  - Counting Kites
AU  - Kite, Ada
AU  - Wind, Ben
AB  - We count
kites.
JO  - Journal of Kites
PY  - 2021/01/00/
DO  - 10.1000/ABC
SP  - 3
EP  - 9
KW  - kites
ER  -

TY  - BOOK
TI  - A Book That Is Not Closed
"""
ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <entry>
    <id>http://arxiv.org/abs/2503.02130v1</id>
    <published>2025-03-04T00:00:00Z</published>
    <title>Counting
  Kites</title>
    <summary>We count kites.</summary>
    <author><name>Ada Kite</name></author>
    <category term="cs.DS"/>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1000/ABC</arxiv:doi>
  </entry>
</feed>
"""
CSV = (
    'id,title,authors,abstract,doi,published,keywords\r\n1,"Counting\nKites",Ada Kite; Ben Wind,'
    "We count kites.,10.1000/ABC,2021,a; b\r\n"
)
YAML = (
    '- id: "1"\n  title: Counting Kites\n  abstract: We count kites.\n'
    "  authors: [Ada Kite]\n  facts: {arxiv: 2503.02130}\n"
)
OWN = {
    "id": "1",
    "title": "Counting Kites",
    "abstract": "We count kites.",
    "authors": ["Ada Kite"],
    "facts": {"arxiv": "2503.02130", "published": "2025-03", "upvotes": 0, "details": {"volume": "3"}},
}
SAMPLES = {
    "api": API,
    "arxiv": f"{SNAPSHOT}\n{SNAPSHOT}\n",
    "csl": CSL,
    "bibtex": BIBTEX,
    "ris": RIS,
    "atom": ATOM,
    "csv": CSV,
    "yaml": YAML,
    "json": json.dumps([OWN], indent=2),
}


def records(path: Path, text: str | bytes, form: str | None = None) -> tuple[Record, ...]:
    """Return the records of a file with this content."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path, form=form).dump.records


@pytest.mark.parametrize("name", SAMPLES)
def test_formats_are_told_by_content(name: str) -> None:
    """Whatever the file is called, and with a byte order mark too."""
    assert format_of(SAMPLES[name]).name == name
    assert format_of("\ufeff" + SAMPLES[name]).name == name


@pytest.mark.parametrize("name", SAMPLES)
def test_every_format_gives_title_and_abstract(name: str, tmp_path: Path) -> None:
    """Line breaks within them are spaces."""
    first = records(tmp_path / "a", SAMPLES[name])[0]
    if name != "bibtex":
        assert (first.title, first.abstract, first.authors[0]) == ("Counting Kites", "We count kites.", "Ada Kite")


def test_api_facts(tmp_path: Path) -> None:
    """An id keeps its zero; hidden authors and addresses that are none are left out."""
    (paper,) = records(tmp_path / "a", API)
    facts = paper.facts
    assert (facts.arxiv, facts.published, facts.upvotes, facts.stars) == ("2503.02130", "2025-03-04", 7, None)
    assert (paper.authors, facts.urls) == (("Ada Kite",), ("https://github.com/kites/count",))


def test_snapshot_facts(tmp_path: Path) -> None:
    """Authors come without their universities, the date is that of the first version."""
    (paper,) = records(tmp_path / "a", SNAPSHOT)
    assert paper.authors == ("Ada Kite", "Ben Wind", "Cleo Tail")
    facts = paper.facts
    assert (facts.arxiv, facts.doi, facts.published) == ("cs/0112017", "10.1000/abc", "2021-01-11")
    assert (facts.venue, facts.keywords) == ("J. Kites 3", ("cs.DS", "cs.MS"))


def test_csl_facts(tmp_path: Path) -> None:
    """Kinds, keys and details have the names that they have in CSL."""
    (paper,) = records(tmp_path / "a", CSL)
    facts = paper.facts
    assert paper.authors == ("Ada Kite", "The Kite Society")
    assert (facts.kind, facts.citation_key, facts.published) == ("article-journal", "kite21", "2021-01")
    assert (facts.doi, facts.details) == ("10.1000/abc", (("volume", "3"),))


def test_bibtex_facts(tmp_path: Path) -> None:
    """Strings, accents, formulas, per cents, what a parent lends; an entry without end is told and harms no other."""
    (tmp_path / "a").write_text(BIBTEX)
    dump = read(tmp_path / "a").dump
    sky, kite, clocks = dump.records
    assert (sky.title, kite.title) == ("Proceedings of the Sky", "Counting Kites")
    assert kite.authors == ("Adä Kite", "Ben Wind")
    assert kite.abstract == r"We count 15% of $\alpha$ kites, 20% of them red."
    facts = kite.facts
    assert (facts.venue, facts.published, facts.kind) == ("Proceedings of the Sky", "2021-01", "paper-conference")
    assert (facts.arxiv, facts.doi, facts.citation_key) == ("2503.02130", "10.1000/abc", "kite21")
    assert facts.details == (("page", "3-9"), ("publisher", "Cloud Press"))
    assert (clocks.facts.venue, clocks.facts.published) == ("Journal of Kites", "2020-05")
    assert [(reject.line, reject.reason[:20]) for reject in dump.rejects] == [(14, "broken BibTeX entry:")]


def test_ris_facts(tmp_path: Path) -> None:
    """Days that are zero are unknown; a record that is not closed is read."""
    paper, book = records(tmp_path / "a", RIS)
    facts = paper.facts
    assert paper.authors == ("Ada Kite", "Ben Wind")
    assert (facts.published, facts.doi, facts.venue) == ("2021-01", "10.1000/abc", "Journal of Kites")
    assert (facts.details, facts.keywords) == ((("page", "3-9"),), ("kites",))
    assert (book.title, book.facts.kind, book.line) == ("A Book That Is Not Closed", "book", 17)


def test_atom_with_entities_is_refused(tmp_path: Path) -> None:
    """What could grow without end is not even parsed."""
    bomb = ATOM.replace("<feed", '<!DOCTYPE feed [<!ENTITY a "aaaa">]><feed', 1)
    (tmp_path / "a").write_text(bomb)
    (reject,) = read(tmp_path / "a").dump.rejects
    assert "entities" in reject.reason


def test_own_json_comes_back(tmp_path: Path) -> None:
    """A list, an object with one, lines: all facts are there again; nought is not nothing."""
    lines = "\n".join([json.dumps(OWN)] * 2)
    for text in (json.dumps([OWN]), json.dumps({"papers": [OWN]}), json.dumps({"papers": [OWN]}, indent=1), lines):
        paper = records(tmp_path / "a", text)[0]
        assert (paper.title, paper.authors) == ("Counting Kites", ("Ada Kite",))
        facts = paper.facts
        assert (facts.arxiv, facts.published, facts.upvotes) == ("2503.02130", "2025-03", 0)
        assert facts.details == (("volume", "3"),)
    (paper,) = records(tmp_path / "a", YAML)
    assert paper.facts.arxiv == "2503.02130"


def test_damaged_lines_are_told_and_passed(tmp_path: Path) -> None:
    """Of JSON lines each stands for itself; a list is read up to where it breaks."""
    path = tmp_path / "a"
    path.write_text(json.dumps(OWN) + '\n{"title": "cut\n\n' + json.dumps(OWN) + "\n[1]\n" + '{"abstract": "x"}\n')
    dump = read(path).dump
    assert [record.line for record in dump.records] == [1, 4]
    assert [reject.line for reject in dump.rejects] == [2, 5, 6]
    path.write_text(json.dumps([OWN, OWN], indent=1)[:-20])
    dump = read(path).dump
    assert len(dump.records) == 1
    assert "what follows is not read" in dump.rejects[0].reason


def test_a_format_can_be_said(tmp_path: Path) -> None:
    """One that there is not names those that there are."""
    (tmp_path / "a").write_text(CSL)
    with pytest.raises(DumpError, match="no format") as caught:
        read(tmp_path / "a", form="odt")
    assert "bibtex" in caught.value.hint


@pytest.mark.parametrize("form", [None, *NAMES])
@given(data=st.binary(max_size=200) | st.sampled_from(list(SAMPLES.values())).map(str.encode), cut=st.data())
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_break_a_format(form: str | None, data: bytes, cut: st.DataObject, tmp_path: Path) -> None:
    """Whatever the bytes, read as whatever: records and reasons, or one clear error."""
    at = cut.draw(st.integers(0, len(data)))
    (tmp_path / "a").write_bytes(data[:at] + cut.draw(st.binary(max_size=3)) + data[at + 1 :])
    try:
        dump = read(tmp_path / "a", form=form).dump
    except DumpError:
        return
    assert dump.records or dump.rejects


def test_all_days_of_the_api() -> None:
    """Every item of every real day is a record with its id."""
    for path in sorted(shared("api_daily_papers").glob("*.json")):
        items = json.loads(path.read_text())
        dump = read(path).dump
        assert (len(dump.records), dump.rejects) == (len(items), ())
        assert all(record.facts.arxiv and record.abstract for record in dump.records)


def test_the_page_says_what_the_api_says() -> None:
    """What the API gives of a day stands on its saved page too, title and abstract letter for letter."""
    page = read(shared("captures") / "daily_papers_2024-08-01.html").dump.records
    api = read(shared("api_daily_papers") / "2024-08-01.json").dump.records
    texts = {one.facts.arxiv: (one.title, one.abstract) for one in page}
    assert api
    assert all(texts[one.facts.arxiv] == (one.title, one.abstract) for one in api)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("%0 Journal Article\n%T Kites\n%A Kite, Ada\n", "EndNote’s own format"),
        ("FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Kite, A\n", "Web of Science’s own format"),
        ("PMID- 123\nOWN - NLM\nTI  - Kites\n", "PubMed’s own format"),
        ('<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "a" "b">\n<PubmedArticleSet>', "PubMed’s XML"),
        ("<xml><records><record></record></records></xml>", "EndNote’s XML"),
        ("<Set>\n<Article>\nKites\n", "XML of another kind"),
        ("kite21:\n    type: article\n    title: Kites\n", "a Hayagriva bibliography"),
        ("references:\n- title: Kites\n", "YAML, but no list of papers"),
    ],
)
def test_what_is_foreign_is_told_by_name(text: str, whose: str, tmp_path: Path) -> None:
    """It is not read as a page, whose lines it has not; the one reject says what to do where something can be done."""
    (tmp_path / "a").write_text(text)
    dump = read(tmp_path / "a").dump
    assert dump.records == ()
    (reject,) = dump.rejects
    assert reject.reason.startswith(f"no papers found: this is {whose}")


def test_lines_of_a_document_are_no_lines_of_json(tmp_path: Path) -> None:
    """Objects that stand on a line each within another are parts of it; a damaged first line leaves lines lines."""
    (tmp_path / "a").write_text('{\n "kites": {\n  "authors": [\n{"title": "No Paper"},\n{"title": "None"}\n]}}\n')
    assert read(tmp_path / "a").dump.records == ()
    (tmp_path / "a").write_text('{"title": "cut\n{"title": "Counting Kites"}\n')
    assert [record.line for record in read(tmp_path / "a").dump.records] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "@article{a, title = {Counting Kites}, author = {Kite, Ada and Kite, Ada}}\n",
        "TY  - JOUR\nTI  - Counting Kites\nAU  - Kite, Ada\nAU  - Kite, Ada\nER  - \n",
        "title,authors\nCounting Kites,Ada Kite; Ada Kite\n",
        '[{"title": "Counting Kites", "authors": ["Ada Kite", "Ada Kite"]}]',
    ],
)
def test_namesakes_are_two(text: str, tmp_path: Path) -> None:
    """Of authors with the same name none is lost."""
    assert [record.authors for record in records(tmp_path / "a", text)] == [("Ada Kite", "Ada Kite")]


def test_markdown_below_a_banner_is_a_page(tmp_path: Path) -> None:
    """HTML before the first heading does not make it HTML."""
    assert format_of('<p align="center">\n <h1>Kites</h1>\n</p>\n\n## Counting Kites\n\nWe count.\n').name == "page"
    assert format_of("<html>\n<body>\n# Kites\n").name == "html"


def test_a_reference_that_is_not_opened_is_read(tmp_path: Path) -> None:
    """RIS whose first tag is lost; what a database says between two works is none."""
    (tmp_path / "a").write_text(
        "T1  - Counting Kites\nAU  - Kite, Ada\nPY  - 2021\nER  - \n"
        "DB  - Kites\n\nTY  - JOUR\nTI  - Two\nER  - \nTI  - Three\nAU  - Kite, Ada\nPY  - 2021\n"
    )
    dump = read(tmp_path / "a").dump
    assert [(record.title, record.line) for record in dump.records] == [
        ("Counting Kites", 1),
        ("Two", 8),
        ("Three", 10),
    ]


def test_files_of_other_programs_are_read_or_refused() -> None:
    """Each file that other programs test with gives records or reasons, and never both none."""
    forms: Counter[str] = Counter()
    for path in sorted(shared("interop").rglob("*.*")):
        with open_dump(path) as dump:
            count = sum(1 for _ in dump.records)
            assert count or dump.rejects, path
            forms[dump.form] += count
    assert forms["bibtex"] > 900
    assert forms["ris"] > 300
