"""When subscriptions are due, by local time, whatever the clock does."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import TextError
from reader.library.schedules import DAYS, Schedule, schedule

THURSDAY = datetime(2024, 3, 14, 9, 26).astimezone()
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.astimezone(UTC))
SCHEDULES = st.builds(
    schedule,
    st.one_of(
        st.sampled_from(["day", "week", "weekdays"]),
        st.lists(st.sampled_from(DAYS), min_size=1).map(",".join),
    ),
    st.times().map(lambda time: f"{time:%H:%M}"),
)


@pytest.mark.parametrize(
    ("every", "at", "shown"),
    [
        ("day", "7:30", "every day at 07:30"),
        ("Weekdays", "23:59", "on weekdays at 23:59"),
        ("thu, mon", "00:00", "on Mon and Thu at 00:00"),
        ("Monday,monday", "12:05", "on Mon at 12:05"),
    ],
)
def test_what_people_write(every: str, at: str, shown: str) -> None:
    """Days in words or by their names, in any case and order."""
    assert str(schedule(every, at)) == shown


@pytest.mark.parametrize(
    ("every", "at"),
    [
        ("", "07:30"),
        ("month", "07:30"),
        ("mon,", "07:30"),
        ("thumb", "07:30"),
        ("day", "24:00"),
        ("day", "7"),
        ("day", ""),
    ],
)
def test_what_is_no_schedule(every: str, at: str) -> None:
    """Is refused, with what is one."""
    with pytest.raises(TextError) as refused:
        schedule(every, at)
    assert "mon,thu" in refused.value.hint or "07:30" in refused.value.hint


@pytest.mark.parametrize(
    ("every", "at", "last"),
    [
        ("day", "09:26", THURSDAY),
        ("day", "09:27", THURSDAY.replace(day=13, minute=27)),
        ("week", "07:30", THURSDAY.replace(day=11, hour=7, minute=30)),
        ("thu", "09:27", THURSDAY.replace(day=7, minute=27)),
        ("mon,wed", "10:00", THURSDAY.replace(day=13, hour=10, minute=0)),
        ("sun", "00:00", THURSDAY.replace(day=10, hour=0, minute=0)),
    ],
)
def test_the_last_time_it_was_due(every: str, at: str, last: datetime) -> None:
    """That of today, once it has come; else of the last such day."""
    assert schedule(every, at).last_before(THURSDAY) == last


@given(SCHEDULES, MOMENTS)
def test_the_next_time_is_the_first_that_is_due(made: Schedule, now: datetime) -> None:
    """It comes after now, on one of its days, and is the last time when it has come."""
    coming = made.next_after(now)
    assert coming > now
    assert made.last_before(coming) == coming
    assert made.last_before(coming - timedelta(minutes=1)) <= now


def test_once_a_period() -> None:
    """Due when its time has come since it was made or done; what was missed counts once."""
    daily = schedule("day", "07:30")
    made = THURSDAY
    assert not daily.is_due(THURSDAY, made, None)
    assert not daily.is_due(THURSDAY + timedelta(hours=22), made, None)
    morning = THURSDAY + timedelta(hours=23)
    assert daily.is_due(morning, made, None)
    assert not daily.is_due(morning, made, morning)
    month = morning + timedelta(days=30)
    assert daily.is_due(month, made, morning)
    assert not daily.is_due(month, made, month)


@given(SCHEDULES, MOMENTS, st.integers(0, 60 * 24 * 8))
def test_what_is_done_is_not_due_until_its_time(made: Schedule, now: datetime, minutes: int) -> None:
    """However often one looks: not before the next time that it is due."""
    later = now + timedelta(minutes=minutes)
    assert made.is_due(later, now - timedelta(days=99), now) == (made.last_before(later) > now)


@given(SCHEDULES, MOMENTS)
def test_it_was_due_within_a_week(made: Schedule, now: datetime) -> None:
    """On one of its days, at its time, and not after now."""
    last = made.last_before(now)
    assert now - timedelta(days=7, hours=2) <= last <= now  # an hour more or less, where clocks are changed
    assert DAYS[last.weekday()] in made.days


@pytest.mark.parametrize("ahead", [timedelta(days=2), timedelta(days=4000)])
def test_a_clock_that_ran_ahead_stops_nothing(ahead: timedelta) -> None:
    """What it did, and made, counts for nothing: due once more, and then as ever."""
    daily = schedule("day", "07:30")
    assert daily.is_due(THURSDAY, THURSDAY - timedelta(days=9), THURSDAY + ahead)
    assert daily.is_due(THURSDAY, THURSDAY + ahead, None)
    assert not daily.is_due(THURSDAY, THURSDAY + ahead, THURSDAY)


def test_a_clock_that_is_set_back_an_hour_repeats_nothing() -> None:
    """As in autumn."""
    daily = schedule("day", "09:00")
    assert not daily.is_due(THURSDAY - timedelta(hours=1), THURSDAY - timedelta(days=9), THURSDAY)
