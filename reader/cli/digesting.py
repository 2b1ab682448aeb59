"""`reader digest`."""

import sys
from collections.abc import Iterator

import click

from reader.cli.asking import QueryCommand, ask
from reader.cli.printing import say, tell
from reader.cli.session import Session, pass_session
from reader.export.digest import DIGEST_FORMATS, Digest, digest_text
from reader.library.digests import LIMIT, MOST_PAPERS, Kept, Wish, since_moment


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option("--since", metavar="WHEN", help="How far back: 7d, 2w, yesterday, 2026-03-01.  [default: 7d]")
@click.option(
    "--limit", type=click.IntRange(1, MOST_PAPERS), default=LIMIT, show_default=True, help="How many papers at most."
)
@click.option(
    "--format", "form", type=click.Choice(list(DIGEST_FORMATS)), default="text", show_default=True, help="How to write."
)
@click.option("--preview", is_flag=True, help="Show it without noting it: its papers stay new.")
@click.option(
    "--again",
    type=click.IntRange(0),
    is_flag=False,
    flag_value=0,
    metavar="[NUMBER]",
    help="Show a digest that was made, the last one where no number is named.",
)
@pass_session
def digest(
    session: Session,
    query: tuple[str, ...],
    since: str | None,
    limit: int,
    form: str,
    preview: bool,
    again: int | None,
) -> None:
    """Print the best of what is new, each paper once.

    That is what came lately and is unread, in groups, each paper with why it stands there and a link. What is best
    the query says (sort:); else what fits its words, or was seen most. A digest is noted when it is printed, and no
    paper stands in two: --preview prints without noting, --again prints an old one.

    \b
    Formats:
      FORMATS

    \b
    Examples:
      reader digest --preview
      reader digest 'diffusion OR flow' --since 2w --format markdown > new.md
      reader digest --format atom > ~/feeds/papers.xml
      reader digest --again --format html > last.html
    """
    digests = session.library.digests
    if again is not None:
        if query or since:
            raise click.UsageError("--again shows a digest as it was: it goes without a query and --since.")
        _print(digests.again(again), form)
        return
    asked = ask(" ".join(query))
    wish = Wish(asked, since_moment(since, session.library.now) if since else None, limit)
    if preview:
        _print(digests.preview(wish), form)
        return
    if kept := digests.make(wish):
        _deliver(session, kept, form)


def _deliver(session: Session, kept: Kept, form: str) -> None:
    """Print a digest that was noted; where that fails, its papers are new again."""
    try:
        _print(kept.digest, form)
        sys.stdout.flush()
    except BaseException:
        session.library.digests.forget(kept)
        raise
    if kept.number:
        say(f"Noted as digest {kept.number}. No other one will hold what is in it.")
    elif session.library.digests.made(1):
        say("`reader digest --again` prints the last digest.")


def _print(digest: Digest, form: str) -> None:
    text = digest_text(digest, form)
    (tell if sys.stdout.isatty() or form == "text" else click.echo)(text, nl=False)


def _formats() -> Iterator[str]:
    for name, what in DIGEST_FORMATS.items():
        yield f"  {name:<9} {what}"


digest.help = (digest.help or "").replace("  FORMATS", "\n".join(_formats()))
