"""How fast searches are, beside SQLite's FTS5 and Whoosh's own Searcher, on the same papers with the same queries.

    python -m tests.bench.search [PAPERS ...] [--whoosh]

Papers are those of `../shared/corpus`, else invented ones. Queries are drawn from them with a fixed seed. Each
figure is a median and a 95th percentile in milliseconds, for the first 50 hits; the three take turns at each
query, so that ratios hold when the machine's speed drifts. Whoosh indexes some 350 papers a second: without
`--whoosh` it is left out.
"""

import json
import lzma
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from whoosh import index as whoosh_index
from whoosh import query as wq

from reader.papers import Paper
from reader.query import Node, Phrase, Prefix, Word, parse
from reader.search import Index
from reader.search.analysis import STOP_WORDS, stem, words
from reader.search.evaluate import evaluate
from reader.search.hits import Hits, Ranked
from reader.search.schema import schema
from tests.bench.libraries import dump

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "papers-100k.jsonl.xz"
TOP = 50
EACH = 25
"""Queries of each class."""
Search = Callable[[Node], object]


def corpus(size: int) -> list[Paper]:
    """Return so many papers, real ones where they are at hand."""
    return list(islice(_real() if CORPUS.exists() else _invented(size), size))


def _real() -> Iterator[Paper]:
    with lzma.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield Paper(record["id"], " ".join(record["title"].split()), " ".join(record["abstract"].split()))


def _invented(size: int) -> Iterator[Paper]:
    lines = dump(size).split("\n\n")[3:]
    for title, abstract in zip(lines[::2], lines[1::2], strict=True):
        yield Paper(title, title, abstract)


def queries(papers: list[Paper]) -> dict[str, list[Node]]:
    """Return queries by class, drawn from `papers`."""
    rng = random.Random(5)
    sample = rng.sample(papers, min(len(papers), 2000))
    found = Counter(word for paper in sample for word in set(words(paper.abstract)) - STOP_WORDS if word.isalpha())
    common = [word for word, count in found.items() if count > len(sample) * 0.1]
    middling = [word for word, count in found.items() if len(sample) * 0.01 < count < len(sample) * 0.05]
    rare = [word for word, count in found.items() if count == 1 and len(word) > 5]

    def draw(make: Callable[[], str]) -> list[Node]:
        nodes = [parse(make()).where for _ in range(EACH)]
        return [node for node in nodes if node]

    def phrase() -> str:
        text = words(rng.choice(sample).abstract) or ["model"]
        at = rng.randrange(max(1, len(text) - 2))
        return f'"{" ".join(text[at : at + 2])}"'

    def typed() -> str:
        title = rng.choice(sample).title
        return " ".join(words(title[: rng.randint(3, max(3, len(title)))])) + "*"

    return {
        "rare word": draw(lambda: rng.choice(rare)),
        "common word": draw(lambda: rng.choice(common)),
        "2 words": draw(lambda: " ".join(rng.sample(middling, 2))),
        "2 common words": draw(lambda: " ".join(rng.sample(common, 2))),
        "3 words": draw(lambda: " ".join(rng.sample(common + middling, 3))),
        "phrase": draw(phrase),
        "prefix of 2": draw(lambda: rng.choice(middling)[:2] + "*"),
        "prefix of 3": draw(lambda: rng.choice(middling)[:3] + "*"),
        "prefix of 4": draw(lambda: rng.choice(middling)[:4] + "*"),
        "in the title": draw(lambda: "title:" + rng.choice(common)),
        "one of two": draw(lambda: " OR ".join(rng.sample(middling, 2))),
        "a title typed": draw(typed),
    }


def reader(papers: list[Paper], folder: Path) -> Search:
    """Return Reader's search."""
    index = Index(folder / "reader", "bench")
    with index.locked():
        index.update(enumerate(papers, start=1), 1)
    everything = Hits.of(range(1, len(papers) + 1))
    return lambda node: Ranked(evaluate(node, index.hits, lambda _: everything, lambda: everything, len(papers) + 1))[
        :TOP
    ]


