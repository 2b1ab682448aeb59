"""arXiv's metadata: an object a line, by the million, titles and abstracts wrapped as their authors sent them."""

from typing import Any

from reader.dumps.dump import Record
from reader.dumps.fields import day_of, id_of, keywords_of, line_of, names_of
from reader.dumps.json_items import sample_objects
from reader.papers import Facts, arxiv_id, doi_of

_MARKS = frozenset({"versions", "update_date", "journal-ref", "authors_parsed", "report-no"})
"""Fields that nobody else has; an extract keeps two of them at least."""


def looks_like_snapshot(head: str) -> bool:
    """Tell by the fields of the first lines."""
    return any(map(is_snapshot, sample_objects(head)))


def is_snapshot(value: dict[str, Any]) -> bool:
    """Tell a record of the snapshot from other objects."""
    return len(_MARKS & value.keys()) >= 2


def snapshot_record(value: dict[str, Any], line: int) -> Record:
    """Return one line's object as a record; its title is empty where it tells none."""
    facts = Facts(
        arxiv=arxiv_id(id_of(value.get("id"))),
        doi=doi_of(id_of(value.get("doi")).partition(" ")[0]),
        published=_first_version(value.get("versions")),
        venue=line_of(value.get("journal-ref")),
        keywords=keywords_of(value.get("categories")),
    )
    authors = names_of(value.get("authors_parsed")) or names_of(value.get("authors"))
    return Record(line_of(value.get("title")), line_of(value.get("abstract")), line, authors, facts)


def _first_version(versions: Any) -> str:
    first = versions[0] if isinstance(versions, list) and versions else None
    return day_of(first.get("created")) if isinstance(first, dict) else ""
