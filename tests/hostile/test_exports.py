"""Foreign text in exports is text to the programs that read them: their own parsers are the judges."""

import csv
import io
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from reader.export import FORMATS, Layout
from reader.export.latex_escaping import escape_latex

from ..export.browser import browser
from ..export.renderers import GITHUB, PANDOC, skip_without
from ..export.seen import Seen
from .injections import ALL, CELLS, HTML, LATEX, MARKDOWN, ORG, entries_of

PAPERS = entries_of(ALL)
LAYOUT = Layout(title=HTML[3], query=HTML[0], name="list")
TEXTS = (
    "list",
    "table",
    "logseq",
    "pandoc",
    "org",
    "html",
    "bibtex",
    "biblatex",
    "ris",
    "csv",
    "json",
    "jsonl",
    "yaml",
    "csl",
)


def written(form: str, papers: list[Any] = PAPERS, layout: Layout = LAYOUT) -> str:
    """Return the papers in a format of one file, or its main one."""
    return FORMATS[form].text(papers, layout)


def ast(text: str, form: str) -> Any:
    """Return what Pandoc makes of a text."""
    skip_without(PANDOC)
    done = subprocess.run(
        ["pandoc", f"--from={form}", "--to=json"], input=text, capture_output=True, encoding="utf-8", check=True
    )
    return json.loads(done.stdout)


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield all nodes of a document of Pandoc's."""
    if isinstance(tree, dict):
        if "t" in tree:
            yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for each in tree:
            yield from nodes(each)


@pytest.mark.parametrize("form", TEXTS)
def test_every_format_takes_everything(form: str) -> None:
    """Nothing raises; no control but line ends and tabs is written."""
    text = written(form)
    assert not re.findall(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)


def test_names_of_files_stay_in_their_folder() -> None:
    """Obsidian's files are named after titles; none leads out, hides, or is one that a system keeps for itself."""
    for name in FORMATS["obsidian"].write(PAPERS, LAYOUT):
        folder, _, file = name.rpartition("/")
        assert folder in {"", "Papers"}
        assert not file.startswith(".")
        assert not re.search(r'[\\/:*?"<>|\x00-\x1f#^\[\]]', file)


def test_a_page_runs_nothing(tmp_path: Path) -> None:
    """In a browser no script of a text runs and nothing is asked for, though the page's own policy is taken away."""
    text = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", written("html"))
    (path := tmp_path / "page.html").write_text(text, encoding="utf-8")
    with browser(tmp_path / "profile") as tab:
        tab.open(path)
        tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        tab.evaluate("document.querySelectorAll('*').forEach(e => { e.dispatchEvent(new Event('mouseover')) })")
        assert tab.evaluate("typeof owned") == "undefined"
        assert (
            tab.evaluate(
                "document.querySelectorAll('script, style, link, img, svg, iframe, form, base, object').length"
            )
            == 2
        )
        named = "Array.from(document.querySelectorAll('*')).flatMap(e => e.getAttributeNames())"
        assert set(tab.evaluate(f"Array.from(new Set({named}))")) <= {
            *("lang", "charset", "name", "content", "dir", "class", "hidden", "type", "placeholder", "aria-label"),
            *("href", "rel", "open", "start", "style"),
        }
        links = tab.evaluate("Array.from(document.links).map(a => a.protocol)")
        assert set(links) <= {"https:", "http:"}
        titles = tab.evaluate("Array.from(document.querySelectorAll('h3')).map(h => h.textContent)")
        assert sorted(titles) == sorted(paper.paper.title for paper in PAPERS)
        assert tab.requests == [path.as_uri()]
        assert tab.complaints == []


@pytest.mark.parametrize("form", ["list", "table"])
def test_github_shows_text(form: str) -> None:
    """No element that Markdown does not make by itself, no link but to the web, no picture."""
    skip_without(GITHUB)
    seen = Seen(GITHUB.html(written(form)))
    assert [seen.counts[tag] for tag in ("script", "iframe", "style", "svg", "form", "link", "object")] == [0] * 7
    assert seen.counts["img"] == (2 if form == "list" else 0)  # which a note shows
    links = [dict(attributes).get("href") or "" for tag, attributes in seen.elements if tag == "a"]
    noted = {"javascript:owned=1", "data:text/html;base64,PHNjcmlwdD4="}  # links that the user's own notes have
    assert [link for link in links if not link.startswith(("https://", "http://")) and link not in noted] == []
    if form == "list":
        assert seen.counts["input"] == len(PAPERS)


def test_pandoc_is_told_nothing() -> None:
    """No raw TeX or HTML, no citation but ours, nothing in the front matter but title, bibliography and links."""
    tree = ast(written("pandoc"), "markdown")
    assert set(tree["meta"]) == {"title", "bibliography", "link-citations"}
    raw = [node["c"] for node in nodes(tree["blocks"]) if node["t"] in {"RawInline", "RawBlock"}]
    ours = [["html", "<!-- c++ -->"], ["tex", "\\u0"]]  # a list's tags, and a command that prints an accent
    assert [each for each in raw if each not in ours] == []
    cited = [each["citationId"] for node in nodes(tree["blocks"]) if node["t"] == "Cite" for each in node["c"][0]]
    assert len(cited) == len(PAPERS)
    headings = [node for node in nodes(tree["blocks"]) if node["t"] == "Header" and node["c"][0] == 2]
    assert len(headings) == len(PAPERS)


