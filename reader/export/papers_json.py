"""Entries -> plain data, for `--json` and whatever reads it."""

from datetime import UTC, datetime
from typing import NotRequired, TypedDict

from reader.papers import Entry, Facts


class LinkJson(TypedDict):
    """An address in the abstract."""

    kind: str
    url: str


class SourceJson(TypedDict):
    """One place where the paper was seen."""

    file: str
    position: int
    page_date: str
    day: str | None
    certain: bool


class FactsJson(TypedDict):
    """What sources tell beside the text; empty, or null for numbers, where none does."""

    arxiv: str
    doi: str
    urls: list[str]
    published: str
    """`2024`, `2024-03` or `2024-03-14`."""
    venue: str
    keywords: list[str]
    upvotes: int | None
    stars: int | None
    kind: str
    citation_key: str
    details: dict[str, str]
    """Other bibliographic fields by their CSL names."""


class PaperJson(TypedDict):
    """One paper with all that the library knows of it. Keys may be added, never renamed or dropped."""

    id: str
    title: str
    abstract: str
    authors: list[str]
    links: list[LinkJson]
    status: str
    bookmarked: bool
    rating: int
    tags: list[str]
    """In alphabetical order."""
    note: str
    added: str
    """ISO 8601 in UTC, to the second: `2024-03-14T09:26:53Z`."""
    read_at: str | None
    sources: list[SourceJson]
    facts: FactsJson
    seal: NotRequired[str]
    """By which `reader import` tells what was changed in a file; only in files."""
    score: NotRequired[float]
    """How well the paper fits the query; only where it was ranked."""
    snippet: NotRequired[str]
    """The stretch of the abstract with most words of the query, … where it is cut; only where any stands there."""


def paper_json(entry: Entry, score: float | None = None, snippet: str | None = None) -> PaperJson:
    """Return `entry` as a dictionary that `json.dumps` takes, always with its keys in the same order."""
    paper, mark = entry.paper, entry.mark
    result = PaperJson(
        id=paper.id,
        title=paper.title,
        abstract=paper.abstract,
        authors=list(paper.authors),
        links=[LinkJson(kind=link.kind, url=link.url) for link in paper.links],
        status=mark.status.value,
        bookmarked=mark.bookmarked,
        rating=mark.rating,
        tags=sorted(mark.tags),
        note=mark.note,
        added=utc_text(entry.added),
        read_at=utc_text(mark.read_at) if mark.read_at else None,
        sources=[
            SourceJson(
                file=seen.file,
                position=seen.position,
                page_date=seen.page_date,
                day=seen.edition.name if seen.edition else None,
                certain=bool(seen.edition and seen.edition.certain),
            )
            for seen in entry.sightings
        ],
        facts=_facts_json(paper.facts),
    )
    if score is not None:
        result["score"] = score
    if snippet is not None:
        result["snippet"] = snippet
    return result


def _facts_json(facts: Facts) -> FactsJson:
    return FactsJson(
        arxiv=facts.arxiv,
        doi=facts.doi,
        urls=list(facts.urls),
        published=facts.published,
        venue=facts.venue,
        keywords=list(facts.keywords),
        upvotes=facts.upvotes,
        stars=facts.stars,
        kind=facts.kind,
        citation_key=facts.citation_key,
        details=dict(facts.details),
    )


def utc_text(moment: datetime) -> str:
    """Return `moment` as JSON has it: ISO 8601 in UTC, to the second, `2024-03-14T09:26:53Z`."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
