"""Tables with a row of names on top -> records: Reader's own CSV, and those of Zotero, Scopus, Embase and ASReview."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from reader.dumps.dump import Record, Reject
from reader.dumps.references import Reference, date_of, record_of, split_keywords, turned, unreadable, whole_number
from reader.papers.cells import LONGEST_CHARS, read_cell

_DELIMITERS = ",;\t"
_LONGEST_HEADER = 8000
_NAMES = {
    "title": ("title", "primary title", "article title", "paper title", "document title", "paper", "titles"),
    "abstract": ("abstract", "abstract note", "abstracts", "abstract text", "notes abstract", "summary"),
    "authors": (
        *("authors", "author", "author names", "author full names", "first authors", "author s", "creators"),
        *("creator", "all authors"),
    ),
    "arxiv": ("arxiv", "arxiv id", "arxivid", "eprint", "arxiv url"),
    "doi": ("doi", "digital object identifier", "doi link"),
    "urls": ("urls", "url", "link", "pdf link", "full text link", "pdf url", "paper url"),
    "published": (
        *("published", "publication date", "date published", "date", "publication year", "year", "py"),
        *("date of publication", "issued"),
    ),
    "venue": (
        *("venue", "journal", "publication title", "source title", "container title", "journal name", "journal title"),
        *("booktitle", "book title", "conference", "conference name", "journal book", "secondary title"),
    ),
    "keywords": ("keywords", "author keywords", "keyword", "categories", "subjects", "manual tags"),
    "kind": ("kind", "item type", "type of reference", "document type", "publication type", "entry type"),
    "citation_key": ("citation key", "citekey", "bibtex key", "key"),
    "upvotes": ("upvotes",),
    "stars": ("stars",),
    "volume": ("volume",),
    "issue": ("issue", "art issue"),
    "page": ("page", "pages"),
    "publisher": ("publisher",),
    "publisher-place": ("place", "place published", "publisher place"),
    "editor": ("editor", "editors"),
    "edition": ("edition",),
    "ISSN": ("issn",),
    "ISBN": ("isbn",),
    "language": ("language", "language of article"),
}
_COLUMN = {name: field for field, names in _NAMES.items() for name in names}
_ENOUGH = frozenset({"abstract", "authors", "arxiv", "doi", "urls", "published", "venue", "keywords"})
"""One of them beside the title makes a table of papers."""
_FEWEST_COLUMNS = 4
"""Make it a table of papers whose titles are missing."""
_OWN = ("id", "title", "authors", "abstract", "status", "bookmarked", "rating", "tags")
"""How the first row of Reader's own table begins."""
_DETAILS = (
    *("volume", "issue", "page", "publisher", "publisher-place", "editor", "edition", "ISSN", "ISBN", "language"),
)
_KINDS = {
    "journalarticle": "article-journal",
    "article": "article-journal",
    "jour": "article-journal",
    "conferencepaper": "paper-conference",
    "conf": "paper-conference",
    "preprint": "article",
    "book": "book",
    "booksection": "chapter",
    "chap": "chapter",
    "thesis": "thesis",
    "report": "report",
    "webpage": "webpage",
}
_LISTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_Row = Mapping[str, str]


def looks_like_csv(head: str) -> bool:
    """Tell whether a text that begins with `head` is a table of papers: its first row names titles and more."""
    return bool(_header(head))


def read_csv(text: str) -> Iterator[Record | Reject]:
    """Yield the papers of `text`, one for each row that is not empty."""
    delimiter = _header(text)
    if not delimiter:
        yield unreadable(1, text, "no papers found: the first row does not name the columns of papers")
        return
    rows = _rows(text, delimiter)
    _, names = next(rows)
    assert not isinstance(names, str)  # noqa: S101 -- `_header` has read it
    is_own = tuple(names[: len(_OWN)]) == _OWN
    columns = _columns(names)
    if "title" not in columns:
        yield unreadable(1, delimiter.join(names), "no papers found: no column is called “title”")
        return
    count = 0
    for line, cells in rows:
        count += 1
        if isinstance(cells, str):
            yield unreadable(line, "", f"broken row: {cells}")
            continue
        row = {name: cells[place] for name, place in columns.items() if place < len(cells)}
        if is_own:
            details = cells[names.index("details")] if "details" in names[: len(cells)] else ""
            yield record_of(_own({name: read_cell(cell) for name, cell in row.items()}, read_cell(details), line))
        else:
            yield record_of(_foreign(row, delimiter.join(cells), line))
    if not count:
        yield unreadable(1, text, "no papers found: no row below the names of the columns")


