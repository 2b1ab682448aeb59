"""Entries -> a page for Logseq: an outline in which every paper is a task with properties."""

from collections.abc import Iterator, Sequence

from reader.export.escaping import escape_markdown, hashtag, linked
from reader.export.grouping import group
from reader.export.layout import Layout
from reader.export.markdown import abstract_lines
from reader.export.notes import quote_note
from reader.papers import Entry, Status, clean_line

_MARKERS = {Status.UNREAD: "TODO", Status.READING: "DOING", Status.READ: "DONE", Status.SKIPPED: "CANCELED"}


def logseq(entries: Sequence[Entry], layout: Layout) -> str:
    """Return `entries` as one page: blocks by group, in them a block for each paper, its note and abstract below."""
    lines = [f"title:: {_literal(clean_line(layout.title))}"]
    if layout.query:
        lines.append(f"query-of-reader:: {_literal(clean_line(layout.query))}")
    lines.append("")
    for one in group(entries, layout.group_by):
        depth = 0
        if one.name:
            lines.append(f"- ## {_literal(one.name)} ({len(one.entries)})")
            depth = 1
        for entry in one.entries:
            lines += _block(entry, layout, depth)
    return "\n".join(lines) + "\n"


def _block(entry: Entry, layout: Layout, depth: int) -> Iterator[str]:
    tabs = "\t" * depth
    title = _literal(entry.paper.title) or "(untitled)"
    yield f"{tabs}- {_MARKERS[entry.mark.status]} **{title}**"
    yield from (f"{tabs}  {name}:: {value}" for name, value in _properties(entry) if value)
    if layout.notes and entry.mark.note:
        first, *rest = quote_note(entry.mark.note)
        yield f"{tabs}\t- {first}"
        yield from (f"{tabs}\t  {line}" for line in rest)
    yield from (f"{tabs}\t- {_parted(line)}" for line in abstract_lines(entry.paper.abstract, layout.abstracts))


def _properties(entry: Entry) -> Iterator[tuple[str, str]]:
    paper, mark = entry.paper, entry.mark
    yield "reader-id", _literal(paper.id)
    yield "authors", _literal(", ".join(paper.authors))
    yield "published", paper.facts.published
    yield "venue", _literal(paper.facts.venue)
    yield "tags", ", ".join(hashtag(tag) for tag in sorted(mark.tags))
    yield "rating", "★" * mark.rating
    yield "bookmarked", "true" if mark.bookmarked else ""
    yield "read", f"{mark.read_at:%Y-%m-%d}" if mark.read_at else ""
    yield "links", " ".join(linked(link.url) for link in paper.links).replace("((", "(\\(")


def _literal(text: str) -> str:
    return _parted(escape_markdown(text))


def _parted(markdown: str) -> str:
    """Keep two colons from making a property, two parentheses from making a reference to a block."""
    return markdown.replace("::", ":\\:").replace("((", "(\\(")
