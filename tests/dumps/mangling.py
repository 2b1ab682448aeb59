"""Pages with lines dropped, doubled, joined, split, and lines of the page put in anywhere."""

import random
from collections.abc import Sequence

from .layouts import Owned

_PUT_IN = (
    *("new", "Subscribe", "Mar 15", "101", "-", "Submitted by", "3 authors", "Models", "[Content truncated]", "1.2k"),
    *("Upvote 12", "·", "Next", "Daily Papers", "View all", "Get trending papers in your email inbox!"),
    "https://huggingface.co/papers",
)
_WAYS = ("drop", "double", "join", "split", "put in", "put in")


def mangled(lines: Sequence[Owned], times: int, rng: random.Random) -> tuple[str, set[int]]:
    """Return the text of `lines` after so many accidents, and whose lines were touched by them."""
    lines = list(lines)
    touched: set[int | None] = set()
    for _ in range(times):
        at = rng.choice([at for at, (text, _) in enumerate(lines) if text.strip()])
        lines[at : at + 1], owners = _accident(rng.choice(_WAYS), lines[at], rng)
        following = next((at for at in range(at + 1, len(lines)) if lines[at][0].strip()), None)
        if owners is None:
            owners = {lines[at][1]}
            if following:
                owners.add(lines[following][1])
                lines[at : following + 1] = [(f"{lines[at][0]} {lines[following][0]}", lines[at][1])]
        touched |= owners
    return "\n".join(text for text, _ in lines), {owner for owner in touched if owner is not None}


def _accident(way: str, line: Owned, rng: random.Random) -> tuple[list[Owned], set[int | None] | None]:
    """Return what is left of `line`, and who is touched; nobody knows yet with whom it is joined."""
    text, owner = line
    words = text.split(" ")
    if way == "drop":
        return [], {owner}
    if way == "double":
        return [line, ("", None), line] if rng.random() < 0.5 else [line, line], {owner}
    if way == "split" and len(words) > 1:
        cut = rng.randrange(1, len(words))
        return [(" ".join(words[:cut]), owner), (" ".join(words[cut:]), owner)], {owner}
    if way == "put in":
        return [("", None), (rng.choice(_PUT_IN), None), ("", None), line], set()
    return [line], None
