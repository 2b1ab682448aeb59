"""Everybody at once on one library: two apps, a long add, three who mark and two who search."""

import subprocess
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from reader.changes import AddTag
from reader.library import Library
from reader.papers import title_id
from reader.paths import Paths
from reader.query import parse

from ..cli.running import PATIENCE_S, environ
from ..dumps import pages
from ..size import sized
from ..tui.terminal import Terminal
from .examining import Examiner

pytestmark = pytest.mark.slow

ADDED = sized(small=1500, full=20_000)
MARKS = sized(small=15, full=150)
KEYS = sized(small=8, full=25)
HERE = 200
"""Papers in the library before; each app sees the half of them."""
TROUBLE = (b"locked", b"busy", b"cannot be used", b"Another program", b"Traceback", b"cannot be read")
PATIENCE_S *= 5


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library, one half of which is tagged `first`, the other `second`."""
    with Library(Paths.under(tmp_path / "home")) as library:
        library.add([pages.save_page(tmp_path / "here.txt", pages.papers(HERE, seed=1))])
        for half in range(2):
            library.change(range(1 + half * HERE // 2, 1 + (half + 1) * HERE // 2), [AddTag(("first", "second")[half])])
    return tmp_path / "home"


class Repeating:
    """A command line that is run again and again in a process of its own."""

    def __init__(self, home: Path, times: int, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.repeating", str(times), *arguments],
            env=environ(home),
            cwd=Path(__file__).parents[2],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def end(self) -> list[float]:
        """Wait for its end; return how long each run took, in seconds: none of them failed or complained."""
        out, err = self._process.communicate(timeout=PATIENCE_S)
        runs = [line.split() for line in out.decode().splitlines()]
        assert not self._process.returncode, err
        assert {code for code, _ in runs} == {"0"}, err
        assert not any(word in err for word in TROUBLE), err
        return [float(seconds) for _, seconds in runs]


def test_a_crowd(home: Path, tmp_path: Path) -> None:
    """Nobody is told of a lock, each one's changes are there, one history holds them all, and the index fits."""
    common = title_id(pages.papers(1, seed=1)[0][0])
    dump = pages.save_page(tmp_path / "new.txt", pages.papers(HERE + ADDED, seed=7)[HERE:])
    with ExitStack() as stack:
        apps = [stack.enter_context(Terminal(home, "-q", f"tag:{half} sort:added")) for half in ("first", "second")]
        for app in apps:
            app.wait_for(f"{HERE // 2} papers")
        adding = Repeating(home, 1, "add", str(dump))
        marking = [Repeating(home, MARKS, "mark", common, "--tag", f"writer{number}/{{}}") for number in range(3)]
        searching = [Repeating(home, MARKS, "search", query) for query in ("kites", "rivers case {}")]
        for row in range(1, KEYS + 1):
            for app in apps:
                app.type("bj")
            for app in apps:
                app.wait_until(partial(_has_stars, app, row))
        times = {"add": adding.end()}
        times["mark"] = [seconds for each in marking for seconds in each.end()]
        times["search"] = [seconds for each in searching for seconds in each.end()]
        for app in apps:
            app.type("q")
            assert app.wait_for_end() == 0
            assert not any(word in app.output for word in TROUBLE)
    for what, seconds in times.items():
        seconds.sort()
        sys.stdout.write(
            f"{what}: {len(seconds)} runs, median {seconds[len(seconds) // 2]} s, longest {seconds[-3:]} s\n"
        )
    _look(home, tmp_path)


def _has_stars(app: Terminal, stars: int) -> bool:
    return app.text.count("★") >= stars


def _look(home: Path, tmp_path: Path) -> None:
    with Library(Paths.under(home)) as library:
        assert len(library) == HERE + ADDED
        tags = library.entry(title_id(pages.papers(1, seed=1)[0][0])).mark.tags
        assert tags == {"first"} | {f"writer{number}/{time}" for number in range(3) for time in range(MARKS)}
        for half in ("first", "second"):
            marked = library.entries(library.find(parse(f"tag:{half} is:bookmarked")).numbers)
            assert len(marked) == KEYS
        steps = library.history(10_000)
        assert sum(step.kind.moves_papers for step in steps) <= 2 + ADDED // 1000
        assert len([step for step in steps if not step.kind.moves_papers]) == 2 + 3 * MARKS + 2 * KEYS
        before = library._store.marks.of(range(1, HERE + ADDED + 1))
        last = steps[0].number
        library.go_back_to(0)
        assert len(library) == 0
        library.go_back_to(last)
        assert library._store.marks.of(range(1, HERE + ADDED + 1)) == before
    Examiner(tmp_path).search(home.parent)
