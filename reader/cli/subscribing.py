"""`reader subscribe` and `unsubscribe`."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click
from click.core import ParameterSource

from reader.cli.asking import QueryCommand, ask, ask_whole
from reader.cli.posting import day_text
from reader.cli.printing import format_option, print_json, print_table, say, tell
from reader.cli.session import Session, pass_session
from reader.cli.targets import target_of, target_options
from reader.cli.timers import cron_line, own_command, service_unit, timer_unit
from reader.export import utc_text
from reader.library.digests import LIMIT, MOST_PAPERS
from reader.library.schedules import schedule
from reader.library.subscriptions import Standing, Subscription
from reader.paths import Paths

_TERMS = ("saved", "every", "at", "limit", "out", "maildir", "smtp")
"""The options that say what a subscription is."""


@click.command(cls=QueryCommand)
@click.argument("name", required=False)
@click.argument("query", nargs=-1)
@click.option("--saved", metavar="NAME", help="Take this saved query, as it will be each time.")
@click.option("--every", default="day", show_default=True, help="day, week, weekdays, or days: mon,thu")
@click.option("--at", default="07:30", show_default=True, metavar="TIME", help="From what time of those days on.")
@click.option(
    "--limit", type=click.IntRange(1, MOST_PAPERS), default=LIMIT, show_default=True, help="How many papers at most."
)
@target_options
@click.option("--cron", is_flag=True, help="Print the line for crontab, and nothing else.")
@click.option("--systemd", is_flag=True, help="Print the units for systemd, and nothing else.")
@pass_session
def subscribe(
    session: Session,
    name: str | None,
    query: tuple[str, ...],
    saved: str | None,
    every: str,
    at: str,
    limit: int,
    form: str | None,
    out: Path | None,
    maildir: Path | None,
    smtp: bool,
    cron: bool,
    systemd: bool,
) -> None:
    """Have digests made on time, or list the subscriptions.

    `reader digest --due` makes what is due, once, however often it is run; what was missed is made up for, as one.
    Something must run it: this prints the line for cron, or the units for systemd, that do so each
    quarter of an hour: a digest comes within a quarter of an hour of its time.

    A name with a query or an option makes a subscription, in place of one of that name; a name alone shows the one
    that is there, or else subscribes to all that is new. No paper stands in two digests: subscriptions take papers
    from each other, and those that are due together are made in the order of their names.

    A file that one writes is replaced each time; a feed keeps the papers of earlier digests, too.

    \b
    Examples:
      reader subscribe kernels 'kernel OR attention' --every weekdays --smtp
      reader subscribe best --saved 'to read' --every week --maildir ~/Mail/papers
      reader subscribe feed --every day --at 06:00 --out ~/feeds/papers.xml
      reader subscribe kernels
      reader subscribe
      (crontab -l; reader subscribe --cron) | crontab -
    """
    subscriptions = session.library.subscriptions
    if name is None:
        if saved:
            raise click.UsageError("A subscription has a name: reader subscribe NAME --saved QUERY.")
        _list(session, subscriptions.all(), form, cron=cron, systemd=systemd)
        return
    context = click.get_current_context()
    given = [term for term in _TERMS if context.get_parameter_source(term) is ParameterSource.COMMANDLINE]
    kept = subscriptions.get(name)
    if kept and not query and not given and form in (None, "text", "json"):
        _list(session, [kept], form, cron=cron, systemd=systemd, alone=True)
        return
    if saved and query:
        raise click.UsageError("--saved goes without a query.")
    words = " ".join(query)
    asked = ask(f'list:"{saved}"') if saved else ask_whole(words, "Without a query, all that is new counts.")
    target = target_of(form, out, maildir, smtp=smtp)
    made = subscriptions.subscribe(name, asked, schedule(every, at), limit, target)
    if smtp and session.settings.mail is None:
        say("config.yaml does not say yet how to send mail, under `mail:`; until then what is due waits.")
    if cron or systemd:
        _print_timers(session, cron=cron, systemd=systemd)
        return
    tell(f"Subscribed to “{made.name}”: {made.query or 'all that is new'}, {made.schedule}, to {made.target}.")
    if kept:
        say(f"It takes the place of: {kept.query or 'all that is new'}, {kept.schedule}, to {kept.target}.")
    say(f"The next one is due on {day_text(subscriptions.standing(made).next)}.")
    say("`reader subscribe` prints what runs it on time.")


@click.command()
@click.argument("name")
@format_option("text", "json")
@pass_session
def unsubscribe(session: Session, name: str, form: str) -> None:
    """Have a digest made no more; those that were made stay.

    \b
    Examples:
      reader unsubscribe kernels
    """
    removed = session.library.subscriptions.unsubscribe(name)
    if form == "json":
        print_json({"name": removed})
    else:
        tell(f"Unsubscribed from “{removed}”.")


def _list(
    session: Session,
    wanted: Sequence[Subscription],
    form: str | None,
    *,
    cron: bool,
    systemd: bool,
    alone: bool = False,
) -> None:
    subscriptions = session.library.subscriptions
    if form not in (None, "text", "json"):
        raise click.UsageError("Subscriptions are listed as text or as json.")
    if form == "json":
        told = [_as_dict(each, subscriptions.standing(each)) for each in wanted]
        print_json(told[0] if alone else told)
    elif cron or systemd:
        _print_timers(session, cron=cron, systemd=systemd)
    elif not wanted:
        say("There is no subscription yet: `reader subscribe NAME QUERY` makes one.")
    else:
        columns = ("name", "query", "when", "where", "format", "limit", "last", "next", "")
        rows = [_row(each, subscriptions.standing(each), session.library.now) for each in wanted]
        print_table(columns, rows, cut=("name", "query", "where"))
        if not alone:
            _print_timers(session, cron=True, systemd=True, told=True)


def _row(each: Subscription, standing: Standing, now: datetime) -> tuple[object, ...]:
    last = f"{standing.last.astimezone():%Y-%m-%d %H:%M}" if standing.last else "-"
    coming = f"{standing.next:%Y-%m-%d %H:%M}" if standing.next > now else "now"
    terms = (each.name, each.query or "all that is new", str(each.schedule), str(each.target), each.target.form)
    return (*terms, each.limit, last, coming, "waits" * standing.waits)


def _print_timers(session: Session, *, cron: bool, systemd: bool, told: bool = False) -> None:
    """Print what runs the subscriptions; `told` is for a person, on stderr, with what to do with it."""
    command = own_command(None if session.paths == Paths.of_user() else session.paths.data)
    show = _say_lines if told else tell
    if cron:
        show(("# with `crontab -e`:\n" if told else "") + cron_line(command))
    if systemd:
        folder, enable = "~/.config/systemd/user", "systemctl --user enable --now reader-digest.timer"
        show(f"# {folder}/reader-digest.service\n{service_unit(command)}")
        show(f"# {folder}/reader-digest.timer; {enable}\n{timer_unit()}")


def _say_lines(text: str) -> None:
    """Tell the person several lines."""
    for line in text.split("\n"):
        say(line)


def _as_dict(each: Subscription, standing: Standing) -> dict[str, object]:
    told = {name: value for name, value in asdict(each).items() if name not in {"schedule", "target", "made"}}
    return {
        **told,
        "every": each.schedule.every,
        "at": each.schedule.at,
        "to": each.target.kind,
        "path": each.target.path,
        "format": each.target.form,
        "last": utc_text(standing.last) if standing.last else None,
        "next": utc_text(standing.next),
        "waits": standing.waits,
    }
