from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.library.periods import Counts, Period, by_day, days, last_weeks, monday_of, weeks

THURSDAY = date(2024, 3, 14)
some_days = st.dates(date(2024, 1, 1), date(2024, 6, 30))
numbers = st.dictionaries(some_days, st.integers(0, 300), max_size=12)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Counts, date]:
    """Papers that come, are decided after that, and sometimes become unread again; and a day that is today."""
    added = Counter(draw(numbers))
    left: Counter[date] = Counter()
    for day, papers in added.items():
        decided = draw(st.integers(0, papers))
        later = day + timedelta(days=draw(st.integers(0, 40)))
        left[later] += decided
        left[later + timedelta(days=draw(st.integers(0, 9)))] -= draw(st.integers(0, decided))
    return Counts(added, Counter(draw(numbers)), Counter(draw(numbers)), Counter(draw(numbers)), left), draw(some_days)


def counts(*added: tuple[int, int], left: dict[int, int] | None = None) -> Counts:
    """Return counts of papers added and of those that ceased to be unread, by the day of March 2024."""
    by_date = Counter({date(2024, 3, day): papers for day, papers in added})
    gone = Counter({date(2024, 3, day): papers for day, papers in (left or {}).items()})
    return Counts(by_date, Counter(), Counter(), Counter(), gone)


def test_every_day_is_there() -> None:
    """From the first day of anything to today, also those on which nothing happened."""
    found = days(counts((11, 5), (13, 2), left={12: 4, 13: 1}), THURSDAY)
    assert [(each.first.day, each.added, each.unread) for each in found] == [
        (11, 5, 5),
        (12, 0, 1),
        (13, 2, 2),
        (14, 0, 2),
    ]


def test_nothing_happened() -> None:
    """A library without papers has no days."""
    assert days(counts(), THURSDAY) == []
    assert weeks([]) == []


def test_a_clock_that_was_set_back() -> None:
    """Days after today count too, and no backlog is below none."""
    found = days(counts((15, 5), left={13: 2}), THURSDAY)
    assert [(each.first.day, each.unread) for each in found] == [(13, 0), (14, 0), (15, 3)]


def test_weeks_begin_on_monday() -> None:
    """A week sums its days, and ends with the backlog of its last one."""
    found = weeks(days(counts((10, 3), (11, 5), (13, 2), left={12: 4}), THURSDAY))
    assert found == [
        Period(date(2024, 3, 4), added=3, read=0, bookmarked=0, decided=0, unread=3),
        Period(date(2024, 3, 11), added=7, read=0, bookmarked=0, decided=0, unread=6),
    ]


def test_the_last_weeks() -> None:
    """This week is the first of them; a number beyond all dates gives all."""
    every = days(counts((1, 1)), THURSDAY)
    assert [each.first.day for each in last_weeks(every, 1, THURSDAY)] == [11, 12, 13, 14]
    assert last_weeks(every, 2, THURSDAY)[0].first.day == 4
    assert last_weeks(every, 10**9, THURSDAY) == every


def test_moments_of_a_day_are_added_up() -> None:
    """However many moments it has."""
    noon = datetime(2024, 3, 14, 12, tzinfo=UTC)
    later = date(2024, 3, 20)
    assert by_day([(noon, 2), (noon + timedelta(hours=1), 3), (noon + timedelta(days=2), 1)], later).total() == 6
    assert len(by_day([(noon, 2), (noon, 3), (noon + timedelta(days=2), 1)], later)) == 2


@given(histories())
def test_nothing_is_lost(history: tuple[Counts, date]) -> None:
    """Days sum up to all papers, and weeks to their days; the backlog is never negative, and ends as it must."""
    counted, today = history
    found = days(counted, today)
    assert sum(day.added for day in found) == counted.added.total()
    assert sum(day.read for day in found) == counted.read.total()
    assert all(day.unread >= 0 for day in found)
    assert all(later.first - day.first == timedelta(days=1) for day, later in pairwise(found))
    summed = weeks(found)
    assert all(week.first == monday_of(week.first) for week in summed)
    for name in ("added", "read", "bookmarked", "decided"):
        assert sum(getattr(week, name) for week in summed) == sum(getattr(day, name) for day in found)
    if found:
        assert found[-1].unread == summed[-1].unread == counted.added.total() - counted.left.total()
