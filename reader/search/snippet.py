"""The stretch of a text that tells best why a query found it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reader.query import WordNode
from reader.search.highlight import Match, matches

CUT = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a text, with … where it is cut."""

    text: str
    spans: tuple[tuple[int, int], ...]
    """Where the words that were found stand in `text`, as (start, end), in order."""


def snippet(text: str, leaves: Sequence[WordNode], field: str, room: int) -> Snippet | None:
    """Return the stretch of `text`, a paper's `field`, that holds the most words of `leaves`; of several, the first.

    It is cut between words, and no longer than `room` unless one word is. None where no word stands in it.
    """
    found = matches(text, leaves, field)
    if not found:
        return None
    inner = _best(found, room)
    start, end = _widened(text, inner[0].start, inner[-1].end, room)
    before, after = CUT * (start > 0), CUT * (end < len(text))
    shift = len(before) - start
    spans = tuple((each.start + shift, each.end + shift) for each in found if start <= each.start and each.end <= end)
    return Snippet(f"{before}{text[start:end]}{after}", spans)


def _best(found: Sequence[Match], room: int) -> Sequence[Match]:
    """Return the first run of matches within `room` characters that holds the most different words."""
    there: Counter[int] = Counter()
    first, best, most = 0, found[:1], 0
    for last, match in enumerate(found):
        there.update(match.meant)
        while first < last and match.end - found[first].start > room:
            there.subtract(found[first].meant)
            first += 1
        different = len(+there)
        if different > most:
            best, most = found[first : last + 1], different
    return best


def _widened(text: str, start: int, end: int, room: int) -> tuple[int, int]:
    """Return `text[start:end]` with as many whole words on both sides as there is room for."""
    spare = max(room - (end - start), 0)
    low = max(min(start - spare // 2, len(text) - room), 0) if spare else start
    high = min(max(low + room, end), len(text)) if spare else end
    if low and not text[low - 1].isspace():
        space = text.find(" ", low, start)
        low = space if space >= 0 else start
    if high < len(text) and not text[high].isspace():
        space = text.rfind(" ", end, high)
        high = space if space >= 0 else end
    within = text[low:high]
    return low + len(within) - len(within.lstrip()), high - len(within) + len(within.rstrip())
