"""What is printed of digests: themselves, the list of them, and what became of those that went somewhere."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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
    listed = session.library.digests.made(_LISTED)
    rows: list[dict[str, Any]] = [
        {
            "number": made.number,
            "made": utc_text(made.made),
            "subscription": made.about["name"],
            "query": made.about["query"],
            "papers": sum(len(group["reasons"]) for group in made.about["groups"]),
            "where": made.about.get("where", ""),
            "waits": made.waiting is not None,
        }
        for made in listed
    ]
    if _json(form):
        print_json(rows)
    else:
        columns = ("number", "made", "subscription", "query", "papers", "where", "")
        cells = [
            (
                row["number"],
                f"{made.made.astimezone():%Y-%m-%d %H:%M}",
                *list(row.values())[2:-1],
                "waits" * row["waits"],
            )
            for row, made in zip(rows, listed, strict=True)
        ]
        print_table(columns, cells, cut=("subscription", "query", "where"))


def deliver(session: Session, form: str | None, only: int | None = None, *, quiet: bool = False) -> int:
    """Take what waits where it is to go, and say what became of it; return the exit code."""
    done = session.library.post(session.settings.mail).deliver(only)
    return _report(list(map(_outcome, done)), form, quiet=quiet)


def do_due(session: Session, form: str | None, *, quiet: bool) -> int:
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
    if not outcomes and not quiet:
        say(_nothing_due(session))
    return _report(outcomes, form, quiet=quiet)


def _outcome(done: Delivery) -> _Outcome:
    return _Outcome(done.subscription, done.number, done.papers, done.where, done.error)


def _nothing_due(session: Session) -> str:
    subscriptions = session.library.subscriptions
    coming = [(subscriptions.standing(each).next, each.name) for each in subscriptions.all()]
    if not coming:
        return "Nothing is due: there is no subscription; `reader subscribe NAME QUERY` makes one."
    at, name = min(coming)
    return f"Nothing is due; “{name}” is next, on {day_text(at)}."


def day_text(moment: datetime) -> str:
    """Return when something comes, by local time: `Thu Nov 26 at 07:30`."""
    return f"{moment.astimezone():%a %b %d at %H:%M}"


def _report(outcomes: Sequence[_Outcome], form: str | None, *, quiet: bool) -> int:
    """Say what became of digests; `quiet` is for cron, which mails what is said: only what went wrong."""
    if _json(form):
        print_json([_as_dict(each) for each in outcomes])
    for each in outcomes:
        name = f"“{each.name}”" if each.name else f"Digest {each.number}"
        if each.error:
            complain(f"{name}: {each.error.message}", each.error.hint)
        elif not quiet:
            went = {"standard output": "printed", "mail": "as mail"}.get(each.where, f"into {each.where}")
            say(f"{name}: {plural(each.papers, 'paper')}, {went}" if each.papers else f"{name}: nothing is new")
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
