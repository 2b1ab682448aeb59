"""`reader serve`: the app in the browser."""

import shlex
import sys
from importlib.util import find_spec
from pathlib import Path

import click

import reader
from reader.cli.app import TAB_DRIVER
from reader.cli.session import Session

EXTRA = "pip install 'daily-papers-reader[serve]'"


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Where on 127.0.0.1; 0 takes one that is free.",
)
@click.pass_context
def serve(ctx: click.Context, port: int) -> None:
    """Open the app in a browser on this machine, until Ctrl+C.

    Each tab has an app of its own, all on the same library; closing the tab
    ends it. Needs an extra: pip install 'daily-papers-reader[serve]'.

    There is no password, so only this machine is listened to, and there is no
    option for more. From another machine, go through ssh, with the same port
    at both ends. Other accounts of this machine do get in: on one that you
    share with people, use the terminal.

    \b
    Examples:
      reader serve
      reader --sample serve --port 0
      ssh -t -L 8000:127.0.0.1:8000 HOST reader serve
    """
    if not find_spec("textual_serve"):
        raise click.UsageError(f"The browser needs an extra: {EXTRA}", ctx)
    from reader.cli.web_server import WebServer, listen

    options = ctx.find_root().params
    _try_out(options["home"], sample=options["sample"])
    try:
        listening = listen(port)
    except OSError as error:
        raise click.UsageError(f"Port {port} cannot be used: {error.strerror}; --port 0 finds one.", ctx) from error
    WebServer(app_command(options["home"], sample=options["sample"]), listening).run()


def app_command(home: Path | None, *, sample: bool) -> str:
    """Return the line of shell that opens the app on the same library; `exec` leaves no shell between it and us."""
    words = ["env", f"TEXTUAL_DRIVER={TAB_DRIVER}", *_python(), "-m", "reader"]
    if home is not None:
        words += ["--home", str(home.absolute())]
    if sample:
        words += ["--sample"]
    return f"exec {shlex.join(words)}"


def _python() -> list[str]:
    """Return Python, which must not take modules from the working directory, unless Reader itself is there."""
    here = Path(reader.__file__).parents[1] == Path.cwd()
    return [sys.executable] if here else [sys.executable, "-P"]


def _try_out(home: Path | None, *, sample: bool) -> None:
    """Open what each tab will open, once: what is wrong is to be said here.

    Raises:
        ReaderError: the library or the settings cannot be used.
    """
    if sample:
        return
    session = Session.open(home, sample=False)
    try:
        _ = session.settings, session.library
    finally:
        session.close()
