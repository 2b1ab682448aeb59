"""Papers as plain data: Reader's own JSON and JSON lines, and everybody's `{title, abstract, ...}`."""

from collections.abc import Iterator
from typing import Any

from reader.dumps.fields import Piece, day, details, ids, line, lines, names, piece, web, whole
from reader.dumps.json_items import Item, read_items
from reader.dumps.source import Source
from reader.papers import Facts

_TITLES = ("title", "Title", "paper_title", "name")
_ABSTRACTS = ("abstract", "Abstract", "summary", "abstractText", "description")
_AUTHORS = ("authors", "author", "Authors", "creators")


def read(source: Source) -> Iterator[Piece]:
    """Yield the papers of a list, of an object with a list, or of lines."""
    return read_items(source, own_piece)


def own_piece(item: Item, at: int) -> Piece:
    """Return the paper of one object; what is known of it may stand in its `facts` or beside the title."""
    inner = item.get("facts")
    known: Item = {**item, **inner} if isinstance(inner, dict) else item
    arxiv, doi = ids(
        [line(known.get(name)) for name in ("arxiv", "arxiv_id", "arxivId", "eprint")],
        [line(known.get(name)) for name in ("doi", "DOI")],
    )
    link = line(known.get("url"))
    arxiv = arxiv or ids([link], ())[0]
    facts = Facts(
        arxiv=arxiv,
        doi=doi,
        urls=web(*(known.get(name) for name in ("urls", "url", "pdf_url", "URL"))),
        published=_first(known, ("published", "date", "year", "publication_year", "publishedAt"), day),
        venue=_first(known, ("venue", "journal", "booktitle", "container-title"), line),
        keywords=lines(known.get("keywords")) or lines(known.get("categories")),
        upvotes=whole(known.get("upvotes")),
        stars=whole(known.get("stars")),
        kind=line(known.get("kind")),
        citation_key=line(known.get("citation_key")),
        details=_details(known.get("details")),
    )
    title = _first(item, _TITLES, line)
    return piece(title, _first(item, _ABSTRACTS, line), at, _first(item, _AUTHORS, names) or (), facts)


def _first(item: Item, keys: tuple[str, ...], read_as: Any) -> Any:
    """Return the first value that says anything."""
    return next((value for key in keys if (value := read_as(item.get(key)))), "")


def _details(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        return ()
    return details((line(name), text) for name, text in value.items() if line(name))
