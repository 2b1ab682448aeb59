"""`reader new`."""

import sys
from dataclasses import replace

import click

from reader.cli.asking import QueryCommand, ask
from reader.cli.printing import MOST, format_option, plural, say
from reader.cli.searching import print_results
from reader.cli.session import Session, pass_session
from reader.query import Is, narrowed


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option("--done", is_flag=True, help="End the visit: what was listed is new no longer.")
@click.option("--limit", type=click.IntRange(1, MOST), help="At most so many papers.")
@format_option("table", "json", "ids")
@pass_session
def new(session: Session, query: tuple[str, ...], done: bool, limit: int | None, form: str) -> None:
    """List the papers that came since the last visit.

    A visit begins with the first look of a day, by opening the app or by this command, and goes on until the first
    look of a later day, however often the app is left meanwhile; or until you say that it is done, here or by E in
    the app. In the first visit of all, only what comes in it is new.

    `is:new` finds the same papers in every query, and is no look.

    \b
    Examples:
      reader new
      reader new tag:nlp --format ids
      reader new is:unread --done
    """
    asked, visits = ask(" ".join(query)), session.library.visits
    asked = replace(asked, limit=limit or asked.limit)
    is_first = visits.is_first
    visits.look()
    print_results(session, session.library.find(narrowed(asked, Is("new"))), form)
    sys.stdout.flush()  # what was not seen is not done with
    if is_first:
        say("This is the first visit: what comes from now on is new.")
    if done:
        say(f"{plural(visits.end(), 'paper')} are new no longer.".replace("1 paper are", "1 paper is"))
