import os
import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from reader.changes import Rate
from reader.errors import ExportError, ReadBackError
from reader.library import Library
from reader.library.backup import back_up, open_backup, restore
from reader.library.backup_file import backup_text
from reader.library.backup_reading import read_backup
from reader.papers import Mark
from reader.paths import Paths
from reader.query import parse
from reader.store import Store

from ..dumps.pages import papers, save_page
from .wholes import NOON, Stock, fill, stocks, whole


@settings(max_examples=25)
@given(stocks)
def test_a_restored_library_has_the_same_backup(stock: Stock) -> None:
    """Byte for byte, whatever the library holds."""
    with TemporaryDirectory() as folder:
        first, second = Store(Path(folder) / "1.db"), Store(Path(folder) / "2.db")
        fill(first, stock)
        back_up(first, Path(folder) / "1.backup", force=False)
        restore(second, open_backup(Path(folder) / "1.backup"), NOON)
        back_up(second, Path(folder) / "2.backup", force=False)
        assert (Path(folder) / "2.backup").read_bytes() == (Path(folder) / "1.backup").read_bytes()
        assert read_backup(backup_text(whole(first))) == whole(second)
        first.close()
        second.close()


@pytest.fixture
def stocked(library: Library, tmp_path: Path) -> Library:
    """A library of 20 papers, two of them marked."""
    save_page(tmp_path / "day.txt", papers(20, seed=3))
    library.add([tmp_path / "day.txt"])
    library.change([1, 2], [Rate(4)])
    library.save_query("best", "rating:>=4")
    library.foryou.want_less(["kites"])
    return library


def test_a_library_comes_back_with_papers_marks_queries_and_search(stocked: Library, tmp_path: Path) -> None:
    """What was found before is found after."""
    stocked.backup(tmp_path / "all.backup")
    with Library(Paths.under(tmp_path / "second")) as second:
        restored = second.restore(open_backup(tmp_path / "all.backup"))
        assert (restored.papers, restored.sources, restored.marked, restored.queries) == (20, 1, 2, 1)
        for query in ("", 'list:"best"', "source:day", "sort:title"):
            found = [
                [entry.paper for entry in library.entries(library.find(parse(query)).numbers)]
                for library in (stocked, second)
            ]
            assert found[0] == found[1]
        assert second.find(parse('list:"best"')).total == 2


def test_what_was_taken_apart_stays_apart(library: Library, tmp_path: Path) -> None:
    """A restored library does not unite again what its user parted."""
    (title, text), *_ = papers(1, seed=3)
    save_page(tmp_path / "a.txt", [(title, text)])
    save_page(tmp_path / "b.txt", [(title.upper(), text + " And more.")])
    library.add([tmp_path / "a.txt", tmp_path / "b.txt"])
    (united,) = library.entries(library.find(parse("")).numbers)
    library.split(united)
    library.backup(tmp_path / "all.backup")
    with Library(Paths.under(tmp_path / "second")) as second:
        second.restore(open_backup(tmp_path / "all.backup"))
        assert len(second) == len(library) == 2
        second.backup(tmp_path / "again.backup")
    assert (tmp_path / "again.backup").read_bytes() == (tmp_path / "all.backup").read_bytes()
    told = {detail.title: detail.changes for detail in library.details(library.history()[0], 9)}
    assert told == {title: ("a paper of its own",), title.upper(): ("a paper of its own",)}


def test_one_changed_mark_is_one_changed_line(stocked: Library, tmp_path: Path) -> None:
    """What `git diff` shows is what was done."""
    stocked.backup(tmp_path / "before.backup")
    stocked.change([7], [Rate(5)])
    stocked.backup(tmp_path / "after.backup")
    before, after = ((tmp_path / f"{name}.backup").read_text().splitlines() for name in ("before", "after"))
    assert [(old, new[-14:]) for old, new in zip(before, after, strict=True) if old != new] == [
        (f'{{"paper": "{stocked.entries([7])[0].paper.id}"}}', ', "rating": 5}')
    ]


def test_what_was_undone_is_not_in_the_backup(stocked: Library, tmp_path: Path) -> None:
    """Dumps and papers that were taken out again stay out."""
    for _ in range(4):
        stocked.undo()
    assert stocked.backup(tmp_path / "all.backup").papers == 0


