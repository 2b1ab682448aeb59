"""`reader search` and `reader show`."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from shutil import get_terminal_size
from typing import get_args

import click

from reader.cli.asking import QueryCommand, ask
from reader.cli.printing import as_json, format_option, plural, print_json, print_table, say, short_id
from reader.cli.session import Session, pass_session
from reader.errors import StoreError
from reader.export import markdown, paper_json
from reader.library import Facet, Results
from reader.papers import SIGNS, Entry, clean_line
from reader.query import SortKey, parse


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1, required=True)
@format_option("table", "json", "jsonl", "ids", "markdown")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many papers.")
@click.option("--facets", is_flag=True, help="What the papers have in common, in place of the papers.")
@click.option("--sort", help=f"One of {', '.join(get_args(SortKey))}; a - before it reverses.")
@pass_session
def search(
    session: Session, query: tuple[str, ...], form: str, limit: int | None, sort: str | None, facets: bool
) -> None:
    """Find papers by words, tags and states.

    A query is made of words, "phrases", prefix*, title:, tag:, is:, has: and source:, with OR, - and parentheses.
    An empty one ('') is everything, newest added first.

    \b
    Examples:
      reader search graph neural
      reader search '"in-context learning" -is:read sort:added'
      reader search 'tag:nlp OR is:bookmarked' --format ids
      reader search transformer -survey -is:read
      reader search is:unread --facets
    """
    if facets and form in {"ids", "markdown"}:
        raise click.UsageError(f"Facets are no papers: --facets does not go with --format {form}.")
    asked = ask(" ".join(query))
    if sort is not None:
        asked = replace(asked, sort=parse(f"sort:{sort}").sort or asked.sort)
    if limit is not None:
        asked = replace(asked, limit=limit)
    results = session.library.find(asked)
    if facets:
        _print_facets(results, session.library.facets(results), form)
    else:
        _print(session, results, form)
    sys.stdout.flush()  # the answer first: nobody waits for the history
    with suppress(StoreError):  # a library that is read-only, or being written to, answers all the same
        session.library.remember(asked)


def _print(session: Session, results: Results, form: str) -> None:
    entries = session.library.entries(results.numbers)
    papers = [paper_json(entry, results.scores.get(entry.number)) for entry in entries]
    match form:
        case "json":
            print_json(
                {
                    "query": str(results.query),
                    "total": results.total,
                    "took_ms": round(results.took_ms, 2),
                    "papers": papers,
                }
            )
        case "jsonl":
            for paper in papers:
                click.echo(as_json(paper))
        case "ids":
            for entry in entries:
                click.echo(entry.paper.id)
        case "markdown":
            click.echo(markdown(entries, query=str(results.query)), nl=False)
        case _:
            print_table(("id", "", "title", "tags"), (_row(entry) for entry in entries), cut=("title", "tags"))
            if sys.stdout.isatty():
                shown = "" if results.total == len(entries) else f"{len(entries):,} of "
                say(f"{shown}{plural(results.total, 'paper')}")


def _print_facets(results: Results, facets: Sequence[Facet], form: str) -> None:
    counted = [
        {"facet": facet.name, "value": value.label, "papers": value.papers, "query": str(value.condition)}
        for facet in facets
        for value in facet.values
    ]
    match form:
        case "json":
            query, took_ms = str(results.query), round(results.took_ms, 2)
            print_json({"query": query, "total": results.total, "took_ms": took_ms, "facets": counted})
        case "jsonl":
            for each in counted:
                click.echo(as_json(each))
        case _:
            rows = ((each["facet"], each["papers"], each["query"]) for each in counted)
            print_table(("facet", "papers", "query"), rows, cut=("query",))


def _row(entry: Entry) -> tuple[str, str, str, str]:
    state = SIGNS[entry.mark.status] + ("★" if entry.mark.bookmarked else " ")
    return short_id(entry.paper.id), state, entry.paper.title, " ".join(sorted(entry.mark.tags))


@click.command()
@click.argument("paper_id", metavar="ID")
@format_option("text", "json", "markdown")
@pass_session
def show(session: Session, paper_id: str, form: str) -> None:
    """Print one paper with its abstract, marks and links.

    Four characters of the id are enough, if no other paper's id begins so.

    \b
    Examples:
      reader show 1228
      reader show 1228 --format json | jq .links
    """
    entry = session.library.entry(clean_line(paper_id))
    match form:
        case "json":
            print_json(paper_json(entry))
        case "markdown":
            click.echo(markdown([entry], title=entry.paper.title), nl=False)
        case _:
            room = get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize
            click.echo(_text(entry, min(session.settings.measure_cells, room)))


def _text(entry: Entry, width: int) -> str:
    from textwrap import fill

    paper, mark = entry.paper, entry.mark
    facts = [
        ("Id", paper.id),
        ("Authors", ", ".join(paper.authors)),
        ("Status", " ".join([mark.status, "★ bookmarked" if mark.bookmarked else ""]).strip()),
        ("Rating", "★" * mark.rating),
        ("Tags", " ".join(sorted(mark.tags))),
        ("Seen", ", ".join(f"{s.file} #{s.position} {s.page_date}".strip() for s in entry.sightings)),
    ]
    lines = [fill(paper.title, width), ""]
    lines += [f"{name + ':':9}{value}" for name, value in facts if value]
    lines += [f"{'Link:':9}{link.url} ({link.kind})" for link in paper.links]
    lines += ["", fill(paper.abstract, width, break_long_words=False, break_on_hyphens=False)]
    if mark.note:
        lines += ["", "Note:", mark.note]
    return "\n".join(lines)
