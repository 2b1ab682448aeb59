"""Titles and abstracts of real pages: of text dumps, and as the site's interface gives them."""

import json

from reader.papers import clean_line

from .pages import Pair, shared


def days() -> list[list[Pair]]:
    """Return the papers of each day, each paper once; skip the test where the material is absent."""
    found = []
    for path in sorted(shared("api_daily_papers").glob("*.json")):
        items = [item for item in json.loads(path.read_text(encoding="utf-8")) if isinstance(item, dict)]
        told = [item.get("paper", item) for item in items]
        pairs = [(clean_line(paper["title"]), clean_line(paper.get("summary", ""))) for paper in told]
        if pairs := list(dict.fromkeys(pair for pair in pairs if all(pair))):
            found.append(pairs)
    return found


def dumps() -> list[list[Pair]]:
    """Return the papers of each text dump, by the lines below its day; skip the test where the material is absent."""
    found = []
    for path in sorted(shared("dumps").glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line]
        lines = lines[lines.index("byAK and the research community") + 2 :]
        found.append(list(zip(lines[::2], lines[1::2], strict=True)))
    return found
