"""Subscriptions and digests through backups, merging and damage: what was told stays told, what waits is not lost."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.errors import ReadBackError
from reader.library import Library
from reader.library.backup import open_backup
from reader.library.backup_reading import read_backup
from reader.library.digests import Wish
from reader.library.doctor import repair
from reader.library.post import Target
from reader.library.schedules import schedule
from reader.paths import Paths
from reader.query import parse

from ..clock import Clock
from ..dumps.pages import papers, save_page

DAILY = schedule("day", "00:00")


@pytest.fixture
def told(library: Library, clock: Clock, tmp_path: Path) -> Library:
    """Twenty papers, seven of which stood in two digests, one of a subscription."""
    library.add([save_page(tmp_path / "mar_14.txt", papers(20, seed=3))])
    library.subscriptions.subscribe(
        "Best", parse("sort:title"), DAILY, 3, Target("file", str(tmp_path / "b.md"), "markdown")
    )
    library.digests.make(Wish(limit=4))
    clock.move(days=1)
    assert len(list(library.subscriptions.make_due(library.post(None)))) == 1
    assert [each.error for each in library.post(None).deliver()] == [None]
    return library


@pytest.fixture
def second(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    """Another library."""
    with Library(Paths.under(tmp_path / "second"), now=clock) as second:
        yield second


def fresh(library: Library) -> set[str]:
    """Return the titles of what is new."""
    return {item.entry.paper.title for item in library.digests.preview(Wish(limit=200)).items}


def test_a_restored_library_goes_on(told: Library, second: Library, tmp_path: Path) -> None:
    """What was told is told, what was done is done, and the backup is the same."""
    (tmp_path / "b.md").unlink()
    told.backup(tmp_path / "all.backup")
    second.restore(open_backup(tmp_path / "all.backup"))
    assert fresh(second) == fresh(told)
    assert second.subscriptions.all() == told.subscriptions.all()
    assert second.subscriptions.due() == []
    assert [second.digests.of(made).items[0].reason for made in second.digests.made(9)] == [
        told.digests.of(made).items[0].reason for made in told.digests.made(9)
    ]
    assert second.backup_text() == told.backup_text()


def test_a_restored_subscription_writes_over_nothing(told: Library, second: Library, tmp_path: Path) -> None:
    """A backup may come from anybody: where there is a file already, it prints."""
    told.backup(tmp_path / "all.backup")
    second.restore(open_backup(tmp_path / "all.backup"))
    (each,) = second.subscriptions.all()
    assert (each.target.kind, each.target.path) == ("print", "")


def test_what_waits_is_new_in_a_backup(told: Library, second: Library, tmp_path: Path) -> None:
    """It was not sent, and nobody would send it from there."""
    told.digests.make(Wish(limit=2), lambda digest: (digest, {"kind": "smtp", "path": "", "text": "", "to": []}))
    assert len(fresh(told)) == 11
    told.backup(tmp_path / "all.backup")
    second.restore(open_backup(tmp_path / "all.backup"))
    assert len(fresh(second)) == 13
    assert second.post(None).deliver() == []


def test_merged_libraries_tell_nothing_twice(told: Library, second: Library, tmp_path: Path) -> None:
    """What the other told is told here; its subscription comes where the name is free; again, nothing changes."""
    path = told.paths.library
    merged = second.merge(path)
    assert fresh(second) == fresh(told)
    assert [conflict.what for conflict in merged.conflicts] == ["its file is there already: it prints instead"]
    assert [each.name for each in second.subscriptions.all()] == ["Best"]
    for _ in range(2):
        second.merge(path)
        assert len(second.digests.made(9)) == 2
    second.subscriptions.subscribe("best", parse("kites"), DAILY, 9, Target())
    assert [conflict.about for conflict in second.merge(path).conflicts] == ["subscription “Best”"]
    assert [each.query for each in second.subscriptions.all()] == ["kites"]
    assert second.digests._store.digests.last("best") is None


TERMS: dict[str, Any] = {
    "query": "a",
    "every": "day",
    "at": "07:30",
    "limit": 3,
    "kind": "smtp",
    "path": "",
    "format": "eml",
}
ABOUT: dict[str, Any] = {"name": "", "query": "", "since": "2024-03-14T00:00:00+00:00", "left": 0, "groups": []}
ODD_TERMS: list[dict[str, Any]] = [
    {"every": "month"},
    {"at": "25:00"},
    {"limit": 0},
    {"limit": True},
    {"kind": "shell"},
    {"more": 1},
    {"path": "/etc/passwd"},
    {"kind": "file", "path": "b.md"},
    {"format": "exe"},
    {"query": "is:nonsense"},
]
ODD_ABOUT: list[dict[str, Any]] = [
    {"since": "2024"},
    {"left": -1},
    {"groups": [{}]},
    {"groups": [{"name": "a", "reasons": [1]}]},
]
MOMENT = "2024-03-14T09:26:53Z"


@pytest.mark.parametrize(
    "record",
    [
        {"subscription": "a", "made": MOMENT},
        {"subscription": "a", "terms": TERMS},
        {"subscription": "\x1b", "made": MOMENT, "terms": TERMS},
        *({"subscription": "a", "made": MOMENT, "terms": TERMS | odd} for odd in ODD_TERMS),
        {"digest": "soon", "of": "", "about": ABOUT, "papers": []},
        {"digest": MOMENT, "of": "", "about": {}, "papers": []},
        *({"digest": MOMENT, "of": "", "about": ABOUT | odd, "papers": []} for odd in ODD_ABOUT),
        {"digest": MOMENT, "of": "", "about": ABOUT, "papers": [[]]},
        {"digest": MOMENT, "of": "", "about": ABOUT, "papers": [["../x"]]},
        {"digest": MOMENT, "of": "", "about": ABOUT, "papers": ["5" * 64]},
    ],
)
def test_what_reader_never_writes_does_not_come_in(record: dict[str, Any]) -> None:
    """Lines of a backup that are no subscription and no digest."""
    lines = [{"reader": "backup", "version": 1}, record, {"end": "backup"}]
    with pytest.raises(ReadBackError, match="Line 2"):
        read_backup("\n".join(map(json.dumps, lines)))


@pytest.mark.parametrize(
    ("waiting", "why"),
    [
        ({"kind": "file", "path": "HOME/.profile", "text": "evil"}, "is no file for a subscription"),
        ({"kind": "file", "path": "HOME/.config/x.md", "text": "evil"}, "is no file for a subscription"),
        ({"kind": "file", "path": "HOME/run", "text": "evil"}, "is no file for a subscription"),
        ({"kind": "maildir", "path": "HOME/mail", "name": "../../evil", "text": ""}, "is no name of a message"),
    ],
)
def test_a_library_of_somebody_else_writes_no_programs(
    told: Library, tmp_path: Path, waiting: dict[str, Any], why: str
) -> None:
    """Whatever waits in it."""
    waiting = waiting | {"path": waiting["path"].replace("HOME", str(tmp_path))}
    (made,) = told.digests.made(1)
    before = sorted(tmp_path.rglob("*"))
    told._store.digests.wait(made.number, waiting)
    (failed,) = told.post(None).deliver()
    assert failed.error
    assert why in failed.error.message
    assert [path for path in tmp_path.rglob("*") if path not in before and "home" not in path.parts] == []


def test_a_mended_library_tells_nothing_twice(told: Library, home: Paths, clock: Clock) -> None:
    """Damage in the middle: subscriptions and digests are there again."""
    before, wanted = fresh(told), told.subscriptions.all()
    told.close()
    with closing(sqlite3.connect(home.library)) as db, db:
        db.execute("UPDATE digests SET about = '{' WHERE number = 1")
    assert repair(home, clock()) is not None
    with Library(home, now=clock) as mended:
        assert mended.subscriptions.all() == wanted
        assert len(mended.digests.made(9)) == 1
        assert fresh(mended) > before
