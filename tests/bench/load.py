"""What years of use cost: a library with 1,000 tags, 50,000 marks, 10,000 steps and 500 saved queries, and without.

    python -m tests.bench.load [--papers 100000] [--homes FOLDER] [--rounds 5] [--parts library shell app]

Both libraries have the same papers (`tests/bench/loaded.py` makes them once, and keeps them in FOLDER) and are copied
before anything is done to them. Figures are medians of processor milliseconds, the fresh and the used library taking
turns, so that the ratios hold on a busy machine: of calls to the library; of whole commands; and of what a key costs
in the app, on a pseudo-terminal of 120 columns and 36 rows, by its main thread, which is what a key waits for, and
by all threads until all is quiet.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

from reader.changes import Bookmark
from reader.library import Library
from reader.paths import Paths
from reader.query import parse
from tests.bench.loaded import FRESH, Load, made
from tests.bench.tui import READER, App

Took = dict[str, dict[str, list[float]]]
"""Milliseconds by what was done, then by which library."""
MANY = 1_000
EXPORTED = 10_000
COMMANDS = (
    ("--version",),
    ("search", "limit:20"),
    ("search", "model graph limit:20"),
    ("tags",),
    ("saved",),
    ("history",),
    ("stats",),
    ("mark", "--query", "sort:title limit:1", "--read"),
    ("undo",),
)
KEYS: tuple[tuple[str, str, str], ...] = (
    ("j", "j", ""),
    ("b marks one", "b", ""),
    ("u takes it back", "u", ""),
    ("U does it again", "U", "u"),
    ("J", "J", "gg"),
    ("/ and a letter", "/a", "\x1b"),
    ("/model", "/model", "\x1b"),
    ("/tag:mo", "/tag:mo", "\x1b"),
    ("gt tags", "gt", "\x1b"),
    ("t tags of a paper", "t", "\x1b"),
    ("t and two letters", "tmo", "\x1b"),
    ("gh history", "gh", "\x1b"),
    ("N facets", "N", "\x1b"),
    ("f saved, all counted", "f", "\x1b"),
    ("D statistics", "D", "\x1b"),
    ("T triage", "T", "\x1b"),
    ("e export", "e", "\x1b"),
    (": palette", ":", "\x1b"),
    (f"r marks {MANY:,}", "r", ""),
    (f"u takes {MANY:,} back", "u", ""),
    (f"U does {MANY:,} again", "U", "u"),
    ("p panel, all counted", "p", "\t"),
    ("b, panel counts", "b", ""),
    ("j, panel open", "j", ""),
    ("u, panel counts", "u", "pgg"),
)
"""What is measured: its name, the keys, and the keys after it, which are not counted."""
BEFORE = {f"r marks {MANY:,}": f"ggV{MANY - 1}j"}
"""Keys pressed before some, and not counted."""


def of_library(homes: dict[str, Path], rounds: int) -> Took:
    """Measure calls, after the first of each, which finds nothing remembered."""
    took: Took = {}
    with ExitStack() as stack:
        libraries = {name: stack.enter_context(Library(Paths.under(home))) for name, home in homes.items()}
        for name, library in libraries.items():
            for what, call in calls(library):
                took.setdefault(f"first {what}", {})[name] = [_processor_ms(call)]
        for _ in range(rounds):
            for name, library in libraries.items():
                for what, call in calls(library):
                    took.setdefault(what, {}).setdefault(name, []).append(_processor_ms(call))
    return {what: by_name for what, by_name in took.items() if not what.startswith("first ") or "search" in what}


def calls(library: Library) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what to call; what changes the library is taken back."""
    many = range(1, MANY + 1)
    yield "list of all", lambda: library.entries(library.find(parse("")).numbers[:40])
    yield "search", lambda: library.entries(library.find(parse("model graph")).numbers[:40])
    yield "search while typing", lambda: library.find(parse("graph mod", typing=True))
    yield "search is:unread", lambda: library.find(parse("is:unread"))
    yield "search is:read model", lambda: library.find(parse("is:read model"))
    yield "mark one", lambda: library.change([7], [Bookmark(not library.marks([7])[0].bookmarked)])
    yield "search after a mark", lambda: library.find(parse("model graph"))
    yield "undo one", library.undo
    yield "redo one", library.redo
    yield "undo again", library.undo
    yield f"mark {MANY:,}", lambda: library.change(many, [Bookmark(not library.marks([1])[0].bookmarked)])
    yield f"undo {MANY:,}", library.undo
    yield f"redo {MANY:,}", library.redo
    yield f"undo {MANY:,} again", library.undo
    yield "tags", library.tags
    yield "tag tree", library.tag_tree
    yield "shelves", library.shelves
    yield "counts of the saved", lambda: [library.count(parse(each.text)) for each in library.saved()]
    yield "facets of a search", lambda: library.facets(library.find(parse("model")))
    yield "vocabulary", library.vocabulary
    yield "statistics", lambda: (library.stats(), library.activity())
    yield "history of 1,000", lambda: library.history(1_000)
    yield "details of a step", lambda: [library.details(step, 3) for step in library.history(1)]
    yield f"export of {EXPORTED:,}", lambda: library.write(library.find(parse(f"limit:{EXPORTED}")), "list")


