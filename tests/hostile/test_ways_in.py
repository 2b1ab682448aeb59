"""Hostile text in each format of dumps: what is taken out is told, what is text stays."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.dumps import open_dump
from reader.library import Library
from reader.query import parse
from reader.tui.actions.copying import ways_of_one

from ..cli.conftest import empty, fresh  # noqa: F401 - fixtures
from ..cli.running import Reader, process
from ..tui.shelf import HEAD
from .attacks import ATTACKS, dump_of
from .wire import wire_of

ABSTRACT = (
    "We ask how far a simple method goes when it is given more data, better care and more time than its rivals, and "
    "measure it on twelve public tasks with five seeds each. The gain holds for all of them."
)


def page(title: str, abstract: str) -> str:
    """Return a page's text."""
    return f"{HEAD}{title}\n\n{abstract}\n\nA second paper\n\n{ABSTRACT} {ABSTRACT}\n"


def table(title: str, abstract: str) -> str:
    """Return a table."""
    csv.writer(text := io.StringIO()).writerows([["Title", "Abstract Note"], [title, abstract]])
    return text.getvalue()


FORMS: dict[str, Callable[[str, str], str]] = {
    "page.txt": page,
    "papers.json": lambda title, abstract: json.dumps([{"title": title, "abstract": abstract}]),
    "lines.jsonl": lambda title, abstract: json.dumps({"title": title, "abstract": abstract}) + "\n" + "{}\n",
    "csl.json": lambda title, abstract: json.dumps([{"id": "a", "type": "book", "title": title, "abstract": abstract}]),
    "refs.bib": lambda title, abstract: f"@misc{{a,\n title = {{{title}}},\n abstract = {{{abstract}}}\n}}\n",
    "refs.ris": lambda title, abstract: f"TY  - GEN\nTI  - {title}\nAB  - {abstract}\nER  - \n",
    "table.csv": table,
}


@pytest.mark.parametrize("name", FORMS)
def test_what_was_taken_out_is_counted(name: str, tmp_path: Path) -> None:
    """An escape in a title and two controls in an abstract are three characters of two texts, in every format."""
    path = tmp_path / name
    title, abstract = "Of \x1b[31mkites\x1b[0m", f"{ABSTRACT} \u202eEnd\u2069\x7f."
    path.write_text(FORMS[name](title, abstract), encoding="utf-8")
    with open_dump(path) as dump:
        first = next(iter(dump.records))
        list(dump.records)
        assert first.title == "Of [31mkites[0m"
        assert first.abstract.endswith("each. The gain holds for all of them. End.")
        assert (dump.removed.characters, dump.removed.texts) == (5, 2)


def test_the_report_tells_it(fresh: Reader, tmp_path: Path) -> None:  # noqa: F811
    """`reader add` says how much was taken out of how many texts, once; as JSON, too, in all and by file."""
    (folder := tmp_path / "in").mkdir()
    path, clean = folder / "a.json", folder / "b.json"
    path.write_text(json.dumps([{"title": "Kites \x1b[2J", "abstract": "\u202eFar."}]), encoding="utf-8")
    clean.write_text(json.dumps([{"title": "Winds", "abstract": "Near."}]), encoding="utf-8")
    dry = fresh("add", "--dry-run", str(folder))
    assert dry.err == "2 control or invisible characters would be taken out of 2 texts\n"
    report = fresh("add", str(folder), "--format", "json").json
    assert (report["removed_characters"], report["cleaned_texts"]) == (2, 2)
    assert [file["removed_characters"] for file in report["by_file"]] == [2, 0]
    again = fresh("add", str(folder))
    assert again.err == ""
    assert fresh("add", str(folder), "--format", "json").json["removed_characters"] == 0


def test_nothing_but_text_is_stored(library: Library, tmp_path: Path) -> None:
    """Of every attack the words around it stay, whatever field it came in, and no control does."""
    path = tmp_path / "du\x1b]0;x\x07mp\u202e.json"
    path.write_text(dump_of(ATTACKS), encoding="utf-8")
    report = library.add([path])
    assert (report.new, report.rejected) == (len(ATTACKS), 0)
    assert report.removed > 300
    for entry in library.entries(library.find(parse("")).numbers):
        attack = next(each for each in ATTACKS if f"end{each.name}" in entry.paper.title)
        words = [f"Mk{attack.name}", f"end{attack.name}"]
        paper = entry.paper
        for text in (paper.title, paper.abstract, *paper.authors[:1], paper.facts.venue, paper.facts.keywords[0]):
            assert [word for word in words if word not in text] == []
        stored = json.dumps([repr(entry), paper.title, paper.abstract, paper.authors, paper.facts.to_json()])
        held = [paper.title, paper.abstract, *paper.authors, entry.sightings[0].file, *paper.facts.urls, stored]
        assert wire_of(" ".join(held).encode()).dangers == []
        assert "\x1b" not in " ".join(held)


def test_what_is_copied_is_pasted_as_text(library: Library, tmp_path: Path) -> None:
    """A title, a link or a citation is one line, which a shell runs not before one says so; nothing holds a control."""
    (path := tmp_path / "dump.json").write_text(dump_of(ATTACKS), encoding="utf-8")
    library.add([path])
    for entry in library.entries(library.find(parse("")).numbers):
        for way in ways_of_one(entry):
            lines = way.text().split("\n")
            assert wire_of("".join(lines).encode()).dangers == [], way.label
            assert not [line for line in lines if "\x1b" in line or "\r" in line[:-1]]
            if way.label in {"link", "title", "Markdown link", "citation", "abstract", "id"}:
                assert len(lines) == 1


def test_line_by_line(hostile: Path) -> None:
    """What is typed line by line, and what is printed for it, is text, too."""
    typed = "\n".join(
        ["h", "1", *(f"{word} {attack.payload}" for attack in ATTACKS for word in ("/", "note 1", "")), "q"]
    )
    done = process(hostile, "--plain", stdin=typed.encode("utf-8", "surrogatepass"))
    assert "Traceback" not in done.err
    for sent in (done.out, done.err):
        wire = wire_of(sent.encode())
        assert (wire.shapes, wire.dangers) == (set(), [])


def test_what_comes_back_is_cleaned_and_told(fresh: Reader, tmp_path: Path) -> None:  # noqa: F811
    """A backup that was tampered with brings no control in; restoring and merging say what they took out."""
    (dump := tmp_path / "a.json").write_text(json.dumps([{"title": "Kites", "abstract": "Far."}]), encoding="utf-8")
    fresh("add", str(dump))
    fresh("backup", str(tmp_path / "good.backup"))
    told = (tmp_path / "good.backup").read_text(encoding="utf-8")
    (bad := tmp_path / "bad.backup").write_text(told.replace("Kites", "\\u001b[2JKi\\u202etes"), encoding="utf-8")
    assert fresh("merge", str(bad)).err.endswith("2 control or invisible characters taken out of 1 text\n")
    assert fresh("merge", str(bad), "--format", "json").json["removed_characters"] == 2
    other = str(tmp_path / "other")
    assert fresh("--home", other, "restore", str(bad)).err == "2 control or invisible characters taken out of 1 text\n"
    assert "[2JKites" in fresh("--home", other, "search", "").out
