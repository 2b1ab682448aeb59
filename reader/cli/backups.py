"""`reader backup`, `restore` and `merge`."""

from pathlib import Path

import click

from reader.cli.printing import format_option, plural, print_json, say, say_removed, tell
from reader.cli.progress import progress_bars
from reader.cli.session import Session, pass_session
from reader.library.backup import Contents, open_backup
from reader.library.merging_libraries import Merged

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@format_option("text", "json")
@pass_session
def backup(session: Session, file: Path, form: str, force: bool) -> None:
    """Write the whole library to one text file.

    It holds the papers with every wording, the dumps that showed them, your marks, your saved queries, and what you
    want less of. It does not hold the history of steps (what `reader undo` takes back), the queries you once asked,
    or config.yaml.

    A line of JSON is a paper's mark or a text, in an order that stays: kept in git, one changed mark is one
    changed line. The same library gives the same bytes.

    \b
    Examples:
      reader backup papers.backup
      reader backup --force papers.backup && git commit -m Papers papers.backup
      reader backup - | zstd > papers.backup.zst
    """
    if str(file) == "-":
        click.echo(session.library.backup_text(), nl=False)
        return
    contents = session.library.backup(file, force=force)
    _print(contents, form, f"to {file}")


@click.command()
@click.argument("file", type=_FILE)
@format_option("text", "json")
@pass_session
def restore(session: Session, file: Path, form: str) -> None:
    """Fill an empty library from a file of `reader backup`.

    A library that holds something is left alone: `reader merge FILE` joins a backup with it.

    \b
    Examples:
      reader restore papers.backup
      reader --home ~/second restore papers.backup
    """
    with progress_bars() as progress:
        backup = open_backup(file)  # first: for what is none, no library is made
        contents = session.library.restore(backup, progress)
    _print(contents, form, f"from {file}")


@click.command()
@click.argument("other", type=_FILE)
@format_option("text", "json")
@pass_session
def merge(session: Session, other: Path, form: str) -> None:
    """Take in another library, by rules that lose no mark.

    OTHER is a library.db, the folder that holds it, or a file of `reader backup`. Of a paper that both have:
    bookmarked if either is; the tags of both; the higher rating; the furthest of unread, skipped, reading and read,
    with the earlier time of reading; the paragraphs of both notes, each once. A saved query whose name is taken
    comes as “name (2)”, and less is wanted of what either wanted less of. What the two did not agree on is listed.

    The other library is only read. Merging again changes nothing, and merging the other way round gives the same
    marks. `reader undo` takes back what came: the marks, then what is wanted less, then the saved queries, then the
    papers.

    \b
    Examples:
      reader merge ~/laptop/papers.backup
      reader merge /mnt/other/library.db
    """
    with progress_bars() as progress:
        merged = session.library.merge(other, progress)
    if form == "json":
        print_json(_as_json(merged))
        return
    for conflict in merged.conflicts:
        say(f"conflict  {conflict.about}: {conflict.what}")
    conflicts = plural(len(merged.conflicts), "conflict")
    tell(
        f"{plural(merged.sources, 'dump')}, {plural(merged.papers, 'new paper')}, "
        f"{plural(merged.marked, 'mark')} changed, {_queries(merged.queries)}, {conflicts}"
    )
    if merged.steps:
        say(f"`reader undo`{f', {merged.steps} times,' if merged.steps > 1 else ''} takes it back.")
    else:
        say("Nothing that was not here already.")
    say_removed(merged.removed, merged.cleaned)


def _print(contents: Contents, form: str, where: str) -> None:
    if form == "json":
        told = {"dumps": contents.sources, "papers": contents.papers, "marked": contents.marked}
        print_json({**told, "queries": contents.queries, "removed_characters": contents.removed})
        return
    papers, dumps = plural(contents.papers, "paper"), plural(contents.sources, "dump")
    tell(f"{papers} of {dumps}, {contents.marked:,} marked, {_queries(contents.queries)}: {where}")
    say_removed(contents.removed, contents.cleaned)


def _queries(count: int) -> str:
    return f"{count:,} saved quer{'y' if count == 1 else 'ies'}"


def _as_json(merged: Merged) -> dict[str, object]:
    return {
        "dumps": merged.sources,
        "papers": merged.papers,
        "marked": merged.marked,
        "queries": merged.queries,
        "conflicts": [{"about": conflict.about, "what": conflict.what} for conflict in merged.conflicts],
        "steps": merged.steps,
        "removed_characters": merged.removed,
    }
