"""CSL-JSON -> records: the items that Zotero, Pandoc and citation processors speak in."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reader.dumps.dump import Record, Reject
from reader.dumps.references import Reference, dashed, date_of, record_of, split_keywords, unreadable
from reader.papers.ids import arxiv_id

_TYPES = frozenset(
    (
        *("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast"),
        *("chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary"),
        *("entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case"),
        *("legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference"),
        *("patent", "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation"),
        *("report", "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty"),
        *("webpage",),
    )
)
_OPENING = re.compile(r'\A\ufeff?\s*+(?:\{\s*+"items"\s*+:\s*+)?(\[)?\s*+(?=\{)')
_SURE = re.compile(r'"(?:container-title|date-parts|citation-key|citation-label|publisher-place|family|literal)"\s*:')
_TYPE = re.compile(rf'"type"\s*:\s*"(?:{"|".join(sorted(_TYPES, key=len, reverse=True))})"')
_TITLE = re.compile(r'"title"\s*:')
_SPACE = re.compile(r"[\s,]*")
_NOT_DETAILS = frozenset(
    (
        *("id", "type", "title", "author", "issued", "abstract", "keyword", "container-title", "DOI", "URL"),
        *("citation-key", "custom", "note", "annote", "editor", "categories", "language-id"),
    )
)
_IN_NOTE = re.compile(r"^(?:arxiv|eprint)\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


def looks_like_csl_json(head: str) -> bool:
    """Tell whether a text that begins with `head` is CSL-JSON: objects with a type of CSL and what only CSL has."""
    opening = _OPENING.match(head)
    if not opening:
        return False
    try:
        first, _ = json.JSONDecoder().raw_decode(head, opening.end())
    except (ValueError, RecursionError):  # cut off, or broken
        return bool(_TYPE.search(head) and _SURE.search(head) and _TITLE.search(head))
    return _is_item(first)


def read_csl_json(text: str) -> Iterator[Record | Reject]:
    """Yield the works of `text` in order: an array of items, `{"items": [...]}`, or one item.

    Where the JSON breaks, the reading ends, and what was read before stays.
    """
    opening = _OPENING.match(text)
    if not opening:
        yield unreadable(1, text, "no papers found: this is no CSL-JSON")
        return
    position, line, counted = opening.end(), 1, 0
    decoder = json.JSONDecoder()
    while position < len(text) and text[position] not in "]}":
        line, counted = line + text.count("\n", counted, position), position
        try:
            item, end = decoder.raw_decode(text, position)
        except json.JSONDecodeError as error:
            yield unreadable(error.lineno, text[position : position + 200], f"broken JSON: {error.msg}")
            return
        except (ValueError, RecursionError):
            yield unreadable(
                line, text[position : position + 200], "broken JSON: nested too deep, or a number too long"
            )
            return
        yield _read(item, text[position:end], line)
        position = _SPACE.match(text, end).end()  # type: ignore[union-attr] # it matches nothing at all
        if not opening[1]:
            return
    if position >= len(text):
        yield unreadable(text.count("\n") + 1, text[-80:], "broken JSON: the array does not end")


def _is_item(value: Any) -> bool:
    if not isinstance(value, dict) or isinstance(value.get("paper"), dict):
        return False
    people = value.get("author")
    names = people[0] if isinstance(people, list) and people and isinstance(people[0], dict) else {}
    told = {"container-title", "citation-key", "DOI", "URL", "publisher-place"} & value.keys()
    is_sure = bool(told or names.keys() & {"family", "literal"} or isinstance(value.get("issued"), dict))
    kind = value.get("type")
    return is_sure and ((isinstance(kind, str) and kind in _TYPES) or ("id" in value and "title" in value))


def _read(item: Any, source: str, line: int) -> Record | Reject:
    if not isinstance(item, dict):
        return unreadable(line, source, "not an item of CSL, which is an object")
    title = _TITLE.search(source)
    offset = source.count("\n", 0, title.start()) if title else 0
    return record_of(_reference(item, source, line + offset))


def _reference(item: Mapping[str, Any], source: str, line: int) -> Reference:
    note = _text(item.get("note"))
    custom = item.get("custom")
    arxiv = _text(custom.get("arxiv")) if isinstance(custom, dict) else ""
    venue = _text(item.get("container-title"))
    key = _text(item.get("citation-key")) or _text(item.get("id"))
    details = {
        str(name): "; ".join(people) if (people := _people(value)) else _text(value)
        for name, value in item.items()
        if name not in _NOT_DETAILS and isinstance(value, str | int | float | list)
    }
    return Reference(
        title=_text(item.get("title")),
        line=line,
        excerpt=key or source[:200],
        key=key,
        abstract=_text(item.get("abstract")),
        authors=_people(item.get("author")),
        kind=_text(item.get("type")),
        published=_date(item.get("issued")),
        venue="" if arxiv and venue == "arXiv" else venue,  # Reader's own export says it where it knows of none
        keywords=split_keywords(_text(item.get("keyword"))),
        ids=[arxiv, _text(item.get("DOI")), _text(item.get("number")), key, *_IN_NOTE.findall(note)],
        urls=[_text(item.get("URL"))],
        details={name: value for name, value in details.items() if not (name == "number" and arxiv_id(value))}
        | {"editor": "; ".join(_people(item.get("editor"))), "note": note},
    )


def _text(value: Any) -> str:
    """Return a value as text; of the lists that Crossref makes of titles, the first."""
    match value:
        case str():
            return value
        case bool() | None:
            return ""
        case int() | float():
            return str(value)
        case [str() as first, *_]:
            return first
    return ""


def _people(value: Any) -> Sequence[str]:
    """Return names as they are read aloud."""
    if not isinstance(value, list):
        return []
    return [name for each in value if isinstance(each, dict) and (name := _name(each))]


def _name(parts: Mapping[str, Any]) -> str:
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    name = " ".join(filter(None, (_text(parts.get(part)).strip() for part in order)))
    return name or _text(parts.get("literal")) or _text(parts.get("name"))


def _date(value: Any) -> str:
    match value:
        case {"date-parts": [[*parts], *_]} if parts:
            return dashed(*(_text(part).strip() for part in parts[:3]))
        case {"raw": str() as text} | {"literal": str() as text} | (str() as text):
            return date_of(text)
    return ""
