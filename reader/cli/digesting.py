"""`reader digest`."""

import sys
from collections.abc import Iterator
from functools import partial
from inspect import cleandoc
from pathlib import Path

import click

from reader.cli.asking import QueryCommand, ask_whole
from reader.cli.posting import deliver, do_due, list_digests, print_digest
from reader.cli.printing import plural, say
from reader.cli.session import Session, pass_session
from reader.cli.targets import target_of, target_options
from reader.errors import ExportError
from reader.export.digest import DIGEST_FORMATS
from reader.library.digests import LIMIT, MOST_PAPERS, Kept, Wish, since_moment
from reader.library.post import Target

_ALONE = ("again", "due", "retry", "drop", "forget", "listed")
"""What is done instead of making a digest."""
_LAST = -1


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option("--since", metavar="WHEN", help="How far back: 7d, 2w, yesterday, 2026-03-01.  [default: 7d]")
@click.option(
    "--limit", type=click.IntRange(1, MOST_PAPERS), default=LIMIT, show_default=True, help="How many papers at most."
)
@target_options
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@click.option("--preview", is_flag=True, help="Print it without noting it: its papers stay new.")
@click.option("--due", is_flag=True, help="Send what waits, and make the digests of subscriptions that are due.")
@click.option("--retry", is_flag=True, help="Send what waits.")
@click.option("--drop", type=click.IntRange(1), metavar="NUMBER", help="Let go of what waits of a digest.")
@click.option(
    "--forget",
    type=click.IntRange(1),
    metavar="NUMBER",
    help="Take a digest back: its papers are new again, and nothing of it waits.",
)
@click.option(
    "--again",
    type=int,
    is_flag=False,
    flag_value=_LAST,
    metavar="[NUMBER]",
    help="Print a digest that was made, the last one where no number is named.",
)
@click.option("--quiet", is_flag=True, help="With --due and --retry: say only what went wrong, for cron.")
@click.option("--list", "listed", is_flag=True, help="List the digests that were made.")
@pass_session
def digest(
    session: Session,
    /,
    query: tuple[str, ...],
    since: str | None,
    limit: int,
    form: str | None,
    out: Path | None,
    maildir: Path | None,
    smtp: bool,
    force: bool,
    preview: bool,
    quiet: bool,
    **instead: int | bool | None,
) -> int:
    """Tell the best of what is new, each paper once.

    That is what came lately and is unread, in groups, each paper with why it stands there and a link. What is best,
    the query says (sort:); else it is what fits its words, or what trends. A digest is noted when it is printed,
    written or sent, and no paper stands in two: --preview prints without noting, --again prints an old one, and
    --forget takes one back. What other digests took is told as a count.

    What cannot be sent waits in the library; --retry and --due try again, and send nothing twice that a server has
    said it has. A server that is cut off before it says so may have it: then it gets the same message again.

    \b
    Formats:
      FORMATS

    \b
    Examples:
      reader digest --preview
      reader digest 'diffusion OR flow' --since 2w --out new.md
      reader digest --format atom > ~/feeds/papers.xml
      reader digest --maildir ~/Mail/papers
      reader digest --format eml | sendmail -t
      reader digest --again --format html > last.html
    """
    asked_instead = [name for name in _ALONE if instead[name] is not None and instead[name] is not False]
    target = target_of(form, out, maildir, smtp=smtp)
    if asked_instead or preview:
        _check_alone(asked_instead, query, since, target, preview=preview)
    match asked_instead:
        case ["again"]:
            number = int(instead["again"] or 0)
            if number < 1 and number != _LAST:
                raise click.UsageError("Digests are numbered from 1; --again without a number is the last one.")
            print_digest(session.library.digests.again(max(0, number)), target.form)
        case ["due"]:
            return do_due(session, form, quiet=quiet)
        case ["retry"]:
            return deliver(session, form, quiet=quiet)
        case ["drop"]:
            gone = session.library.digests.drop(instead["drop"] or 0)
            say(f"Nobody sends it any more; `reader digest --again {instead['drop']}` prints its {gone.count}.")
        case ["forget"]:
            gone = session.library.digests.take_back(instead["forget"] or 0)
            say(f"Digest {instead['forget']} is forgotten; {plural(len(gone.items), 'paper')} may be told again.")
        case ["listed"]:
            list_digests(session, form)
        case _:
            moment = since_moment(since, session.library.now) if since else None
            wish = Wish(
                ask_whole(" ".join(query), "Without a query, all that is new counts."), moment, limit, where=str(target)
            )
            if preview:
                print_digest(session.library.digests.preview(wish), target.form)
            else:
                return _make(session, wish, target, force=force)
    return 0


def _check_alone(names: list[str], query: tuple[str, ...], since: str | None, target: Target, *, preview: bool) -> None:
    shown = [f"--{'list' if name == 'listed' else name}" for name in names] + ["--preview"] * preview
    if len(shown) > 1:
        raise click.UsageError(f"{' and '.join(shown)} exclude each other.")
    if target.kind != "print":
        raise click.UsageError(f"{shown[0]} goes without --out, --maildir and --smtp.")
    if names and (query or since):
        raise click.UsageError(f"{shown[0]} goes without a query and --since.")


def _make(session: Session, wish: Wish, target: Target, *, force: bool) -> int:
    """Make a digest and take it where it is to go; where it does not get there, its papers are new, or it waits."""
    library = session.library
    if target.kind == "file" and Path(target.path).exists() and not force:
        raise ExportError(f"{target.path} exists already", "--force replaces it; or take another name.")
    post = library.post(session.settings.mail if target.kind != "print" else None)
    fit = partial(post.packed if target.kind == "smtp" else post.held, target=target)
    bring = partial(post.bring, target=target) if target.kind in {"file", "maildir"} else None
    kept = library.digests.make(wish, fit, bring=bring)
    if kept is None or not kept.number:
        if kept and target.kind == "print":
            print_digest(kept.digest, target.form)
        hint = " `reader digest --again` prints the last digest." if library.digests.made(1) else ""
        say(f"Nothing is new.{hint}")
        return 0
    if target.kind == "smtp":
        return deliver(session, None, only=kept.number)
    if target.kind == "print":
        _print(session, kept, target)
    say(f"Noted as digest {kept.number}. No other one will hold what is in it; --forget {kept.number} takes it back.")
    return 0


def _print(session: Session, kept: Kept, target: Target) -> None:
    """Print a digest that was noted, as a pipe may take it slowly; where that fails, its papers are new again."""
    try:
        print_digest(kept.digest, target.form)
        sys.stdout.flush()
    except BaseException:
        session.library.digests.forget(kept)
        raise


def _formats() -> Iterator[str]:
    for name, what in DIGEST_FORMATS.items():
        yield f"  {name:<9} {what}"


digest.help = cleandoc(digest.help or "").replace("  FORMATS", "\n".join(_formats()))
