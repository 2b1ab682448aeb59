"""How commands print: tables for people, tabs for pipes, JSON for programs; messages go to stderr."""

import json
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from reader.cli.streams import abandon_streams
from reader.papers import clean_line, clean_text
from reader.papers.text import printable

if TYPE_CHECKING:
    from rich.text import Text

    from reader.search import Snippet


@dataclass(frozen=True, slots=True)
class Excerpted:
    """A cell that has, on a terminal, a line below it in which some words are bold."""

    text: str
    below: "Snippet"

    def __str__(self) -> str:
        return self.text


MOST = 10**9
"""Of what is counted or numbered: more is a slip, and no number that a library can take."""


def format_option(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the `--format` option of a command; the first format is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to print.",
    )


def print_json(value: object) -> None:
    """Print one JSON document to stdout."""
    click.echo(as_json(value, indent=2))


def as_json(value: object, indent: int | None = None) -> str:
    """Return `value` as JSON that is UTF-8 on any stdout: where that cannot be, or no terminal may have it, escapes."""
    utf8 = (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    written = json.dumps(value, ensure_ascii=not utf8, indent=indent)
    shown = "\n".join(map(printable, written.split("\n")))
    return written if written == shown else json.dumps(value, indent=indent)


def tell(text: str, *, nl: bool = True) -> None:
    """Print text, the answer or a part of it, line by line as a terminal may have it."""
    click.echo("\n".join(map(printable, text.split("\n"))), nl=nl)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, cut: Collection[str] = ()) -> None:
    """Print rows: aligned under headings on a terminal, else one line each, with tabs.

    On a narrow terminal the columns in `cut` are cut and the others stay whole; without `cut`, cells run on below.
    """
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("\t".join(_one_line(str(cell)).strip() for cell in row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for column in columns:
        whole = bool(cut) and column not in cut
        table.add_column(column, overflow="fold", no_wrap=whole, min_width=len(column))
    for row in rows:
        table.add_row(*(_cell(cell, cut=bool(cut)) for cell in row))
    Console().print(table)


def _cell(cell: object, *, cut: bool) -> "Text":
    from rich.text import Text

    text = Text(_one_line(str(cell)), overflow="ellipsis" if cut else None, no_wrap=cut or None)
    if isinstance(cell, Excerpted):
        below, first = _one_line(cell.below.text), len(text) + 1
        text.append(f"\n{below}")
        if below == cell.below.text:  # else the places would be others
            for start, end in cell.below.spans:
                text.stylize("bold", first + start, first + end)
    return text


def say(message: str) -> None:
    """Tell the person something that is not the answer."""
    click.echo(_one_line(message), err=True)


def say_removed(characters: int, texts: int, would: str = "") -> None:
    """Tell how much was taken out of what came in, and of how many texts; nothing where that is nothing."""
    if characters:
        taken = plural(characters, "control or invisible character")
        say(f"{taken} {would}taken out of {plural(texts, 'text')}")


def complain(message: str, hint: str = "") -> None:
    """Say what went wrong and, on a line of its own, what to do; on a stderr that is gone, nothing."""
    try:
        say(f"reader: {clean_line(message)}")
        if hint:
            say(f"        {clean_line(hint)}")
    except OSError:
        abandon_streams()


def _one_line(text: str) -> str:
    """Return `text` as a terminal may have it: file names and arguments hold whatever people put there."""
    return clean_text(text).replace("\n", " ")


def plural(count: int, noun: str) -> str:
    """Return `1 paper`, `2 papers`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def short_id(paper_id: str) -> str:
    """Return as much of an id as tables show; commands take it back."""
    return paper_id if "." in paper_id else paper_id[:8]