def test_a_file_is_not_replaced_unasked(stocked: Library, tmp_path: Path) -> None:
    """The backup of yesterday stays, but with force."""
    stocked.backup(tmp_path / "all.backup")
    with pytest.raises(ExportError):
        stocked.backup(tmp_path / "all.backup")
    stocked.backup(tmp_path / "all.backup", force=True)


def test_a_library_that_holds_something_is_left_alone(stocked: Library, tmp_path: Path) -> None:
    """Restoring never mixes two libraries; the hint says what does."""
    stocked.backup(tmp_path / "all.backup")
    with pytest.raises(ReadBackError, match="not empty") as refused:
        stocked.restore(open_backup(tmp_path / "all.backup"))
    assert "reader merge" in refused.value.hint
    assert len(stocked) == 20


def _cut(text: str) -> str:
    return "\n".join(text.splitlines()[:-1])


def _doubled(text: str, start: str) -> str:
    lines = text.split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(start))
    return "\n".join([*lines[: at + 1], *lines[at:]])


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (_cut, "the end is missing"),
        (lambda text: text[: len(text) // 2], "no JSON"),
        (lambda text: text + text, "more behind the end"),
        (lambda _: "", "no backup"),
        (lambda _: "# A list", "no JSON"),
        (lambda text: text.replace('"version": 1', '"version": 2'), "version 2"),
        (lambda text: text.replace('"rating": 4', '"rating": 9'), "no rating"),
        (lambda text: text.replace('"rating": 4', '"rating": true'), "no rating"),
        (lambda text: text.replace('"rating": 4', '"rank": 4'), "“rank” does not belong"),
        (lambda text: text.replace('"rating": 4', '"status": "gone"'), "no status"),
        (lambda text: text.replace('"rating": 4', '"tags": ["a b", "!"]'), "cannot be a tag"),
        (lambda text: text.replace('"rating": 4', '"read_at": "Monday"'), "no time"),
        (lambda text: text.replace('": [1]}', '": [2]}'), "is none, or taken"),
        (lambda text: text.replace('"less": "kite"', '"less": ""'), "less is of a term"),
        (lambda text: text.replace('"word": "kites"', '"word": 7'), "“word” cannot be that"),
        (lambda text: re.sub('("word": "kites", "since": ").*"', r'\1soon"', text), "“soon” is no time"),
        (lambda text: _doubled(text, '{"less"'), "less is of a term, once"),
        (lambda text: text.replace('"query": "best"', '"query": ""'), "Line 3"),
        (lambda text: text.replace('"added": "2024', '"added": "x2024'), "no time"),
        (lambda text: re.sub(r'"added": "([^"Z]*)Z"', r'"added": "\1"', text), "in which zone"),
        (lambda text: re.sub(r', "added": "[^"]*"', "", text), "does not say when"),
        (lambda text: text.replace('{"source"', '["source"]\n{"source"', 1), "Line 2 of the backup: this is no record"),
        (lambda text: text.replace('{"source"', '{"mood": 1}\n{"source"', 1), "this is none of source"),
        (lambda text: text.replace('"rating": 4', '"rating": NaN'), "NaN is no number"),
        (lambda text: text.replace('"rating": 4', '"rating": "4"'), "“rating” cannot be that"),
        (lambda text: text.replace('"rating": 4', '"tags": ["a", 1]'), "“tags” must be texts"),
        (lambda text: _doubled(text, '{"source"'), "a dump stands here twice"),
        (lambda text: re.sub(r'"source": "[^"]*"', '"source": ""', text), "a dump has no digest"),
        (lambda text: text.replace('{"end"', '{"source": "ab"}\n{"end"'), "dumps stand before papers"),
        (lambda text: _doubled(text, '{"query"'), "there are two queries “best”"),
        (lambda text: text.replace('{"paper"', '{"apart": ["b", "a"]}\n{"paper"', 1), "the lesser first"),
        (lambda text: text.replace('{"paper"', '{"apart": ["a"]}\n{"paper"', 1), "apart names two"),
        (lambda text: _doubled(text, '{"paper"'), "has no text"),
        (lambda text: re.sub(r'("paper": ")[^"]*', r"\1", text), "a paper has no id"),
        (lambda text: re.sub(r'("paper": ")[^"]*', r"\1same", text), "a paper stands here twice"),
        (lambda text: re.sub(r'"seen": {[^}]*}', '"seen": {}', text, count=1), "a text stands in no dump"),
        (lambda text: re.sub(r'"seen": {"[^"]*"', '"seen": {"zz"', text, count=1), "a dump that is not here"),
        (lambda text: re.sub(r'("seen": {"[^"]*": )\[1\]', r"\g<1>1", text), "a dump that is not here"),
        (lambda text: text.replace('"seen"', '"facts": {"mood": "x"}, "seen"', 1), "“mood” is no fact"),
        (lambda text: text.replace('"seen"', '"facts": {"urls": "x"}, "seen"', 1), "“urls” is no fact"),
        (lambda text: text.replace('"seen"', '"facts": {"details": [["a"]]}, "seen"', 1), "“details” is no fact"),
        (lambda text: text.replace('"seen"', '"facts": {"stars": true}, "seen"', 1), "“stars” is no fact"),
        (lambda text: text.replace('{"paper"', '{"title": "A", "seen": {}}\n{"paper"', 1), "before any paper"),
    ],
)
def test_a_damaged_backup_is_refused_whole(
    stocked: Library, tmp_path: Path, damage: Callable[[str], str], why: str
) -> None:
    """Nothing of it comes in, and the line is named."""
    stocked.backup(tmp_path / "all.backup")
    (tmp_path / "bad.backup").write_text(damage((tmp_path / "all.backup").read_text()))
    with Library(Paths.under(tmp_path / "second")) as second:
        with pytest.raises(ReadBackError, match=why):
            second.restore(open_backup(tmp_path / "bad.backup"))
        assert len(second) == 0
        assert second.saved() == []


