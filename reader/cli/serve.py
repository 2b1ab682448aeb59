"""`reader serve`: the app in the browser."""

import errno
import os
import shlex
import sys
from importlib.util import find_spec
from ipaddress import IPv4Address
from pathlib import Path

import click

import reader
from reader.cli.app import TAB_DRIVER
from reader.cli.printing import say
from reader.cli.session import Session

EXTRA = "pip install '.[serve]' in Reader's folder"
_WHY = {
    errno.EADDRINUSE: "something else listens there; --port 0 finds one that is free",
    errno.EACCES: "it takes more rights than you have; those from 1024 on are for all",
    errno.EADDRNOTAVAIL: "this machine has no such address",
}
"""What keeps a port from being used: Python's own words for it name its calls."""


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Which port; 0 takes one that is free.",
)
@click.option("--listen", "address", default="127.0.0.1", metavar="ADDRESS", help="Where, if not on 127.0.0.1 alone.")
@click.option("--exposed", is_flag=True, help="Let --listen name an address that other machines reach.")
@click.pass_context
def serve(ctx: click.Context, port: int, address: str, *, exposed: bool) -> None:
    """Open the app in a browser on this machine, until Ctrl+C.

    Each tab has an app of its own, all on the same library; closing the tab
    ends it. Needs an extra: pip install '.[serve]' in Reader's folder.

    The address that it prints holds a token, new each time. Who has it gets in
    and may read and change the library; nobody else does, other accounts of
    this machine included.

    Only this machine is listened to. From another one go through ssh, with the
    same port at both ends. Listening to a network needs --listen ADDRESS and
    --exposed: nothing is encrypted then, and who watches the network sees the
    token.

    \b
    Examples:
      reader serve
      reader --sample serve --port 0
      ssh -t -L 8000:127.0.0.1:8000 HOST reader serve
    """
    if not find_spec("textual_serve"):
        raise click.UsageError(f"The browser needs an extra: {EXTRA}", ctx)
    from reader.cli.web_server import WebServer, listen

    place = _place(ctx, address, exposed=exposed)
    options = ctx.find_root().params
    _try_out(options["home"], sample=options["sample"])
    try:
        listening = listen(place, port)
    except OSError as error:
        why = _WHY.get(error.errno or 0, os.strerror(error.errno or 0))
        raise click.UsageError(f"Port {port} of {place} cannot be used: {why}.", ctx) from error
    if not place.is_loopback:
        say(f"{place} is open to the network: nothing is encrypted, and who sees the token gets in. ssh -L is safer.")
    WebServer(app_command(options["home"], sample=options["sample"]), listening).run()


def _place(ctx: click.Context, address: str, *, exposed: bool) -> IPv4Address:
    """Return the address to listen at, as a number: a name may lead anywhere.

    Raises:
        click.UsageError: it is none, every one, or one that other machines reach and is not `exposed`.
    """
    try:
        place = IPv4Address("127.0.0.1" if address == "localhost" else address)
    except ValueError as error:
        raise click.UsageError(f"--listen takes an IPv4 address of this machine, not “{address}”.", ctx) from error
    if place.is_unspecified:
        raise click.UsageError(f"{place} is every address of this machine: name one.", ctx)
    if not (place.is_loopback or exposed):
        hint = "Go through ssh (see --help), or add --exposed"
        raise click.UsageError(f"Other machines would reach {place}. {hint} if that is meant.", ctx)
    return place


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
        ReaderError: the library cannot be used.
    """
    if sample:
        return
    session = Session.open(home, sample=False)
    try:
        _ = session.settings, session.library
    finally:
        session.close()
