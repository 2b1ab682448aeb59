"""How well one paper is told from another: `python -m tests.bench.identity`, on the material beside the project."""

import json
import lzma
import resource
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from reader.papers import Facts, Paper, clean_line, title_id
from reader.papers.ids import arxiv_id, doi_of
from reader.store import Seen, Store

SHARED = Path(__file__).resolve().parents[3] / "shared"
BATCH = 1000
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Take the corpus in, then its pairs, and count what became one paper."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "library.db")
        taken = perf_counter()
        count = _take(store, "corpus", islice(_corpus(), size))
        taken = perf_counter() - taken
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count:,} papers taken in, {count / taken:,.0f} a second; {peak:,.0f} MB at most")
        false = _joined(store)
        print(f"joined though their ids differ: {len(false):,}")
        for numbers in false[:20]:
            for entry in store.papers.entries([numbers]):
                for reason in store.splits.reasons(entry.number):
                    print(f"    {reason.why or 'first'}: {reason.title}")
        once = perf_counter()
        _take(store, "one", [Paper("", "A Paper That Nobody Has Seen", "It is new.")])
        print(f"one more paper: {(perf_counter() - once) * 1000:.1f} ms")
        store.close()
        print(f"pairs joined: {_recall(Path(folder)):.2%}; homonyms joined: {_homonyms(Path(folder))}")


def _recall(folder: Path) -> float:
    """Return how many pairs are one paper, all of them in one library."""
    lines = (SHARED / "duplicates" / "same_paper.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = [(_paper(pair["a"]), _paper(pair["b"])) for pair in map(json.loads, lines)]
    store = Store(folder / "pairs.db")
    _take(store, "pairs", chain.from_iterable(pairs))
    paper_at = {s.position: n for n in range(1, store.papers.newest() + 1) for s in _sightings(store, n)}
    store.close()
    joined = sum(paper_at[2 * at + 1] == paper_at[2 * at + 2] for at in range(len(pairs)))
    return joined / len(pairs)


def _homonyms(folder: Path) -> int:
    """Return how many different papers with one of the titles that many have become one."""
    texts = [paper for paper in islice(_corpus(), 200) if paper.abstract]
    store = Store(folder / "homonyms.db")
    named = [
        Paper("", title, paper.abstract, paper.authors)
        for title in ("Preface", "Editorial", "Introduction", "Reply")
        for paper in texts
    ]
    _take(store, "homonyms", named)
    lost = len(named) - store.papers.count()
    store.close()
    return lost


def _joined(store: Store) -> list[int]:
    seen: dict[int, int] = defaultdict(int)
    for number in range(1, store.papers.newest() + 1, BATCH):
        for entry in store.papers.entries(range(number, number + BATCH)):
            seen[entry.number] = len(entry.sightings)
    return [number for number, times in seen.items() if times > 1]


def _sightings(store: Store, number: int) -> Iterator[Any]:
    for entry in store.papers.entries([number]):
        yield from entry.sightings


def _take(store: Store, name: str, papers: Iterable[Paper]) -> int:
    seen = (Seen(paper, position) for position, paper in enumerate(papers, start=1))
    with store.transaction():
        taking = store.dumps.begin(name, name, "", NOW)
    count = 0
    while batch := list(islice(seen, BATCH)):
        with store.transaction():
            store.dumps.take(taking, batch)
        count += len(batch)
    with store.transaction():
        store.dumps.finish(taking)
    return count


def _corpus() -> Iterator[Paper]:
    with lzma.open(SHARED / "corpus" / "papers-100k.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from map(_paper, map(json.loads, lines))


def _paper(told: dict[str, Any]) -> Paper:
    title = clean_line(told["title"])
    facts = Facts(arxiv_id(told.get("url", "")), doi_of(told.get("doi", "")), (told["url"],), str(told["year"]))
    return Paper(title_id(title), title, clean_line(told["abstract"]), tuple(told.get("authors") or ()), facts)


if __name__ == "__main__":
    main()
