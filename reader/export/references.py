"""Entries -> references: what bibliographies of every kind need, in CSL's words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.export.citation_keys import citation_keys
from reader.export.layout import Abstracts, Layout
from reader.export.names import Name, read_name
from reader.papers import Entry, Paper, first_sentence

_BETWEEN_EDITORS = re.compile(r"\s*;\s*|\s+and\s+")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_CATEGORY = re.compile(r"[a-z-]+(?:\.[A-Za-z-]{2,})?")


@dataclass(frozen=True, slots=True)
class Reference:
    """One paper as it is cited; everything but the key, the kind and the title may be empty."""

    key: str
    kind: str
    """CSL's type; `article` is what CSL calls a preprint, or a paper of which no more is known."""
    title: str
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    date: tuple[str, ...]
    """Year, month and day as digits, as far as they are known."""
    venue: str
    arxiv: str
    category: str
    """The arXiv category."""
    doi: str
    url: str
    keywords: tuple[str, ...]
    """The source's and the user's tags."""
    abstract: str
    note: str
    details: dict[str, str]
    """Other fields by their CSL names."""


def references(entries: Sequence[Entry], layout: Layout) -> Iterator[Reference]:
    """Yield a reference for each entry, in order."""
    keys = citation_keys(entries)
    for entry in entries:
        paper, facts = entry.paper, entry.paper.facts
        details = {name: value for name, value in facts.details if value}
        yield Reference(
            key=keys[paper.id],
            kind=facts.kind or ("article-journal" if facts.venue and not _is_arxiv(facts.venue) else "article"),
            title=paper.title or "(untitled)",
            authors=tuple(map(read_name, paper.authors)),
            editors=tuple(map(read_name, filter(None, _BETWEEN_EDITORS.split(details.pop("editor", ""))))),
            date=tuple(facts.published.split("-")) if _DATE.fullmatch(facts.published) else (),
            venue=facts.venue,
            arxiv=facts.arxiv,
            category=next((each for each in facts.keywords if facts.arxiv and _CATEGORY.fullmatch(each)), ""),
            doi=facts.doi,
            url=_url(paper),
            keywords=tuple(dict.fromkeys((*facts.keywords, *sorted(entry.mark.tags)))),
            abstract=abstract(paper, layout.abstracts),
            note=entry.mark.note if layout.notes else "",
            details=details,
        )


def abstract(paper: Paper, how_much: Abstracts) -> str:
    """Return as much of an abstract as is asked for."""
    match how_much:
        case "full":
            return paper.abstract
        case "short":
            return first_sentence(paper.abstract)
        case "none":
            return ""


def _is_arxiv(venue: str) -> bool:
    return venue.casefold().startswith(("arxiv", "corr"))


def _url(paper: Paper) -> str:
    """Return where the paper is: what its source links to, else its page on arXiv."""
    first = next(iter(paper.facts.urls), "")
    return first or (f"https://arxiv.org/abs/{paper.facts.arxiv}" if paper.facts.arxiv else "")
