"""How fast searches are, beside SQLite's FTS5, tantivy and Whoosh's own Searcher, on the same papers and queries.

    python -m tests.bench.search [PAPERS ...] [--whoosh]

Papers are those of `../shared/corpus`, else invented ones; beyond 99,990 the corpus is repeated. Queries are drawn
from them with a fixed seed. Each figure is a median and a 95th percentile in milliseconds, for the first 50 hits;
the engines take turns at each query, so that ratios hold when the machine's speed drifts. Three in ten papers are
marked, for queries that ask for marks. What an engine has no means for is a –.

tantivy is left out where it is not installed (`pip install tantivy`); it builds on all cores. Whoosh indexes some
350 papers a second: without `--whoosh` it is left out.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reader.papers import Paper
from tests.bench import corpus
from tests.bench.engines import CannotError, Engine, Fts5Engine, ReaderEngine, WhooshEngine
from tests.bench.queries import Asked, node, queries

MARKED = 0.3
ADDED = 100
TIMES = 5


def milliseconds(action: Callable[..., object], *given: object) -> float:
    """Return how long `action` takes."""
    started = time.perf_counter()
    action(*given)
    return (time.perf_counter() - started) * 1000


def engines(*, with_whoosh: bool) -> list[type[Engine]]:
    """Return the engines at hand."""
    chosen: list[type[Engine]] = [ReaderEngine, Fts5Engine]
    try:
        from tests.bench.tantivy_engine import TantivyEngine

        chosen.append(TantivyEngine)
    except ModuleNotFoundError:
        print("tantivy is not installed: left out\n")
    return [*chosen, WhooshEngine] if with_whoosh else chosen


def measure(papers: list[Paper], kinds: list[type[Engine]], folder: Path) -> None:
    """Print the table for `papers`."""
    marked = set(random.Random(7).sample(range(1, len(papers) + 1), int(len(papers) * MARKED)))
    built: list[Engine] = []
    seconds = []
    for kind in kinds:
        (home := folder / kind.name).mkdir()
        built.append(engine := kind(home))
        seconds.append(milliseconds(engine.build, papers, marked) / 1000)
    ours = next(engine for engine in built if isinstance(engine, ReaderEngine))
    size = [_megabytes(engine.folder) for engine in built]
    ours.store(papers)
    print(f"{corpus.described(papers)}\n{'':22}" + "".join(f"{kind.name:>18}" for kind in kinds))
    print(f"{'papers a second built':22}" + "".join(f"{len(papers) / each:18,.0f}" for each in seconds))
    print(f"{'MB on disk':22}" + "".join(f"{each:18,.1f}" for each in size))
    for kind_of_query, asked in queries(papers).items():
        print(f"{kind_of_query:22}" + "".join(_cell(times, len(asked)) for times in _turns(built, asked)), flush=True)
    _life(ours, papers)


def _turns(built: list[Engine], asked: list[Asked]) -> list[list[float]]:
    """Return how long each engine takes at each query, all of them twice; nothing where it has no means."""
    took: list[list[float]] = [[] for _ in built]
    for query in asked * 2:
        for engine, times in zip(built, took, strict=True):
            try:
                times.append(milliseconds(engine.search, query))
            except CannotError:
                continue
    return took


def _cell(times: list[float], count: int) -> str:
    """Return median and 95th percentile of the second round."""
    warm = sorted(times[count:])
    return f"{statistics.median(warm):9.2f} /{warm[int(len(warm) * 0.95)]:7.1f}" if warm else f"{'–':>18}"


def _life(ours: ReaderEngine, papers: list[Paper]) -> None:
    """Print what else Reader's users wait for."""
    for what, text in (("words", "neural network"), ("a wildcard", "net*ork"), ("a slip", "netwrok~")):
        times = []
        for _ in range(TIMES):
            ours.reopen()
            times.append(milliseconds(ours.search, Asked(node(text))))
        print(f"Reader, from opening the index to the first answer, {what}: {statistics.median(times):.1f} ms")
    more = [Paper(f"{paper.id}-more", paper.title, paper.abstract) for paper in papers[:ADDED]]
    print(f"Reader, adding {ADDED} papers to the index: {milliseconds(ours.add, more):.0f} ms\n")


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def main(sizes: list[int], *, with_whoosh: bool) -> None:
    """Print a table for each size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(corpus.papers(size), engines(with_whoosh=with_whoosh), Path(folder))


if __name__ == "__main__":
    main(
        [int(size) for size in sys.argv[1:] if size.isdigit()] or [1_000, 10_000, 100_000],
        with_whoosh="--whoosh" in sys.argv,
    )
