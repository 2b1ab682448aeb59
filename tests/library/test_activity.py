import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from reader.changes import AddTag, Bookmark, SetStatus
from reader.library import Library, Period
from reader.papers import Status
from tests.clock import Clock

from .pairs import CLOCKS, KITES, MAPS, TIDES, add

THURSDAY = date(2024, 3, 14)
"""The clock's first day."""


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Move the machine to a time zone."""

    def move(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    move("UTC")
    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def filled(zone: Callable[[str], None], library: Library, tmp_path: Path) -> Library:
    """Kites, maps, tides and clocks, numbered so; added at the clock's first time, in UTC."""
    add(library, tmp_path, "a.txt", KITES, MAPS, TIDES, CLOCKS)
    return library


def set_status(library: Library, status: Status, *numbers: int) -> None:
    """Mark papers now."""
    library.change(numbers, [SetStatus(status, library.now)])


def test_an_empty_library(library: Library) -> None:
    """It has a today and nothing else."""
    found = library.activity()
    assert (found.days, found.sources, found.begun) == ((), (), False)
    assert (found.streak.current, found.streak.longest, found.budget.unread) == (0, 0, 0)


def test_days(filled: Library, clock: Clock) -> None:
    """What is added, read, bookmarked and decided counts on its day; reading papers are no backlog."""
    clock.move(days=1)
    set_status(filled, Status.READ, 1, 2)
    filled.change([2], [Bookmark()])
    clock.move(days=2)
    set_status(filled, Status.SKIPPED, 3)
    set_status(filled, Status.READING, 4)
    found = filled.activity()
    assert found.days == (
        Period(THURSDAY, added=4, read=0, bookmarked=0, decided=0, unread=4),
        Period(date(2024, 3, 15), added=0, read=2, bookmarked=1, decided=2, unread=2),
        Period(date(2024, 3, 16), added=0, read=0, bookmarked=0, decided=0, unread=2),
        Period(date(2024, 3, 17), added=0, read=0, bookmarked=0, decided=1, unread=0),
    )
    assert found.begun
    assert (found.today, found.streak.longest, found.budget.decided) == (date(2024, 3, 17), 1, 3)


def test_what_is_undone_counts_nowhere(filled: Library, clock: Clock) -> None:
    """Neither on its day nor in the backlog; done again, it counts on the day on which it was done first."""
    clock.move(days=1)
    set_status(filled, Status.READ, 1, 2)
    filled.change([1], [Bookmark()])
    before = filled.activity()
    filled.undo()
    filled.undo()
    untouched = filled.activity()
    assert [day.unread for day in untouched.days] == [4, 4]
    assert not untouched.begun
    filled.redo()
    filled.redo()
    assert filled.activity() == before
    filled.undo()
    set_status(filled, Status.SKIPPED, 3)  # the bookmark's step is dropped
    assert [day.bookmarked for day in filled.activity().days] == [0, 0]


def test_what_is_taken_back_by_hand(filled: Library, clock: Clock) -> None:
    """A paper that becomes unread again was no decision, and is in the backlog from then on, not before."""
    clock.move(days=1)
    set_status(filled, Status.SKIPPED, 1)
    clock.move(days=1)
    set_status(filled, Status.UNREAD, 1)
    assert [(day.decided, day.unread) for day in filled.activity().days] == [(0, 4), (0, 3), (0, 4)]
    clock.move(days=1)
    set_status(filled, Status.READ, 1)
    assert [(day.decided, day.unread) for day in filled.activity().days] == [(0, 4), (0, 3), (0, 4), (1, 3)]


def test_a_decision_that_is_changed_is_one(filled: Library, clock: Clock) -> None:
    """A skipped paper that is read later was decided on the day of the skip, and read on that of the reading."""
    set_status(filled, Status.SKIPPED, 1)
    clock.move(days=1)
    set_status(filled, Status.READ, 1)
    assert [(day.decided, day.read) for day in filled.activity().days] == [(1, 0), (0, 1)]


