"""`reader doctor`, `reindex`, `config` and `completion`."""

import sys

import click

from reader.cli.printing import format_option, plural, print_json, print_table, tell
from reader.cli.progress import progress_bars
from reader.cli.session import Session, pass_session
from reader.errors import SettingsError
from reader.library import Finding


@click.command()
@format_option("table", "json")
@pass_session
def doctor(session: Session, form: str) -> int:
    """Look at the library's health.

    An index that is missing or damaged is made anew. Exits with 4 where something is not well.

    \b
    Examples:
      reader doctor
      reader --home ~/papers doctor --format json
    """
    findings = [*session.library.examine(session.backups), _settings(session)]
    if form == "json":
        print_json([{"what": f.what, "well": f.well, "detail": f.detail} for f in findings])
    else:
        print_table(("", "", "found"), (("ok" if f.well else "!!", f.what, f.detail) for f in findings))
    return 0 if all(finding.well for finding in findings) else 4


def _settings(session: Session) -> Finding:
    try:
        session.check_settings()
    except SettingsError as error:  # here an error is a finding, one among others
        return Finding("settings", well=False, detail=f"{error.message}. {error.hint}")
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
def config(session: Session, form: str) -> None:
    """Show where config.yaml is and what is in force.

    The file is yours: Reader reads it and never writes it.

    \b
    Examples:
      reader config
      $EDITOR "$(reader config --format json | jq -r .path)"
    """
    session.check_settings()
    path, values = session.paths.config_file, session.settings.as_dict()
    if form == "json":
        print_json({"path": str(path), "exists": path.exists(), "library": str(session.paths.library), **values})
    else:
        rows = [("path", f"{path}{'' if path.exists() else ' (not there: all defaults)'}")]
        rows += [("library", str(session.paths.library)), ("index", str(session.paths.index))]
        print_table(("setting", "value"), [*rows, *((name, str(value)) for name, value in values.items())])


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
