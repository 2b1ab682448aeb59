"""What the sections of the statistics show, as text for a width."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from reader.library import Activity, Period, Stats, Unit, budget_lines, last_weeks, streak_lines, weeks
from reader.library.telling import plural
from reader.tui.screens.statistics.chart import line_chart
from reader.tui.screens.statistics.drawing import Row, facts, heading, number, table

_WEEKS: dict[Unit, int] = {"day": 12, "week": 52}
"""How far back one looks, by what is added up."""
_MOST_ROWS = 100
_NARROW_CELLS = 60
_LEAST_CHART_ROWS, _MOST_CHART_ROWS = 6, 18
_LINES_ABOUT_CHART = 8


@dataclass(frozen=True, slots=True)
class View:
    """What is shown, and how much room there is."""

    stats: Stats
    activity: Activity
    unit: Unit
    width: int
    height: int
    keys: dict[str, str]
    """The keys of actions, as people read them."""

    @property
    def periods(self) -> list[Period]:
        """The days or weeks in view, oldest first."""
        days = last_weeks(self.activity.days, _WEEKS[self.unit], self.activity.today)
        return weeks(days) if self.unit == "week" else days

    @property
    def span(self) -> str:
        """Which these are, in words."""
        return f"by {self.unit}, the last {_WEEKS[self.unit]} weeks"


def overview(view: View) -> Content:
    """Return the totals and the streak."""
    stats = view.stats
    rows = [
        Row(status, (f"{100 * papers / max(stats.papers, 1):.0f} %", number(papers)), papers)
        for status, papers in stats.statuses.items()
    ]
    counted = {"bookmarked": stats.bookmarked, "tagged": stats.tagged, "with a note": stats.noted}
    counted["in several dumps"] = stats.recurring
    parts = [
        heading(f"{plural(stats.papers, 'paper')} from {plural(stats.dumps, 'dump')}"),
        table(("status", "share", "papers"), rows, view.width),
        facts([*((name, f"{papers:,}", "") for name, papers in counted.items())], view.width),
    ]
    parts.append(facts(streak_lines(view.activity.streak), view.width) if view.activity.begun else _invitation(view))
    return Content("\n").join([parts[0], Content("\n\n").join(parts[1:])])


def activity(view: View) -> Content:
    """Return what was added, bookmarked and read, newest first."""
    star = "bookmarked" if view.width >= _NARROW_CELLS else "★"
    rows = [
        Row(_day(each.first, view.unit), (number(each.added), number(each.bookmarked), number(each.read)), each.read)
        for each in reversed(view.periods)
    ]
    parts = [heading(view.span.capitalize())]
    if not view.activity.begun:
        parts += [_invitation(view), Content("")]
    parts.append(table((f"{view.unit}", "added", star, "read"), rows, view.width))
    return Content("\n").join(parts)


def backlog(view: View) -> Content:
    """Return the unread papers over time."""
    periods = view.periods
    if len(periods) < 2:
        return Content(f"A line of the unread papers begins here with the second {view.unit} of your library.")
    rows = max(_LEAST_CHART_ROWS, min(_MOST_CHART_ROWS, view.height - _LINES_ABOUT_CHART))
    unread = [each.unread for each in periods]
    most, least = max(periods, key=lambda each: each.unread), min(periods, key=lambda each: each.unread)
    lines = [
        ("now", f"{unread[-1]:,}", ""),
        ("most", f"{most.unread:,}", _day(most.first, view.unit)),
        ("least", f"{least.unread:,}", _day(least.first, view.unit)),
    ]
    return Content("\n").join(
        [
            heading(f"Unread {view.span}"),
            line_chart([each.first for each in periods], unread, view.width, rows),
            Content(""),
            facts(lines, view.width),
        ]
    )


def budget(view: View) -> Content:
    """Return what is unread, how long it takes, and in which dumps it stands."""
    unread = [dump for dump in view.activity.sources if dump.unread]
    rows = [Row(dump.file, (number(dump.unread),), dump.unread) for dump in unread]
    return Content("\n").join(
        [
            heading("How long the unread will take"),
            facts(budget_lines(view.activity.budget), view.width),
            Content(""),
            _first(("unread in, newest page first", "papers"), rows, view.width, "Nothing is unread."),
        ]
    )


def tags(view: View) -> Content:
    """Return the tags, most used first."""
    rows = [
        Row(f"#{tag.tag}", (number(tag.unread), number(tag.read), number(tag.papers)), tag.papers)
        for tag in view.stats.tags
    ]
    none = f"No paper has a tag yet: {view.keys['paper.tags']} tags the one under the cursor."
    return Content("\n").join(
        [heading("Tags, most used first"), _first(("tag", "unread", "read", "papers"), rows, view.width, none)]
    )


def dumps(view: View) -> Content:
    """Return the dumps, newest page first."""
    rows = [
        Row(
            dump.file,
            (dump.edition.brief if dump.edition else "·", number(dump.papers), number(dump.unread)),
            dump.unread,
        )
        for dump in view.activity.sources
    ]
    none = f"No dump was added yet: {view.keys['library.add']} adds one."
    return Content("\n").join(
        [heading("Dumps, newest page first"), _first(("dump", "page", "papers", "unread"), rows, view.width, none)]
    )


SECTIONS: dict[str, Callable[[View], Content]] = {
    "Overview": overview,
    "Activity": activity,
    "Backlog": backlog,
    "Budget": budget,
    "Tags": tags,
    "Dumps": dumps,
}


def _first(heads: Sequence[str], rows: Sequence[Row], width: int, none: str) -> Content:
    """Return the first rows, and how many more there are; a sentence where there are none."""
    if not rows:
        return Content(none)
    shown = table(heads, rows[:_MOST_ROWS], width)
    more = len(rows) - _MOST_ROWS
    return Content("\n").join([shown, Content.styled(f"and {more:,} more", "dim")]) if more > 0 else shown


def _invitation(view: View) -> Content:
    """Return how to begin."""
    keys = view.keys
    return Content(
        f"Nothing is read yet. {keys['paper.read']} marks a paper read, {keys['paper.skip']} skips it, "
        f"{keys['paper.bookmark']} bookmarks it: that is counted here, day by day, with the days in a row on which "
        "you read something, and how long the unread papers will take at your pace."
    )


def _day(day: date, unit: Unit) -> str:
    name = f"{day:%b} {day.day:>2}"
    return f"{day:%a} {name}" if unit == "day" else name