@pytest.mark.parametrize(
    ("place", "at", "day"),
    [
        ("UTC", datetime(2024, 3, 20, 23, 30, tzinfo=UTC), 20),
        ("Asia/Tokyo", datetime(2024, 3, 20, 14, 30, tzinfo=UTC), 20),  # 23:30 there
        ("Asia/Tokyo", datetime(2024, 3, 20, 15, 30, tzinfo=UTC), 21),
        ("America/Los_Angeles", datetime(2024, 3, 21, 6, 30, tzinfo=UTC), 20),  # 23:30 there
        ("America/Los_Angeles", datetime(2024, 3, 21, 7, 30, tzinfo=UTC), 21),
    ],
)
def test_days_are_local(
    filled: Library, clock: Clock, zone: Callable[[str], None], place: str, at: datetime, day: int
) -> None:
    """A paper read at half past eleven in the evening is read on that day, wherever one is."""
    zone(place)
    clock.time = at
    set_status(filled, Status.READ, 1)
    found = filled.activity()
    assert [each.first for each in found.days if each.read] == [date(2024, 3, day)]
    assert found.today == date(2024, 3, day)
    assert (found.streak.current, found.streak.today) == (1, True)


def test_a_streak_over_the_change_of_clocks(filled: Library, clock: Clock, zone: Callable[[str], None]) -> None:
    """A day of 23 hours is a day: one paper each evening is a streak."""
    zone("Europe/Berlin")
    for number, day in enumerate((29, 30, 31), start=1):  # clocks change on the 31st
        clock.time = datetime(2024, 3, day, 23, 30).astimezone()
        set_status(filled, Status.READ, number)
    assert filled.activity().streak.current == 3
    clock.move(hours=24)
    assert (filled.activity().streak.current, filled.activity().streak.today) == (3, False)
    clock.move(hours=24)
    assert (filled.activity().streak.current, filled.activity().streak.longest) == (0, 3)


def test_dumps_by_the_day_of_their_page(filled: Library, clock: Clock, tmp_path: Path) -> None:
    """The newest page first, whenever it was added; one without a day last."""
    clock.move(days=1)
    add(filled, tmp_path, "old.txt", KITES, heading="Jan 2")
    add(filled, tmp_path, "new.txt", MAPS, heading="Mar 15")
    set_status(filled, Status.READ, 1)
    found = [
        (dump.file, dump.edition and dump.edition.first, dump.papers, dump.unread) for dump in filled.activity().sources
    ]
    assert found == [
        ("new.txt", date(2024, 3, 15), 1, 1),
        ("a.txt", date(2024, 3, 14), 4, 3),
        ("old.txt", date(2024, 1, 2), 1, 0),
    ]


def test_words_are_those_of_the_unread(filled: Library) -> None:
    """What is read takes no more time."""
    words = {number: len(entry.paper.abstract.split()) for number, entry in enumerate(filled.entries([1, 2, 3, 4]), 1)}
    assert filled.activity().budget.words == sum(words.values())
    set_status(filled, Status.READ, 2)
    assert filled.activity().budget.words == sum(words.values()) - words[2]


def test_tags_with_what_is_read(filled: Library) -> None:
    """The most used first, each with how many of its papers are unread and read."""
    filled.change([1, 2, 3], [AddTag("sky")])
    filled.change([1], [AddTag("air")])
    set_status(filled, Status.READ, 1)
    set_status(filled, Status.SKIPPED, 2)
    tags = filled.stats().tags
    assert [(tag.tag, tag.papers, tag.unread, tag.read) for tag in tags] == [("sky", 3, 1, 1), ("air", 1, 0, 1)]


def test_weeks_of_activity_agree_with_the_totals(filled: Library, clock: Clock, tmp_path: Path) -> None:
    """Whatever was done, the days sum up to what the library is now."""
    for number in (1, 2, 3, 4):
        clock.time += timedelta(days=5)
        set_status(filled, Status.SKIPPED if number % 2 else Status.READ, number)
        filled.change([number], [Bookmark()])
    filled.undo()
    add(filled, tmp_path, "b.txt", ("Sixth Sense and Fifth", "We sense six things that were not there before at all."))
    found, totals = filled.activity(), filled.stats()
    assert sum(day.added for day in found.days) == totals.papers
    assert sum(day.read for day in found.days) == totals.statuses["read"]
    assert sum(day.bookmarked for day in found.days) == totals.bookmarked
    assert sum(day.decided for day in found.days) == totals.statuses["read"] + totals.statuses["skipped"]
    assert found.days[-1].unread == found.budget.unread == totals.statuses["unread"]
