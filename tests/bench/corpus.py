"""Papers to measure with: those of `../shared/corpus`, else invented ones; beyond its end the corpus is repeated."""

import json
import lzma
from collections.abc import Iterator
from itertools import count as counted
from itertools import islice
from pathlib import Path

from reader.papers import Paper
from tests.bench.libraries import dump

FILE = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "papers-100k.jsonl.xz"
ON_A_PAGE = 500


def papers(size: int) -> list[Paper]:
    """Return so many papers; those of each repetition have ids of their own."""
    first = list(islice(_real() if FILE.exists() else _invented(size), size))
    again = (Paper(f"{paper.id}-{turn}", paper.title, paper.abstract) for turn in counted(2) for paper in first)
    return [*first, *islice(again, size - len(first))]


def described(of: list[Paper]) -> str:
    """Return what `of` are, for a heading."""
    kind = "real" if FILE.exists() else "invented"
    different = len({(paper.title, paper.abstract) for paper in of})
    return f"{len(of):,} {kind} papers" + (f" ({different:,} of them different)" if different < len(of) else "")


def write_pages(count: int, folder: Path) -> None:
    """Write so many papers as dumps in the plain layout."""
    shown = papers(count)
    for first in range(0, count, ON_A_PAGE):
        lines = [line for paper in shown[first : first + ON_A_PAGE] for line in (paper.title, paper.abstract)]
        text = "\n\n".join(["new", "byAK and the research community", "Mar 14", *lines]) + "\n"
        (folder / f"page-{first:06}.txt").write_text(text, encoding="utf-8")


def _real() -> Iterator[Paper]:
    with lzma.open(FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield Paper(record["id"], " ".join(record["title"].split()), " ".join(record["abstract"].split()))


def _invented(size: int) -> Iterator[Paper]:
    lines = dump(size).split("\n\n")[3:]
    for title, abstract in zip(lines[::2], lines[1::2], strict=True):
        yield Paper(title, title, abstract)