def test_a_backup_may_have_been_through_other_programs(stocked: Library, tmp_path: Path) -> None:
    """A mark of the byte order, other line ends and blank lines are no damage."""
    stocked.backup(tmp_path / "all.backup")
    text = (tmp_path / "all.backup").read_text()
    assert read_backup("\ufeff" + text.replace("\n", "\r\n\r\n")) == read_backup(text)


def test_what_cannot_be_read_is_said(library: Library, tmp_path: Path) -> None:
    """No file, and a file that is no text."""
    (tmp_path / "picture").write_bytes(b"\x89PNG\xff")
    for name in ("nothing", "picture"):
        with pytest.raises(ReadBackError, match=name):
            library.restore(open_backup(tmp_path / name))


def test_a_backup_is_text_only(stocked: Library, tmp_path: Path) -> None:
    """Controls that somebody wrote into a backup do not come into the library."""
    stocked.backup(tmp_path / "all.backup")
    text = (tmp_path / "all.backup").read_text().replace('"rating": 4', r'"note": "a\u001b[31m\u202eb"')
    assert {paper.mark for paper in read_backup(text).papers} == {Mark(), Mark(note="a[31mb")}


def test_no_export_replaces_the_library(stocked: Library, home: Paths, tmp_path: Path) -> None:
    """Not even where it is asked to replace what is there, and not through a link either."""
    before = home.library.read_bytes()
    (link := tmp_path / "link.md").symlink_to(home.library)
    results = stocked.find(parse(""))
    for path in (home.library, link, home.data / "library.db-wal", home.index / "state.json", home.config_file):
        with pytest.raises(ExportError, match="of the library itself"):
            stocked.export(path, results, force=True)
        with pytest.raises(ExportError, match="of the library itself"):
            stocked.backup(path, force=True)
        with pytest.raises(ExportError, match="of the library itself"):
            stocked.update(path, results, force=True)
    assert home.library.read_bytes() == before


def test_what_never_ends_is_not_read(library: Library, tmp_path: Path) -> None:
    """A pipe or a device is refused before anything is read of it."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(ReadBackError, match="no ordinary file"):
            library.restore(open_backup(path))
        with pytest.raises(ReadBackError, match="no ordinary file"):
            library.read_back(path)
