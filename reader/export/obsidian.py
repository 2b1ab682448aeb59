"""Entries -> notes for Obsidian: one for each paper, and an index that leads to them."""

import re
from collections.abc import Iterator, Sequence

from reader.export.escaping import escape_markdown, escape_words, hashtag
from reader.export.file_names import safe_name, unique_names
from reader.export.grouping import group
from reader.export.layout import Layout
from reader.export.markdown import abstract_lines, comment_id, facts, yaml_string
from reader.export.notes import quote_note
from reader.papers import Entry, Status, clean_line

_Value = str | int | bool | list[str]
_PAPERS = "Papers"
"""The folder of the notes."""


def obsidian(entries: Sequence[Entry], layout: Layout) -> dict[str, str]:
    """Return the index, then `Papers/TITLE.md` for each paper; index and notes link to each other.

    The same papers have the same names, whatever their order; of titles that a disk cannot tell apart the later by id
    are numbered.
    """
    by_id = sorted({entry.paper.id: entry.paper for entry in entries}.values(), key=lambda paper: paper.id)
    names = unique_names((paper.id, safe_name(paper.title, f"Paper {_word(paper.id)}")) for paper in by_id)
    index = f"{safe_name(clean_line(layout.title), 'Reading list')}.md"
    files = {index: _index(entries, layout, names)}
    for entry in entries:
        files[f"{_PAPERS}/{names[entry.paper.id]}.md"] = _note(entry, layout, index)
    return files


def _index(entries: Sequence[Entry], layout: Layout, names: dict[str, str]) -> str:
    from reader.export.sealing import tasks_sealed  # late: what reads lists is not needed to print papers

    head: dict[str, _Value] = {
        "title": layout.title,
        "query": layout.query,
        "papers": len(entries),
        "generator": "reader",
    }
    blocks = [_front_matter(head), f"# {escape_markdown(clean_line(layout.title))}"]
    for one in group(entries, layout.group_by):
        if one.name:
            blocks.append(f"## {escape_markdown(one.name)} ({len(one.entries)})")
        blocks.append("\n".join(_line(entry, names[entry.paper.id]) for entry in one.entries))
    if not entries:
        blocks.append("Nothing here yet.")
    return tasks_sealed("\n\n".join(blocks) + "\n")


def _line(entry: Entry, name: str) -> str:
    box = "x" if entry.mark.status is Status.READ else " "
    tags = "".join(f" {hashtag(tag)}" for tag in sorted(entry.mark.tags))
    title = escape_words(entry.paper.title) or "(untitled)"
    path = _address(f"{_PAPERS}/{name}.md")
    return f"- [{box}] [{title}](<{path}>){tags} <!-- reader:{comment_id(entry.paper.id)} -->"


def _note(entry: Entry, layout: Layout, index: str) -> str:
    from reader.export.reading_notes import note_sealed  # late, too

    paper, mark = entry.paper, entry.mark
    title = escape_markdown(paper.title) or "(untitled)"
    blocks = [
        _front_matter(dict(_properties(entry))),
        f"# {title}",
        "\n".join(
            [*(f"- {fact}" for fact in facts(entry)), f"- In [{escape_words(layout.title)}](<../{_address(index)}>)"]
        ),
    ]
    if layout.notes and mark.note:
        blocks += ["## Note", "\n".join(quote_note(mark.note))]
    if texts := abstract_lines(paper.abstract, layout.abstracts):
        blocks += ["## Abstract", *texts]
    return note_sealed("\n\n".join(blocks) + "\n")


def _properties(entry: Entry) -> Iterator[tuple[str, _Value]]:
    """Yield Obsidian's own properties, then ours; what is empty is left out, but for the status."""
    paper, mark = entry.paper, entry.mark
    yield "aliases", [paper.title]
    yield "tags", [hashtag(tag)[1:] for tag in sorted(mark.tags)]
    yield "status", mark.status.value
    yield "bookmarked", mark.bookmarked
    yield "rating", mark.rating
    yield "authors", list(paper.authors)
    yield "published", paper.facts.published
    yield "venue", paper.facts.venue
    yield "doi", paper.facts.doi
    yield "arxiv", paper.facts.arxiv
    yield "url", paper.links[0].url if paper.links else ""
    yield "read", f"{mark.read_at:%Y-%m-%d}" if mark.read_at else ""
    yield "added", f"{entry.added:%Y-%m-%d}"
    yield "reader-id", paper.id


def _front_matter(fields: dict[str, _Value]) -> str:
    lines = []
    for name, value in fields.items():
        match value:
            case bool() | int():
                lines.append(f"{name}: {str(value).lower()}")
            case list() if value:
                lines += [f"{name}:", *(f"  - {yaml_string(each)}" for each in value)]
            case str() if value:
                lines.append(f"{name}: {yaml_string(value)}")
    return "\n".join(["---", *lines, "---"])


def _address(path: str) -> str:
    return path.replace("%", "%25").replace("&", "%26").replace("`", "%60")


def _word(paper_id: str) -> str:
    return re.sub(r"\W+", "-", paper_id)
