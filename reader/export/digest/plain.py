"""A digest as plain text."""

from collections.abc import Iterator
from textwrap import wrap

from reader.export.digest.digest import Digest, Item, authors_line, excerpt, link_of, numbered

_COLUMNS = 78
ABSTRACT_CHARS = 300


def write(digest: Digest, abstract_chars: int = ABSTRACT_CHARS) -> str:
    """Return a digest as lines of 78 characters; addresses stay whole."""
    return "\n".join(_lines(digest, abstract_chars)) + "\n"


def _lines(digest: Digest, abstract_chars: int) -> Iterator[str]:
    yield from wrap(digest.title, _COLUMNS)
    yield f"{digest.count}, {digest.period}"
    if digest.elsewhere:
        yield digest.elsewhere
    for group, items in numbered(digest):
        heading = excerpt(group.name, _COLUMNS)
        yield from ("", heading, "-" * len(heading))
        for number, item in items:
            yield ""
            yield from _item(number, item, abstract_chars)
    if not digest.groups:
        yield from ("", "Nothing is new.")
    if digest.footer:
        yield from ("", "-- ", *wrap(digest.footer, _COLUMNS))


def _item(number: int, item: Item, abstract_chars: int) -> Iterator[str]:
    paper, lead = item.entry.paper, f"{number}. "
    indent = " " * len(lead)

    def lines(text: str, first: str = indent) -> list[str]:
        return wrap(text, _COLUMNS, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False)

    yield from lines(item.title, lead)
    for text in (authors_line(paper), excerpt(paper.abstract, abstract_chars), f"Why: {item.reason}"):
        yield from lines(text)
    yield f"{indent}{link_of(paper)}"
