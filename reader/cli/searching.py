"""`reader search` and `reader show`."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from shlex import quote
from shutil import get_terminal_size
from typing import get_args

import click

from reader.cli.asking import QueryCommand, ask
from reader.cli.learning import learn_meanings
from reader.cli.printing import (
    MOST,
    Excerpted,
    as_json,
    format_option,
    plural,
    print_json,
    print_table,
    say,
    short_id,
    tell,
)
from reader.cli.session import Session, pass_session
from reader.errors import StoreError
from reader.export import PaperJson, markdown, paper_json
from reader.library import Facet, Library, Reason, Results
from reader.papers import SIGNS, Entry, Sighting, clean_line
from reader.query import Query, SortKey, parse

Row = tuple[str, str, str | Excerpted, str]
_GAPS = 11
"""What a table has between its cells, and the dots of a snippet."""
_LEAST_SNIPPET = 10
_HEADING = ("id", "", "title", "tags")


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1, required=True)
@format_option("table", "json", "jsonl", "ids", "markdown")
@click.option("--limit", type=click.IntRange(1, MOST), help="At most so many papers.")
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
      reader search 'robots that fold laundry mode:meaning'
    """
    if facets and form in {"ids", "markdown"}:
        raise click.UsageError(f"Facets are no papers: --facets does not go with --format {form}.")
    asked = ask(" ".join(query))
    if sort is not None:
        asked = replace(asked, sort=parse(f"sort:{sort}").sort or asked.sort)
    if limit is not None:
        asked = replace(asked, limit=limit)
    learn_meanings(session.library, asked)
    results = session.library.find(asked)
    if results.remark:
        say(f"Found {results.remark}.")
    if facets:
        _print_facets(results, session.library.facets(results), form)
    else:
        print_results(session, results, form)
        if not results.total and (offer := session.library.meanings.offer(asked)):
            say(f"`reader search {quote(str(replace(asked, mode='meaning')))}` {offer}.")
    sys.stdout.flush()  # the answer first: nobody waits for the history
    with suppress(StoreError):  # a library that is read-only, or being written to, answers all the same
        session.library.remember(asked)


def print_results(session: Session, results: Results, form: str) -> None:
    """Print the papers found in one of the formats of `reader search`."""
    entries = session.library.entries(results.numbers)
    match form:
        case "json":
            print_json(
                {
                    "query": str(results.query),
                    "total": results.total,
                    "took_ms": round(results.took_ms, 2),
                    "papers": list(_papers(session.library, results, entries)),
                }
            )
        case "jsonl":
            for paper in _papers(session.library, results, entries):
                click.echo(as_json(paper))
        case "ids":
            for entry in entries:
                tell(entry.paper.id)
        case "markdown":
            tell(markdown(entries, query=str(results.query)), nl=False)
        case _:
            rows = [_row(entry) for entry in entries]
            if sys.stdout.isatty():
                rows = list(_with_snippets(session.library, results.meant, entries, rows))
            print_table(_HEADING, rows, cut=("title", "tags"))
            if suggestion := session.library.suggestion(results):
                say(f"No paper is like that. Did you mean: {suggestion}")
            elif sys.stdout.isatty():
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


def _papers(library: Library, results: Results, entries: list[Entry]) -> Iterator[PaperJson]:
    """Yield what was found as JSON has it."""
    scores = results.scores
    for entry in entries:
        shown = library.snippet(entry, results.meant)
        yield paper_json(entry, scores.get(entry.number), shown.text if shown else None)


def _with_snippets(library: Library, query: Query, entries: list[Entry], rows: list[Row]) -> Iterator[Row]:
    """Yield `rows` with what the query found in the abstracts below the titles, as long as there is room for."""
    taken = [max(len(str(row[column])) for row in [_HEADING, *rows]) for column in (0, 1, 3)]
    room = max(get_terminal_size().columns - sum(taken) - _GAPS, _LEAST_SNIPPET)
    for entry, (paper_id, state, title, tags) in zip(entries, rows, strict=True):
        shown = library.snippet(entry, query, room)
        yield paper_id, state, Excerpted(str(title), shown) if shown else title, tags


def _row(entry: Entry) -> Row:
    state = SIGNS[entry.mark.status] + ("★" if entry.mark.bookmarked else " ")
    return short_id(entry.paper.id), state, entry.paper.title, " ".join(sorted(entry.mark.tags))


@click.command()
@click.argument("paper_id", metavar="ID")
@format_option("text", "json", "markdown")
@click.option(
    "--why", is_flag=True, help="What tells that all that was seen of it is one paper, in place of the paper."
)
@pass_session
def show(session: Session, paper_id: str, form: str, *, why: bool) -> None:
    """Print one paper with its abstract, marks and links.

    Four characters of the id are enough, if no other paper's id begins so.

    \b
    Examples:
      reader show 1228
      reader show 1228 --format json | jq .links
      reader show --why 2404.12345
    """
    if why and form == "markdown":
        raise click.UsageError("Reasons are no paper: --why does not go with --format markdown.")
    entry = session.library.entry(clean_line(paper_id))
    if why:
        _print_reasons(session.library.why(entry), form)
        return
    match form:
        case "json":
            print_json(paper_json(entry))
        case "markdown":
            tell(markdown([entry], title=entry.paper.title), nl=False)
        case _:
            room = get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize
            width = min(session.settings.measure_cells, room)
            tell(_text(entry, session.library.trends.why(entry), width))


def _print_reasons(reasons: Sequence[Reason], form: str) -> None:
    if form == "json":
        print_json(
            [
                {
                    "title": r.title,
                    "why": r.why,
                    "seen": [{"file": s.file, "position": s.position} for s in r.sightings],
                }
                for r in reasons
            ]
        )
        return
    for reason in reasons:
        tell(reason.title)
        tell(f"  {'Why:':6}{reason.why or 'seen first'}")
        tell(f"  {'Seen:':6}{_seen(reason.sightings)}")


def _seen(sightings: Sequence[Sighting]) -> str:
    return ", ".join(f"{s.file} #{s.position} {s.page}".strip() for s in sightings)


def _text(entry: Entry, trend: str, width: int) -> str:
    from textwrap import fill

    paper, mark = entry.paper, entry.mark
    facts = [
        ("Id", paper.id),
        ("Authors", ", ".join(paper.authors)),
        ("Date", paper.facts.published),
        ("Venue", paper.facts.venue),
        ("Topics", ", ".join(paper.facts.keywords)),
        ("Upvotes", "" if paper.facts.upvotes is None else f"{paper.facts.upvotes:,}"),
        ("Stars", "" if paper.facts.stars is None else f"{paper.facts.stars:,} on GitHub"),
        ("Status", " ".join([mark.status, "★ bookmarked" if mark.bookmarked else ""]).strip()),
        ("Rating", "★" * mark.rating),
        ("Tags", " ".join(sorted(mark.tags))),
        ("Trend", trend),
        ("Seen", _seen(entry.sightings)),
    ]
    lines = [fill(paper.title, width), ""]
    lines += [f"{name + ':':9}{value}" for name, value in facts if value]
    lines += [f"{'Link:':9}{link.url} ({link.kind})" for link in paper.links]
    lines += ["", fill(paper.abstract, width, break_long_words=False, break_on_hyphens=False)]
    if mark.note:
        lines += ["", "Note:", mark.note]
    return "\n".join(lines)
