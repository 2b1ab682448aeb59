"""The formats that dumps come in: how each is told by its first bytes, and what reads it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from reader.dumps.decode import decode
from reader.dumps.fields import Piece, reject
from reader.dumps.source import Source
from reader.errors import DumpError


@dataclass(frozen=True, slots=True)
class InputFormat:
    """A format that dumps come in."""

    name: str
    """What `--from` calls it."""
    what: str
    """In a few words, for help."""
    tells: Callable[[str], bool]
    """Says whether a file that begins with this text is of the format, if it is of none before it."""
    read: Callable[[Source], Iterator[Piece]]
    """Yields what a file holds."""


def _reader(module: str) -> Callable[[Source], Iterator[Piece]]:
    """Return the `read` of a module of this package, which is loaded when it is needed."""

    def read(source: Source) -> Iterator[Piece]:
        found: Iterator[Piece] = import_module(f"reader.dumps.{module}").read(source)
        return found

    return read


def _teller(module: str) -> Callable[[str], bool]:
    return lambda head: bool(import_module(f"reader.dumps.{module}").tells(head))


def _is_json(head: str) -> bool:
    return _JSON.match(head) is not None


def _json_with(*patterns: str) -> Callable[[str], bool]:
    telling = [re.compile(pattern) for pattern in patterns]
    return lambda head: _is_json(head) and all(pattern.search(head) for pattern in telling)


def _matching(*patterns: str) -> Callable[[str], bool]:
    telling = [re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in patterns]
    return lambda head: any(pattern.search(head) for pattern in telling)


def _refused(source: Source) -> Iterator[Piece]:
    yield reject(1, decode(source.head), "no papers found: tags of EndNote, PubMed or Web of Science; save it as RIS")


def _by_parse(_source: Source) -> Iterator[Piece]:
    return iter(())  # a page is read whole: its heading stands before its papers


_JSON = re.compile(r"\s*\[\s*\"\{|\s*(?:\[\s*)?\{\s*(?:[\"}]|\Z)|\s*\[\s*(?:\]\s*)?\Z")
_FACTS = r"\"facts\"\s*:\s*\{"
_API = r"[\"']paper[\"']\s*:\s*\{|\"(?:upvotes|submittedOnDailyAt)\"\s*:"
_ARXIV = (
    r"\"(?:categories|authors_parsed|versions)\"\s*:",
    r"\"(?:update_date|authors_parsed|journal-ref)\"\s*:",
)
_CSL = (
    r"\"(?:issued|container-title|citation-key|family|literal|date-parts|publisher-place|event-place|URL|DOI)\"\s*:"
    r"|\"type\"\s*:\s*\"(?:article|book|chapter|paper-conf|thesis|report|webpage|document|manuscript|dataset|software)"
)
_HTML = r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html|head|body|div)\b"
_XML = r"\A\s*<(?:\?xml|xml|feed|entry|(?-i:[A-Z]\w+>))"
_BIBTEX = r"^[ \t]*@[a-z]+\s*[{(]"
_TAGGED = r"\A\s*(?:%[0A-Z](?: |\s*$)|FN [^\n]*\nVR |PMID- |[A-Z]{2,4}-[a-z])"
_YAML_START = r"\A(?:---[^\n]*\n|#[^\n]*\n|\s)*"
_YAML = (
    rf"{_YAML_START}(?:(?:papers|references) ?:\s*\n\s*)?- +\"?(?:id|title|abstract|authors)\"?: ",
    rf"{_YAML_START}[\w:./-]+:[ \t]*\n(?:[ \t]+[\w-]+:[^\n]*\n){{0,20}}?[ \t]+(?:title|type):",
)

_OWN = "JSON or JSON lines with title and abstract, Reader's own among them"
_SNAPSHOT = "arXiv metadata snapshot, a JSON object a line"
PAGE = InputFormat("page", "text or Markdown of a Daily Papers page", lambda _: True, _by_parse)

FORMATS: tuple[InputFormat, ...] = (
    InputFormat(
        "json",
        "JSON or JSON lines with title and abstract, Reader's own among them",
        _json_with(_FACTS),
        _reader("own_papers"),
    ),
    InputFormat("api", "JSON of the Daily Papers API", _json_with(_API), _reader("api_json")),
    InputFormat("arxiv", _SNAPSHOT, _json_with(*_ARXIV), _reader("arxiv_snapshot")),
    InputFormat("csl", "CSL-JSON", _json_with(_CSL), _reader("csl_json")),
    InputFormat("json", _OWN, _is_json, _reader("own_papers")),
    InputFormat("html", "saved HTML page of Daily Papers", _matching(_HTML), _reader("saved_html")),
    InputFormat("atom", "Atom feed of arXiv", _matching(_XML), _reader("atom")),
    InputFormat("bibtex", "BibTeX or BibLaTeX", _matching(_BIBTEX), _reader("bibtex")),
    InputFormat("ris", "RIS", _teller("ris"), _reader("ris")),
    InputFormat("csv", "CSV or TSV with a column “title”", _teller("table"), _reader("table")),
    InputFormat("yaml", "YAML list of papers, Reader's own", _matching(*_YAML), _reader("yaml_list")),
    InputFormat("", "tagged files of other programs", _matching(_TAGGED), _refused),
    PAGE,
)
"""In the order in which they are tried; the last takes what is left."""

NAMES = tuple(sorted({form.name for form in FORMATS if form.name}))
"""What `--from` takes."""


def detect(head: str) -> InputFormat:
    """Return the format of a file that begins with `head`."""
    head = head.lstrip("\ufeff")
    return next(form for form in FORMATS if form.tells(head))


def named(name: str) -> InputFormat:
    """Return the format of this name.

    Raises:
        DumpError: there is none.
    """
    for form in FORMATS:
        if form.name == name:
            return form
    raise DumpError(f"There is no format “{name}”", f"There are: {', '.join(NAMES)}.")
