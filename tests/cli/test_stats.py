from datetime import date, timedelta
from pathlib import Path

from .running import Reader, on_terminal

DAY = date(2024, 3, 14)
"""On which the 40 papers were added."""


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def test_totals(reader: Reader) -> None:
    """The library in numbers, the same in both formats."""
    reader("mark", "--query", "limit:2", "--read", "--bookmark", "--tag", "a", "--note", "x")
    found = reader("stats", "--format", "json").json
    assert {name: found[name] for name in [*found][:8]} == {
        "papers": 40,
        "statuses": {"unread": 38, "reading": 0, "read": 2, "skipped": 0},
        "bookmarked": 2,
        "tagged": 2,
        "noted": 2,
        "recurring": 10,
        "dumps": 2,
        "tags": [{"tag": "a", "papers": 2, "unread": 0, "read": 2}],
    }
    rows = {row[0]: row[1:] for row in reader("stats").rows}
    assert (rows["papers"], rows["read"], rows["in several dumps"]) == (["40"], ["2"], ["10"])
    assert rows["tag:a"] == ["2", "0", "2"]


def test_periods(reader: Reader) -> None:
    """All weeks or days in JSON, in order, with ISO dates; the last few in the table; what is read is of today."""
    reader("mark", "--query", "limit:3", "--read", "--bookmark")
    reader("mark", "--query", "is:unread limit:1", "--skip")
    found = reader("stats", "--format", "json").json
    first, last = found["periods"][0], found["periods"][-1]
    assert found["by"] == "week"
    assert first == {"first": f"{monday(DAY)}", "added": 40, "read": 0, "bookmarked": 0, "decided": 0, "unread": 40}
    assert (last["read"], last["bookmarked"], last["decided"], last["unread"]) == (3, 3, 4, 36)
    weeks = [date.fromisoformat(period["first"]) for period in found["periods"]]
    assert weeks == [weeks[0] + timedelta(weeks=number) for number in range(len(weeks))]
    days = reader("stats", "--format", "json", "--by", "day").json["periods"]
    assert (days[0]["first"], sum(day["read"] for day in days)) == (f"{DAY}", 3)
    table = [row for row in reader("stats").rows if len(row) == 5]
    assert [row[0] for row in table] == [f"{week}" for week in weeks[-12:]]
    assert table[-1][1:] == ["0", "3", "3", "36"]
    assert len([row for row in reader("stats", "--weeks", "2").rows if len(row) == 5]) == 2
    assert len(reader("stats", "--weeks", "2", "--format", "json").json["periods"]) == 2


def test_streak_budget_and_dumps(reader: Reader) -> None:
    """Something read today is a streak; the budget is that of the app; dumps stand by the day of their page."""
    reader("mark", "--query", "limit:4", "--read")
    found = reader("stats", "--format", "json").json
    assert found["streak"] == {"current": 1, "longest": 1}
    budget = found["budget"]
    assert (budget["unread"], budget["over_days"], budget["decided_a_day"], budget["grows"]) == (36, 28, 0.14, False)
    assert budget["days_left"] == 36 * 28 / 4
    assert budget["words"] > 36 * 10
    assert [(dump["file"], dump["day"]) for dump in found["sources"]] == [
        ("mar_21.txt", "2023-03-21"),
        ("mar_14.txt", "2024-03-14"),
    ][::-1]
    rows = {row[0]: row[1:] for row in reader("stats").rows}
    assert rows["streak"] == ["1 day", "in a row with something read"]
    assert rows["pace"] == ["1 a week", "read or skipped over the last 28 days"]
    assert rows["time left"][0] == "≈ 36 weeks"
    assert rows["mar_14.txt"][0] == "2024-03-14?"


def test_an_empty_library(fresh: Reader) -> None:
    """It has numbers, all of them none; nothing is divided by none."""
    found = fresh("stats", "--format", "json").json
    assert (found["papers"], found["periods"], found["tags"], found["sources"]) == (0, [], [], [])
    assert (found["budget"]["days_left"], found["streak"]["longest"]) == (None, 0)
    assert dict(row[:2] for row in fresh("stats").rows)["pace"] == "none yet"


def test_what_cannot_be_asked(reader: Reader) -> None:
    """A usage error, with what can be."""
    done = reader("stats", "--by", "month")
    assert done.code == 2
    assert "'week', 'day'" in done.err
    assert reader("stats", "--weeks", "0").code == 2


def test_on_a_terminal(reader: Reader, home: Path) -> None:
    """The backlog has bars there, as long as there is room; pipes get none."""
    reader("mark", "--query", "limit:4", "--read")
    assert "━" not in reader("stats").out
    code, sent = on_terminal(home, "stats", columns=80)
    assert code == 0
    assert "━" * 20 in sent
    assert "bookmarked" in sent
    _, narrow = on_terminal(home, "stats", columns=60)
    assert all(line.strip().startswith("2") for line in narrow.splitlines() if "━" in line)  # none runs on below
    assert "━" * 8 in narrow
    assert "━" not in on_terminal(home, "stats", columns=54)[1]


def test_a_terminal_gets_no_endless_list_of_dumps(fresh: Reader, empty: Path, tmp_path: Path) -> None:
    """The first dozen of dumps with something unread, and how many more there are; a pipe gets all."""
    from ..dumps.pages import papers, save_page

    for number, paper in enumerate(papers(15, seed=3)):
        save_page(tmp_path / f"page_{number:02}.txt", [paper], heading=f"Mar {number + 1}")
    fresh("add", *(str(file) for file in sorted(tmp_path.glob("page_*.txt"))))
    assert len([row for row in fresh("stats").rows if row[0].startswith("page_")]) == 15
    _, sent = on_terminal(empty, "stats", columns=80)
    assert sent.count("page_") == 12
    assert "and 3 more" in sent
