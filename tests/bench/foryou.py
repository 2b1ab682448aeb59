"""How good `sort:foryou` is: simulated readers, and what they get first of the papers that they have not seen.

    python -m tests.bench.foryou [READERS]

A reader's taste is one arXiv category of `../shared/corpus`, among the papers that have any; or, among all papers, one
group of authors: what two or more of a busy author and the five who most often write with them wrote together. The
reader marks 20, 50 or 200 papers, half of them liked (never more than half of those that there are), the others not,
and errs in every tenth. All papers without a mark are ranked. P@20 is how many of the first 20 are to the taste,
nDCG@50 also how early they come; means over 45 readers of each kind, who are the same for every method, with medians.

    for you      Reader's own; `words` is the same without authors
    recency      the newest first, by arXiv's numbers, else by year
    popularity   most upvotes first, as far as `../shared/api_daily_papers` tells them: the corpus itself tells none
    BM25         the twenty most telling words of all liked papers together, asked for as `like:` asks for one paper's
    SVM          scikit-learn's LinearSVC on the same vectors, with 1,000 papers more taken for not liked
    logistic     scikit-learn's LogisticRegression, likewise; both only where scikit-learn is installed

`is:foryou` says how many papers pass for it, and how many of those are to the taste. Then: how long it takes to learn
from marks, and to rank all papers.
"""

import json
import lzma
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import mean, median
from time import perf_counter

import numpy as np

from reader.papers import Paper
from reader.query import Or, Word
from reader.search import Index
from reader.search.arrays import Array
from reader.search.evaluate import evaluate
from reader.search.hits import Hits
from reader.search.taste import AUTHORS, Space, learn
from tests.bench.corpus import FILE

DAILY = FILE.parents[1] / "api_daily_papers"
MARKS = (20, 50, 200)
WRONG = 0.1
MORE = 1000
"""Papers that are taken for not liked, for methods that need many such."""
_ARXIV = re.compile(r"arxiv\.org/abs/(\d{4}\.\d{4,5})")
_LEAST, _MOST_OF_ALL = 300, 0.25
"""How many papers a category has, at least, and at most of all."""
_TEAM, _BUSY, _TOGETHER = 5, 60, 60


@dataclass(frozen=True)
class Record:
    """One paper of the corpus, with what readers and recency go by."""

    paper: Paper
    categories: tuple[str, ...]
    arxiv: str
    year: int


@dataclass(frozen=True)
class Simulated:
    """One reader."""

    marks: Mapping[int, float]
    """By number: 1 or -1."""
    wanted: Array
    """(N,) which papers are to the taste, by row."""
    among: Array
    """The rows that are ranked: those without a mark."""

    def figures(self, scores: Array) -> tuple[float, float]:
        """Return P@20 and nDCG@50 of a ranking."""
        best = self.among[np.argsort(-scores[self.among], kind="stable")[:50]]
        gains = 1 / np.log2(np.arange(50) + 2)
        ideal = gains[: min(50, int(self.wanted[self.among].sum()))].sum()
        found = self.wanted[best]
        return float(found[:20].mean()), float((found * gains[: len(found)]).sum() / ideal)


Method = Callable[[Simulated], Array]
"""Scores all papers."""


def records() -> list[Record]:
    """Return the corpus."""
    with lzma.open(FILE, "rt", encoding="utf-8") as lines:
        return [_record(json.loads(line)) for line in lines]


def _record(told: dict[str, object]) -> Record:
    title, abstract = (" ".join(str(told[part]).split()) for part in ("title", "abstract"))
    authors = tuple(map(str, told.get("authors") or ()))  # type: ignore[call-overload] # a list, where there is one
    categories = tuple(map(str, told.get("categories") or ()))  # type: ignore[call-overload]
    found = _ARXIV.search(str(told["url"]))
    return Record(
        Paper(str(told["id"]), title, abstract, authors), categories, found[1] if found else "", int(str(told["year"]))
    )


