"""References -> CSL-JSON, for Zotero, Pandoc's citeproc and every other program that speaks CSL."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from reader.export.layout import Layout
from reader.export.names import Name
from reader.export.references import Reference, references
from reader.papers import Entry

_MARKUP = re.compile(r"<(?=/?(?:i|b|sub|sup|sc|span)\b)", re.IGNORECASE)


def csl_json(entries: Sequence[Entry], layout: Layout) -> str:
    """Return `entries` as a JSON array of CSL items, one key per line.

    What is no variable of CSL stands under `custom`, as its schema has it: the arXiv id.
    """
    items = [dict(_item(reference)) for reference in references(entries, layout)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(reference: Reference) -> Iterator[tuple[str, Any]]:
    yield "id", reference.key
    yield "citation-key", reference.key
    yield "type", reference.kind
    yield "title", _text(reference.title)
    if reference.authors:
        yield "author", [_name(name) for name in reference.authors]
    if reference.editors:
        yield "editor", [_name(name) for name in reference.editors]
    if reference.date:
        yield "issued", {"date-parts": [[int(part) for part in reference.date]]}
    texts = {
        **reference.details,
        "container-title": reference.venue or ("arXiv" if reference.arxiv else ""),
        "number": reference.details.get("number", "") or (f"arXiv:{reference.arxiv}" if reference.arxiv else ""),
        "DOI": reference.doi,
        "URL": reference.url,
        "abstract": reference.abstract,
        "keyword": ", ".join(word.replace(",", " ") for word in reference.keywords),
        "annote": reference.note,
    }
    yield from ((name, _text(value)) for name, value in texts.items() if value)
    if reference.arxiv:
        yield "custom", {"arxiv": reference.arxiv}


def _name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: text for part, text in parts.items() if text}


def _text(text: str) -> str:
    """Keep processors from reading the few tags that CSL allows within texts, by an invisible letter in them."""
    return _MARKUP.sub("<\u2060", text)
