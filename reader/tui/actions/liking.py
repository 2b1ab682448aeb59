"""For you: why a paper is, and less of what one does not want."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.changes import SetStatus, Step
from reader.library import Pull
from reader.papers import Entry, Status
from reader.tui.screens.why import WhyScreen

if TYPE_CHECKING:
    from reader.tui.screens.desk import Desk
    from reader.tui.screens.reading_room import ReadingRoom

_ALREADY = "It is skipped already, and nothing speaks for it."
_ALL_ALREADY = "They are skipped already, and nothing speaks for them."
_UNLEARNED = "No taste is learned yet, so there is no word to want less of."


def to_foryou(room: "ReadingRoom", _count: int | None) -> None:
    """List what is for you; say what is missing where too little is known for that."""
    room.go("is:foryou sort:foryou")
    if message := room.library.foryou.readiness().message:
        room.reader.say(f"{message} Until then these are the trending unread papers.")


def _why(desk: "Desk", _count: int | None) -> None:
    """Show what moved the paper; it takes a moment to learn, so a thread does."""
    if not (entry := desk.entry):
        return
    if message := desk.library.foryou.readiness().message:
        desk.reader.say(f"There is no taste yet to tell why. {message}")
        return
    desk.write(lambda: desk.library.foryou.why(entry), lambda pulls: _show(desk, entry, pulls), saying="Looking why…")


def _show(desk: "Desk", entry: Entry, pulls: Sequence[Pull]) -> None:
    foryou = desk.library.foryou
    less = {each.term: each.word for each in foryou.less()}
    words = {pull.term: pull.word for pull in pulls}

    def change(term: str) -> None:
        if term in less:
            removed = foryou.no_longer_less(less[term])
            desk.reader.say(f"No longer less of “{removed.word}”; u undoes it.")
        elif foryou.want_less_of({term: words[term]}):
            desk.reader.say(f"Less of “{words[term]}” from now on; u undoes it.")

    if pulls:
        desk.pick(WhyScreen(entry.paper.title, pulls, less), change)
    else:
        desk.reader.say("Nothing that is known of this paper speaks for it or against it.")


def _less(desk: "Desk", _count: int | None) -> None:
    """Skip the papers, and want less of the word that speaks loudest for each; the list stays as it is."""
    papers, foryou = desk.targets, desk.library.foryou
    if not papers:
        return
    desk.library.require_writable()
    desk.repeat = lambda: _less(desk, None)

    def tell(step: Step | None) -> None:
        if step is None:
            desk.reader.say(_ALREADY if len(papers) == 1 else _ALL_ALREADY)
            return
        desk.marked(step, papers, [SetStatus(Status.SKIPPED, desk.library.now)])
        done = step.what[:1].upper() + step.what[1:] + (f": {step.papers:,} papers" if step.papers > 1 else "")
        message = foryou.readiness().message
        desk.reader.say(f"{done}; u undoes it." + (f" {_UNLEARNED} {message}" if message else ""))

    desk.write(lambda: foryou.want_less_like(*desk.library.entries(papers)), tell, saying="Less of this…")


ACTIONS: dict[str, Callable[["Desk", int | None], None]] = {"paper.why": _why, "paper.less": _less}
