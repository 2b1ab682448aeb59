"""Every format read by the programs that it is for; one run of each over all that is hard."""

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from reader.export import FORMATS, Layout
from reader.export.latex_escaping import escape_latex

from .hard import FORMULA_TITLE, TITLES, hard_entries
from .renderers import GITHUB, Page, skip_without
from .seen import Seen, plain

LAYOUT = Layout(title="Hard: *titles* & [more]", query='tag:"x" $y$')
PANDOC = ("pandoc", "--fail-if-warnings", "--wrap=none")
READERS = {"list": "markdown", "table": "markdown", "logseq": "markdown", "pandoc": "markdown", "org": "org"}


def run(folder: Path, *command: str) -> str:
    """Run a client, which must be installed and succeed, and return what it prints."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def unquoted(text: str) -> str:
    """Return `text` without its quotes: styles turn double ones within others into single ones."""
    return plain(text).translate({ord(quote): None for quote in "\"'"})


def write(folder: Path, form: str) -> str:
    """Write the hard papers as a format and return the name of its main file."""
    files = FORMATS[form].write(hard_entries(), LAYOUT)
    for suffix, text in files.items():
        (folder / f"{LAYOUT.name}{suffix}").write_text(text, encoding="utf-8", newline="")
    return f"{LAYOUT.name}{next(iter(files))}"


@pytest.mark.parametrize("form", READERS)
def test_pandoc_turns_each_flavour_into_html_and_docx(form: str, tmp_path: Path) -> None:
    """Without a warning, with every title whole."""
    name = write(tmp_path, form)
    how = [f"--from={READERS[form]}", *(["--citeproc"] if form == "pandoc" else [])]
    html = Seen(run(tmp_path, *PANDOC, *how, "--to=html", name))
    assert [title for title in TITLES if plain(title) not in html.text] == []
    run(tmp_path, *PANDOC, *how, "--output=list.docx", name)
    docx = plain(run(tmp_path, *PANDOC, "--to=plain", "list.docx"))
    assert [title for title in TITLES if plain(title) not in docx] == []


def test_pandoc_finds_each_task_of_org(tmp_path: Path) -> None:
    """As many headings with keywords as papers, and the sections."""
    html = Seen(run(tmp_path, *PANDOC, "--to=html", write(tmp_path, "org")))
    assert html.counts["h2"] == len(TITLES)
    keywords = [dict(attributes).get("class") for tag, attributes in html.elements if tag == "span"]
    assert [keywords.count(f"todo {word}") for word in ("TODO", "READING")] == [7, 7]
    assert [keywords.count(f"done {word}") for word in ("DONE", "SKIPPED")] == [7, 7]


def test_github_counts_as_many_tasks_as_papers() -> None:
    """In the list, and in the index of a folder for Obsidian."""
    skip_without(GITHUB)
    assert [item.boxes for item in Page(GITHUB.html(FORMATS["list"].text(hard_entries(), LAYOUT))).items] == [1] * 28
    index = Page(GITHUB.html(FORMATS["obsidian"].text(hard_entries(), LAYOUT)))
    assert [item.boxes for item in index.items] == [1] * len(TITLES)


def test_github_shows_every_title_in_a_table() -> None:
    """A row for each paper, its title in the first cell, whatever bars it holds."""
    skip_without(GITHUB)
    seen = Seen(GITHUB.html(FORMATS["table"].text(hard_entries(), LAYOUT)))
    width = seen.counts["th"] // 3
    assert sorted(seen.texts("td")[::width]) == sorted(" ".join(title.split()) for title in TITLES)


def test_obsidians_links_lead_to_its_notes(tmp_path: Path) -> None:
    """The index leads to every note, each note back, and each note shows its title."""
    files = FORMATS["obsidian"].write(hard_entries(), LAYOUT)
    index, *notes = files
    # One run of Pandoc over all notes: they are put one after another, without their front matter
    bodies = [files[note].split("---\n", 2)[2] for note in notes]
    (tmp_path / "notes.md").write_text("\n\n".join(bodies), encoding="utf-8")
    (tmp_path / "index.md").write_text(files[index], encoding="utf-8")
    seen = Seen(run(tmp_path, *PANDOC, "--from=commonmark_x-task_lists", "--to=html", "notes.md"))
    assert seen.texts("h1") == [" ".join(entry.paper.title.split()) for entry in hard_entries()]
    links = Seen(run(tmp_path, *PANDOC, "--to=html", "index.md")).elements
    assert sorted(unquote(dict(attributes)["href"] or "") for tag, attributes in links if tag == "a") == sorted(notes)


def test_bibtex_accepts_it_without_a_warning(tmp_path: Path) -> None:
    """All of it, in the styles that everybody has."""
    write(tmp_path, "bibtex")
    if shutil.which("kpsewhich") and subprocess.run(["kpsewhich", "plain.bst"], capture_output=True).returncode:
        pytest.skip("BibTeX has no styles here")
    for style in ("plain", "abbrv"):
        (tmp_path / "paper.aux").write_text(f"\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{{LAYOUT.name}}}\n")
        said = run(tmp_path, "bibtex", "paper")
        assert "arning" not in said
        assert "rror" not in said
        assert (tmp_path / "paper.bbl").read_text(encoding="utf-8").count("\\bibitem") == len(TITLES)


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_biber_accepts_it_without_a_warning(form: str, tmp_path: Path) -> None:
    """Both dialects; what it writes has as many entries."""
    said = run(tmp_path, "biber", "--tool", "--output-file=out.bib", write(tmp_path, form))
    assert "WARN" not in said
    assert "ERROR" not in said
    assert sum(line.startswith("@") for line in (tmp_path / "out.bib").read_text("utf-8").splitlines()) == len(TITLES)


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_pandoc_cites_from_the_bibliography(form: str, tmp_path: Path) -> None:
    """Every title comes out letter for letter, but for the quotes, which its style chooses."""
    name = write(tmp_path, form)
    text = unquoted(run(tmp_path, *PANDOC, f"--from={form}", "--to=plain", "--citeproc", name))
    assert [title for title in TITLES if unquoted(title) not in text] == []


def test_pandoc_renders_csl(tmp_path: Path) -> None:
    """Every title is there, in the case and the quotes that its style gives it."""
    name = write(tmp_path, "csl")
    text = unquoted(run(tmp_path, *PANDOC, "--from=csljson", "--to=plain", "--citeproc", name)).casefold()
    assert [title for title in TITLES if unquoted(title).casefold() not in text] == []


def test_csl_has_what_its_schema_has(tmp_path: Path) -> None:
    """Ids are unique, names are in parts, dates are numbers."""
    items = json.loads((tmp_path / write(tmp_path, "csl")).read_text(encoding="utf-8"))
    assert len({item["id"] for item in items}) == len(TITLES)
    assert items[1]["author"] == [{"family": "van der Gogh", "given": "Vincent"}]
    assert items[2]["issued"] == {"date-parts": [[2024, 3]]}


def test_formulas_stay_formulas_in_a_bibliography() -> None:
    """What is between dollar signs, and TeX, is not escaped; a price is."""
    assert escape_latex(FORMULA_TITLE, ascii_only=True) == FORMULA_TITLE
