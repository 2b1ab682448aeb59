"""JSON of papers: `{"title", "abstract", ...}` a line, in a list, or under `papers`, and what Reader itself writes.

Which fields an object has says what it is; one file may hold objects of several sources.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, TextIO

from reader.dumps.api_json import api_heading, api_record, is_api_item, unquoted
from reader.dumps.arxiv_snapshot import is_snapshot, snapshot_record
from reader.dumps.dump import Record, Reject
from reader.dumps.fields import count_of, day_of, id_of, keywords_of, line_of, names_of, urls_of
from reader.dumps.json_items import Item, items_in, items_of_lines, sample_objects, shown
from reader.dumps.reading import Pieces, Reading, Source
from reader.papers import Facts, arxiv_id, clean_line, doi_of

_DOCUMENT = re.compile(r"[\ufeff \t\r\n]*(?:\[\s*(?:[\[\]{\"]|\Z)|\{\s*[\"}])")
_URL_KEYS = ("url", "urls", "link", "links", "pdf_url", "project", "projectpage", "code", "github", "githubrepo")
_KIND = re.compile(r"[a-z]+(?:[-_][a-z]+)*")


def looks_like_json_lines(head: str) -> bool:
    """Tell by objects that stand on a line each."""
    return bool(sample_objects(head))


def looks_like_json(head: str) -> bool:
    """Tell by the first brackets."""
    return bool(_DOCUMENT.match(head))


def read_json_lines(stream: TextIO) -> Pieces:
    """Yield what is on each line of `stream`, one at a time."""
    return map(piece_of, items_of_lines(stream))


def read_json(text: str) -> Pieces:
    """Yield what the items of a document are."""
    return map(piece_of, items_in(text))


def read_api(source: Source) -> Reading:
    """Return what the API answers, with the day that its items share."""
    items = list(items_in(source.text()))
    values = [unquoted(item.value) for item in items if isinstance(item, Item)]
    return Reading(api_heading(values, source.name), map(piece_of, items))


def piece_of(item: Item | Reject) -> Record | Reject:
    """Return an item as the record that it is, or why it is none."""
    if isinstance(item, Reject):
        return item
    value = unquoted(item.value)
    if not isinstance(value, dict):
        return Reject(item.line, shown(line_of(value)), "no object with a title")
    record = _record(value, item.line)
    return record if record.title else Reject(item.line, _first_text(value), "no title")


def plain_record(value: dict[str, Any], line: int) -> Record:
    """Return an object with the fields that people give them as a record; its title is empty where it has none."""
    told = {key.casefold(): given for key, given in value.items() if isinstance(key, str) and given is not None}
    title = line_of(told.get("title"))
    if not title:  # a million of those take a fifth of the time
        return Record("", "", line)
    deep = told.get("facts")
    facts: dict[str, Any] = deep if isinstance(deep, dict) else {}
    outer = told.get("externalids")
    known: dict[str, Any] = outer if isinstance(outer, dict) else {}

    def first(*keys: str) -> Any:
        return next((told[key] for key in keys if told.get(key) not in (None, "", [])), None)

    addresses = [facts.get("urls"), *(told.get(key) for key in _URL_KEYS if not (facts and key == "links"))]
    names = [facts.get("arxiv"), *map(told.get, ("arxiv", "arxiv_id", "arxivid", "eprint")), known.get("ArXiv")]
    dois = [facts.get("doi"), told.get("doi"), known.get("DOI"), told.get("id"), told.get("url")]
    return Record(
        title,
        line_of(first("abstract", "summary")),
        line,
        names_of(first("authors", "author", "creators")),
        Facts(
            arxiv=_id(arxiv_id, [*names, told.get("id"), told.get("url"), told.get("doi")]),
            doi=_id(doi_of, dois),
            urls=urls_of(addresses),
            published=_day(
                [
                    facts.get("published"),
                    *map(told.get, ("published", "publicationdate", "publication_date", "publishedat", "date", "year")),
                ],
            ),
            venue=line_of(facts.get("venue")) or line_of(first("venue", "journal", "journal-ref", "booktitle")),
            keywords=keywords_of(facts.get("keywords"), told.get("keywords"), told.get("categories")),
            upvotes=_count(facts.get("upvotes"), told.get("upvotes")),
            stars=_count(facts.get("stars"), first("stars", "githubstars")),
            kind=_kind(facts.get("kind")) or _kind(told.get("kind")),
            citation_key=line_of(facts.get("citation_key")) or line_of(first("citation_key", "citekey")),
            details=_details(facts.get("details")),
        ),
    )


def _record(value: dict[str, Any], line: int) -> Record:
    if is_snapshot(value):
        return snapshot_record(value, line)
    return api_record(value, line) if is_api_item(value) else plain_record(value, line)


def _id(read: Callable[[str], str], values: Iterable[Any]) -> str:
    return next((found for value in values if (found := read(id_of(value)))), "")


def _day(values: Iterable[Any]) -> str:
    return next((day for value in values if (day := day_of(value))), "")


def _count(*values: Any) -> int | None:
    return next((count for value in values if (count := count_of(value)) is not None), None)


def _kind(value: Any) -> str:
    """Return what is a word of CSL's, by its letters."""
    return value if isinstance(value, str) and _KIND.fullmatch(value) else ""


def _details(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        return ()
    found = {clean_line(str(name)): line_of(told) for name, told in value.items()}
    return tuple(sorted((name, told) for name, told in found.items() if name and told))


def _first_text(value: dict[str, Any]) -> str:
    """Return what shows best which object this is."""
    return next((text for given in value.values() if isinstance(given, str) and (text := shown(given))), "")
