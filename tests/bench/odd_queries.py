"""How long odd queries take: the two thousand of the tests, asked of a library of many papers.

    python -m tests.bench.odd_queries [PAPERS ...] [--profile]

A query's time is that of reading it, finding, and the first page of papers, the better of two. The ten slowest are
listed; with `--profile`, each with where its time goes. Everything should take less than 100 ms at 10,000 papers.
"""

import cProfile
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from reader.changes import AddTag, Bookmark, SetNote, SetStatus
from reader.errors import PaperError, QueryError
from reader.library import Library
from reader.papers import Status
from reader.paths import Paths
from reader.query import parse
from tests.bench import corpus
from tests.library.odd import odd_queries

LIMITS_MS = (50, 100)
SLOWEST = 10
SHOWN = 50
PROFILED = 12
"""Functions of a profile that are printed."""


def made(home: Path, papers: int) -> Library:
    """Return a library of so many papers, three in ten of them marked."""
    (pages := home / "pages").mkdir()
    corpus.write_pages(papers, pages)
    library = Library(Paths.under(home))
    library.add([pages])
    read = SetStatus(Status.READ, datetime(2026, 3, 14, tzinfo=UTC))
    library.change(range(1, papers * 3 // 10), [read, Bookmark(), AddTag("nlp/llm"), SetNote("kites")])
    return library


def ask(library: Library, text: str) -> float:
    """Ask for `text`, and look at the first papers; return the milliseconds that it takes."""
    started = time.perf_counter()
    with suppress(QueryError, PaperError):
        library.entries(library.find(parse(text)).numbers[:SHOWN])
    return (time.perf_counter() - started) * 1000


def profile(library: Library, text: str) -> None:
    """Print where the time of a query goes."""
    with cProfile.Profile() as watched:
        ask(library, text)
    pstats.Stats(watched).strip_dirs().sort_stats("tottime").print_stats(PROFILED)


def main(sizes: Sequence[int], *, profiled: bool) -> None:
    """Print the slowest queries at each size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder, made(Path(folder), size) as library:
            took = {text: ask(library, text) for text in odd_queries()}
            over = [f"{sum(each > limit for each in took.values())} over {limit} ms" for limit in LIMITS_MS]
            print(f"{size:,} papers, {len(took):,} queries: median {statistics.median(took.values()):.1f} ms,", *over)
            for text in sorted(took, key=took.__getitem__, reverse=True)[:SLOWEST]:
                print(f"{took[text]:9.1f} ms  {len(text):6,} characters  {text[:70]!r}", flush=True)
                if profiled:
                    profile(library, text)
            print()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:] if size.isdigit()] or [10_000], profiled="--profile" in sys.argv)
