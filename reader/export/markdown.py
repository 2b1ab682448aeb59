"""Entries -> a reading list in Markdown, for GitHub, Obsidian, Pandoc and plain eyes."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from reader.export.escaping import escape_markdown, escape_prose, hashtag, linked
from reader.export.layout import Abstracts
from reader.export.notes import quote_note
from reader.papers import Entry, Mark, Sighting, Status, clean_line, first_sentence

_SECTIONS: Mapping[str, frozenset[Status]] = {
    "To read": frozenset({Status.UNREAD, Status.READING}),
    "Read": frozenset({Status.READ}),
    "Skipped": frozenset({Status.SKIPPED}),
}


def markdown(
    entries: Sequence[Entry],
    *,
    title: str = "Reading list",
    query: str = "",
    abstract: Abstracts = "full",
) -> str:
    """Return `entries` as a reading list: front matter, then a task list for each section.

    The order within a section is that of `entries`. Each task ends in a comment with the paper's id,
    percent-encoded where a comment could not hold it. The same entries give the same text: it bears no
    date of its own.
    """
    sections = {
        name: [entry for entry in entries if entry.mark.status in statuses] for name, statuses in _SECTIONS.items()
    }
    blocks = [
        _front_matter(title, query, sections),
        f"# {escape_markdown(clean_line(title))}",
    ]
    for name, members in sections.items():
        if members:
            blocks.append(f"## {name} ({len(members)})")
            blocks.extend(_item(entry, abstract) for entry in members)
    if not entries:
        blocks.append("Nothing here yet.")
    return "\n\n".join(blocks) + "\n"


def _front_matter(title: str, query: str, sections: Mapping[str, Sequence[Entry]]) -> str:
    counts = {name.lower().replace(" ", "_"): len(members) for name, members in sections.items()}
    fields = {
        "title": _yaml_string(title),
        "query": _yaml_string(query),
        "papers": sum(counts.values()),
        **counts,
        "generator": _yaml_string("reader"),
    }
    return "\n".join(["---", *(f"{key}: {value}" for key, value in fields.items()), "---"])


def _yaml_string(text: str) -> str:
    """Quote `text`: a JSON string is a YAML string, but for two characters that no YAML file may hold."""
    return json.dumps(re.sub("[\ufffe\uffff]", "\ufffd", clean_line(text)), ensure_ascii=False)


def _item(entry: Entry, abstract: Abstracts) -> str:
    """Return one task: its first line, its facts as a list, the note as a quote, the abstract."""
    paper = entry.paper
    box = "x" if entry.mark.status is Status.READ else " "
    heading = f"**{escape_markdown(paper.title) or '(untitled)'}** <!-- reader:{_comment_id(paper.id)} -->"
    blocks = [
        [f"- {fact}" for fact in _facts(entry)],
        quote_note(entry.mark.note),
        _abstract(paper.abstract, abstract),
    ]
    lines = [f"- [{box}] {heading}"]
    for block in filter(None, blocks):
        lines += ["", *(f"  {line}" for line in block)]
    return "\n".join(lines)


def _facts(entry: Entry) -> Iterator[str]:
    paper = entry.paper
    if paper.authors:
        yield f"By {escape_markdown(', '.join(paper.authors))}"
    if standing := " · ".join(_standing(entry.mark)):
        yield standing
    if entry.mark.tags:
        yield f"Tags: {' '.join(map(hashtag, sorted(entry.mark.tags)))}"
    if paper.links:
        yield f"Links: {' '.join(linked(link.url) for link in paper.links)}"
    if entry.sightings:
        yield f"Seen in {_sightings(entry.sightings)}"


def _standing(mark: Mark) -> Iterator[str]:
    if mark.status is Status.READING:
        yield "reading"
    if mark.read_at:
        yield f"read {mark.read_at:%Y-%m-%d}"
    if mark.bookmarked:
        yield "★ bookmarked"
    if mark.rating:
        yield f"rated {'★' * mark.rating}{'☆' * (5 - mark.rating)}"


def _sightings(sightings: Iterable[Sighting]) -> str:
    places = (
        f"{escape_markdown(seen.file)} (record {seen.position}"
        + (f", {escape_markdown(seen.page_date)})" if seen.page_date else ")")
        for seen in sightings
    )
    return "; ".join(places)


def _abstract(text: str, abstract: Abstracts) -> list[str]:
    if abstract == "none" or not text:
        return []
    return [escape_prose(first_sentence(text) if abstract == "short" else text)]


def _comment_id(paper_id: str) -> str:
    """Percent-encode what could end a comment; `urllib.parse.unquote` gives the id back."""
    return quote(paper_id, safe="/:;,()").replace("--", "-%2D")