def _header(text: str) -> str:
    """Return what parts the cells where the first row names columns of papers, else nothing."""
    first = re.match(r"\ufeff?\s*([^\r\n]*)", text)
    names = first[1] if first else ""
    if len(names) > _LONGEST_HEADER:
        return ""
    for delimiter in _DELIMITERS:
        if delimiter in names:
            found = _columns(next(csv.reader([names], delimiter=delimiter), []))
            if not _ENOUGH.isdisjoint(found) and ("title" in found or len(found) >= _FEWEST_COLUMNS):
                return delimiter
    return ""


def _columns(names: Sequence[str]) -> dict[str, int]:
    """Return where each field stands: in the column that its best name is on top of."""
    places = {re.sub(r"[\W_]+", " ", name).strip().lower(): place for place, name in reversed(list(enumerate(names)))}
    found: dict[str, int] = {}
    for name, field in _COLUMN.items():
        if name in places:
            found.setdefault(field, places[name])
    return found


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield rows that hold anything with the line on which they begin; of a broken one, what is wrong with it."""
    csv.field_size_limit(LONGEST_CHARS)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, str(error)
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells


def _own(row: _Row, details: str, line: int) -> Reference:
    """Read a row as Reader's export writes it."""
    return _reference(row, line, lambda cell: cell.split("; "), _json_details(details), row.get("kind", ""))


def _foreign(row: _Row, source: str, line: int) -> Reference:
    details = {name: row.get(name, "") for name in _DETAILS}
    kind = row.get("kind", "").strip().lower().replace(" ", "").replace("_", "")
    return _reference(row, line, _people, details, _KINDS.get(kind, ""), source)


def _reference(
    row: _Row,
    line: int,
    people: Callable[[str], Sequence[str]],
    details: Mapping[str, str],
    kind: str,
    source: str = "",
) -> Reference:
    return Reference(
        title=row.get("title", ""),
        line=line,
        key=row.get("citation_key", ""),
        excerpt=source or row.get("abstract", ""),
        abstract=row.get("abstract", ""),
        authors=people(row.get("authors", "")),
        kind=kind,
        published=date_of(row.get("published", "")),
        venue=row.get("venue", ""),
        keywords=_listed(row.get("keywords", "")) or split_keywords(row.get("keywords", "")),
        ids=[row.get("arxiv", ""), row.get("doi", "")],
        urls=re.split(r"[;\s]+(?=https?:)", row.get("urls", "")),
        upvotes=whole_number(row.get("upvotes", "")),
        stars=whole_number(row.get("stars", "")),
        details=details,
        markup=bool(source),
    )


def _json_details(text: str) -> dict[str, str]:
    try:
        details = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return (
        {name: value for name, value in details.items() if isinstance(value, str)} if isinstance(details, dict) else {}
    )


def _people(cell: str) -> Sequence[str]:
    """Part names at semicolons or `and`; at commas only where these do not stand within names."""
    names = _listed(cell) or re.split(r"[;|\n] ?| and ", re.sub(r"[^\S\n]+", " ", cell.strip()))
    if len(names) == 1:
        parts = [part.strip() for part in names[0].split(",")]
        if len(parts) > 1 and all(" " in part for part in parts):
            return parts
    return [turned(name) for name in names]


def _listed(cell: str) -> list[str]:
    """Return the texts of a list as Python prints it: `['Moon, Ada', 'Sail, Cleo']`."""
    if not (cell.startswith("[") and cell.endswith("]")):
        return []
    return [(match[1] or match[2] or "").replace("\\'", "'") for match in _LISTED.finditer(cell)]
