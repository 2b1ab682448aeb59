"""Backups and libraries that somebody sent: what Reader could not have written does not come in."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.changes import AddTag, Rate
from reader.errors import ReadBackError, StoreError
from reader.export import FORMATS
from reader.library import Library
from reader.library.backup import open_backup
from reader.library.backup_reading import read_backup
from reader.paths import Paths
from reader.query import parse
from reader.store import Store

from ..dumps.pages import papers, save_page

DIGEST = "5" * 64
SOURCE: dict[str, Any] = {"source": DIGEST, "name": "day.txt", "added": "2024-03-14T09:26:53Z"}
PAPER: dict[str, Any] = {"paper": "2403.00001"}
WORDING: dict[str, Any] = {"title": "On kites", "seen": {DIGEST[:16]: [1]}}
QUERY: dict[str, Any] = {"query": "best", "text": "rating:5"}


def backup(*, source: Any = None, paper: Any = None, wording: Any = None, query: Any = None) -> str:
    """Return a backup of one paper, some of whose values are others."""
    records = [
        {"reader": "backup", "version": 1},
        SOURCE | (source or {}),
        QUERY | (query or {}),
        PAPER | (paper or {}),
        WORDING | (wording or {}),
        {"end": "backup"},
    ]
    return "".join(f"{json.dumps(record)}\n" for record in records)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"source": {"source": "../../etc/passwd"}}, "Line 2 .* no digest"),
        ({"source": {"source": DIGEST.upper().replace("5", "A")}}, "Line 2 .* no digest"),
        ({"source": {"added": "0001-01-01T00:00:00+14:00"}}, "Line 2 .* no time of this world"),
        ({"source": {"added": "9999-12-31T23:59:59-14:00"}}, "Line 2 .* no time of this world"),
        ({"query": {"query": "\x1b"}}, "Line 3 .* needs a name"),
        ({"paper": {"paper": "\u202e\x00"}}, "Line 4 .* no id"),
        ({"paper": {"status": "read", "read_at": "0001-01-01T00:00:00Z"}}, "Line 4 .* no time of this world"),
        ({"paper": {"tags": ["../x\x1b"]}}, "Line 4 .* cannot be a tag"),
        ({"wording": {"title": ""}}, "Line 5 .* no title"),
        ({"wording": {"title": "\u200b\x07"}}, "Line 5 .* no title"),
        ({"wording": {"facts": {"urls": ["javascript:alert(1)"]}}}, "Line 5 .* “urls”"),
        ({"wording": {"facts": {"urls": ["https://a.org", "file:///etc/passwd"]}}}, "Line 5 .* “urls”"),
        ({"wording": {"facts": {"urls": ["https://a.org/x y"]}}}, "Line 5 .* “urls”"),
        ({"wording": {"facts": {"upvotes": -1}}}, "Line 5 .* no fact"),
        ({"wording": {"facts": {"upvotes": 10**30}}}, "Line 5 .* no fact"),
        ({"wording": {"facts": {"details": [["volume"]]}}}, "Line 5 .* no fact"),
        ({"wording": {"facts": {"__class__": "x"}}}, "Line 5 .* no fact"),
        ({"wording": {"seen": {DIGEST[:16]: [10**400]}}}, "Line 5 .* none, or taken"),
    ],
)
def test_what_reader_never_writes_is_refused(values: dict[str, Any], why: str) -> None:
    """The line is named."""
    with pytest.raises(ReadBackError, match=why):
        read_backup(backup(**values))


def test_nesting_without_end_is_no_record() -> None:
    """It is told as any other line that cannot be read."""
    text = backup().replace('"On kites"', "[" * 100_000 + "]" * 100_000)
    with pytest.raises(ReadBackError, match="Line 5"):
        read_backup(text)


ODD: dict[str, Any] = {
    "source": {"name": "../../\x1b]0;x\x07etc/passwd", "heading": "=cmd|'/c calc'!A0"},
    "query": {"text": "((\x1b[31m"},
    "paper": {"paper": "a" * 100_000, "note": "\x1b[2J<script>\n![](javascript:x)\udc80", "tags": ["nlp"]},
    "wording": {
        "title": "[red]\x00T\ud800itle[/]\u202e {{ 7*7 }} %s $(id)",
        "abstract": "Word " * 20_000 + "https://arxiv.org@evil.example/ \\input{/etc/passwd}",
        "authors": ["", "}, title={x", "\x1b[31m"],
        "facts": {
            "arxiv": "../../x",
            "doi": "10.1/<svg onload=x>",
            "published": "soon",
            "kind": "}{",
            "citation_key": "../../etc/passwd\n}",
            "details": [["} x", "y"], ["volume", "3"]],
        },
    },
}


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[Library]:
    """A library restored from a backup in which all that may be odd is."""
    (tmp_path / "odd.backup").write_text(backup(**ODD), encoding="utf-8")
    with Library(Paths.under(tmp_path / "odd")) as library:
        library.restore(open_backup(tmp_path / "odd.backup"))
        yield library


def test_what_is_odd_comes_in_clean(odd: Library, tmp_path: Path) -> None:
    """It is text: it can be found, exported in each format, and backed up to the same bytes again."""
    (entry,) = odd.entries(odd.find(parse("title")).numbers)
    assert entry.paper.title == "[red]Title[/] {{ 7*7 }} %s $(id)"
    assert entry.mark.note == "[2J<script>\n![](javascript:x)"
    assert not [link.url for link in entry.paper.links if "evil" in link.url]
    results = odd.find(parse(""))
    for form in FORMATS:
        for name, text in odd.write(results, form).items():
            assert not any(ord(letter) < 32 and letter not in "\n\t\r" for letter in text), form
            assert ".." not in Path(name).parts
    odd.backup(tmp_path / "1.backup")
    with Library(Paths.under(tmp_path / "again")) as again:
        again.restore(open_backup(tmp_path / "1.backup"))
        again.backup(tmp_path / "2.backup")
    assert (tmp_path / "1.backup").read_bytes() == (tmp_path / "2.backup").read_bytes()


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """The folder of a library that somebody sent."""
    save_page(tmp_path / "day.txt", papers(3, seed=3))
    with Library(Paths.under(tmp_path / "theirs")) as library:
        library.add([tmp_path / "day.txt"])
        library.change([1], [Rate(4), AddTag("kites")])
        library.save_query("best", "rating:>=4")
    return tmp_path / "theirs"


ENDLESS = "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n)"
TRIGGER = "CREATE TRIGGER t AFTER INSERT ON marks BEGIN DELETE FROM marks; END"


@pytest.mark.parametrize(
    "script",
    [
        TRIGGER,
        "CREATE TEMP TABLE x (y); CREATE VIEW v AS SELECT 1",
        f"DROP VIEW newest; CREATE VIEW newest AS {ENDLESS} SELECT x AS revision, x AS paper, x AS source FROM n",  # noqa: S608
        "DROP TABLE saved_queries; CREATE VIEW saved_queries AS SELECT 'a' AS name, 'b' AS text",
        "CREATE TABLE more (x)",
        "CREATE INDEX odd ON papers (hex(zeroblob(number)))",
        "DROP TABLE searches",
    ],
)
def test_a_library_made_of_other_things_is_refused(library: Library, theirs: Path, home: Paths, script: str) -> None:
    """A trigger or a view would run as ours; nothing of it comes in, and nothing is run."""
    with closing(sqlite3.connect(theirs / "library.db")) as connection:
        connection.executescript(script)
    with pytest.raises(StoreError, match="theirs"):
        library.merge(theirs)
    assert len(library) == 0
    with closing(sqlite3.connect(home.library)) as ours:
        assert ours.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone() == (0,)


def test_what_sqlite_adds_itself_is_no_reason(library: Library, theirs: Path) -> None:
    """A library that was analysed is a library."""
    with closing(sqlite3.connect(theirs / "library.db")) as connection:
        connection.execute("ANALYZE")
    assert library.merge(theirs).papers == 3


@pytest.mark.parametrize(
    "script",
    [
        "UPDATE texts SET authors = '['",
        "UPDATE texts SET authors = '3'",
        "UPDATE texts SET authors = '[[[' || char(27) || ']]]'",
        "UPDATE texts SET facts = '[]'",
        'UPDATE texts SET facts = \'{"urls": ["javascript:x"]}\'',
        "UPDATE texts SET title = ''",
        "UPDATE texts SET title = cast(x'ff' AS TEXT)",
        "UPDATE sources SET digest = '../x'",
        "UPDATE sources SET added = 'soon'",
        "UPDATE sources SET added = '0001-01-01T00:00:00Z'",
        "UPDATE marks SET rating = 99",
        "UPDATE tags SET tag = char(27) || '[2J'",
        "UPDATE marks SET status = 'gone'",
        "UPDATE saved_queries SET name = '\"'",
    ],
)
def test_a_library_that_says_other_things_is_refused(library: Library, theirs: Path, script: str) -> None:
    """Values that Reader never writes keep it out, as in a backup."""
    with closing(sqlite3.connect(theirs / "library.db")) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(script)
        connection.commit()
    with pytest.raises(StoreError, match="theirs"):
        library.merge(theirs)
    assert len(library) == 0


def test_texts_of_another_library_come_in_clean(library: Library, theirs: Path) -> None:
    """What a terminal would obey is not in them any more."""
    with closing(sqlite3.connect(theirs / "library.db")) as connection:
        connection.execute("UPDATE texts SET title = 'On ' || char(27) || ']0;kites' || char(7) || char(8238)")
        connection.commit()
    library.merge(theirs)
    assert {entry.paper.title for entry in library.entries(library.find(parse("")).numbers)} == {"On ]0;kites"}


def test_a_library_with_a_trigger_is_not_opened(theirs: Path) -> None:
    """Not as one's own either: it would change what is written."""
    with closing(sqlite3.connect(theirs / "library.db")) as connection:
        connection.execute(TRIGGER)
    with pytest.raises(StoreError, match="trigger"):
        Store(theirs / "library.db")


@pytest.mark.parametrize("name", ["/etc/passwd", "/dev/null", "/proc/self/mem", "."])
def test_other_files_are_no_libraries(library: Library, name: str) -> None:
    """It says so, and what would be one."""
    with pytest.raises(ReadBackError) as refused:
        library.merge(Path(name))
    assert refused.value.hint
