import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from reader.changes import Change, Rate, SetNote, SetStatus, apply_all
from reader.papers import Paper, Status, title_id
from reader.query import StateNode, parse
from reader.store import Seen, Store

TODAY = date(2026, 3, 14)
PAPERS = {
    1: ("Kites", "Code at github.com/a/kites, more at https://www.kites.org/docs/index.html."),
    2: ("Maps of $n$ towns", "one two three"),
    3: ("Tides", r"As \alpha grows, tides rise."),
    4: ("Prices", r"From $5 and $10 to \$20, and $ 7 $."),
    5: ("Clocks", "They tick in $O(n)$ beats"),
    6: ("Rivers", ""),
}


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The local time zone: UTC, if a test names no other."""
    monkeypatch.setenv("TZ", getattr(request, "param", "UTC"))
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def store(tmp_path: Path, zone: None) -> Iterator[Store]:
    """Six papers, in dumps of two years; the first is in two of them."""
    store = Store(tmp_path / "library.db")
    add(store, "a.txt", "Feb 27, 2025", "2026-03-14T09:26:53Z", 1, 2, 1)
    add(store, "b.txt", "Mar 14", "2026-03-14T23:30:00Z", 3, 1)
    add(store, "c.txt", "Mar 15", "2026-03-08T00:00:00Z", 4)
    add(store, "d.txt", "", "2025-12-31T23:59:59Z", 5, 6)
    mark(store, 1, Rate(4), SetStatus(Status.READ, moment("2026-03-13T23:59:59Z")))
    mark(store, 2, Rate(5), SetStatus(Status.READ, moment("2026-03-14T00:00:00Z")))
    mark(store, 3, SetStatus(Status.READING, moment("2026-03-14T00:00:00Z")))
    yield store
    store.close()


def add(store: Store, name: str, heading: str, added: str, *numbers: int) -> None:
    """Take in a dump that shows some of `PAPERS`."""
    papers = (Paper(title_id(PAPERS[number][0]), *PAPERS[number]) for number in numbers)
    with store.transaction():
        store.dumps.add(name, name, heading, [Seen(paper, at) for at, paper in enumerate(papers, 1)], moment(added))


def mark(store: Store, number: int, *changes: Change) -> None:
    """Change what the user thinks of a paper."""
    store.marks.change([number], "", partial(apply_all, changes), datetime(2026, 3, 14, tzinfo=UTC))


def moment(text: str) -> datetime:
    """Return the time that `text` means."""
    return datetime.fromisoformat(text)


def found(store: Store, text: str) -> set[int]:
    """Return the papers that a condition means on March 14."""
    node = parse(text).where
    assert isinstance(node, StateNode)
    return store.select.of(node, today=TODAY)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("url:github.com", {1}),
        ("url:GITHUB", {1}),
        ("url:kites.org/docs", {1}),
        ("url:https://github", {1}),
        ("url:github.com/*/kites", {1}),
        ("url:https://*.html", {1}),
        ("url:*.org/*", {1}),
        ("url:*.org", set()),
        ("url:%", set()),
        ("url:alpha", set()),
        ("has:math", {2, 3, 5}),
        ("has:date", {1, 2, 3, 4}),
    ],
)
def test_links_math_and_dates(store: Store, text: str, numbers: set[int]) -> None:
    """Links are found by a part, or whole by stars; amounts of money are no math."""
    assert found(store, text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("words:0", {6}),
        ("words:3", {2}),
        ("words:3..5", {2, 3, 5}),
        ("words:>5", {1, 4}),
        ("words:<=3", {2, 6}),
        ("seen:1", {2, 3, 4, 5, 6}),
        ("seen:>1", {1}),
        ("rating:>=4", {1, 2}),
        ("rating:5", {2}),
        ("rating:<5", {1, 3, 4, 5, 6}),
        ("rating:0", {3, 4, 5, 6}),
        ("upvotes:>=0", set()),
    ],
)
def test_numbers(store: Store, text: str, numbers: set[int]) -> None:
    """Bounds are included; a dump counts once, no stars are none, and votes are not known."""
    assert found(store, text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("added:2026", {1, 2, 3, 4}),
        ("added:2025-12", {5, 6}),
        ("added:today", {1, 2, 3}),
        ("added:7d", {1, 2, 3, 4}),
        ("added:6d", {1, 2, 3}),
        ("added:2026-01-01..2026-03-08", {4}),
        ("added:<2026", {5, 6}),
        ("added:<=2026-03-08", {4, 5, 6}),
        ("added:>2026-03-08", {1, 2, 3}),
        ("added:>=2026-03-08", {1, 2, 3, 4}),
        ("added:2026-04..today", set()),
        ("added:1000", set()),
        ("added:>2999", set()),
        ("read:today", {2}),
        ("read:yesterday", {1}),
        ("read:>=1000", {1, 2}),
        ("read:<=2999", {1, 2}),
        ("page:2025-02-27", {1, 2}),
        ("page:2025", {1, 2, 4}),
        ("page:2025-03-15", {4}),
        ("page:today", {1, 3}),
        ("page:<=2999", {1, 2, 3, 4}),
        ("published:>=1000", set()),
    ],
)
def test_dates(store: Store, text: str, numbers: set[int]) -> None:
    """Days are whole; a page is of the dump's year or the one before; when papers came out is not known."""
    assert found(store, text) == numbers


@pytest.mark.parametrize(
    ("zone", "numbers"),
    [("Asia/Tokyo", {3}), ("America/Los_Angeles", {1, 2, 3}), ("UTC", {1, 2, 3})],
    indirect=["zone"],
)
def test_days_are_local(store: Store, numbers: set[int]) -> None:
    """What was added late in the evening of Greenwich was added the next day in Tokyo."""
    tokyo = len(numbers) == 1
    assert found(store, "added:2026-03-15" if tokyo else "added:2026-03-14") == numbers


def test_notes_are_given_by_paper(store: Store) -> None:
    """Notes are given for the papers that have one, in the order of their numbers."""
    assert store.select.notes() == []
    mark(store, 4, SetNote("Later"))
    mark(store, 2, SetNote("Read *again*\nsoon"))
    assert store.select.notes() == [(2, "Read *again*\nsoon"), (4, "Later")]


def test_the_stamp_tells_of_changes(store: Store) -> None:
    """It stays while nothing changes, and changes with what this or another connection writes."""
    before = store.stamp()
    assert store.stamp() == before
    mark(store, 2, SetNote("Mine"))
    mine = store.stamp()
    assert mine != before
    other = Store(store.path)
    mark(other, 3, SetNote("Theirs"))
    other.close()
    assert store.stamp() not in (before, mine)


def test_today_is_the_day_it_is(store: Store) -> None:
    """Without being told the day, a condition counts from the real one."""
    assert store.select.of(parse("added:999y").where) == {1, 2, 3, 4, 5, 6}  # type: ignore[arg-type]
    assert store.select.of(parse("added:<today").where) == {1, 2, 3, 4, 5, 6}  # type: ignore[arg-type]


def test_random_order(store: Store) -> None:
    """A random order has every paper once, is the same when asked again, and is turned around by a minus."""
    one = store.papers.in_order("random", reverse=False)
    assert sorted(one) == [1, 2, 3, 4, 5, 6]
    assert store.papers.in_order("random", reverse=False) == one
    assert store.papers.in_order("random", reverse=True) == one[::-1]
