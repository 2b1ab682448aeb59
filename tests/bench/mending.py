"""How well TeX is read that the page has damaged: against the same abstracts with their TeX, and on many others.

    python -m tests.bench.mending [--places]

Reads `../shared/latex/hf_and_arxiv.jsonl` and `../shared/corpus/papers-100k.jsonl.xz`; `--places` prints places.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path
from time import perf_counter

from reader.display import Shown, shown
from tests.bench.corpus import papers

PAIRS = Path(__file__).resolve().parents[3] / "shared" / "latex" / "hf_and_arxiv.jsonl"


@dataclass(frozen=True, slots=True)
class Place:
    """Some words of the page, where they differ from the source because TeX was lost; or one word elsewhere."""

    page: str
    """As the page has it."""
    seen: str
    """As it is shown."""
    meant: str
    """As the source is shown."""
    damaged: bool

    @property
    def verdict(self) -> str:
        """What became of it."""
        right = _same(self.seen, self.meant)
        if self.page == self.seen:
            return "left as it was" if self.damaged and not right else "left alone"
        if right:
            return "mended" if self.damaged else "shown as the source is"
        return "mended otherwise" if self.damaged else "touched"


def pairs() -> Iterator[tuple[str, str]]:
    """Yield abstracts as the page has them and as arXiv does."""
    with PAIRS.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield " ".join(record["hf"].split()), " ".join(record["arxiv"].split())


def places(page: str, source: str) -> Iterator[Place]:
    """Yield the places of one abstract."""
    ours, theirs = page.split(), source.split()
    ours_shown, theirs_shown = shown(page), shown(source)
    ours_at, theirs_at = _offsets(ours), _offsets(theirs)

    def place(i: int, j: int, k: int, m: int, *, damaged: bool) -> Place:
        was, told = " ".join(ours[k:m]), " ".join(theirs[i:j])
        seen = _seen(ours_shown, (ours_at[k], ours_at[k] + len(was)))
        return Place(was, seen, _seen(theirs_shown, (theirs_at[i], theirs_at[i] + len(told))), damaged)

    for kind, i, j, k, m in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (place(i + n, i + n + 1, k + n, k + n + 1, damaged=False) for n in range(m - k))
        elif kind == "replace" and any(sign in word for word in theirs[i:j] for sign in "$\\"):
            yield place(i, j, k, m, damaged=True)
        else:
            yield from (place(j, j, k + n, k + n + 1, damaged=False) for n in range(m - k))


def main(*, listing: bool) -> None:
    """Print the tables."""
    found = [place for page, source in pairs() for place in places(page, source)]
    counts = Counter(place.verdict for place in found)
    lost = counts["mended"] + counts["mended otherwise"] + counts["left as it was"]
    print(f"{lost:,} places of {PAIRS.name} that the page has damaged")
    for verdict in ("mended", "mended otherwise", "left as it was"):
        print(f"  {verdict:22}{counts[verdict]:8,}{counts[verdict] / lost:8.1%}")
    print("words elsewhere")
    for verdict in ("left alone", "shown as the source is", "touched"):
        print(f"  {verdict:22}{counts[verdict]:8,}")
    texts = [paper.abstract for paper in papers(99_990)]
    start = perf_counter()
    changed = [(text, seen) for text in texts if (seen := shown(text)).offsets]
    took_s = perf_counter() - start
    print(f"\n{len(texts):,} abstracts of the corpus in {took_s:.1f} s: {len(changed):,} shown otherwise")
    plain = [(text, seen) for text, seen in changed if "$" not in text and "\\" not in text]
    print(f"{len(plain):,} of these without a dollar or a backslash")
    if listing:
        for place in found:
            if place.verdict not in ("left alone", "shown as the source is"):
                print(f"{place.verdict:24}{place.page[:150]}  =>  {place.seen[:150]}  |  {place.meant[:150]}")
        for text, seen in plain:
            for was, now in changes(text, seen):
                print(f"{'corpus':24}{was}  =>  {now}")


def changes(text: str, seen: Shown) -> Iterator[tuple[str, str]]:
    """Yield the words of a text that are shown otherwise, and how."""
    at = 0
    for word in text.split():
        at = text.index(word, at)
        now = _seen(seen, (at, at + len(word)))
        if now != word:
            yield f"{text[max(0, at - 15) : at]}[{word}]{text[at + len(word) : at + len(word) + 15]}", now
        at += len(word)


def _seen(whole: Shown, stretch: tuple[int, int]) -> str:
    return " ".join(whole.text[start:end] for start, end in whole.spans([stretch]))


def _offsets(words: list[str]) -> list[int]:
    return [0, *accumulate(len(word) + 1 for word in words)]


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())


if __name__ == "__main__":
    main(listing="--places" in sys.argv)
