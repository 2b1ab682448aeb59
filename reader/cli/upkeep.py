"""`reader doctor`, `reindex`, `config` and `completion`."""

import sys
from dataclasses import asdict

import click

from reader.cli.printing import complain, format_option, plural, print_json, print_table, say, tell
from reader.cli.progress import progress_bars
from reader.cli.session import Session, pass_session
from reader.errors import DamageError
from reader.library import Finding
from reader.library.doctor import examine_closed, repair
from reader.library.holdings import utc_now


@click.command()
@click.option("--repair", "repairing", is_flag=True, help="Make a damaged library whole, as far as that can be.")
@format_option("table", "json")
@pass_session
def doctor(session: Session, form: str, repairing: bool) -> int:
    """Look at the library's health.

    An index that is missing or damaged is made anew, and a copy of the library is taken where one is due. Exits with 4
    where something is not well.

    With --repair a damaged library is made whole: what can be read of it, on top of the newest of its copies. The
    damaged file is kept beside it, as library.db.damaged-DAY-TIME. It says how much there is again, what came from
    the copy, and what is lost. A sound library stays as it is. Close Reader elsewhere first.

    \b
    Examples:
      reader doctor
      reader --home ~/papers doctor --format json
      reader doctor --repair
    """
    if repairing:
        return _repair(session, form)
    try:
        looked_at = session.library.examine(session.backups)
    except DamageError as error:  # here an error is a finding, one among others
        looked_at = examine_closed(session.paths, error)
    findings = [*looked_at, _settings(session)]
    if form == "json":
        print_json([{"what": f.what, "well": f.well, "detail": f.detail} for f in findings])
    else:
        print_table(("", "", "found"), (("ok" if f.well else "!!", f.what, f.detail) for f in findings))
    return 0 if all(finding.well for finding in findings) else 4


def _repair(session: Session, form: str) -> int:
    repaired = repair(session.paths, utc_now())
    if repaired is None:
        told = f"Nothing is wrong with {session.paths.library}; it stays as it is."
        print_json({"repaired": False}) if form == "json" else tell(told)
        return 0
    if form == "json":
        print_json(
            {
                "repaired": True,
                "aside": str(repaired.aside),
                "copy": str(repaired.copy) if repaired.copy else None,
                "recovered": [asdict(kind) for kind in repaired.recovered],
                "remarks": repaired.remarks,
            }
        )
        return 0
    rows = [(kind.what, f"{kind.there:,}", f"{kind.from_copy:,}", _lost(kind.lost)) for kind in repaired.recovered]
    print_table(("", "there again", "of them from the copy", "lost"), rows)
    for remark in repaired.remarks:
        say(remark)
    say(f"The copy was {repaired.copy}." if repaired.copy else "There was no sound copy to take anything from.")
    say(f"The damaged file is kept as {repaired.aside}.")
    return 0


def _lost(lost: int | None) -> str:
    return "not known" if lost is None else f"{lost:,}"


def _settings(session: Session) -> Finding:
    if wrong := session.slips():
        return Finding("settings", well=False, detail=" ".join(f"{each.message}. {each.hint}" for each in wrong))
    return Finding("settings", well=True, detail=f"{session.paths.config_file} can be used")


@click.command()
@format_option("text", "json")
@pass_session
def reindex(session: Session, form: str) -> None:
    """Make the search index anew from the library.

    The index holds nothing that the library does not: this is always safe.

    \b
    Examples:
      reader reindex
    """
    with progress_bars() as progress:
        session.library.reindex(progress)
    papers = len(session.library)
    if form == "json":
        print_json({"papers": papers})
    else:
        tell(f"{plural(papers, 'paper')} indexed")


@click.command()
@format_option("table", "json")
@pass_session
def config(session: Session, form: str) -> int:
    """Show where config.yaml is and what is in force.

    The file is yours: Reader reads it and never writes it. Exits with 6 where something is wrong with it, and says
    all that is.

    \b
    Examples:
      reader config
      $EDITOR "$(reader config --format json | jq -r .path)"
    """
    from reader.settings import as_yaml

    settings, _ = session.usable_settings
    path, values = session.paths.config_file, settings.as_dict()
    if form == "json":
        print_json({"path": str(path), "exists": path.exists(), "library": str(session.paths.library), **values})
    else:
        rows = [("path", f"{path}{'' if path.exists() else ' (not there: all defaults)'}")]
        rows += [("library", str(session.paths.library)), ("index", str(session.paths.index))]
        print_table(("setting", "value"), [*rows, *((name, as_yaml(value)) for name, value in values.items())])
    wrong = session.slips()
    for error in wrong:
        complain(error.message, error.hint)
    return wrong[0].exit_code if wrong else 0


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    Examples:
      reader completion bash > ~/.local/share/bash-completion/completions/reader
      reader completion zsh > "${fpath[1]}/_reader"
      reader completion fish > ~/.config/fish/completions/reader.fish
    """
    from click.shell_completion import get_completion_class

    from reader.cli import COMPLETE_VARIABLE
    from reader.cli.root import root

    complete = get_completion_class(shell)
    if complete is None:  # the choices are click's own
        sys.exit(2)
    click.echo(complete(root, {}, "reader", COMPLETE_VARIABLE).source())
