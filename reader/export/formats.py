"""What papers can be written as: every format by its name, with what it is good for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from reader.export.layout import Layout
from reader.papers import Entry

Files = Mapping[str, str]
"""Names to texts: of a folder's files, relative to it; of a single file the ending of its name (`.md`)."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format. The same entries in the same layout give the same bytes."""

    name: str
    what: str
    """A few words for help and pickers."""
    suffix: str
    """How the name of its file ends; empty where it is a folder."""
    write: Callable[[Sequence[Entry], Layout], Files]
    """Makes the texts, the main one first. Beside it there may be others, such as the `.bib` of a `.md`."""

    @property
    def is_folder(self) -> bool:
        """Whether it is several files in a folder."""
        return not self.suffix

    def text(self, entries: Sequence[Entry], layout: Layout) -> str:
        """Return the main text alone."""
        return next(iter(self.write(entries, layout).values()))


def _list(entries: Sequence[Entry], layout: Layout) -> Files:
    from reader.export.markdown import markdown  # late, as each format's module

    text = markdown(
        entries,
        title=layout.title,
        query=layout.query,
        abstract=layout.abstracts,
        notes=layout.notes,
        group_by=layout.group_by,
    )
    return {".md": text}


def _one(suffix: str, module: str, function: str) -> Callable[[Sequence[Entry], Layout], Files]:
    """Return what writes one file, by a function of a module that is imported when it is needed."""

    def write(entries: Sequence[Entry], layout: Layout) -> Files:
        text: str = getattr(import_module(f"reader.export.{module}"), function)(entries, layout)
        return {suffix: text}

    return write


def _several(module: str, function: str) -> Callable[[Sequence[Entry], Layout], Files]:
    """Return what writes several files, likewise."""

    def write(entries: Sequence[Entry], layout: Layout) -> Files:
        files: Files = getattr(import_module(f"reader.export.{module}"), function)(entries, layout)
        return files

    return write


_ALL = (
    Format("list", "Markdown task lists, for GitHub, Obsidian and Pandoc", ".md", _list),
    Format("table", "Markdown tables, for GitHub and wikis", ".md", _one(".md", "markdown_table", "markdown_table")),
    Format("obsidian", "a folder with a note per paper and an index", "", _several("obsidian", "obsidian")),
    Format("logseq", "an outline for Logseq", ".md", _one(".md", "logseq", "logseq")),
    Format("pandoc", "Markdown with citations, and a .bib beside it", ".md", _several("pandoc", "pandoc")),
    Format("org", "an outline for Org mode", ".org", _one(".org", "org", "org")),
    Format("html", "one page for the browser, with a filter", ".html", _one(".html", "html_page", "html_page")),
    Format("bibtex", "a .bib for BibTeX", ".bib", _one(".bib", "bibtex", "bibtex")),
    Format("biblatex", "a .bib for BibLaTeX and biber", ".bib", _one(".bib", "bibtex", "biblatex")),
    Format("ris", "RIS, for EndNote, Zotero and Mendeley", ".ris", _one(".ris", "ris", "ris")),
    Format("csv", "a table for spreadsheets", ".csv", _one(".csv", "tables", "csv_table")),
    Format("json", "all that is known, as one JSON array", ".json", _one(".json", "tables", "json_array")),
    Format("jsonl", "the same, one paper a line", ".jsonl", _one(".jsonl", "tables", "json_lines")),
    Format("yaml", "the same as YAML", ".yaml", _one(".yaml", "tables", "yaml_list")),
    Format("csl", "CSL-JSON, for Zotero and Pandoc", ".json", _one(".json", "csl_json", "csl_json")),
)
FORMATS: Mapping[str, Format] = {known.name: known for known in _ALL}
"""By name, in the order of help and pickers."""


def format_of(name: str) -> Format:
    """Return the format that a file's name asks for by its ending; `list` where that says nothing."""
    ending = PurePath(name).suffix.lower()
    return next((known for known in _ALL if ending and known.suffix == {".yml": ".yaml"}.get(ending, ending)), _ALL[0])
