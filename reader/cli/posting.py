"""What is printed of digests: themselves, the list of them, and what became of those that went somewhere."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import click

from reader.cli.printing import complain, plural, print_json, print_table, say, tell
from reader.cli.session import Session
from reader.errors import ReaderError
from reader.export import utc_text
from reader.export.digest import Digest, digest_text
from reader.library.post import Delivery

_LISTED = 50


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one digest."""

    name: str
    number: int
    papers: int
    where: str
    error: ReaderError | None


def print_digest(digest: Digest, form: str) -> None:
    """Print a digest as a terminal may have it, or as it is for a pipe."""
    if form == "json":
        from reader.export.digest.data import as_dict

        print_json(as_dict(digest))
        return
    text = digest_text(digest, form)
    (tell if sys.stdout.isatty() or form == "text" else click.echo)(text, nl=False)


def list_digests(session: Session, form: str | None) -> None:
    """List the digests that were made, newest first."""
    rows = [
        {
            "number": made.number,
            "made": utc_text(made.made),
            "subscription": made.about["name"],
            "query": made.about["query"],
            "papers": sum(len(group["reasons"]) for group in made.about["groups"]),
            "waits": made.waiting is not None,
        }
        for made in session.library.digests.made(_LISTED)
    ]
    if _json(form):
        print_json(rows)
    else:
        columns = ("number", "made", "subscription", "query", "papers", "")
        cells = [[*list(row.values())[:-1], "waits" if row["waits"] else ""] for row in rows]
        print_table(columns, cells, cut=("subscription", "query"))


def deliver(session: Session, form: str | None, only: int | None = None) -> int:
    """Take what waits where it is to go, and say what became of it; return the exit code."""
    done = session.library.post(session.settings.mail).deliver(only)
    return _report(session, list(map(_outcome, done)), form)


def do_due(session: Session, form: str | None) -> int:
    """Make the digests that are due, and take them and what waits where they are to go; return the exit code.

    A digest that nobody gets to see on standard output is none.
    """
    library, account = session.library, session.settings.mail
    outcomes: list[_Outcome] = []
    for done in library.subscriptions.make_due(post := library.post(account)):
        each, kept, error = done.subscription, done.kept, done.error
        if kept and kept.digest.groups and each.target.kind == "print" and not _json(form):
            try:
                print_digest(kept.digest, each.target.form)
                sys.stdout.flush()
            except BaseException:
                library.digests.forget(kept)
                raise
        if error or (kept and (not kept.digest.groups or each.target.kind == "print")):
            papers = len(kept.digest.items) if kept else 0
            outcomes.append(_Outcome(each.name, kept.number if kept else 0, papers, str(each.target), error))
    outcomes += map(_outcome, post.deliver())
    return _report(session, outcomes, form)


def _outcome(done: Delivery) -> _Outcome:
    return _Outcome(done.subscription, done.number, done.papers, done.where, done.error)


def _report(session: Session, outcomes: Sequence[_Outcome], form: str | None) -> int:
    """Say what became of digests: to a person all of it, to cron, which mails what is said, what went wrong."""
    if _json(form):
        print_json([_as_dict(each) for each in outcomes])
    for each in outcomes:
        name = f"“{each.name}”" if each.name else f"Digest {each.number}"
        if each.error:
            complain(f"{name}: {each.error.message}", each.error.hint)
        elif sys.stderr.isatty() or not each.name:
            went = f"{plural(each.papers, 'paper')} to {each.where}" if each.papers else "nothing is new"
            say(f"{name}: {went}")
    if not outcomes and sys.stderr.isatty():
        wanted = session.library.subscriptions.all()
        say("Nothing is due, and nothing waits." if wanted else "There is no subscription; `reader subscribe --help`.")
    return max((each.error.exit_code for each in outcomes if each.error), default=0)


def _as_dict(each: _Outcome) -> dict[str, object]:
    return {
        "subscription": each.name,
        "number": each.number,
        "papers": each.papers,
        "where": each.where,
        "error": each.error and each.error.message,
    }


def _json(form: str | None) -> bool:
    if form not in (None, "text", "json"):
        raise click.UsageError("This is told as text or as json.")
    return form == "json"
