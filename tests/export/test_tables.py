import csv
import io
import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.export import FORMATS, Layout
from reader.export.tables import COLUMNS
from reader.papers import Mark, clean_text
from reader.papers.cells import defuse_cell, read_cell

from .entries import entry
from .hard import TITLES, hard_entries


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV with what its cells say."""
    read = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [{name: read_cell(cell) for name, cell in row.items()} for row in read]


def test_csv_is_read_back_whole() -> None:
    """A row for each paper, letter for letter, notes of several lines among them."""
    text = FORMATS["csv"].text(hard_entries(), Layout())
    read = rows(text)
    assert text.startswith(",".join(COLUMNS) + "\r\n")
    assert [row["title"] for row in read] == TITLES
    assert [row["note"] for row in read] == [each.mark.note for each in hard_entries()]
    assert [json.loads(row["details"] or "{}") for row in read] == [
        dict(each.paper.facts.details) for each in hard_entries()
    ]
    assert (read[3]["tags"], read[3]["bookmarked"], read[3]["upvotes"]) == ("c++; nlp/llm", "true", "3")
    assert (read[0]["upvotes"], read[0]["read_at"]) == ("", "")


def test_no_cell_is_a_formula() -> None:
    """None begins as one does in any spreadsheet."""
    text = FORMATS["csv"].text(hard_entries(), Layout())
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []


@given(st.text() | st.text("'=+-@\t\r\na"))
def test_a_defused_cell_is_read_back(text: str) -> None:
    """Whatever it holds; and it never begins as a formula."""
    assert read_cell(defuse_cell(text)) == text
    assert not defuse_cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("text", ["'Tis a kite", "plain", "", "'quoted'"])
def test_other_cells_are_left_alone(text: str) -> None:
    """An apostrophe that keeps nothing from being run is a letter."""
    assert defuse_cell(text) == read_cell(text) == text


def test_json_lines_and_yaml_say_the_same() -> None:
    """One array, one paper a line, one list: the same data."""
    data = json.loads(FORMATS["json"].text(hard_entries(), Layout()))
    assert [paper["title"] for paper in data] == TITLES
    assert [json.loads(line) for line in FORMATS["jsonl"].text(hard_entries(), Layout()).splitlines()] == data
    assert yaml.safe_load(FORMATS["yaml"].text(hard_entries(), Layout())) == data


@settings(max_examples=40)
@given(title=st.text(), note=st.text() | st.text(" \n\t#:-|'a"))
def test_yaml_holds_any_text(title: str, note: str) -> None:
    """Titles and notes come back as they were."""
    paper = entry(title.encode("utf-8", "ignore").decode(), mark=Mark(note=clean_text(note)))
    read = yaml.safe_load(FORMATS["yaml"].text([paper, paper], Layout()))
    assert [(each["title"], each["note"]) for each in read] == [(paper.paper.title, paper.mark.note)] * 2


@pytest.mark.parametrize("form", [name for name in FORMATS if name != "obsidian"])
def test_no_papers_are_a_file_too(form: str) -> None:
    """Every format can say that there is nothing; data is empty data."""
    text = FORMATS[form].text([], Layout())
    assert {"json": "[]\n", "csl": "[]\n", "yaml": "[]\n", "jsonl": ""}.get(form, text) == text


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_papers_give_the_same_texts(form: str) -> None:
    """Nothing depends on the order of a set or on the clock."""
    assert FORMATS[form].write(hard_entries(), Layout()) == FORMATS[form].write(hard_entries(), Layout())


@pytest.mark.parametrize("form", FORMATS)
def test_abstracts_and_notes_may_be_left_out(form: str) -> None:
    """In every format, of all its files."""
    papers = [entry("T", "First one. Second one.", mark=Mark(note="Mine."))]

    def written(layout: Layout) -> str:
        return "".join(FORMATS[form].write(papers, layout).values())

    assert "Second one." in written(Layout())
    assert "Mine." in written(Layout())
    none = written(Layout(abstracts="none", notes=False))
    assert "First one." not in none
    assert "Mine." not in none
