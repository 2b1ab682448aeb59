"""`reader add`."""

from collections.abc import Sequence
from pathlib import Path

import click

from reader.cli.printing import complain, format_option, plural, print_json, say, say_removed, tell
from reader.cli.progress import progress_bars
from reader.cli.session import Session, pass_session
from reader.library import INPUT_NAMES, AddReport


@click.command()
@click.argument(
    "paths",
    nargs=-1,
    type=click.Path(exists=True, allow_dash=True, path_type=Path),
    metavar="[PATH...]",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--from", "source", type=click.Choice(INPUT_NAMES), help="Read all as this, not by content.")
@click.option("--date", "dated", metavar="DATE", default="", help="The year, month or day of these pages: 2025-03-14.")
@format_option("text", "json")
@pass_session
def add(session: Session, paths: tuple[Path, ...], dry_run: bool, source: str | None, dated: str, form: str) -> int:
    """Take in dumps: files, folders (walked) and - (stdin).

    A page's text, the API's JSON, saved HTML, arXiv's snapshot and Atom, BibTeX, RIS, CSL-JSON, JSON, JSON lines,
    YAML and CSV are told by what they hold, packed with gzip, xz, bzip2 or zstd or not.

    Adding a file again changes nothing; a paper seen in several dumps is one paper. The dumps themselves are
    never changed and may be deleted afterwards. Exits with 1 when something was rejected.

    A page's heading has no year. --date gives it, as 2025, 2025-03 or 2025-03-14, to dumps that were added before,
    too; else it is told from the file's name, or guessed from its time: then `reader sources` shows a ? behind it.

    Without a PATH it takes what is new in the folders that config.yaml lists, as in `watch: [~/dumps]`.

    \b
    Examples:
      reader add papers.txt
      reader add ~/dumps --dry-run
      pbpaste | reader add -
      reader add arxiv-metadata.json.gz refs.bib
      curl -s https://example.org/list | reader add - --from ris
      reader add saved-in-2025/ --date 2025
      reader add
    """
    if dated and not paths:
        raise click.UsageError("--date goes with the PATH of what it is the date of.")
    folders = [] if paths else _watched(session)
    missing: Sequence[Path] = ()
    with progress_bars() as progress:
        if paths:
            report = session.library.add(paths, source=source, dated=dated, dry_run=dry_run, progress=progress)
        else:
            report, missing = session.library.add_new(folders, dry_run=dry_run, progress=progress)
    for folder in missing:
        complain(f"There is no “{folder}”", "config.yaml lists it under watch.")
    if form == "json":
        print_json(_as_json(report))
    else:
        _print_report(report)
    return 1 if report.rejected or missing else 0


def _watched(session: Session) -> list[Path]:
    """Return the folders that config.yaml lists.

    Raises:
        SettingsError: it lists none that can be used, and something is wrong with it.
        click.UsageError: it lists none.
    """
    settings, wrong = session.usable_settings
    if wrong and not settings.watched:
        raise wrong[0]
    if folders := session.settings.watched:
        return folders
    watch = f"list folders in {session.paths.config_file}, as `watch: [~/dumps]`"
    raise click.UsageError(f"Nothing says what to add: name files or folders, or {watch}.")


def _print_report(report: AddReport) -> None:
    for file in report.files:
        for reject in file.rejects:
            where = f"{file.file}:{reject.line}" if reject.line else file.file
            say(
                f"{'rejected before' if file.known else 'rejected'}  {where}: {reject.reason}"
                + (f": {reject.text}" if reject.text else "")
            )
    known = f" ({report.known} added before)" if report.known else ""
    would = "would be " if report.dry_run else ""
    repeated = f", {report.repeated:,} repeated lines" if report.repeated else ""
    tell(
        f"{plural(len(report.files), 'file')}{known}, {plural(report.records, 'record')}: "
        f"{plural(report.new, 'new paper')}, {report.merged:,} {would}merged, {report.rejected:,} rejected{repeated}"
    )
    say_removed(report.removed, report.cleaned, would)


def _as_json(report: AddReport) -> dict[str, object]:
    return {
        "dry_run": report.dry_run,
        "files": len(report.files),
        "known": report.known,
        "records": report.records,
        "new": report.new,
        "merged": report.merged,
        "rejected": [
            {"file": file.file, "line": reject.line, "reason": reject.reason, "text": reject.text}
            for file in report.files
            for reject in file.rejects
            if not file.known
        ],
        "rejected_before": report.rejected_before,
        "repeated_lines": report.repeated,
        "removed_characters": report.removed,
        "cleaned_texts": report.cleaned,
        "by_file": [
            {
                "file": f.file,
                "records": f.records,
                "new": f.new,
                "merged": f.merged,
                "known": f.known,
                "removed_characters": f.removed,
                "cleaned_texts": f.cleaned,
            }
            for f in report.files
        ],
    }
