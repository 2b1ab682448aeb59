"""Pages made of invented papers, and the real dumps where they are at hand."""

import os
import random
from pathlib import Path

import pytest

Pair = tuple[str, str]

HEAD = ["new", "Get trending papers in your email inbox!", "Subscribe", "byAK and the research community", "Mar 14"]

_THINGS = (
    "kites",
    "lanterns",
    "rivers",
    "turnips",
    "clocks",
    "bridges",
    "violins",
    "maps",
    "kettles",
    "gardens",
    "tides",
    "ladders",
)
_KINDS = ("sparse", "modular", "patient", "noisy", "rotating", "layered", "silent", "elastic", "northern", "borrowed")
_DOINGS = ("Sorting", "Counting", "Weighing", "Painting", "Folding", "Routing", "Growing", "Tuning")
_OPENINGS = (
    "We study how {a} change when {b} are kept nearby",
    "This paper presents a method that turns {a} into {b}",
    "Despite recent progress, {a} remain hard to tell from {b}",
    "In this work, we ask whether {a} help with {b}",
)
_MIDDLES = (
    "Earlier work has looked at {a} alone, and its results do not carry over to {b}.",
    "Our method needs no labels: it compares {a} with {b} and keeps what is left.",
    "On three collections of {a} it is 2.4 times faster than {b}, and no less exact.",
    "What is gained depends on {a} more than on {b} (Section 4).",
)


def shared(folder: str) -> Path:
    """Return a folder of the material beside the project; skip the test where it is absent."""
    root = Path(os.environ.get("READER_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
    if not (root / folder).is_dir():
        pytest.skip(f"no {root / folder}: the material beside the project is not here")
    return root / folder


def papers(count: int, seed: int) -> list[Pair]:
    """Return `count` different papers, with the odd ones among them that real pages have."""
    rng = random.Random(seed)  # noqa: S311 -- papers, not secrets
    return [_paper(rng, number) for number in range(count)]


def page(pairs: list[Pair], gap: str = "\n\n", heading: str = "Mar 14") -> str:
    """Return the text of a page that shows `pairs` under a day."""
    return gap.join([*HEAD[:-1], heading] + [text for pair in pairs for text in pair])


def save_page(path: Path, pairs: list[Pair], heading: str = "Mar 14") -> Path:
    """Write the page to `path`, and return that."""
    path.write_text(page(pairs, heading=heading), encoding="utf-8")
    return path


def _paper(rng: random.Random, number: int) -> Pair:
    def phrase() -> str:
        return f"{rng.choice(_KINDS)} {rng.choice(_THINGS)}"

    title = f"{rng.choice(_DOINGS)} {phrase().title()}: Case {number}"
    if rng.random() < 0.1:
        title = f"Are {phrase().title()} All We Need in Case {number}?"
    elif rng.random() < 0.05:
        title = f"{title}, or the Long Way Round {phrase().title()}, {phrase().title()} and {phrase().title()}" * 2
    elif rng.random() < 0.03:
        title += "."
    sentences = [rng.choice(_OPENINGS).format(a=phrase(), b=phrase()) + f" in case {number}."]
    more = rng.choice((0, 1, 2, 4, 8, 12))
    sentences += [rng.choice(_MIDDLES).format(a=phrase(), b=phrase()) for _ in range(more)]
    abstract = " ".join(sentences)
    return title, abstract.removesuffix(".") if rng.random() < 0.04 else abstract
