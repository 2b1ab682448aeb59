"""`reader export`."""

from dataclasses import replace
from pathlib import Path
from typing import cast

import click

from reader.cli.asking import QueryCommand, ask
from reader.cli.printing import say
from reader.cli.session import Session, pass_session
from reader.export import Abstracts


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option("--format", "form", type=click.Choice(["markdown"]), default="markdown", help="How to write.")
@click.option(
    "--abstract",
    type=click.Choice(["full", "short", "none"]),
    default="full",
    show_default=True,
    help="How much of it.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, allow_dash=True), help="A file; without it, stdout.")
@click.option("--update", type=click.Path(path_type=Path), help="A list to write into; what you wrote in it stays.")
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@pass_session
def export(
    session: Session,
    query: tuple[str, ...],
    form: str,
    abstract: str,
    output: Path | None,
    update: Path | None,
    force: bool,
) -> None:
    """Write a reading list: everything, or what a query finds.

    Markdown for GitHub, Obsidian and Pandoc: task lists "To read" and "Read", with tags, notes, links and
    abstracts. The same library gives the same bytes. A file is written whole or not at all.

    \b
    Examples:
      reader export is:bookmarked -o reading-list.md
      reader export is:bookmarked --update ~/notes/reading.md
      reader export 'tag:nlp -is:read' --abstract short | glow -
    """
    del form  # markdown is the only one so far
    results = session.library.find(ask(" ".join(query)))
    layout = replace(results.layout, abstracts=cast("Abstracts", abstract))
    if results.says_nothing:
        raise click.UsageError(f"“{results.query}” tells no papers from others. Without a query, all are exported.")
    if update is not None:
        if output is not None:
            raise click.UsageError("--update and --output exclude each other.")
        from reader.cli.importing import tell_update  # late

        tell_update(update, session.library.update(update, results, layout, force=force))
    elif output is None or str(output) == "-":
        click.echo(next(iter(session.library.write(results, "list", layout).values())), nl=False)
    else:
        session.library.export(output, results, "list", layout, force=force)
        say(f"Written to {output}.")
