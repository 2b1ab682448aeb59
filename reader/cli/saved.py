"""`reader saved`, with `add` and `remove`."""

from collections.abc import Iterator

import click

from reader.cli.asking import QueryCommand, ask
from reader.cli.printing import as_json, format_option, print_json, print_table, say, tell
from reader.cli.session import Session, pass_session
from reader.errors import QueryError
from reader.library import Count, SavedQuery
from reader.papers import clean_line
from reader.query import parse


@click.group(invoke_without_command=True)
@format_option("table", "json", "jsonl")
@pass_session
@click.pass_context
def saved(ctx: click.Context, session: Session, form: str) -> None:
    """List the saved queries, with how many papers they find now.

    Those of config.yaml are listed with them. In other queries, list:NAME stands for a saved one.

    \b
    Examples:
      reader saved
      reader saved add 'to read' is:unread rating:'>=3'
      reader search 'list:"to read" graph'
      reader saved --format json | jq '.[] | select(.unread > 0) | .name'
    """
    if ctx.invoked_subcommand is not None:
        return
    counted = _counted(session)
    match form:
        case "json":
            print_json([_as_json(query, count) for query, count in counted])
        case "jsonl":
            for query, count in counted:
                click.echo(as_json(_as_json(query, count)))
        case _:
            rows = ((q.name, q.text, c.papers if c else "?", c.unread if c else "?") for q, c in counted)
            print_table(("name", "query", "papers", "unread"), rows, cut=("name", "query"))
            if not session.library.saved():
                say("No query is saved yet: `reader saved add NAME QUERY` saves one.")


@saved.command(cls=QueryCommand)
@click.argument("name")
@click.argument("query", nargs=-1, required=True)
@format_option("text", "json")
@pass_session
def add(session: Session, name: str, query: tuple[str, ...], form: str) -> None:
    """Save a query under a name, in place of what had the name before.

    \b
    Examples:
      reader saved add llm tag:llm -is:read
      reader saved add best 'rating:>=4 sort:-added limit:20'
    """
    asked = ask(" ".join(query))
    before = session.library.save_query(name, str(asked))
    name = clean_line(name)
    if form == "json":
        print_json({"name": name, "query": str(asked), "replaced": before and before.text})
    else:
        tell(f"Saved “{name}”: {asked}")
        if before:
            say(f"It was: {before.text}")


@saved.command()
@click.argument("name")
@format_option("text", "json")
@pass_session
def remove(session: Session, name: str, form: str) -> None:
    """Remove a saved query; no paper changes.

    \b
    Examples:
      reader saved remove llm
    """
    removed = session.library.forget_query(clean_line(name))
    if form == "json":
        print_json({"name": removed.name, "query": removed.text})
    else:
        tell(f"Removed “{removed.name}”: {removed.text}")


def _counted(session: Session) -> Iterator[tuple[SavedQuery, Count | None]]:
    """Yield the saved queries with what they find; of one that cannot be meant, say why."""
    for query in session.library.saved():
        try:
            yield query, session.library.count(parse(query.text))
        except QueryError as error:  # one that is broken must not hide the others
            say(f"“{query.name}”: {error.message} {error.hint}")
            yield query, None


def _as_json(query: SavedQuery, count: Count | None) -> dict[str, object]:
    return {
        "name": query.name,
        "query": query.text,
        "papers": count and count.papers,
        "unread": count and count.unread,
        "configured": query.configured,
    }
