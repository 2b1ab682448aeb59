"""Entries -> tables in Markdown, for GitHub, wikis and everything that reads its tables."""

from collections.abc import Iterator, Sequence

from reader.export.escaping import address, escape_cell, escape_markdown
from reader.export.grouping import group
from reader.export.layout import Layout
from reader.export.references import abstract
from reader.papers import Entry, Paper, Status, clean_line

_WIDTHS = {"Title": 30, "Authors": 14, "Published": 10, "Status": 8, "Tags": 10, "Note": 20, "Abstract": 40}
"""Of the columns, which programs that need any take as their shares of the page."""
_MOST_AUTHORS = 3


def markdown_table(entries: Sequence[Entry], layout: Layout) -> str:
    """Return `entries` as a table for each group, a paper a row; columns that would be empty throughout are left out.

    Titles are links where anything is known to link to.
    """
    rows = [
        (one.name, [dict(_cells(entry, layout)) for entry in one.entries]) for one in group(entries, layout.group_by)
    ]
    columns = [name for name in _WIDTHS if any(row[name] for _, members in rows for row in members)]
    blocks = [f"# {escape_markdown(clean_line(layout.title))}"]
    for name, members in rows:
        if name:
            blocks.append(f"## {escape_markdown(name)} ({len(members)})")
        lines = [_row(columns), _row(["-" * _WIDTHS[column] for column in columns])]
        lines += [_row([row[column] for column in columns]) for row in members]
        blocks.append("\n".join(lines))
    if not entries:
        blocks.append("Nothing here yet.")
    return "\n\n".join(blocks) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(entry: Entry, layout: Layout) -> Iterator[tuple[str, str]]:
    paper, mark = entry.paper, entry.mark
    yield "Title", _title(paper)
    more = " et al." if len(paper.authors) > _MOST_AUTHORS else ""
    yield "Authors", escape_cell(", ".join(paper.authors[:_MOST_AUTHORS]) + more)
    yield "Published", paper.facts.published
    done = "✓ " if mark.status is Status.READ else ""
    yield "Status", f"{done}{mark.status.value}{' ★' if mark.bookmarked else ''}"
    yield "Tags", escape_cell(" ".join(f"#{tag}" for tag in sorted(mark.tags)))
    yield "Note", escape_cell(mark.note) if layout.notes else ""
    yield "Abstract", escape_cell(abstract(paper, layout.abstracts))


def _title(paper: Paper) -> str:
    title = escape_cell(paper.title) or "(untitled)"
    if not paper.links:
        return title
    return f"[{title}](<{address(paper.links[0].url)}>)"
