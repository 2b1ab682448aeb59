"""How commands print: tables for people, tabs for pipes, JSON for programs; messages go to stderr."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

GLYPHS = {"unread": "●", "reading": "◐", "read": " ", "skipped": "–"}
"""A status to its sign, in tables and in the app."""


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
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, flexible: str = "") -> None:
    """Print rows: aligned under headings on a terminal (`flexible` is cut to fit), else one line each, with tabs."""
    texts = [[str(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in texts:
            click.echo("\t".join(row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for column in columns:
        if column == flexible:
            table.add_column(column, overflow="ellipsis", no_wrap=True, ratio=1)
        else:
            table.add_column(column, no_wrap=True)
    for row in texts:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def say(message: str) -> None:
    """Tell the person something that is not the answer."""
    click.echo(message, err=True)


def plural(count: int, noun: str) -> str:
    """Return `1 paper`, `2 papers`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def short_id(paper_id: str) -> str:
    """Return as much of an id as tables show; commands take it back."""
    return paper_id if "." in paper_id else paper_id[:8]