def categories(corpus: Sequence[Record]) -> tuple[list[Array], Array]:
    """Return the papers of each category that is no rarity and not half of all; and all that have any."""
    having: dict[str, list[int]] = defaultdict(list)
    for row, record in enumerate(corpus):
        for category in record.categories:
            having[category].append(row)
    labelled = np.flatnonzero([bool(record.categories) for record in corpus])
    sizes = range(_LEAST, int(len(labelled) * _MOST_OF_ALL))
    return [np.array(rows) for _, rows in sorted(having.items()) if len(rows) in sizes], labelled


def groups(corpus: Sequence[Record]) -> tuple[list[Array], Array]:
    """Return the papers of each group of authors, and all papers; homonyms seldom have the same colleagues."""
    wrote: dict[str, list[int]] = defaultdict(list)
    for row, record in enumerate(corpus):
        for name in set(record.paper.authors):
            wrote[name].append(row)
    found: list[Array] = []
    for name, rows in sorted(wrote.items()):
        if len(rows) >= _BUSY:
            others = Counter(each for row in rows for each in set(corpus[row].paper.authors) - {name})
            team = {name, *sorted(others, key=lambda each: (-others[each], each))[:_TEAM]}
            papers = {row for each in team for row in wrote[each] if len(team & set(corpus[row].paper.authors)) > 1}
            if len(papers) >= _TOGETHER:
                found.append(np.array(sorted(papers)))
    return found, np.arange(len(corpus))


