"""`reader export`."""

import sys
from dataclasses import replace
from inspect import cleandoc
from pathlib import Path
from typing import cast

import click

from reader.cli.asking import QueryCommand, ask
from reader.cli.printing import plural, say, tell
from reader.cli.session import Session, pass_session
from reader.export import FORMATS, Abstracts, Format, GroupBy, format_of
from reader.export.file_names import output_path

_OLD_NAMES = {"markdown": "list"}


_OTHERS = frozenset(".docx .doc .odt .rtf .pdf .tex .epub .xlsx .xls .ods .xml .rst .bbl .enw .nbib".split())  # noqa: SIM905 - easier to read
"""Endings by which people would expect what Reader does not write; Pandoc makes most of them from `pandoc`."""


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option(
    "--format",
    "name",
    type=click.Choice([*FORMATS, *_OLD_NAMES]),
    metavar="NAME",
    help="How to write; without it the file's ending says, and else it is list.",
)
@click.option(
    "--template",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Write as this Jinja template does.",
)
@click.option(
    "--group-by",
    type=click.Choice(["status", "tag", "source", "date", "none"]),
    default="status",
    show_default=True,
    help="In which groups, where the format has any.",
)
@click.option(
    "--abstract",
    type=click.Choice(["full", "short", "none"]),
    default="full",
    show_default=True,
    help="How much of it.",
)
@click.option("--no-notes", is_flag=True, help="Leave out what you noted.")
@click.option("-o", "--output", type=click.Path(allow_dash=True), help="A file; without it, stdout.")
@click.option("--update", type=click.Path(path_type=Path), help="A list to write into; what you wrote in it stays.")
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@pass_session
def export(
    session: Session,
    query: tuple[str, ...],
    name: str | None,
    template: Path | None,
    group_by: str,
    abstract: str,
    no_notes: bool,
    output: str | None,
    update: Path | None,
    force: bool,
) -> None:
    """Write a reading list: everything, or what a query finds.

    Papers stand in the query's order (sort:). The same library gives the same bytes.
    A file is written whole or not at all.

    \b
    Formats:
      FORMATS

    \b
    A template is given title, query, papers (each as in --format json, and
    its citation key as key) and groups (each with name and papers); beside
    Jinja's own filters, markdown, latex and html make a text literal there.

    \b
    Examples:
      reader export is:bookmarked -o reading-list.md
      reader export 'tag:nlp sort:title' --format biblatex -o nlp.bib
      reader export is:bookmarked --format obsidian -o ~/vault/Reading
      reader export is:bookmarked --update ~/notes/reading.md
      reader export 'tag:nlp -is:read' --abstract short | glow -
    """
    form = _format(name, template, output)
    results = session.library.find(ask(" ".join(query)))
    if results.says_nothing:
        raise click.UsageError(f"“{results.query}” tells no papers from others. Without a query, all are exported.")
    if query and not results.numbers:
        suggestion = session.library.suggestion(results)
        say(f"No paper is like that.{f' Did you mean: {suggestion}' if suggestion else ''}")
    layout = replace(
        results.layout,
        abstracts=cast("Abstracts", abstract),
        notes=not no_notes,
        group_by=cast("GroupBy", group_by),
    )
    if update is not None:
        if output is not None or form.name != "list":
            raise click.UsageError("--update writes into a list: it goes without --output and other formats.")
        from reader.cli.importing import tell_update  # late

        tell_update(update, session.library.update(update, results, layout, force=force))
    elif output is None or output == "-":
        if form.is_folder:
            raise click.UsageError(f"{form.name} is {form.what}: name it with -o.")
        main, *others = (texts := session.library.write(results, form, layout))
        (tell if sys.stdout.isatty() else click.echo)(texts[main], nl=False)
        if others:
            say(f"The {' and '.join(others)} beside it is written with -o.")
    else:
        path = output_path(output, is_folder=form.is_folder)
        written = session.library.export(path, results, form, layout, force=force)
        say(f"{plural(len(results.numbers), 'paper')} written to {' and '.join(map(str, written))}.")


def _format(name: str | None, template: Path | None, output: str | None) -> Format:
    if template:
        if name:
            raise click.UsageError("--format and --template exclude each other.")
        from reader.export.templates import template_format  # late

        return template_format(template)
    if name:
        return FORMATS[_OLD_NAMES.get(name, name)]
    path = Path(output or "")
    form = format_of(path.name)
    if path.suffix.lower() in _OTHERS:
        raise click.UsageError(f"No format ends in {path.suffix}; name one with --format, or let Pandoc make it.")
    return form


export.help = cleandoc(export.help or "").replace(
    "  FORMATS", "\n".join(f"  {form.name:<9} {form.what}" for form in FORMATS.values())
)
