import subprocess
import sys
from pathlib import Path

from reader.library import Library
from reader.library.adding import BATCH
from reader.papers import Paper
from reader.paths import Paths
from reader.query import parse
from tests.dumps import pages

PAPERS = 3 * BATCH + 200


def _kill_while_adding(home: Path, path: Path, after_s: float) -> None:
    """Start adding in a process of its own, and end that at once after so long."""
    program = [sys.executable, "-m", "reader", "--home", str(home), "add", str(path)]
    with subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(after_s)
        except subprocess.TimeoutExpired:
            process.kill()


def _papers(home: Path) -> list[tuple[int, Paper, str]]:
    with Library(Paths.under(home)) as library:
        found = library.entries(sorted(library.find(parse("")).numbers))
        return [(entry.number, entry.paper, str(entry.sightings)) for entry in found]


def test_killed_and_run_again(tmp_path: Path) -> None:
    """However often adding is killed: run again, it ends in the same library, as one step."""
    path = pages.save_page(tmp_path / "page.txt", pages.papers(PAPERS, seed=5))
    with Library(Paths.under(tmp_path / "whole")) as library:
        library.add([path])
    for after_s in (0.6, 1.0, 1.2):
        _kill_while_adding(tmp_path / "killed", path, after_s)
    with Library(Paths.under(tmp_path / "killed")) as library:
        library.add([path])
        assert [step.what for step in library.history(9)] == ["dump page.txt added"]
        assert library.add([path]).known == 1
    assert _papers(tmp_path / "killed") == _papers(tmp_path / "whole")
