"""Entries -> a reading list in Markdown, for GitHub, Obsidian, Pandoc and plain eyes."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from reader.export.escaping import escape_markdown, escape_prose, hashtag, is_plain, linked
from reader.export.grouping import SECTIONS, group, section
from reader.export.layout import Abstracts, GroupBy
from reader.export.notes import quote_note
from reader.papers import Entry, Mark, Sighting, Status, clean_line, first_sentence


def markdown(
    entries: Sequence[Entry],
    *,
    title: str = "Reading list",
    query: str = "",
    abstract: Abstracts = "full",
    notes: bool = True,
    group_by: GroupBy = "status",
) -> str:
    """Return `entries` as a reading list: front matter, then a task list for each group.

    The order within a group is that of `entries`. Each task ends in a comment with the paper's id,
    percent-encoded where a comment could not hold it: `reading_lists` reads the marks back. The same entries
    give the same text: it bears no date of its own.
    """
    from reader.export.sealing import sealed  # late: what reads lists is not needed to print papers

    blocks = [
        _front_matter(title, query, entries, notes=notes),
        f"# {escape_markdown(clean_line(title))}",
    ]
    for one in group(entries, group_by):
        if one.name:
            blocks.append(f"## {escape_markdown(one.name)} ({len(one.entries)})")
        blocks.extend(_item(entry, abstract, notes=notes) for entry in one.entries)
    if not entries:
        blocks.append("Nothing here yet.")
    return sealed("\n\n".join(blocks) + "\n")


def _front_matter(title: str, query: str, entries: Sequence[Entry], *, notes: bool) -> str:
    standings = [section(entry) for entry in entries]
    counts = {name.lower().replace(" ", "_"): standings.count(name) for name in SECTIONS}
    fields = {
        "title": yaml_string(title),
        "query": yaml_string(query),
        "papers": len(entries),
        **counts,
        "generator": yaml_string("reader"),
        **({} if notes else {"notes": "false"}),  # or a list without them would take them away when it is read back
    }
    return "\n".join(["---", *(f"{key}: {value}" for key, value in fields.items()), "---"])


def yaml_string(text: str) -> str:
    """Quote `text`: a JSON string is a YAML string, but for two characters that no YAML file may hold."""
    return json.dumps(re.sub("[\ufffe\uffff]", "\ufffd", clean_line(text)), ensure_ascii=False)


def _item(entry: Entry, abstract: Abstracts, *, notes: bool) -> str:
    """Return one task: its first line, its facts as a list, the note as a quote, the abstract."""
    paper = entry.paper
    box = "x" if entry.mark.status is Status.READ else " "
    heading = f"**{escape_markdown(paper.title) or '(untitled)'}** <!-- reader:{comment_id(paper.id)} -->"
    blocks = [
        [f"- {fact}" for fact in facts(entry)],
        quote_note(entry.mark.note) if notes else [],
        abstract_lines(paper.abstract, abstract),
    ]
    lines = [f"- [{box}] {heading}"]
    for block in filter(None, blocks):
        lines += ["", *(f"  {line}" for line in block)]
    return "\n".join(lines)


def facts(entry: Entry) -> Iterator[str]:
    """Yield what is known of an entry beside its title and texts, each as one line of Markdown."""
    paper = entry.paper
    if paper.authors:
        yield f"By {escape_markdown(', '.join(paper.authors))}"
    if standing := " · ".join(_standing(entry.mark)):
        yield standing
    if entry.mark.tags:
        yield f"Tags: {' '.join(_tags(sorted(entry.mark.tags)))}"
    if paper.links:
        yield f"Links: {' '.join(linked(link.url) for link in paper.links)}"
    if entry.sightings:
        yield f"Seen in {_sightings(entry.sightings)}"


def _tags(tags: Sequence[str]) -> Iterator[str]:
    """Yield hashtags, and behind them a comment with those tags that a hashtag cannot spell, for reading back."""
    yield from map(hashtag, tags)
    if others := [tag.replace("--", "-%2D") for tag in tags if not is_plain(tag)]:
        yield f"<!-- {' '.join(others)} -->"


def _standing(mark: Mark) -> Iterator[str]:
    if mark.status in {Status.READING, Status.SKIPPED}:
        yield mark.status.value
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


def abstract_lines(text: str, abstract: Abstracts) -> list[str]:
    """Return as much of an abstract as is asked for, as Markdown."""
    if abstract == "none" or not text:
        return []
    return [escape_prose(first_sentence(text) if abstract == "short" else text)]


def comment_id(paper_id: str) -> str:
    """Percent-encode what could end a comment; `urllib.parse.unquote` gives the id back."""
    return quote(paper_id, safe="/:;,()").replace("--", "-%2D")