def test_org_is_told_nothing() -> None:
    """A task for each paper, its note in a block that nothing in it ends; no other language, no file, no command."""
    text = written("org")
    tree = ast(text, "org")
    blocks = [node for node in nodes(tree["blocks"]) if node["t"] == "CodeBlock"]
    held = sorted("".join(block["c"][1].split()) for block in blocks)
    assert held == sorted("".join(paper.mark.note.split()) for paper in PAPERS)
    kinds = [node["t"] for node in nodes(tree["blocks"])]
    assert "RawInline" not in kinds
    assert "RawBlock" not in kinds
    headings = [node for node in nodes(tree["blocks"]) if node["t"] == "Header" and node["c"][0] == 2]
    assert len(headings) == len(PAPERS)
    outside = re.sub(
        r"(?ms)^#\+BEGIN_SRC markdown$.*?^#\+END_SRC$|^:[A-Z_]+: [^\n]*$|\[\[https?:[^\]\n]*\]\]", "", text
    )  # nor what is data
    assert set(re.findall(r"(?m)^[ \t]*#\+(\w+)", outside)) <= {"TITLE", "OPTIONS", "TODO"}
    assert not re.search(r"src_\w|call_\w|\{\{\{|@@|\[\[(?!https?:)|<<<", outside)


def test_logseq_has_no_properties_but_ours() -> None:
    """No text makes a property, a reference to a block, or a command in braces; notes are the user's own words."""
    text = written("logseq", layout=Layout(title=MARKDOWN[-3], query=MARKDOWN[-3], name="list", notes=False))
    names = set(re.findall(r"(?m)^\s*([\w-]+)::", text))
    assert names == {
        *("title", "query-of-reader", "reader-id", "authors", "venue", "tags", "rating", "bookmarked", "links"),
    }
    assert not re.search(r"(?<!\\)\{\{|(?<!\\)\(\(|(?<!\\)\[\[", text)


def test_obsidian_runs_nothing() -> None:
    """No command of Templater, no inline query of Dataview, no embedded note in what is not the user's own."""
    for name, text in FORMATS["obsidian"].write(PAPERS, Layout(title=MARKDOWN[-2], name="list", notes=False)).items():
        front, _, body = text.removeprefix("---\n").partition("\n---\n")
        told = yaml.safe_load(front)
        assert set(told) <= {
            *("title", "query", "papers", "generator", "aliases", "tags", "status", "bookmarked", "rating", "authors"),
            *("published", "venue", "doi", "arxiv", "url", "read", "added", "reader-id", "reader-seal", "notes"),
        }, name
        assert "<%" not in body
        assert not re.search(r"(?<!\\)`\$?=|(?<!\\)\[\[|(?<!\\)%%", body)


def test_front_matter_says_what_the_texts_are() -> None:
    """A title is the title, whatever it holds."""
    for paper in PAPERS:
        title = paper.paper.title
        for form in ("list", "pandoc"):
            front = written(form, [], Layout(title=title, query=title, name="list")).split("---\n")[1]
            told = yaml.safe_load(front)
            if form == "list":
                assert (told["title"], told["query"]) == (title, title)


@pytest.mark.parametrize("text", [*LATEX, *ORG, *HTML])
def test_nothing_is_a_command_in_latex(text: str) -> None:
    """What is left of TeX prints: no command reads, writes, defines or repeats."""
    for ascii_only in (True, False):
        latex = escape_latex(text, ascii_only=ascii_only)
        assert not re.search(
            r"\\(?:input|include\w*|write|immediate|open\w+|read|csname|endcsname|catcode|def|loop|repeat|begin|end|endinput"
            r"|special|directlua|href|verb|iftrue|newcommand)(?![A-Za-z])|\^\^",
            latex,
        )
        assert not re.search(r"(?<!\\)[%#]", latex)


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_bibliographies_have_an_entry_for_each_paper(form: str) -> None:
    """Braces end where they should: no entry, preamble or comment but ours."""
    text = written(form)
    depth, begun = 0, []
    for match in re.finditer(r"[{}]|@(\w+)\{", text):
        if match[1] and not depth:
            begun.append(match[1])
        depth += {"{": 1, "}": -1}.get(match[0], 1)
    assert depth == 0
    assert len(begun) == len(PAPERS)
    assert {"preamble", "string", "comment"}.isdisjoint(begun)


def test_ris_has_an_entry_for_each_paper() -> None:
    """A text is on its own line, after its own tag."""
    lines = written("ris").splitlines()
    assert sum(line.startswith("TY  - ") for line in lines) == len(PAPERS)
    assert sum(line.startswith("ER  -") for line in lines) == len(PAPERS)
    assert all(re.match(r"[A-Z][A-Z0-9]  -", line) or not line for line in lines)


def test_no_cell_is_run() -> None:
    """Each row has its cells, none begins as a formula does, and nothing is lost."""
    rows = list(csv.DictReader(io.StringIO(written("csv", entries_of(CELLS)))))
    assert len(rows) == len(CELLS)
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if re.match("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]", cell)]


def test_data_is_the_same_in_each_format() -> None:
    """JSON, JSON lines and YAML, which a safe loader reads, hold each text letter for letter."""
    by_json = json.loads(written("json"))
    assert [json.loads(line) for line in written("jsonl").splitlines()] == by_json
    assert yaml.safe_load(written("yaml")) == by_json
    assert [(told["title"], told["note"]) for told in by_json] == [(p.paper.title, p.mark.note) for p in PAPERS]
