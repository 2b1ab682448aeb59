from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.streaks import Streak, streak

TODAY = date(2024, 3, 14)
days = st.sets(st.dates(date(2024, 2, 1), date(2024, 3, 31)))


@pytest.mark.parametrize(
    ("read", "current", "longest"),
    [
        ([], 0, 0),
        ([14], 1, 1),
        ([13], 1, 1),
        ([12], 0, 1),
        ([12, 13, 14], 3, 3),
        ([11, 12, 13], 3, 3),
        ([1, 2, 3, 4, 13, 14], 2, 4),
        ([1, 2, 3, 4, 12], 0, 4),
        ([14, 15, 16], 1, 3),
    ],
)
def test_streaks(read: list[int], current: int, longest: int) -> None:
    """The current one lasts until yesterday is over without reading; the longest may be any."""
    found = streak({date(2024, 3, day) for day in read}, TODAY)
    assert found == Streak(current, longest, today=14 in read)


def test_a_streak_goes_on_over_the_end_of_february() -> None:
    """Months and leap days do not break it."""
    found = streak({date(2024, 2, 27) + timedelta(days=day) for day in range(17)}, TODAY)
    assert found == Streak(17, 17, today=True)


@given(days, st.dates(date(2024, 2, 1), date(2024, 3, 31)))
def test_laws(read: set[date], today: date) -> None:
    """The current is no longer than the longest; one more day never shortens a streak; all days are enough for it."""
    found = streak(read, today)
    assert 0 <= found.current <= found.longest <= len(read)
    assert (found.longest > 0) == bool(read)
    more = streak(read | {today}, today)
    assert more.current >= max(1, found.current)
    assert more.longest >= found.longest