def fts5(papers: list[Paper], folder: Path) -> Search:
    """Return SQLite's FTS5 with Porter's stems and prefix indexes."""
    db = sqlite3.connect(folder / "fts5.db")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(title, abstract, tokenize='porter unicode61', prefix='2 3 4')")
    db.executemany("INSERT INTO t VALUES (?, ?)", ((p.title, p.abstract) for p in papers))
    db.commit()
    sql = f"SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 2, 1) LIMIT {TOP}"  # noqa: S608 - a constant

    def text(node: Node) -> str:
        match node:
            case Word(said, field) | Phrase(said, field):
                return f'{{title}} : "{said}"' if field else f'"{said}"'
            case Prefix(said):
                return f'"{said}" *'
        glue = " AND " if type(node).__name__ == "And" else " OR "
        return glue.join(f"({text(child)})" for child in node.children)  # type: ignore[union-attr]

    return lambda node: db.execute(sql, [text(node)]).fetchall()


def whoosh(papers: list[Paper], folder: Path) -> Search:
    """Return Whoosh's Searcher on the index that Whoosh writes."""
    (folder / "whoosh").mkdir()
    made = whoosh_index.create_in(folder / "whoosh", schema())
    writer = made.writer(limitmb=256)
    for number, p in enumerate(papers):
        writer.add_document(
            number=number, title=p.title, abstract=p.abstract, title_words=p.title, abstract_words=p.abstract
        )
    writer.commit()
    searcher = made.searcher()

    def asked(node: Node) -> wq.Query:
        match node:
            case Word(said, field) | Phrase(said, field):
                terms = [stem(word) for word in words(said) if word not in STOP_WORDS] or ["the"]
                fields = [(field, 1.0)] if field else [("title", 2.0), ("abstract", 1.0)]
                if len(terms) > 1:
                    return wq.Or([wq.Phrase(name, terms, boost=boost) for name, boost in fields])
                return wq.Or([wq.Term(name, terms[0], boost=boost) for name, boost in fields])
            case Prefix(said):
                last = words(said)[-1] if words(said) else "x"
                return wq.Or([wq.Prefix("title_words", last), wq.Prefix("abstract_words", last)])
        kind = wq.And if type(node).__name__ == "And" else wq.Or
        return kind([asked(child) for child in node.children])  # type: ignore[union-attr]

    return lambda node: searcher.search(asked(node), limit=TOP).top_n


def main(sizes: list[int], *, with_whoosh: bool) -> None:
    """Print a table for each size."""
    for size in sizes:
        papers = corpus(size)
        engines: dict[str, Callable[[list[Paper], Path], Search]] = {"Reader": reader, "FTS5": fts5}
        if with_whoosh:
            engines["Whoosh"] = whoosh
        with tempfile.TemporaryDirectory() as folder:
            searches = {}
            for name, make in engines.items():
                started = time.perf_counter()
                searches[name] = make(papers, Path(folder))
                print(f"{name}: {len(papers) / (time.perf_counter() - started):,.0f} papers a second built")
            print(f"\n{len(papers):,} papers   {'':6}" + "".join(f"{name:>18}" for name in engines))
            for kind, nodes in queries(papers).items():
                took: dict[str, list[float]] = {name: [] for name in engines}
                for node in nodes * 2:
                    for name, search in searches.items():
                        started = time.perf_counter()
                        search(node)
                        took[name].append((time.perf_counter() - started) * 1000)
                cells = (f"{_middle(times):9.2f} /{_late(times):7.1f}" for times in took.values())
                print(f"{kind:22}" + "".join(cells))
            print()


def _middle(times: list[float]) -> float:
    return statistics.median(times[EACH:])


def _late(times: list[float]) -> float:
    return sorted(times[EACH:])[int(EACH * 0.95)]


if __name__ == "__main__":
    main(
        [int(size) for size in sys.argv[1:] if size.isdigit()] or [1_000, 10_000, 100_000],
        with_whoosh="--whoosh" in sys.argv,
    )
