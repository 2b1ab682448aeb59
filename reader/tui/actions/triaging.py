"""Triage of the selected papers, or of those listed that nothing was decided on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.tui.actions.exporting import export_papers
from reader.tui.screens.numbered import NumberedScreen
from reader.tui.screens.pick import Choice
from reader.tui.screens.triage import Triage, marks_of
from reader.tui.triage import KEPT, Tally

if TYPE_CHECKING:
    from reader.tui.screens.reading_room import ReadingRoom


def _open(room: "ReadingRoom", _count: int | None) -> None:
    papers = room.papers.selection.numbers or Tally(marks_of(room.library, room.papers.numbers)).of("undecided")
    if papers:
        _begin(room, papers)
    else:
        room.reader.say("Nothing here is left to decide: papers that are unread, not bookmarked, not put aside.")


def _begin(room: "ReadingRoom", papers: Sequence[int]) -> None:
    def ended(_: object) -> None:
        room.papers.select(lambda selection: selection.clear())
        room.redraw(papers)
        _offer(room, papers)

    room.app.clear_notifications()
    room.app.push_screen(Triage(room.library, room.settings, room.reader.keys, papers, room.spans), ended)


def _offer(room: "ReadingRoom", papers: Sequence[int]) -> None:
    """Say how it went, and what may be done with the papers that were kept."""
    tally = Tally(marks_of(room.library, papers))
    kept = {str(each): found for each in KEPT if (found := tally.of(each))}
    undecided = tally.of("undecided")
    if len(undecided) == len(papers):
        return
    choices = [
        Choice("", "back to the list"),
        *(Choice(each, f"export the {len(found):,} {each}", "as Markdown") for each, found in kept.items()),
        *([Choice("undecided", f"go on with the {len(undecided):,} undecided")] if undecided else []),
    ]

    def take(chosen: str) -> None:
        if chosen in kept:
            export_papers(room, kept[chosen], chosen)
        elif chosen:
            _begin(room, undecided)

    room.pick(NumberedScreen(f"Triage: {tally}", choices), take)


ACTIONS = {"list.triage": _open}