def of_shell(homes: dict[str, Path], rounds: int) -> Took:
    """Measure whole commands."""
    took: Took = {}
    for _ in range(rounds):
        for command in COMMANDS:
            for name, home in homes.items():
                told = f"reader {' '.join(command)}"
                took.setdefault(told, {}).setdefault(name, []).append(_command_ms(home, command))
    return took


def of_app(homes: dict[str, Path], rounds: int, papers: int) -> Took:
    """Measure keys in the app: for each, its main thread's time, and that of all threads."""
    took: Took = {}
    for _ in range(rounds):
        for name, home in homes.items():
            note = partial(_note, took, name)
            app = LoadedApp(home, READER)
            app.wait(f"{papers:,} papers".encode())
            note("start, until papers are seen", app.main_ms(), app.all_ms())
            note("first key", *app.cost("j"))
            app.quiet()
            for what, keys, after in KEYS:
                if what in BEFORE:
                    app.cost(BEFORE[what])
                note(what, *app.cost(keys))
                if after:
                    app.cost(after)
            note("memory, MB", app.own_mb(), app.own_mb())
            app.end()
    return took


class LoadedApp(App):
    """An app that is watched as a whole."""

    def main_ms(self) -> float:
        """Return the processor time of the main thread so far."""
        return self._processor_ns() / 1e6

    def all_ms(self) -> float:
        """Return the processor time of all threads so far, in the kernel's ticks."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def own_mb(self) -> float:
        """Return how much memory is the process's own."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return float(status.partition("RssAnon:")[2].split()[0]) / 1024

    def quiet(self) -> None:
        """Read until no thread has anything to do."""
        before = -100.0
        while self.all_ms() - before > 20:
            before = self.all_ms()
            self.settle(0.5)

    def cost(self, keys: str) -> tuple[float, float]:
        """Press keys; return the time of the main thread and of all, until all is quiet."""
        main, everything = self.main_ms(), self.all_ms()
        self.press(keys)
        self.settle(0.5)
        self.quiet()
        return self.main_ms() - main, self.all_ms() - everything


def _note(took: Took, name: str, what: str, main: float, everything: float) -> None:
    took.setdefault(what, {}).setdefault(name, []).append(main)
    took.setdefault(f"{what} · all threads", {}).setdefault(name, []).append(everything)


def _processor_ms(call: Callable[[], object]) -> float:
    before = process_time()
    call()
    return (process_time() - before) * 1000


def _command_ms(home: Path, command: Sequence[str]) -> float:
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", *command],
        env=os.environ | {"READER_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(command)
    return (usage.ru_utime + usage.ru_stime) * 1000


def show(heading: str, took: Took) -> None:
    """Print a table."""
    print(f"\n{heading:44}{'fresh':>10}{'used':>10}{'ratio':>8}")
    for what, by_name in took.items():
        fresh, used = (median(by_name[name]) for name in by_name)
        print(f"{what:44}{fresh:10,.1f}{used:10,.1f}{used / max(fresh, 0.1):8.2f}")


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--homes", type=Path, default=Path(tempfile.gettempdir()) / "reader-bench")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--parts", nargs="+", choices=("library", "shell", "app"), default=["library", "shell", "app"])
    asked = parser.parse_args(arguments)
    kept = made(asked.homes, Load.of(asked.papers))
    with tempfile.TemporaryDirectory() as folder:
        homes = {name: Path(shutil.copytree(home, Path(folder) / name)) for name, home in kept.items()}
        with Library(Paths.under(homes[FRESH])) as library:
            papers = len(library)
        print(f"{papers:,} papers; median processor milliseconds of {asked.rounds}")
        if "library" in asked.parts:
            show("library", of_library(homes, asked.rounds))
        if "shell" in asked.parts:
            show("shell", of_shell(homes, asked.rounds))
        if "app" in asked.parts:
            show("app", of_app(homes, asked.rounds, papers))


if __name__ == "__main__":
    main(sys.argv[1:])
