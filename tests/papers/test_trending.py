from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers.trending import Showing, Trend, Usual, seen, trend, why

NEWEST = date(2024, 3, 21)
DAYS = st.lists(st.integers(0, 20_000).map(lambda age: NEWEST - timedelta(days=age)), min_size=1, max_size=8)
COUNTS = st.none() | st.integers(0, 10**7)
SHOWINGS = st.builds(Showing, DAYS.map(tuple), COUNTS, COUNTS)
USUALS = st.builds(Usual, st.just(NEWEST), st.integers(0, 1000), st.integers(0, 1000))


def before(days: int) -> date:
    """Return a day before the newest dump's."""
    return NEWEST - timedelta(days=days)


@pytest.mark.parametrize(
    ("showing", "usual", "points"),
    [
        (Showing((NEWEST,)), Usual(NEWEST), Trend(0, 0, 0)),
        (Showing((NEWEST, NEWEST)), Usual(NEWEST), Trend(1, 0, 0)),
        (Showing((before(7),)), Usual(NEWEST), Trend(-1, 0, 0)),
        (Showing((before(14), before(14))), Usual(NEWEST), Trend(-1, 0, 0)),
        (Showing((NEWEST,), upvotes=15), Usual(NEWEST, upvotes=3), Trend(0, 1, 0)),
        (Showing((NEWEST,), upvotes=0), Usual(NEWEST, upvotes=3), Trend(0, -1, 0)),
        (Showing((NEWEST,), upvotes=None), Usual(NEWEST, upvotes=3), Trend(0, 0, 0)),
        (Showing((NEWEST,), stars=159), Usual(NEWEST, stars=9), Trend(0, 0, 1)),
        (Showing((NEWEST,), stars=0), Usual(NEWEST, stars=9), Trend(0, 0, 0)),
        (Showing((before(7_000),)), Usual(NEWEST), Trend(-1000, 0, 0)),
        (Showing((before(14_000), before(14_000))), Usual(NEWEST), Trend(-1999, 0, 0)),
    ],
)
def test_points(showing: Showing, usual: Usual, points: Trend) -> None:
    """A doubling is a point, a week costs one, however long ago; four times the upvotes, sixteen times the stars."""
    assert trend(showing, usual) == points
    assert points.score == points.seen + points.upvotes + points.stars


@given(DAYS, st.integers(0, 20_000))
def test_seen_once_more(days: list[date], age: int) -> None:
    """One more dump takes nothing away, and one of the newest day adds something."""
    more = [*days, before(age)]
    assert seen(more, NEWEST) >= seen(days, NEWEST)
    assert seen([*days, NEWEST], NEWEST) > seen(days, NEWEST)


@given(SHOWINGS, USUALS, st.integers(0, 10**7), st.integers(0, 10**7))
def test_more_is_more(showing: Showing, usual: Usual, fewer: int, more: int) -> None:
    """Who has more upvotes or more stars, all else being equal, never stands below."""
    fewer, more = sorted((fewer, more))
    for low, high in (
        (Showing(showing.days, fewer, showing.stars), Showing(showing.days, more, showing.stars)),
        (Showing(showing.days, showing.upvotes, fewer), Showing(showing.days, showing.upvotes, more)),
    ):
        assert trend(low, usual).score <= trend(high, usual).score


@given(SHOWINGS, USUALS, st.randoms())
def test_any_order_of_dumps(showing: Showing, usual: Usual, random: Random) -> None:
    """In which order the dumps came does not matter, to the last bit."""
    days = list(showing.days)
    random.shuffle(days)
    assert trend(Showing(tuple(days), showing.upvotes, showing.stars), usual) == trend(showing, usual)


@given(DAYS, st.integers(1, 1000))
def test_later_is_more(days: list[date], later: int) -> None:
    """A week later is a point more, whatever the days: an old library has the order that it had."""
    moved = [day - timedelta(days=7 * later) for day in days]
    assert seen(moved, NEWEST - timedelta(days=7 * later)) == pytest.approx(seen(days, NEWEST))
    assert seen(moved, NEWEST) == pytest.approx(seen(days, NEWEST) - later)


@pytest.mark.parametrize(
    ("showing", "told"),
    [
        (Showing((NEWEST,)), "in 1 dump, Mar 21"),
        (Showing((NEWEST, NEWEST)), "in 2 dumps, Mar 21"),
        (Showing((NEWEST, before(7), before(1))), "in 3 dumps, first Mar 14, last Mar 21"),
        (Showing((NEWEST, before(90))), "in 2 dumps, first Dec 22, 2023, last Mar 21"),
        (Showing((NEWEST,), 120, 2345), "in 1 dump, Mar 21 · 120 upvotes · 2.3k stars"),
        (Showing((NEWEST,), 1, 0), "in 1 dump, Mar 21 · 1 upvote · 0 stars"),
        (Showing((NEWEST,), 12_345, 1_234_567), "in 1 dump, Mar 21 · 12k upvotes · 1.2M stars"),
        (Showing((NEWEST,), None, 999), "in 1 dump, Mar 21 · 999 stars"),
    ],
)
def test_why(showing: Showing, told: str) -> None:
    """The reason in a line: dumps, days, what is told of its likes; the year where it is another."""
    assert why(showing, NEWEST) == told
