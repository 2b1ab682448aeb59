"""Names that are like what someone typed."""

from collections.abc import Iterable

_LEAST_LIKENESS = 75
"""Of 100; a letter wrong or two swapped in a word of six are above it."""


def nearest(typed: str, names: Iterable[str], limit: int) -> list[str]:
    """Return the names that `typed` may mean, best first, at most `limit`: all for nothing typed.

    Those that begin so come before those that hold it, each in the order of `names`; where there are none,
    those that look like it.
    """
    word, names = typed.casefold(), list(names)
    begin: list[str] = []
    hold: list[str] = []
    for name in names:
        at = name.casefold().find(word)
        if at >= 0:
            (hold if at else begin).append(name)
    if begin or hold:
        return (begin + hold)[:limit]
    from rapidfuzz import fuzz, process  # late: 30 ms that a start need not pay

    like = process.extract(word, names, scorer=fuzz.WRatio, limit=limit, score_cutoff=_LEAST_LIKENESS)
    return [name for name, _, _ in like]
