"""Papers as text for other programs: a Markdown reading list, data for JSON, a safe way to a file."""

from reader.export.escaping import escape_markdown
from reader.export.formats import FORMATS, Files, Format
from reader.export.layout import Abstracts, GroupBy, Layout
from reader.export.markdown import markdown
from reader.export.papers_json import PaperJson, paper_json, utc_text
from reader.export.writing import write_whole

__all__ = [
    "FORMATS",
    "Abstracts",
    "Files",
    "Format",
    "GroupBy",
    "Layout",
    "PaperJson",
    "escape_markdown",
    "markdown",
    "paper_json",
    "utc_text",
    "write_whole",
]
