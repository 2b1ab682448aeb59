"""`reader search` and `reader show`."""

import json
from dataclasses import replace
from typing import get_args

import click

from reader.cli.printing import GLYPHS, format_option, print_json, print_table, say, short_id
from reader.cli.session import Session, pass_session
from reader.export import markdown, paper_json
from reader.library import Results
from reader.papers import Entry
from reader.query import SortKey, parse


@click.command()
@click.argument("query", nargs=-1, required=True)
@format_option("table", "json", "jsonl", "ids", "markdown")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many papers.")
@click.option("--sort", help=f"One of {', '.join(get_args(SortKey))}; a - before it reverses.")
@pass_session
def search(session: Session, query: tuple[str, ...], form: str, limit: int | None, sort: str | None) -> None:
    r"""Find papers: by words, "phrases", prefix*, tag:, is:, has:, source:, title:; with OR, - and parentheses.

    An empty query ('') is everything, newest added first.

    \b
    Examples:
      reader search graph neural
      reader search '"in-context learning" -is:read sort:added'
      reader search 'tag:nlp OR is:bookmarked' --format ids
      reader search -- -survey                (what begins with - goes after --)
    """
    asked = parse(" ".join(query))
    if sort is not None:
        asked = replace(asked, sort=parse(f"sort:{sort}").sort or asked.sort)
    if limit is not None:
        asked = replace(asked, limit=limit)
    for hint in asked.hints:
        say(hint)
    results = session.library.find(asked)
    _print(session, results, form)


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
                click.echo(json.dumps(paper, ensure_ascii=False))
        case "ids":
            for entry in entries:
                click.echo(entry.paper.id)
        case "markdown":
            click.echo(markdown(entries, query=str(results.query)), nl=False)
        case _:
            print_table(("id", "", "title", "tags"), (_row(entry) for entry in entries), flexible="title")
            of = "" if results.total == len(entries) else f" of {results.total:,}"
            say(f"{len(entries):,}{of} {'paper' if len(entries) == 1 and not of else 'papers'}")


def _row(entry: Entry) -> tuple[str, str, str, str]:
    state = GLYPHS[entry.mark.status] + ("★" if entry.mark.bookmarked else " ")
    return short_id(entry.paper.id), state, entry.paper.title, " ".join(sorted(entry.mark.tags))


@click.command()
@click.argument("paper_id", metavar="ID")
@format_option("text", "json", "markdown")
@pass_session
def show(session: Session, paper_id: str, form: str) -> None:
    r"""Print one paper with its abstract, marks and links; four characters of the id are enough.

    \b
    Examples:
      reader show 3fa9
      reader show 3fa9 --format json | jq .links
    """
    entry = session.library.entry(paper_id)
    match form:
        case "json":
            print_json(paper_json(entry))
        case "markdown":
            click.echo(markdown([entry], title=entry.paper.title), nl=False)
        case _:
            click.echo(_text(entry, session.settings.measure_cells))


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
