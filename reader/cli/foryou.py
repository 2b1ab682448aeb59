"""`reader foryou` and `reader less`."""

from collections.abc import Sequence
from dataclasses import replace

import click

from reader.cli.asking import QueryCommand, ask
from reader.cli.printing import MOST, complain, format_option, plural, print_json, print_table, say, short_id, tell
from reader.cli.session import Session, pass_session
from reader.export import paper_json, utc_text
from reader.library import LessOf, Library, Pull, reasons_line
from reader.papers import clean_line
from reader.query import FOR_YOU, Sort, narrowed, parse


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option("--limit", type=click.IntRange(1, MOST), default=20, show_default=True, help="At most so many papers.")
@click.option("--why", is_flag=True, help="Also the terms that moved each paper up or down.")
@format_option("table", "json", "ids")
@pass_session
def foryou(session: Session, query: tuple[str, ...], limit: int, form: str, *, why: bool) -> None:
    """List the unread papers that are most to your taste.

    That is: like what you liked, against what you did not. It is learned here, offline, from your stars, your
    bookmarks, what you read and what you skipped, anew with each mark. A QUERY narrows it; in any other query
    is:foryou and sort:foryou do the same.

    \b
    Examples:
      reader foryou
      reader foryou --why --limit 5
      reader foryou source:mar_21 --format ids | xargs reader mark --bookmark
      reader foryou --why --format json | jq '.papers[0].why'
    """
    if why and form == "ids":
        raise click.UsageError("Ids have no reasons: --why does not go with --format ids.")
    library = session.library
    readiness = library.foryou.readiness()
    asked = narrowed(ask(" ".join(query)), FOR_YOU)
    results = library.find(replace(asked, sort=asked.sort or Sort("foryou"), limit=asked.limit or limit))
    entries = library.entries(results.numbers)
    moved = [library.foryou.why(entry) if why else () for entry in entries]
    match form:
        case "json":
            papers = [
                paper_json(entry, library.foryou.score(entry)) | ({"why": _as_json(reasons)} if why else {})
                for entry, reasons in zip(entries, moved, strict=True)
            ]
            learned = {"said": readiness.said, "liked": readiness.liked, "learned": not readiness.is_cold}
            print_json({"query": str(results.query), "total": results.total, **learned, "papers": papers})
        case "ids":
            for entry in entries:
                tell(entry.paper.id)
        case _:
            rows = (
                (short_id(entry.paper.id), entry.paper.title, *([reasons_line(reasons)] if why else ()))
                for entry, reasons in zip(entries, moved, strict=True)
            )
            heading = ("id", "title", *(["why"] if why else ()))
            print_table(heading, rows, cut=heading[1:])
    if readiness.message:
        say(f"{readiness.message} Until then these are the trending unread papers.")
    elif not entries:
        say("No unread paper is much to your taste.")


@click.command()
@click.argument("words", nargs=-1, metavar="[TERM]...")
@click.option("--remove", is_flag=True, help="No longer less of them.")
@format_option("table", "json")
@pass_session
def less(session: Session, words: tuple[str, ...], form: str, *, remove: bool) -> None:
    """Want less of some terms in what is for you; or list those.

    Papers that have them go down in sort:foryou. None is hidden or deleted, and `reader undo` takes it back. A term
    is one word; what is none is told, and the others are taken all the same.

    \b
    Examples:
      reader less robot
      reader less
      reader less --remove robot
    """
    about_you, clean = session.library.foryou, [clean_line(word) for word in words]
    if remove and not words:
        raise click.UsageError("Say of what: reader less --remove TERM. `reader less` lists the terms.")
    if remove:
        removed = [about_you.no_longer_less(word) for word in clean]
        if form == "json":
            print_json([_less_json(each) for each in removed])
        else:
            tell(f"No longer less of {_quoted([each.word for each in removed])}.")
    elif words:
        _want_less(session.library, clean, form)
    else:
        _list(about_you.less(), form)


def _want_less(library: Library, words: Sequence[str], form: str) -> None:
    """Take what can be taken; tell of what cannot, and of what no paper has."""
    refused = [error for word in words if (error := library.foryou.refusal(word))]
    taken = [word for word in words if not library.foryou.refusal(word)]
    step = library.foryou.want_less(taken)
    if form == "json":
        print_json([_less_json(each) for each in library.foryou.less()])
    elif taken:
        tell(f"{step.what[:1].upper()}{step.what[1:]} from now on." if step else "That is so already.")
    unknown = [word for word in taken if not library.find(parse(word)).total]
    if unknown:
        say(f"No paper has {_quoted(unknown)} yet.")
    for error in refused[:-1]:
        complain(error.message, error.hint)
    if refused:
        raise refused[-1]


def _list(wanted: Sequence[LessOf], form: str) -> None:
    if form == "json":
        print_json([_less_json(each) for each in wanted])
        return
    print_table(("term", "since"), ((each.word, f"{each.since.astimezone():%Y-%m-%d}") for each in wanted))
    if not wanted:
        say("There is nothing you want less of yet: `reader less TERM`, or < in the app.")
    else:
        say(f"{plural(len(wanted), 'term')}; papers that have them go down in sort:foryou.")


def _less_json(each: LessOf) -> dict[str, str]:
    return {"word": each.word, "term": each.term, "since": utc_text(each.since)}


def _as_json(reasons: Sequence[Pull]) -> list[dict[str, object]]:
    return [{"word": reason.word, "term": reason.term, "adds": round(reason.adds, 5)} for reason in reasons]


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