def readers(tastes: Sequence[Array], among: Array, marks: int, count: int, papers: int) -> Iterator[Simulated]:
    """Yield readers, one taste after the other, always the same ones."""
    for number in range(count):
        rng = np.random.default_rng([marks, number])
        taste = tastes[number % len(tastes)]
        wanted = np.zeros(papers, bool)
        wanted[taste] = True
        liked = rng.choice(taste, min(marks // 2, len(taste) // 2), replace=False)
        others = rng.choice(among[~wanted[among]], marks - len(liked), replace=False)
        rows = np.concatenate([liked, others])
        said = np.where(np.arange(len(rows)) < len(liked), 1.0, -1.0) * np.where(rng.random(len(rows)) < WRONG, -1, 1)
        yield Simulated(dict(zip((rows + 1).tolist(), said.tolist(), strict=True)), wanted, np.setdiff1d(among, rows))


def for_you(space: Space) -> Method:
    """Return Reader's own ranking."""

    def rank(reader: Simulated) -> Array:
        taste = learn(space, reader.marks, ())
        assert taste
        return taste.scores

    return rank


def always(scores: Array) -> Method:
    """Return a ranking that is the same for everybody."""
    return lambda _reader: scores


def recency(corpus: Sequence[Record]) -> Array:
    """Return how new each paper is: `2403.01234` is 2024.03, and so on."""
    return np.array([float(f"20{r.arxiv.replace('.', '')}") / 1e7 if r.arxiv else r.year + 0.0 for r in corpus])


def popularity(corpus: Sequence[Record]) -> Array:
    """Return the upvotes of each paper; 0 where none are known."""
    upvotes: dict[str, int] = {}
    for path in sorted(DAILY.glob("*.json")):
        items = json.loads(path.read_text(encoding="utf-8"))
        for item in (each for each in items if isinstance(each, dict)):  # four days hold no JSON but texts of it
            upvotes[item["paper"]["id"]] = item["paper"].get("upvotes") or 0
    return np.array([float(upvotes.get(record.arxiv, 0)) for record in corpus])


def bm25(corpus: Sequence[Record], index: Index) -> Method:
    """Return what a query of the words of the liked papers finds."""

    def rank(reader: Simulated) -> Array:
        liked = [corpus[number - 1].paper for number, said in reader.marks.items() if said > 0]
        texts = ("\n".join(paper.title for paper in liked), "\n".join(paper.abstract for paper in liked))
        leaves = tuple(Word(word) for word in index.telling(Paper("", *texts)))
        nothing = Hits.of(())
        hits = evaluate(Or(leaves), index.hits, lambda _: nothing, lambda: nothing, len(corpus) + 1)
        scores = np.zeros(len(corpus))
        if hits:
            scores[hits.papers - 1] = hits.scores
        return scores

    return rank


def linear(space: Space, name: str, among: Array) -> Method | None:
    """Return a linear model of scikit-learn; None where that is not installed."""
    try:
        sparse = import_module("scipy.sparse")  # by name: they ship no types
        logistic = import_module("sklearn.linear_model").LogisticRegression
        svm = import_module("sklearn.svm").LinearSVC
    except ImportError:
        return None

    parts = [
        sparse.csr_matrix((v.weights * scale, v.terms, v.starts), (len(v), len(v.vocabulary)))
        for v, scale in ((space.terms, 1), (space.names, AUTHORS**0.5))
    ]
    papers = sparse.hstack(parts).tocsr()
    more = np.random.default_rng(0).choice(among, MORE, replace=False)

    def rank(reader: Simulated) -> Array:
        rows = np.array(list(reader.marks)) - 1
        other = np.setdiff1d(more, rows)
        said = np.concatenate([list(reader.marks.values()), np.full(len(other), -1.0)])
        kind = {
            "SVM": svm(C=0.01, class_weight="balanced"),
            "logistic": logistic(C=0.1, class_weight="balanced"),
        }
        model = kind[name].fit(papers[np.concatenate([rows, other])], said)
        scores: Array = papers @ model.coef_.ravel()
        return scores

    return rank


def compare(methods: Iterable[tuple[str, Method | None]], simulated: Sequence[Simulated]) -> None:
    """Print a line for each method: means over the readers, and medians in parentheses."""
    for name, rank in methods:
        if rank is not None:
            precision, gain = zip(*(reader.figures(rank(reader)) for reader in simulated), strict=True)
            figures = "".join(f"{mean(each):10.3f} ({median(each):.3f})" for each in (precision, gain))
            print(f"{name:12}{figures}", flush=True)


def passing(space: Space, simulated: Sequence[Simulated]) -> None:
    """Print what `is:foryou` lets pass."""
    counts, shares = [], []
    for reader in simulated:
        taste = learn(space, reader.marks, ())
        assert taste
        found = reader.among[taste.scores[reader.among] > taste.much]
        counts.append(len(found))
        shares.append(float(reader.wanted[found].mean()) if len(found) else 0.0)
    print(f"is:foryou   {median(counts):10,.0f} papers in the median, {mean(shares):.0%} of them to the taste")


def times(space: Space) -> None:
    """Print how long learning and ranking take: the best of five, and of five the worst."""
    print(f"\nmilliseconds to learn from so many marks, and to rank {len(space.terms):,} papers with it")
    for count in (200, 2_000, 20_000):
        numbers = np.random.default_rng(count).choice(space.terms.numbers, count, replace=False).tolist()
        marks = {number: 1.0 if turn % 2 else -1.0 for turn, number in enumerate(numbers)}
        took = []
        for _ in range(5):
            started = perf_counter()
            learn(space, marks, ())
            took.append((perf_counter() - started) * 1000)
        print(f"{count:12,}{min(took):10.0f}{max(took):10.0f}")


def main(count: int) -> None:
    """Print the tables."""
    corpus = records()
    with tempfile.TemporaryDirectory() as scratch:
        index = Index(Path(scratch) / "index", "bench")
        with index.locked():
            index.update(((number, record.paper) for number, record in enumerate(corpus, start=1)), 1)
        vectors = index.vectors()
        authors = {number: record.paper.authors for number, record in enumerate(corpus, start=1)}
        space, words = Space.of(vectors, authors), Space.of(vectors, {})
        fixed = recency(corpus), popularity(corpus)
        print(f"{len(corpus):,} papers; upvotes are known of {np.count_nonzero(fixed[1]):,}")
        for kind, (tastes, among) in (("categories", categories(corpus)), ("groups of authors", groups(corpus))):
            methods = [
                ("for you", for_you(space)),
                ("words", for_you(words)),
                ("recency", always(fixed[0])),
                ("popularity", always(fixed[1])),
                ("BM25", bm25(corpus, index)),
                ("SVM", linear(space, "SVM", among)),
                ("logistic", linear(space, "logistic", among)),
            ]
            for marks in MARKS:
                simulated = list(readers(tastes, among, marks, count, len(corpus)))
                print(
                    f"\n{marks} marks, {len(tastes)} {kind}, {len(among):,} papers\n{'':12}{'P@20':>18}{'nDCG@50':>18}"
                )
                compare(methods, simulated)
                passing(space, simulated)
        times(space)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 45)
