"""The user's own formats: a Jinja template -> a format like any other.

What a template is given:

    title, query        the list's title, and the query that found it
    papers              the papers in order, each as in `--format json` (`title`, `authors`, `facts.doi`, ...),
                        and its citation key as `key`
    groups              the same by `--group-by`: each has a `name` and `papers`

and the filters `markdown`, `latex` and `html`, which make a text literal there, beside Jinja's own. Nothing is escaped
by itself. Templates run in Jinja's sandbox: they reach no file, not even another template, and change nothing.
"""

import traceback
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from reader.errors import ExportError
from reader.export.citation_keys import citation_keys
from reader.export.escaping import escape_markdown
from reader.export.formats import Files, Format
from reader.export.grouping import group
from reader.export.latex_escaping import escape_latex
from reader.export.layout import Layout
from reader.export.tables import record
from reader.papers import Entry, clean_line

LIMIT_CHARS = 1 << 20
_HINT = "reader export --help names what a template is given; jinja.palletsprojects.com has the language."


def template_format(path: Path) -> Format:
    """Return the format that the template in `path` makes: a file that ends as the template's name without `.j2`.

    Writing raises `ExportError` where the template fails, with the line.

    Raises:
        ExportError: it cannot be read, or is no template.
    """
    shown = clean_line(str(path))
    try:
        with path.open(encoding="utf-8") as file:
            source = file.read(LIMIT_CHARS + 1)
    except OSError as error:
        raise ExportError(f"Cannot read {shown}: {error.strerror or error}", "Name a template's file.") from error
    except ValueError as error:  # bytes that are no UTF-8, a NUL in the name
        raise ExportError(f"{shown} is no template: it is not UTF-8", "Save it as UTF-8.") from error
    if len(source) > LIMIT_CHARS:
        raise ExportError(f"{shown} is longer than {LIMIT_CHARS >> 20} MB", "Name a template's file.")
    template = _compiled(source, shown)

    def write(entries: Sequence[Entry], layout: Layout) -> Files:
        return {suffix: _rendered(template, shown, _context(entries, layout))}

    name = path.name.removesuffix(".jinja").removesuffix(".j2")
    suffix = Path(name).suffix or ".txt"
    return Format("template", f"the template {shown}", suffix, write)


def _compiled(source: str, shown: str) -> Any:
    from jinja2 import TemplateSyntaxError  # late

    from reader.export.template_sandbox import BoundedSandbox

    environment = BoundedSandbox()
    environment.filters |= {
        "markdown": lambda text: escape_markdown(str(text)),
        "latex": lambda text: escape_latex(str(text), ascii_only=False),
        "html": lambda text: escape(str(text)),
    }
    try:
        return environment.from_string(source)
    except RecursionError as error:
        raise ExportError(f"{shown} is nested too deep", _HINT) from error
    except TemplateSyntaxError as error:
        raise ExportError(f"{shown}, line {error.lineno}: {clean_line(str(error.message))}", _HINT) from error
    except Exception as error:  # what is constant is worked out here already, and fails as in a program
        raise ExportError(f"{shown}: {clean_line(str(error)) or type(error).__name__}", _HINT) from error


def _rendered(template: Any, shown: str, context: dict[str, Any]) -> str:
    try:
        return str(template.render(context))
    except Exception as error:  # a template is a program of the user's: it may fail as any program
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
        where = f"{shown}, line {lines[-1]}" if lines else shown
        raise ExportError(f"{where}: {clean_line(str(error)) or type(error).__name__}", _HINT) from error


def _context(entries: Sequence[Entry], layout: Layout) -> dict[str, Any]:
    keys = citation_keys(entries)
    papers = {entry.paper.id: {**record(entry, layout), "key": keys[entry.paper.id]} for entry in entries}
    return {
        "title": layout.title,
        "query": layout.query,
        "papers": [papers[entry.paper.id] for entry in entries],
        "groups": [
            {"name": one.name, "papers": [papers[entry.paper.id] for entry in one.entries]}
            for one in group(entries, layout.group_by)
        ],
    }
