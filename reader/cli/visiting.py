"""`reader new`."""

import sys

import click

from reader.cli.asking import QueryCommand, ask
from reader.cli.printing import format_option, plural, say
from reader.cli.searching import print_results
from reader.cli.session import Session, pass_session
from reader.query import Is, narrowed


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option("--done", is_flag=True, help="End the visit: what was listed is new no longer.")
@click.option("--undone", is_flag=True, help="Take --done back, where nothing came since.")
@format_option("table", "json", "ids")
@pass_session
def new(session: Session, query: tuple[str, ...], form: str, *, done: bool, undone: bool) -> None:
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
      reader new --undone
    """
    if done and undone:
        raise click.UsageError("--done ends the visit, --undone goes on with it: say one of them.")
    asked, visits = ask(" ".join(query)), session.library.visits
    is_first = visits.is_first
    visits.look()
    again = visits.take_back_end() if undone else 0
    results = session.library.find(narrowed(asked, Is("new")))
    print_results(session, results, form)
    sys.stdout.flush()  # what was not seen is not done with
    if is_first:
        say("This is the first visit: what comes from now on is new.")
    elif not results.total:
        say("Nothing new is like that." if asked.where else "Nothing is new.")
    if undone:
        say(f"{_are(again)} new again." if again else "There is nothing to take back.")
    if done and (ended := visits.end()):
        say(f"{_are(ended)} new no longer; `reader new --undone` takes it back.")


def _are(papers: int) -> str:
    return f"{plural(papers, 'paper')} {'is' if papers == 1 else 'are'}"
