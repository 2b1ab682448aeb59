"""`reader stats`: the library and what was done with it, in numbers."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from reader.cli.printing import MOST, format_option, print_json, print_table
from reader.cli.session import Session, pass_session

if TYPE_CHECKING:
    from reader.library import Activity, Period, Stats, Unit
    from reader.library.activity import Source

_WEEKS = 12
_MOST_BAR_CELLS = 20
_LEAST_BAR_CELLS = 5
_NUMBERS_CELLS = 52
"""What stands before the bars, with the space about it."""
_DUMPS = 12
"""How many dumps a terminal gets; pipes get all."""


@click.command()
@click.option("--by", type=click.Choice(("week", "day")), default="week", show_default=True, help="How to add up.")
@click.option(
    "--weeks",
    "count",
    type=click.IntRange(1, MOST),
    help=f"How many weeks, this one included.  [default: {_WEEKS}; in JSON all]",
)
@format_option("table", "json")
@pass_session
def stats(session: Session, by: "Unit", count: int | None, form: str) -> None:
    """Count papers by state and week; say how long the unread take.

    What was added, read and bookmarked when, the unread, your streak and your pace; where they are, and the tags.

    Days and weeks (from Monday) are those of your time zone. What was undone counts nowhere. A paper is read or
    bookmarked on the day on which it became so last; `unread` is how many were so at the end of the day or week. The
    streak is of days in a row with something read. The pace is how many papers a day you read or skipped over the last
    28 days; what the library began with, on its first day, does not count as arriving.

    \b
    Examples:
      reader stats
      reader stats --by day --weeks 2
      reader stats --format json | jq .statuses.unread
      reader stats --format json | jq -r '.periods[] | [.first, .read] | @tsv'
    """
    from reader.library import last_weeks, weeks

    totals, activity = session.library.stats(), session.library.activity()
    days: Sequence[Period] = activity.days
    if count is not None or form != "json":
        days = last_weeks(days, count or _WEEKS, activity.today)
    periods = weeks(days) if by == "week" else days
    if form == "json":
        print_json(_as_dict(totals, activity, by, periods))
    else:
        _print(totals, activity, by, periods)


def _print(totals: "Stats", activity: "Activity", by: "Unit", periods: "Sequence[Period]") -> None:
    """Print the sections as tables, under each other."""
    from reader.library import budget_lines, streak_lines

    print_table(("", "count"), _totals(totals))
    bar_cells = _bar_cells()
    print_table((by, "added", "bookmarked", "read", "unread", *[""] * bool(bar_cells)), _rows(periods, bar_cells))
    print_table(("reading", "", ""), [*streak_lines(activity.streak), *budget_lines(activity.budget)])
    print_table(("unread in", "page", "papers", "unread"), _sources(activity), cut=("unread in",))
    print_table(
        ("tag", "papers", "unread", "read"),
        ((f"tag:{tag.tag}", tag.papers, tag.unread, tag.read) for tag in totals.tags),
    )


def _totals(totals: "Stats") -> Iterator[tuple[str, int]]:
    yield "papers", totals.papers
    yield from totals.statuses.items()
    yield "bookmarked", totals.bookmarked
    yield "tagged", totals.tagged
    yield "with a note", totals.noted
    yield "in several dumps", totals.recurring
    yield "dumps", totals.dumps


def _sources(activity: "Activity") -> Iterator[tuple[object, ...]]:
    unread = [dump for dump in activity.sources if dump.unread]
    shown = unread[:_DUMPS] if sys.stdout.isatty() else unread
    for dump in shown:
        yield dump.file, dump.edition.brief if dump.edition else "", dump.papers, dump.unread
    if len(shown) < len(unread):
        yield (f"and {len(unread) - len(shown):,} more",)


def _bar_cells() -> int:
    """Return how long the longest bar is: none in a pipe, nor where the terminal is narrow."""
    if not sys.stdout.isatty():
        return 0
    room = get_terminal_size().columns - _NUMBERS_CELLS
    return min(room, _MOST_BAR_CELLS) if room >= _LEAST_BAR_CELLS else 0


def _rows(periods: "Sequence[Period]", bar_cells: int) -> Iterator[tuple[object, ...]]:
    most = max((period.unread for period in periods), default=0) or 1
    for each in periods:
        bar = ("━" * round(each.unread / most * bar_cells),) if bar_cells else ()
        yield each.first, each.added, each.bookmarked, each.read, each.unread, *bar


def _as_dict(totals: "Stats", activity: "Activity", by: "Unit", periods: "Sequence[Period]") -> dict[str, object]:
    budget = activity.budget
    return {
        **asdict(totals),
        "by": by,
        "periods": [asdict(period) | {"first": period.first.isoformat()} for period in periods],
        "streak": {"current": activity.streak.current, "longest": activity.streak.longest},
        "budget": {
            "unread": budget.unread,
            "words": budget.words,
            "minutes": budget.minutes,
            "over_days": budget.days,
            "decided_a_day": round(budget.pace, 2),
            "added_a_day": round(budget.inflow, 2),
            "days_left": budget.days_left,
            "grows": budget.grows,
        },
        "sources": [_source(dump) for dump in activity.sources],
    }


def _source(dump: "Source") -> dict[str, object]:
    return {
        "file": dump.file,
        "day": dump.edition.name if dump.edition else None,
        "certain": bool(dump.edition and dump.edition.certain),
        "papers": dump.papers,
        "unread": dump.unread,
    }
