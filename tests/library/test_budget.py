from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.budget import PACE_DAYS, Budget, budget
from reader.library.periods import Period
from reader.library.streaks import Streak
from reader.library.telling import budget_lines, rate, streak_lines

TODAY = date(2024, 3, 14)


def history(*numbers: tuple[int, int]) -> list[Period]:
    """Return days up to today, each with (papers added, papers decided)."""
    first = TODAY - timedelta(days=len(numbers) - 1)
    return [
        Period(first + timedelta(days=number), added, read=0, bookmarked=0, decided=decided, unread=0)
        for number, (added, decided) in enumerate(numbers)
    ]


def told(found: Budget) -> dict[str, str]:
    """Return the lines by what they tell, value and remark together."""
    return {name: f"{value} {remark}".strip() for name, value, remark in budget_lines(found)}


def test_an_empty_library() -> None:
    """It has no pace, nothing arrives, nothing takes any time."""
    found = budget([], 0, TODAY, unread=0)
    assert (found.pace, found.inflow, found.days_left, found.minutes, found.grows) == (0, 0, None, 0, False)
    assert told(found) == {
        "backlog": "0 unread",
        "reading time": "≈ 0 min 0 words of abstracts at 230 a minute",
        "pace": "none yet nothing was read or skipped today",
    }


def test_the_pace_is_over_the_last_days() -> None:
    """What was decided before them counts no more; a library that is younger is measured over its own days."""
    found = budget(history((500, 400), *[(0, 12)] * PACE_DAYS), 2300, TODAY, unread=72)
    assert (found.days, found.pace, found.days_left, found.minutes) == (PACE_DAYS, 12, 6, 10)
    assert told(found)["time left"] == "≈ 6 days at 12 a day, if nothing more arrives"
    young = budget(history((500, 3), (0, 9)), 0, TODAY, unread=488)
    assert (young.days, young.pace) == (2, 6)
    assert told(young)["pace"] == "6 a day read or skipped over the last 2 days"


def test_what_the_library_began_with_does_not_arrive() -> None:
    """The first day brings a stock, the later ones an inflow; where that is more than the pace, the backlog grows."""
    found = budget(history((500, 0), (10, 4), (10, 5), (10, 3)), 0, TODAY, unread=518)
    assert (found.inflow, found.pace, found.grows) == (10, 3, True)
    assert told(found)["arriving"] == "10 a day the backlog grows"
    calm = budget(history((500, 0), (1, 4), (2, 5), (0, 3)), 0, TODAY, unread=491)
    assert (calm.inflow, calm.grows) == (1, False)
    assert told(calm)["arriving"] == "1 a day"
    assert "arriving" not in told(budget(history((500, 20)), 0, TODAY, unread=480))


def test_no_pace_yet() -> None:
    """It says so, and does not guess how long."""
    lines = told(budget(history((500, 0), *[(0, 0)] * 40), 11_500_000, TODAY, unread=500))
    assert lines["pace"] == "none yet nothing was read or skipped over the last 28 days"
    assert lines["reading time"].startswith("≈ 833 h")
    assert "time left" not in lines


@pytest.mark.parametrize(
    ("unread", "said"),
    [(0, "0 days"), (1, "1 day"), (59, "59 days"), (71, "10 weeks"), (500, "71 weeks"), (1000, "3 years")],
)
def test_how_long(unread: int, said: str) -> None:
    """Long times are told in weeks and years."""
    assert told(budget(history((unread, 1)), 0, TODAY, unread=unread))["time left"].startswith(f"≈ {said} at 1 a day")


@pytest.mark.parametrize(
    ("a_day", "said"),
    [
        (12.4, "12 a day"),
        (1234, "1,234 a day"),
        (2.55, "2.5 a day"),
        (3.0, "3 a day"),
        (0.5, "3.5 a week"),
        (0, "0 a week"),
    ],
)
def test_rate(a_day: float, said: str) -> None:
    """Less than one a day is told by the week."""
    assert rate(a_day) == said


def test_streaks_in_words() -> None:
    """A streak that today has not prolonged yet says how to keep it."""
    assert next(streak_lines(Streak(3, 9, today=True))) == ("streak", "3 days", "in a row with something read")
    assert [*streak_lines(Streak(1, 9, today=False))] == [
        ("streak", "1 day", "read something today to keep it"),
        ("longest streak", "9 days", ""),
    ]


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=60), st.integers(0, 10**6))
def test_laws(numbers: list[tuple[int, int]], unread: int) -> None:
    """At the pace the unread are done within the days that it says, and not a day before; each line has a value."""
    found = budget(history(*numbers), 0, TODAY, unread=unread)
    assert 0 < found.days <= PACE_DAYS
    assert (found.days_left is None) == (found.decided == 0)
    if found.days_left is not None:
        assert (
            found.decided * (found.days_left - 1) < unread * found.days <= found.decided * found.days_left or not unread
        )
    assert all(name and value for name, value, _ in budget_lines(found))
