"""Clocks that jump: back, far ahead, to their first day. What was done last is undone first, whatever they say."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from reader.changes import AddTag
from reader.library import Library, last_weeks
from reader.library.backup import open_backup
from reader.paths import Paths
from reader.query import parse
from reader.store.safekeeping import Copy, superseded

from ..clock import Clock
from ..dumps.pages import papers, save_page
from .jumping import JUMPS, NOW, jump


@pytest.fixture
def jumpy(library: Library, clock: Clock, tmp_path: Path) -> Library:
    """A library that did one thing at each of the times, and is back in the present."""
    jump(library, clock, tmp_path)
    return library


def test_the_history_is_in_the_order_of_doing(jumpy: Library) -> None:
    """Undo takes back what was done last, step by step to the beginning; redo brings all of it back."""
    steps = jumpy.history()
    assert all(later.number == earlier.number + 1 for later, earlier in pairwise(steps))
    everything = jumpy.entries(range(1, 100))
    undone = [jumpy.undo().number for _ in steps]
    assert undone == [step.number for step in steps]
    assert len(jumpy) == 0
    for _ in steps:
        jumpy.redo()
    assert jumpy.entries(range(1, 100)) == everything


def test_queries_are_remembered_in_the_order_of_asking(jumpy: Library) -> None:
    """The last one asked is the first one offered."""
    assert [search.query for search in jumpy.searches(3)] == ["kites into", "kites far", "kites to"]


def test_every_paper_is_listed_in_every_order(jumpy: Library) -> None:
    """Times sort papers; none is lost over them."""
    for order in ("added", "read", "rating", "title", "random"):
        assert jumpy.find(parse(f"sort:{order}")).total == len(jumpy), order
    assert jumpy.find(parse("read:1d")).total + jumpy.find(parse("-read:1d")).total == len(jumpy)


def test_days_end_with_today(jumpy: Library, clock: Clock) -> None:
    """What a clock that ran ahead dated later was done by today; nothing of it is left out of the sums."""
    told = jumpy.activity()
    assert told.today == clock().astimezone().date() == told.days[-1].first
    assert sum(day.added for day in told.days) == len(jumpy)
    assert sum(day.read for day in told.days) == len(JUMPS)
    assert told.days[-1].unread == jumpy.find(parse("is:unread")).total == told.budget.unread
    assert len(last_weeks(told.days, 12, told.today)) <= 12 * 7


def test_a_copy_of_the_day_is_taken_by_every_clock(jumpy: Library, clock: Clock) -> None:
    """One that ran ahead keeps no later day from its copy; none of another day is let go by one that is behind."""
    taken: list[Path] = []
    for moment in (NOW, JUMPS["far ahead"], JUMPS["to its first day"], NOW + timedelta(days=1)):
        clock.time = moment
        jumpy.change([1], [AddTag(f"day/{len(taken)}")])
        copy = jumpy.keep_safe(1)
        assert copy
        assert copy.exists()
        taken.append(copy)
    assert taken[1].exists()
    assert taken[3].exists()


def test_copies_of_later_days_stay() -> None:
    """They count among none that are too many, and they make none be too many."""
    copies = [Copy(Path(f"{day}"), date(2024, 3, day)) for day in range(1, 20)]
    later = [Copy(Path(f"{year}"), date(year, 1, 1)) for year in range(2090, 2100)]
    today = date(2024, 3, 19)
    assert superseded([*later, *copies], today, 3) == superseded(copies, today, 3)
    assert superseded(copies, date(1970, 1, 1), 3) == []


def test_a_backup_of_all_times_comes_back(jumpy: Library, tmp_path: Path) -> None:
    """As it was, to the second."""
    jumpy.backup(tmp_path / "all.backup")
    with Library(Paths.under(tmp_path / "new"), now=Clock()) as library:
        library.restore(open_backup(tmp_path / "all.backup"))
        assert {entry.paper.id: entry.mark for entry in library.entries(range(1, 100))} == {
            entry.paper.id: entry.mark for entry in jumpy.entries(range(1, 100))
        }


def test_watched_folders_do_not_ask_the_clock(library: Library, clock: Clock, tmp_path: Path) -> None:
    """What is new is taken in, whichever year it is."""
    (tmp_path / "in").mkdir()
    for moment in JUMPS.values():
        clock.time = moment
        save_page(tmp_path / "in" / f"{moment.year}-{moment.hour}.txt", papers(2, seed=moment.year + moment.hour))
        assert library.add_new([tmp_path / "in"])[0].new == 2
        assert library.add_new([tmp_path / "in"])[0].new == 0
