"""A digest as Markdown."""

from collections.abc import Iterator

from reader.export.digest.digest import Digest, Item, authors_line, excerpt, link_name, link_of
from reader.export.digest.plain import ABSTRACT_CHARS
from reader.export.escaping import address, escape_markdown, escape_prose, escape_words


def write(digest: Digest) -> str:
    """Return a digest as Markdown that shows every text as it stands."""
    return "\n\n".join(_blocks(digest)) + "\n"


def _blocks(digest: Digest) -> Iterator[str]:
    yield f"# {escape_words(digest.title)}"
    yield f"{digest.count}, {digest.period}"
    if digest.elsewhere:
        yield digest.elsewhere
    for group in digest.groups:
        yield f"## {escape_words(group.name)}"
        yield from map(_item, group.items)
    if not digest.groups:
        yield "Nothing is new."


def _item(item: Item) -> str:
    paper = item.entry.paper
    title = escape_words(item.title)
    lines = [f"- **[{title}](<{address(link_of(paper))}>)**"]
    if authors := authors_line(paper):
        lines.append(f"By {escape_markdown(authors)}")
    if abstract := excerpt(paper.abstract, ABSTRACT_CHARS):
        lines.append(escape_prose(abstract))
    where = "" if paper.links else f" ({link_name(paper)})"
    lines.append(f"Why: {escape_markdown(item.reason)}{where}")
    return "  \n  ".join(lines)
