"""What finding by meaning gains, and what it costs.

    python -m tests.bench.meaning [FOLDER]             # nDCG@10 and recall@100 on SciFact, by dimensions, k and weight
    python -m tests.bench.meaning --cost HOME          # time, memory and disk to learn the library in HOME
    python -m tests.bench.meaning --related HOME TEXT  # how many of ten related papers share a category

FOLDER is as for `tests.bench.quality`; TEXT is the corpus, in JSON lines packed by xz, whose categories are compared.
Of SciFact's claims every other one is for choosing k and weight by, and the others are held out.
"""

import json
import lzma
import random
import resource
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from reader.library import Library
from reader.paths import Paths
from reader.query import Like, Or, Query, Word, parse
from reader.search import Index
from reader.search.analysis import words
from reader.search.arrays import Array
from reader.search.evaluate import evaluate
from reader.search.hits import Hits
from reader.search.meaning import fusing, latent
from reader.search.meaning.fusing import best, by_meaning
from tests.bench.quality import SHARED, measure, read

DIMENSIONS, SMOOTHING, WEIGHTS = (100, 200, 300), (1, 5, 60), (0.3, 0.5, 1.0)
QUESTIONS = ("robots that fold laundry", "where a photograph was taken", "making a model forget", "how bees go home")


def claims(folder: Path) -> None:
    """Print the table of SciFact."""
    papers, queries, relevant = read(folder)
    chosen, held = (dict([*relevant.items()][which::2]) for which in (0, 1))

    def line(name: str, rank: Callable[[str], Sequence[int]]) -> None:
        def ranking(text: str) -> list[str]:
            return [papers[number].id for number in rank(text)[:100]]

        (gain, _), (kept, _) = (measure(ranking, queries, part) for part in (chosen, held))
        both, recall = measure(ranking, queries, relevant)
        print(f"{name:28}{both:9.4f}{gain:9.4f}{kept:9.4f}{recall:12.4f}", flush=True)

    with tempfile.TemporaryDirectory() as scratch:
        index = Index(Path(scratch) / "index", "bench")
        with index.locked():
            index.update(papers.items(), 1)
        everything = Hits.of(list(papers))
        by_words = {text: _by_words(index, text, len(papers)) for text in queries.values()}
        print(f"{'':28}{'nDCG@10':>9}{'tuned':>9}{'held out':>9}{'recall@100':>12}")
        line("words", lambda text: best(by_words[text].papers, by_words[text].scores).tolist())
        for latent.DIMENSIONS in DIMENSIONS:
            space, points = latent.learn(index.vectors())
            alike = {text: points.likeness(space.place([("", text)])[0]) for text in queries.values()}
            line(f"{latent.DIMENSIONS} alone", partial(_alone, points.numbers, alike))
            for fusing.SMOOTHING, weight in product(SMOOTHING, WEIGHTS):
                fused = partial(_fused, everything, by_words, (points.numbers, alike), weight)
                line(f"{latent.DIMENSIONS} fused, k {fusing.SMOOTHING}, {weight}", fused)


def cost(home: Path) -> None:
    """Print what learning a library takes, and asking it."""
    with Library(Paths.under(home)) as library:
        library.find(parse(QUESTIONS[0]))
        print(f"{len(library):,} papers, {_peak_mb()} MB before")
        started, worked = perf_counter(), process_time()
        learned = library.meanings.learn()
        print(f"learned: {learned}, {perf_counter() - started:.1f} s ({process_time() - worked:.1f} s of processor)")
        kept = sum(path.stat().st_size for path in library.paths.meanings.rglob("*") if path.is_file())
        print(f"{_peak_mb()} MB at the most, {kept >> 20} MB on disk")
    with Library(Paths.under(home)) as library:
        for text in QUESTIONS:
            started = perf_counter()
            library.find(parse(f"{text} mode:meaning"))
            print(f"{(perf_counter() - started) * 1000:6.0f} ms  {text}")


def related(home: Path, corpus: Path) -> None:
    """Print how often what is like a paper is of its kind."""
    with lzma.open(corpus, "rt", encoding="utf-8") as file:
        kinds = {each["title"]: set(each.get("categories") or ()) for each in map(json.loads, file)}
    with Library(Paths.under(home)) as library:
        library.meanings.learn()
        numbers = sorted(library.find(Query()).numbers)
        shares, took = [], 0.0
        for entry in library.entries(random.Random(3).sample(numbers, min(900, len(numbers)))):
            if mine := kinds.get(entry.paper.title):
                started = perf_counter()
                found = library.find(Query(Like(entry.paper.id), limit=10)).numbers[:10]
                took += perf_counter() - started
                theirs = [kinds.get(each.paper.title) for each in library.entries(found)]
                shares += [bool(mine & each) for each in theirs if each]
    print(f"{np.mean(shares):.4f} of {len(shares)} share a category; {took / max(1, len(shares)) * 10_000:.0f} ms each")


def _alone(numbers: Array, alike: dict[str, Array], text: str) -> Sequence[int]:
    return list(best(numbers, alike[text]).tolist())


def _fused(
    everything: Hits, by_words: dict[str, Hits], known: tuple[Array, dict[str, Array]], weight: float, text: str
) -> Sequence[int]:
    numbers, alike = known
    found = by_meaning(everything, by_words[text], (numbers, alike[text]), weight)
    return list(best(found.papers, found.scores).tolist())


def _by_words(index: Index, text: str, papers: int) -> Hits:
    leaves = tuple(Word(word) for word in dict.fromkeys(words(text)))
    hits = evaluate(Or(leaves), index.hits, lambda _: Hits.of(()), lambda: Hits.of(()), papers + 1)
    return index.nearer(hits, leaves) if hits else Hits.of(())


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--cost", home]:
            cost(Path(home))
        case ["--related", home, corpus]:
            related(Path(home), Path(corpus))
        case [*folder]:
            claims(Path(folder[0]) if folder else SHARED)
