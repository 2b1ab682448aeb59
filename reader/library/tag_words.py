"""What somebody who types a tag may mean: tags that are in use, and the one that a new one is too near to."""

from collections.abc import Iterable, Mapping

from reader.library.likeness import nearest

_LEAST_LETTERS = 4
"""Shorter tags are an edit from too many others."""


def offered_tags(typed: str, counts: Mapping[str, int], limit: int) -> list[str]:
    """Return the tags that `typed` may go on to, at most `limit`; `nlp/` to its children.

    Those that begin so come first, then those of which a level does, then those that hold it, each most used
    first; where there are none, those that look like it.
    """
    typed = typed.casefold()
    most_used_first = sorted(counts, key=lambda tag: (-counts[tag], tag))
    holding = [tag for tag in most_used_first if typed in tag]
    return sorted(holding, key=lambda tag: _rank(typed, tag))[:limit] or nearest(typed, most_used_first, limit)


def near_tag(tag: str, tags: Iterable[str]) -> str | None:
    """Return the tag that was perhaps meant by a new one: one edit away, or the same below another; else None."""
    from rapidfuzz.distance import OSA  # late: 30 ms that a start need not pay

    for known in tags:
        if known.endswith(f"/{tag}"):
            return known
        long_enough = min(len(tag), len(known)) >= _LEAST_LETTERS
        if long_enough and OSA.distance(tag, known, score_cutoff=1) <= 1:
            return known
    return None


def _rank(typed: str, tag: str) -> int:
    return 0 if tag.startswith(typed) else 1 if f"/{typed}" in tag else 2
