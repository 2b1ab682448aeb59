"""Every format that dumps come in: one line each, in the order in which they are tried."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from reader.dumps.daily_papers import parse
from reader.dumps.reading import InputFormat, Reading, Source, streamed, whole
from reader.errors import DumpError


def _late(module: str, name: str) -> Callable[..., Any]:
    """Return a function of a module of this package that is loaded when it is called first: starting up stays fast."""

    def called(given: Any) -> Any:
        return getattr(import_module(f"reader.dumps.{module}"), name)(given)

    return called


def _read_page(source: Source) -> Reading:
    dump = parse(source.text())
    return Reading(dump.heading, iter((*dump.records, *dump.rejects)), dump.lines)


def _is_all_that_is_left(_head: str) -> bool:
    return True


FORMATS = (
    InputFormat(
        "arxiv",
        "arXiv metadata, an object a line",
        _late("arxiv_snapshot", "looks_like_snapshot"),
        streamed(_late("json_papers", "read_json_lines")),
        streamed=True,
    ),
    InputFormat("csl", "CSL-JSON", _late("csl_json", "looks_like_csl_json"), whole(_late("csl_json", "read_csl_json"))),
    InputFormat(
        "json",
        "JSON, a paper a line",
        _late("json_papers", "looks_like_json_lines"),
        streamed(_late("json_papers", "read_json_lines")),
        streamed=True,
    ),
    InputFormat("api", "Daily Papers API", _late("api_json", "looks_like_api"), _late("json_papers", "read_api")),
    InputFormat(
        "json",
        "JSON: a list of papers",
        _late("json_papers", "looks_like_json"),
        whole(_late("json_papers", "read_json")),
    ),
    InputFormat(
        "atom", "Atom feed of arXiv", _late("arxiv_atom", "looks_like_atom"), whole(_late("arxiv_atom", "read_atom"))
    ),
    InputFormat("", "what other programs keep", _late("foreign", "looks_foreign"), whole(_late("foreign", "refuse"))),
    InputFormat(
        "html", "Daily Papers page as HTML", _late("saved_html", "looks_like_html"), _late("saved_html", "read_html")
    ),
    InputFormat(
        "csv",
        "CSV or TSV with a column “title”",
        _late("csv_table", "looks_like_csv"),
        whole(_late("csv_table", "read_csv")),
    ),
    InputFormat(
        "yaml", "YAML list of papers", _late("yaml_papers", "looks_like_yaml"), whole(_late("yaml_papers", "read_yaml"))
    ),
    InputFormat(
        "bibtex",
        "BibTeX",
        _late("bibtex", "looks_like_bibtex"),
        whole(_late("bibtex", "read_bibtex")),
        decode=_late("bibtex_encoding", "decode_bibtex"),
    ),
    InputFormat("ris", "RIS", _late("ris", "looks_like_ris"), whole(_late("ris", "read_ris"))),
    InputFormat("page", "Daily Papers page as text", _is_all_that_is_left, _read_page),
)
"""Those that are told by less come later; the text page is what nothing else is. JSON is one format in two layouts."""

NAMES = tuple(sorted({form.name for form in FORMATS if form.name}))
"""What `--from` takes."""


def format_of(head: str) -> InputFormat:
    """Return the format of a file that begins with `head`."""
    return next(form for form in FORMATS if form.looks_like(head))


def format_named(name: str, head: str) -> InputFormat:
    """Return the format called `name`; of several, the one that a file beginning with `head` looks like, else the last.

    Raises:
        DumpError: there is none.
    """
    named = [form for form in FORMATS if name and form.name == name]
    if not named:
        raise DumpError(f"There is no format “{name}”", f"There are: {', '.join(NAMES)}.")
    return next((form for form in named if form.looks_like(head)), named[-1])
