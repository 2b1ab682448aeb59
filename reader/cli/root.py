"""`reader` itself: the options before a command, and the commands, each loaded when it is called."""

import os
from importlib import import_module
from pathlib import Path

import click

from reader import __version__
from reader.cli.session import Session

COMMANDS = {
    "add": "adding:add",
    "search": "searching:search",
    "show": "searching:show",
    "new": "visiting:new",
    "split": "splitting:split",
    "related": "related:related",
    "trending": "trending:trending",
    "rising": "rising:rising",
    "foryou": "foryou:foryou",
    "less": "foryou:less",
    "mark": "marking:mark",
    "undo": "history:undo",
    "redo": "history:redo",
    "history": "history:history",
    "export": "exporting:export",
    "import": "importing:import_",
    "digest": "digesting:digest",
    "subscribe": "subscribing:subscribe",
    "unsubscribe": "subscribing:unsubscribe",
    "backup": "backups:backup",
    "restore": "backups:restore",
    "merge": "backups:merge",
    "saved": "saved:saved",
    "tags": "tags:tags",
    "sources": "listing:sources",
    "searches": "listing:searches",
    "stats": "stats:stats",
    "topics": "topics:topics",
    "keys": "listing:keys",
    "serve": "serve:serve",
    "doctor": "upkeep:doctor",
    "reindex": "upkeep:reindex",
    "config": "upkeep:config",
    "completion": "upkeep:completion",
}
EPILOG = """\
\b
Examples:
  reader --sample                         a first look, nothing to set up
  reader add ~/dumps                      take in every dump of a folder
  reader                                  open the app
  reader --plain                          the same by lines and numbers, for screen readers
  reader serve                            the same in the browser, on this machine
  reader search '"in-context" -is:read'   search from the shell
  reader mark 1228 --bookmark --tag nlp   an id may be shortened
  reader export is:bookmarked -o list.md  a reading list

\b
Exit codes:
  0  done               1  something was rejected     2  usage, or a query that cannot be meant
  3  no such paper      4  library or index unusable  5  could not write the output
  6  config.yaml wrong  7  a mail waits to be sent    130  interrupted
  141  the pipe was closed

The library is in your data folder; --home DIR or READER_HOME keeps one elsewhere.
"""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called: `reader --version` pays for none."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import one command."""
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].split(":")
        command: click.Command = getattr(import_module(f"reader.cli.{module}"), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; name the nearest one where there is none."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches
            from shlex import quote

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f"Did you mean `reader {near[0]}`?" if near else "`reader --help` lists the commands."
            if os.path.exists(args[0]):  # noqa: PTH110 - of a name that can be none, pathlib raises
                hint = f"`reader add {quote(args[0])}` takes in what is there."
            raise click.UsageError(f"There is no command “{args[0]}”. {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.command(
    cls=LazyGroup,
    invoke_without_command=True,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="reader", message="%(prog)s %(version)s")
@click.option("--home", type=click.Path(path_type=Path, file_okay=False), help="Keep library, index and config there.")
@click.option("--sample", is_flag=True, help="Use the bundled sample papers, in a temporary library.")
@click.option("-q", "--query", default=None, help="Start with this query.")
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and pipes; h there lists the commands.")
@click.option("--no-color", is_flag=True, help="No colour at all, as NO_COLOR=1 has it.")
@click.pass_context
def root(
    ctx: click.Context, home: Path | None, sample: bool, query: str | None, plain: bool, no_color: bool
) -> int | None:
    """Read research papers in the terminal: browse, search, mark, and export reading lists.

    Without a command, opens the app.
    """
    if no_color:
        os.environ["NO_COLOR"] = "1"
    ctx.obj = session = Session.open(home, sample=sample)
    ctx.call_on_close(session.close)
    if ctx.invoked_subcommand is not None or plain:  # the app does it by itself, meanwhile
        ctx.call_on_close(session.keep_safe)
    if ctx.invoked_subcommand is None and plain:
        from reader.cli.plain.loop import read_plainly

        return read_plainly(session, query)
    if ctx.invoked_subcommand is None:
        from reader.cli.app import open_app

        open_app(session, query)
    elif query is not None or plain:
        option = "--plain" if plain else "-q"
        raise click.UsageError(f"{option} goes without a command; `reader search QUERY` searches from the shell.", ctx)
    return None
