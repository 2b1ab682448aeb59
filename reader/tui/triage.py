"""What a mark says of a paper in triage, and what makes it say so. Pure."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from reader.changes import AddTag, Bookmark, Change, SetStatus
from reader.papers import LATER, Mark, Status

Verdict = Literal["bookmarked", "later", "read", "skipped", "undecided"]
VERDICTS: tuple[Verdict, ...] = ("bookmarked", "later", "read", "skipped", "undecided")
KEPT: tuple[Verdict, ...] = ("bookmarked", "later", "read")
"""What one may want a list of afterwards."""


def verdict(mark: Mark) -> Verdict:
    """Return what was decided on a paper: what is skipped is not kept, what is kept need not be read."""
    if mark.status is Status.SKIPPED:
        return "skipped"
    if mark.bookmarked:
        return "bookmarked"
    if LATER in mark.tags:
        return "later"
    return "undecided" if mark.status is Status.UNREAD else "read"


def changes_to(wanted: Verdict, mark: Mark, now: datetime) -> list[Change]:
    """Return the changes that decide so; what was skipped is taken back by whoever keeps it."""
    match wanted:
        case "undecided":
            return []
        case "read":
            return [SetStatus(Status.READ, now)]
        case "skipped":
            return [SetStatus(Status.SKIPPED, now)]
    kept: Change = Bookmark() if wanted == "bookmarked" else AddTag(LATER)
    return [kept, SetStatus(Status.UNREAD, now)] if mark.status is Status.SKIPPED else [kept]


class Tally:
    """How many papers were decided on in which way; a key costs the same in a pile of ten and of a hundred thousand."""

    def __init__(self, marks: Mapping[int, Mark]) -> None:
        """Take the marks of the papers, by number."""
        self._verdicts = {number: verdict(mark) for number, mark in marks.items()}
        self._counts = Counter(self._verdicts.values())

    def update(self, marks: Mapping[int, Mark]) -> None:
        """Take marks that have changed; those of other papers do not count."""
        for number, mark in marks.items():
            if number in self._verdicts:
                self._counts[self._verdicts[number]] -= 1
                self._verdicts[number] = verdict(mark)
                self._counts[self._verdicts[number]] += 1

    def of(self, wanted: Verdict) -> list[int]:
        """Return the papers that were decided on so, in their order."""
        return [number for number, each in self._verdicts.items() if each == wanted]

    def __str__(self) -> str:
        return " · ".join(f"{self._counts[each]:,} {each}" for each in VERDICTS if self._counts[each])
