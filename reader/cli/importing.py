"""`reader import`, and what `reader export --update` tells."""

import sys
from pathlib import Path

import click

from reader.cli.printing import format_option, plural, print_json, say, tell
from reader.cli.session import Session, pass_session
from reader.export.updating import Updated
from reader.library.importing import Import


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change; change nothing.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@click.option("--all", "unedited", is_flag=True, help="Take in what nobody edited, too: into another library.")
@format_option("text", "json")
@pass_session
def import_(session: Session, file: Path, form: str, *, dry_run: bool, yes: bool, unedited: bool) -> int:
    """Take back what you edited in a list after exporting it.

    In Obsidian or any other editor: boxes that were ticked or cleared, tags, notes, stars and the bookmark come
    back; [/] is reading, and [-] or a place under “Skipped” is skipped. What nobody edited in the file takes
    nothing back that you marked here since, and papers that are not in it do not change; titles, abstracts and
    your own text are left alone. JSON, JSONL, YAML and CSV come back too; of a folder, all lists in it and the
    notes of `--format obsidian`, with their properties.

    What would change is shown, and you are asked; without a terminal, say --yes. All of it is one step for
    `reader undo`. Exits with 1 where something in the file could not be taken, tasks
    among it that name no paper, and where nobody could be asked.

    \b
    Examples:
      reader import list.md
      reader import list.md --dry-run
      reader import list.md --yes && reader export is:unread --update list.md
    """
    library = session.library
    planned = library.read_back(file, dry_run=True, unedited=unedited)
    if form == "text":
        _show(planned)
    asked = bool(planned.planned) and not dry_run and (yes or (form == "text" and _asked()))
    done = library.read_back(file, unedited=unedited) if asked else planned
    if form == "json":
        print_json(_as_json(done))
    elif done.step:
        tell(f"{plural(done.step.papers, 'paper')} changed; `reader undo` takes it back.")
    elif not planned.planned:
        same = "nothing was edited in" if planned.newer else "the library says the same of"
        tell(f"Nothing to change: {same} {plural(planned.papers, 'paper')}.")
    else:
        tell(f"{plural(len(planned.planned), 'paper')} would change.")
    if planned.newer and form == "text":
        say(f"{plural(planned.newer, 'paper')} marked otherwise here since the file was written: that stays.")
    unasked = bool(planned.planned) and not dry_run and not yes and not (form == "text" and sys.stdin.isatty())
    if unasked:
        say("Nothing was changed: --yes takes it in.")
    return 1 if done.troubles or unasked else 0


def tell_update(path: Path, updated: Updated) -> None:
    """Say what became of a list that was written into."""
    added, removed = plural(updated.added, "paper"), plural(updated.removed, "paper")
    say(f"Updated {path}: {added} more, {removed} fewer, {plural(updated.theirs, 'line')} of yours kept.")


def _show(planned: Import) -> None:
    for trouble in planned.troubles:
        where = ":".join(filter(None, (trouble.file, str(trouble.at or "")))) if trouble.file else f"line {trouble.at}"
        say(f"{where}: {trouble.what}")
    for paper in planned.planned:
        tell(paper.title)
        for change in paper.changes:
            tell(f"  {change}")


def _asked() -> bool:
    """Ask on a terminal; elsewhere nobody says yes."""
    return sys.stdin.isatty() and click.confirm("Take it in?", default=True)


def _as_json(done: Import) -> dict[str, object]:
    return {
        "papers": done.papers,
        "newer": done.newer,
        "changes": [{"title": paper.title, "changes": list(paper.changes)} for paper in done.planned],
        "troubles": [{"file": trouble.file, "at": trouble.at, "what": trouble.what} for trouble in done.troubles],
        "step": done.step.number if done.step else None,
    }
