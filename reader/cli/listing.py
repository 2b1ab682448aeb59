"""`reader sources`, `searches` and `keys`."""

from dataclasses import asdict

import click

from reader.cli.printing import MOST, as_json, complain, format_option, print_json, print_table, tell
from reader.cli.session import Session, pass_session
from reader.export import utc_text


@click.command()
@click.option("--date", "told", nargs=2, metavar="FILE DATE", help="Say of which day, month or year a dump is.")
@format_option("table", "json")
@pass_session
def sources(session: Session, told: tuple[str, str] | None, form: str) -> None:
    """List the dumps with their days, newest pages first.

    Pages print a day without its year. Where neither you nor the file's name nor the dates of its papers tell it,
    it is guessed from the file's time, and the day has a ? behind it. --date says it: FILE as listed, DATE as
    2025-03-14, 2025-03 or 2025; '' has it worked out again.

    \b
    Examples:
      reader sources
      reader sources --date mar_14.txt 2025
      reader sources --format json | jq '.[] | select(.unread > 0) | .file'
    """
    if told:
        file, date = told
        before, after = session.library.editions.tell(file, date)
        if form == "json":
            print_json({"file": file, "before": before, "page": after})
        else:
            tell(
                f"{file}: {after or 'of no known day'}" + (f" (before: {before})" if before not in ("", after) else "")
            )
        return
    dumps = session.library.sources()
    if form == "json":
        print_json(
            [
                {
                    "file": dump.file,
                    "page_date": dump.page_date,
                    "day": dump.edition.name if dump.edition else None,
                    "certain": bool(dump.edition and dump.edition.certain),
                    "added": utc_text(dump.added),
                    "papers": dump.papers,
                    "unread": dump.unread,
                }
                for dump in dumps
            ]
        )
    else:
        rows = ((d.file, d.page, f"{d.added.astimezone():%Y-%m-%d}", d.papers, d.unread) for d in dumps)
        print_table(("file", "page", "added", "papers", "unread"), rows, cut=("file",))


@click.command()
@click.option("--limit", type=click.IntRange(1, MOST), default=50, show_default=True, help="How many queries.")
@format_option("table", "json", "jsonl")
@pass_session
def searches(session: Session, limit: int, form: str) -> None:
    """List the queries that were asked, newest first.

    Those of `reader search`, and those that Enter kept in the app.

    \b
    Examples:
      reader searches --limit 10
      reader searches --format json | jq -r '.[] | select(.times > 1) | .query'
    """
    asked = session.library.searches(limit)
    as_dicts = [{"query": s.query, "asked": utc_text(s.asked), "times": s.times} for s in asked]
    match form:
        case "json":
            print_json(as_dicts)
        case "jsonl":
            for each in as_dicts:
                click.echo(as_json(each))
        case _:
            rows = ((f"{s.asked.astimezone():%Y-%m-%d %H:%M}", s.times, s.query) for s in asked)
            print_table(("asked", "times", "query"), rows, cut=("query",))


@click.command()
@format_option("table", "json", "markdown")
@pass_session
def keys(session: Session, form: str) -> None:
    """List the keys of the app with their actions.

    config.yaml remaps them by action, as in `keys: {paper.bookmark: "b B"}`.

    \b
    Examples:
      reader keys
      reader keys --format markdown > keys.md
    """
    from reader.tui.keys import keys_markdown
    from reader.tui.rebinding import usable_keys

    bound, wrong = usable_keys(session.settings.keys)
    for error in wrong:
        complain(error.message, error.hint)
    match form:
        case "json":
            print_json([asdict(key) for key in bound])
        case "markdown":
            tell(keys_markdown(bound))
        case _:
            print_table(("keys", "what it does", "action"), ((k.shown, k.help, k.id) for k in bound))
