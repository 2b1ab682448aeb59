"""How long it takes to count what was done, in a large library with a long history.

    python -m tests.bench.activity [PAPERS [STEPS]]

Papers are invented, 50 in a dump, the dumps over the last months; the steps read, skip and bookmark some, one in a
hundred of them 300 papers at once. The index is left out: counting does not use it. Each figure is the median of some
runs, in milliseconds.
"""

import random
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median

from reader.changes import Bookmark, Change, SetStatus, apply_all, describe
from reader.library import Library
from reader.papers import Paper, Status
from reader.paths import Paths
from reader.store import Seen, Store
from tests.bench.libraries import dump
from tests.bench.search import milliseconds

ON_A_PAGE = 50
IN_BULK = 300
DIFFERENT = 2_000
"""So many abstracts are made; papers share them, each with a title of its own."""
TIMES = 5
SINCE_DAYS = 400


def fill(store: Store, papers: int, steps: int) -> None:
    """Put so many papers and steps into an empty library."""
    rng = random.Random(3)
    now = datetime.now(UTC)
    lines = dump(DIFFERENT).split("\n\n")[3:]
    abstracts = [line.strip() for line in lines[1::2]]
    numbers = count(1)
    with store.transaction():
        for page in range(papers // ON_A_PAGE):
            at = now - timedelta(days=SINCE_DAYS * (1 - page * ON_A_PAGE / papers))
            seen = [
                Seen(Paper(f"{n:010x}", f"Title {n}", f"{abstracts[n % DIFFERENT]} {n}"), place)
                for place, n in enumerate((next(numbers) for _ in range(ON_A_PAGE)), start=1)
            ]
            store.dumps.add(f"page-{page:05}.txt", f"{page:064}", "Mar 14", seen, at)
    for step in range(steps):
        at = now - timedelta(days=SINCE_DAYS * (1 - step / steps) - rng.random())
        many = IN_BULK if step % 100 == 0 else 1
        kinds: list[Change] = [SetStatus(Status.READ, at), SetStatus(Status.SKIPPED, at), Bookmark()]
        changes = [rng.choice(kinds)]
        chosen = rng.sample(range(1, papers + 1), min(many, papers))
        store.marks.change(chosen, describe(changes), partial(apply_all, changes), at)


def main(papers: int, steps: int) -> None:
    """Print how long counting takes."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths.under(Path(folder))
        store = Store(paths.library)
        fill(store, papers, steps)
        store.close()
        with Library(paths) as library:
            print(f"{papers:,} papers, {steps:,} steps")
            for what, counting in (("stats", library.stats), ("activity", library.activity)):
                print(f"{what:10}{median(milliseconds(counting) for _ in range(TIMES)):8.1f} ms")


if __name__ == "__main__":
    main(*[int(size) for size in [*sys.argv[1:], "100000", "10000"][:2]])
