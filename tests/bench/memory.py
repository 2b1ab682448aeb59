"""How much memory Reader takes: building a library, searching it, and the app itself.

    python -m tests.bench.memory [PAPERS ...]

Each line is a process of its own, in megabytes as /proc has them: the peak; what is resident at the end; and how
much of that is the process's own. The rest is files, the index among them, that the system may take back.
"""

import asyncio
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from reader.library import Library
from reader.paths import Paths
from reader.query import parse
from tests.bench import corpus

QUERIES = ("learning", "neural network", '"language model"', "tr*", "*former", "net*ork", "atention~", "model -survey")
MEASURES = {"VmHWM": "peak", "VmRSS": "resident", "RssAnon": "its own"}


def build(home: Path) -> str:
    """Add the dumps in `home/pages` to a library in `home`."""
    with Library(Paths.under(home)) as library:
        report = library.add([home / "pages"])
        return f"{len(library):,} papers of {report.records:,} records"


def open_only(home: Path) -> str:
    """Open the library and list its papers, as the app does first."""
    with Library(Paths.under(home)) as library:
        return f"{library.find(parse('')).total:,} papers"


def search(home: Path) -> str:
    """Ask the library all queries, and read the first page of each answer."""
    with Library(Paths.under(home)) as library:
        found = [library.find(parse(text)) for text in QUERIES]
        return f"{sum(len(library.entries(each.numbers[:50])) for each in found)} papers read"


def app(home: Path) -> str:
    """Open the app without a terminal, and type and clear all queries."""
    from tests.tui.story import press, reading, screen_text, search

    async def use() -> str:
        with Library(Paths.under(home)) as library:
            async with reading(library) as pilot:
                for text in QUERIES:
                    await search(pilot, text)
                    shown = screen_text(pilot).splitlines()[0]
                    await press(pilot, "escape")
                return " ".join(shown.split())

    return asyncio.run(use())


STEPS: dict[str, Callable[[Path], str]] = {
    "building": build,
    "opening": open_only,
    f"{len(QUERIES)} searches": search,
    f"app, {len(QUERIES)} searches": app,
}


def in_a_process(step: str, home: Path) -> tuple[list[float], float, str]:
    """Do a step; return this process's megabytes, the seconds that it took, and what came of it."""
    started = time.perf_counter()
    remark = STEPS[step](home)
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines())
    megabytes = [int(status[name].split()[0]) / 1024 for name in MEASURES]
    return megabytes, time.perf_counter() - started, remark


def main(sizes: Sequence[int]) -> None:
    """Print a table for each size."""
    fresh = multiprocessing.get_context("spawn")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            (home / "pages").mkdir()
            corpus.write_pages(size, home / "pages")
            print(f"{size:,} papers{'':10}" + "".join(f"{name:>10}" for name in MEASURES.values()) + f"{'seconds':>10}")
            for step in STEPS:
                with fresh.Pool(1) as pool:
                    megabytes, seconds, remark = pool.apply(in_a_process, (step, home))
                print(f"{step:22}" + "".join(f"{each:10,.0f}" for each in megabytes) + f"{seconds:10.1f}  {remark}")
            print()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000])
