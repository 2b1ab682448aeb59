"""Every write of every command fails once, and all after it: it is told, nothing is lost, and the next run does it."""

import errno
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.changes import AddTag, Bookmark
from reader.library import Library
from reader.paths import Paths
from reader.query import parse
from reader.store import Store
from reader.store.whole import Whole

from ..clock import Clock
from ..dumps.pages import papers, save_page
from ..library.wholes import whole
from ..size import sized
from .failing import ALL, Faulty, faulty

PAPERS = papers(60, seed=8)
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS)
DONE, DOCUMENTED = 0, {1, 4, 5}
"""What commands exit with; 70 and what is negative would be crashes."""
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
COMMANDS = {
    "add": ["add", "new.txt"],
    "mark": ["mark", "--query", "kites", "--bookmark", "--tag", "new"],
    "tag": ["tags", "rename", "nlp", "language/nlp"],
    "undo": ["undo"],
    "redo": ["redo"],
    "save": ["saved", "add", "best", "rating:>=4"],
    "less": ["less", "kites"],
    "export": ["export", "-o", "out/list.md", "--force"],
    "export two files": ["export", "--format", "pandoc", "-o", "out/new.txt"],
    "export a folder": ["export", "--format", "obsidian", "-o", "out/vault"],
    "update": ["export", "--update", "out/list.md", "tag:nlp"],
    "import": ["import", "edited.md", "--yes"],
    "backup": ["backup", "out/all.backup", "--force"],
    "restore": ["--home", "new", "restore", "out/all.backup"],
    "reindex": ["reindex"],
    "search": ["search", "kites"],
    "doctor": ["doctor"],
}
FORCED = {"export two files": ["--force"], "export a folder": ["--force"]}
"""What lets a command do its work again where it was done already."""
Told = tuple[Whole, tuple[tuple[str, str], ...], dict[str, bytes]]


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faulty]:
    """What runs command lines."""
    with faulty(tmp_path_factory.mktemp("shim")) as runner:
        yield runner


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with marks, something to redo, a list that people edited, and what is to be added."""
    folder = tmp_path_factory.mktemp("stock")
    (folder / "out").mkdir()
    with Library(Paths.under(folder / "home"), now=Clock()) as library:
        save_page(folder / "old.txt", PAPERS[:40])
        library.add([folder / "old.txt"])
        numbers = list(library.find(parse("")).numbers)
        library.change(numbers[:10], [AddTag("nlp")])
        library.find(parse("kites"))
        library.export(folder / "out" / "list.md", library.find(parse("")))
        library.backup(folder / "out" / "all.backup")
        library.change(numbers[5:20], [Bookmark()])
        library.undo()
    edited = (folder / "out" / "list.md").read_text(encoding="utf-8").replace("- [ ]", "- [x]")
    (folder / "edited.md").write_text(edited, encoding="utf-8")
    save_page(folder / "new.txt", PAPERS[20:])
    return folder


def told(home: Path) -> Told:
    """Return all that there is in a library and beside it, without the times of what was done just now."""
    store = Store(home / "library.db")
    try:
        assert store.check() == []
        kept = whole(store)
        steps = tuple((step.what, str(step.state)) for step in store.journal.history(100))
    finally:
        store.close()
    sources = tuple(replace(source, added=_NO_TIME) for source in kept.sources)
    timeless = tuple(replace(paper, mark=replace(paper.mark, read_at=None)) for paper in kept.papers)
    folder = home.parent
    files = [path for path in (folder / "out").rglob("*") if path.is_file()]
    written = {str(path.relative_to(folder)): _undated(path.read_bytes()) for path in files}
    less = tuple(replace(each, since=_NO_TIME) for each in kept.less)
    return replace(kept, sources=sources, papers=timeless, less=less), steps, written


def _undated(text: bytes) -> bytes:
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?", b"then", text)


def searches(home: Path) -> None:
    """See that an index finds what stands in the library, whatever state it was left in."""
    with Library(Paths.under(home)) as library:
        found = {entry.paper.title for entry in library.entries(library.find(parse("kites")).numbers)}
        everything = {entry.paper for entry in library.entries(library.find(parse("")).numbers)}
        assert found >= {paper.title for paper in everything if "kites" in paper.title.casefold().split()}
        assert all(finding.well for finding in library.examine() if finding.what in {"library", "index"})


@pytest.mark.slow
@pytest.mark.parametrize("error", ERRORS[: sized(small=1, full=len(ERRORS))], ids=errno.errorcode.get)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_write_fails(runner: Faulty, stock: Path, tmp_path: Path, name: str, error: int) -> None:
    """A message with a hint, nothing half done; with the disk well again, the same command does its work."""
    command = COMMANDS[name]
    home = Path("new" if name == "restore" else "home")

    def copy(place: str) -> Path:
        shutil.rmtree(tmp_path / place, ignore_errors=True)
        return Path(shutil.copytree(stock, tmp_path / place / "disk"))

    before = told(copy("before") / home)
    well = copy("well")
    course = runner.run(well, command)
    assert course.code == DONE, course.told
    after = told(well / home)
    step = sized(small=course.writes // 2 or 1, full=1 if error == errno.ENOSPC else 7)
    for first in range(1, course.writes + 1, step):
        for last in (ALL, first) if first % 2 else (ALL,):
            folder = copy("ill")
            where = f"{name}: write {first} to {last} of {course.writes}"
            outcome = runner.run(folder, command, first=first, last=last, error=error)
            assert outcome.code in {DONE, *DOCUMENTED}, f"{where}: {outcome}"
            assert "Traceback" not in outcome.told, f"{where}: {outcome}"
            if outcome.code and name != "doctor":
                assert re.search(r"^reader: .+\n +\S+", outcome.told, re.M), f"{where}: {outcome}"
            state = told(folder / home)
            assert state[:2] in (before[:2], after[:2]), f"{where}: half done: {outcome}"
            assert all(text in (before[2].get(file), after[2].get(file)) for file, text in state[2].items()), where
            if outcome.code == DONE:
                assert state == after, f"{where}: {outcome}"
            if state[:2] == before[:2]:
                again = runner.run(folder, [*command, *FORCED.get(name, ())])
                assert again.code == course.code, f"{where}: {outcome}, then {again}"
                assert told(folder / home) == after, where
            searches(folder / home)
