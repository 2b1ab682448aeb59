"""Opening the app."""

import os
import sys
from contextlib import closing, nullcontext

import click

from reader.cli.session import Session
from reader.cli.skeleton import remember_colours, standing_in

TAB_DRIVER = "reader.tui.tab_driver:TabDriver"
"""What `reader serve` has the app draw with: a browser's tab is at the other end of the pipes."""


def open_app(session: Session, query: str | None) -> None:
    """Open the app on this run's library, after a look whether there is a terminal to open it on.

    Raises:
        ReaderError: the library cannot be used.
    """
    served = os.environ.get("TEXTUAL_DRIVER") == TAB_DRIVER
    if not served:
        _check_terminal()
    with nullcontext() if served else standing_in(session.paths):
        from reader.tui.app import ReaderApp  # late: the first 260 ms

        settings, wrong = session.usable_settings
        app = ReaderApp(session.library, settings, query=query, sample=session.sample, wrong=wrong)
        outcome = app.run()
    if not session.sample and not served:
        remember_colours(session.paths, app.get_css_variables())
    from reader.cli.printing import say

    if app.damage:
        raise app.damage
    if app.return_code:
        say("Reader met a bug of its own. Nothing is lost: marks are kept as they are made, and so is the place.")
        say("Please report the lines above, and what you did before.")
        raise click.exceptions.Exit(app.return_code)
    if session.sample and not served:
        say("That was the sample library; what you did there is gone. `reader add PATH` starts your own.")
    elif outcome == "sample":
        with closing(Session.open(None, sample=True)) as sample:
            open_app(sample, None)


def _check_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise click.UsageError("The app needs a terminal; `reader --plain` and `reader search` work without one.")
    if os.environ.get("TERM", "dumb") == "dumb":
        raise click.UsageError("TERM=dumb cannot show the app; `reader --plain` works here.")
