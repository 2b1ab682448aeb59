"""How good the ranking is: nDCG@10 and recall@100 on SciFact, beside a textbook BM25 and SQLite's FTS5.

    python -m tests.bench.quality [FOLDER]

FOLDER holds SciFact's `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`; `../shared/relevance/scifact` by default.
Claims are asked as any words of theirs: a paper need not hold them all.
"""

import json
import re
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from math import log, log2
from pathlib import Path

from reader.papers import Paper
from reader.query import Or, Word
from reader.search import Index
from reader.search.analysis import STOP_WORDS, stem, words
from reader.search.evaluate import evaluate
from reader.search.hits import Hits, Ranked

SHARED = Path(__file__).resolve().parents[3] / "shared" / "relevance" / "scifact"
Ranking = Callable[[str], list[str]]
"""A query to the ids of documents, best first, a hundred at most."""


def ours(papers: dict[int, Paper], folder: Path) -> Ranking:
    """Return Reader's own ranking."""
    index = Index(folder / "index", "bench")
    with index.locked():
        index.update(papers.items(), 1)

    def rank(text: str) -> list[str]:
        leaves = tuple(Word(word) for word in dict.fromkeys(words(text)))
        hits = evaluate(Or(leaves), index.hits, lambda _: Hits.of(()), lambda: Hits.of(()), len(papers) + 1)
        return [papers[number].id for number in Ranked(index.nearer(hits, leaves))[:100]] if hits else []

    return rank


def textbook(papers: dict[int, Paper], _folder: Path) -> Ranking:
    """Return BM25 (k1 1.2, b 0.75) over title and abstract as one text, with our stems."""
    postings: dict[str, dict[str, int]] = defaultdict(dict)
    lengths = {}
    for paper in papers.values():
        terms = [stem(word) for word in words(f"{paper.title} {paper.abstract}") if word not in STOP_WORDS]
        lengths[paper.id] = len(terms)
        for term, count in Counter(terms).items():
            postings[term][paper.id] = count
    mean = sum(lengths.values()) / len(lengths)

    def rank(text: str) -> list[str]:
        scores: defaultdict[str, float] = defaultdict(float)
        for term in {stem(word) for word in words(text)} & postings.keys():
            found = postings[term]
            rarity = log(1 + (len(papers) - len(found) + 0.5) / (len(found) + 0.5))
            for paper_id, count in found.items():
                scores[paper_id] += rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * lengths[paper_id] / mean))
        return sorted(scores, key=lambda paper_id: -scores[paper_id])[:100]

    return rank


def fts5(papers: dict[int, Paper], _folder: Path) -> Ranking:
    """Return SQLite's full-text search with Porter's stems, a title weighing twice."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(id UNINDEXED, title, abstract, tokenize='porter unicode61')")
    db.executemany("INSERT INTO t VALUES (?, ?, ?)", ((p.id, p.title, p.abstract) for p in papers.values()))

    def rank(text: str) -> list[str]:
        asked = " OR ".join(f'"{word}"' for word in dict.fromkeys(re.findall(r"\w+", text)))
        sql = "SELECT id FROM t WHERE t MATCH ? ORDER BY bm25(t, 0, 2, 1) LIMIT 100"
        return [row[0] for row in db.execute(sql, [asked])]

    return rank


def measure(rank: Ranking, queries: dict[str, str], relevant: dict[str, set[str]]) -> tuple[float, float]:
    """Return nDCG@10 and recall@100, means over the queries."""
    gain = recall = 0.0
    for query_id, wanted in relevant.items():
        found = rank(queries[query_id])
        ideal = sum(1 / log2(place + 2) for place in range(min(len(wanted), 10)))
        gain += sum(1 / log2(place + 2) for place, each in enumerate(found[:10]) if each in wanted) / ideal
        recall += len(wanted & set(found)) / len(wanted)
    return gain / len(relevant), recall / len(relevant)


def read(folder: Path) -> tuple[dict[int, Paper], dict[str, str], dict[str, set[str]]]:
    """Return SciFact's papers by number, its claims by id, and which papers are relevant to each."""
    documents = map(json.loads, (folder / "corpus.jsonl").open(encoding="utf-8"))
    papers = {n: Paper(d["_id"], d["title"], d["text"]) for n, d in enumerate(documents, start=1)}
    queries = {q["_id"]: q["text"] for q in map(json.loads, (folder / "queries.jsonl").open(encoding="utf-8"))}
    relevant: dict[str, set[str]] = defaultdict(set)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query_id, paper_id, score = line.split("\t")
        if int(score) > 0:
            relevant[query_id].add(paper_id)
    return papers, queries, relevant


def main(folder: Path) -> None:
    """Print the table."""
    papers, queries, relevant = read(folder)
    print(f"{len(papers):,} abstracts, {len(relevant)} claims\n{'':12}{'nDCG@10':>9}{'recall@100':>12}")
    for name, make in (("Reader", ours), ("BM25", textbook), ("FTS5", fts5)):
        with tempfile.TemporaryDirectory() as scratch:
            gain, recall = measure(make(papers, Path(scratch)), queries, relevant)
        print(f"{name:12}{gain:9.4f}{recall:12.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
