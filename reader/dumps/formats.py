"""Every format that dumps come in: one line each, in the order in which they are tried."""

from reader.dumps.api_json import api_heading, looks_like_api, unquoted
from reader.dumps.arxiv_atom import looks_like_atom, read_atom
from reader.dumps.arxiv_snapshot import looks_like_snapshot
from reader.dumps.bibtex import looks_like_bibtex, read_bibtex
from reader.dumps.bibtex_encoding import decode_bibtex
from reader.dumps.csl_json import looks_like_csl_json, read_csl_json
from reader.dumps.csv_table import looks_like_csv, read_csv
from reader.dumps.daily_papers import parse
from reader.dumps.foreign import looks_foreign, refuse
from reader.dumps.json_items import Item, items_in
from reader.dumps.json_papers import looks_like_json, looks_like_json_lines, piece_of, read_json, read_json_lines
from reader.dumps.reading import InputFormat, Reading, Source, streamed, whole
from reader.dumps.ris import looks_like_ris, read_ris
from reader.dumps.saved_html import looks_like_html, read_html
from reader.dumps.yaml_papers import looks_like_yaml, read_yaml
from reader.errors import DumpError


def _read_api(source: Source) -> Reading:
    items = list(items_in(source.text()))
    values = [unquoted(item.value) for item in items if isinstance(item, Item)]
    return Reading(api_heading(values, source.name), map(piece_of, items))


def _read_page(source: Source) -> Reading:
    dump = parse(source.text())
    return Reading(dump.heading, iter((*dump.records, *dump.rejects)), dump.lines)


def _is_all_that_is_left(_head: str) -> bool:
    return True


FORMATS = (
    InputFormat(
        "arxiv", "arXiv metadata, an object a line", looks_like_snapshot, streamed(read_json_lines), streamed=True
    ),
    InputFormat("csl", "CSL-JSON", looks_like_csl_json, whole(read_csl_json)),
    InputFormat("json", "JSON, a paper a line", looks_like_json_lines, streamed(read_json_lines), streamed=True),
    InputFormat("api", "Daily Papers API", looks_like_api, _read_api),
    InputFormat("json", "JSON: a list of papers", looks_like_json, whole(read_json)),
    InputFormat("atom", "Atom feed of arXiv", looks_like_atom, whole(read_atom)),
    InputFormat("", "what other programs keep", looks_foreign, whole(refuse)),
    InputFormat("html", "Daily Papers page as HTML", looks_like_html, read_html),
    InputFormat("csv", "CSV or TSV with a column “title”", looks_like_csv, whole(read_csv)),
    InputFormat("yaml", "YAML list of papers", looks_like_yaml, whole(read_yaml)),
    InputFormat("bibtex", "BibTeX", looks_like_bibtex, whole(read_bibtex), decode=decode_bibtex),
    InputFormat("ris", "RIS", looks_like_ris, whole(read_ris)),
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
