"""Papers as text for other programs: every format, a safe way to files and folders.

The user's own formats are in `export.templates`, for whoever needs them: they cost a few milliseconds.
"""

from reader.export.escaping import escape_markdown
from reader.export.formats import FORMATS, Files, Format, format_of
from reader.export.layout import Abstracts, GroupBy, Layout
from reader.export.markdown import markdown
from reader.export.papers_json import PaperJson, paper_json, utc_text
from reader.export.writing import write_folder, write_together, write_whole

__all__ = [
    "FORMATS",
    "Abstracts",
    "Files",
    "Format",
    "GroupBy",
    "Layout",
    "PaperJson",
    "escape_markdown",
    "format_of",
    "markdown",
    "paper_json",
    "utc_text",
    "write_folder",
    "write_together",
    "write_whole",
]
