"""Marks: status, bookmark, rating, tags, note."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.changes import AddNote, AddTag, Bookmark, Change, PlainWords, Rate, RemoveTag, SetNote, SetStatus
from reader.errors import ReaderError
from reader.papers import LATER, Mark, Status
from reader.tui.screens.note import NoteScreen, edit_outside
from reader.tui.screens.tags import TagScreen

if TYPE_CHECKING:
    from reader.tui.screens.desk import Desk


def _toggling(change: Callable[[Sequence[Mark], "Desk"], Change]) -> Callable[["Desk", int | None], None]:
    """Return an action that changes marks by what they are now."""
    return lambda desk, _count: desk.mark(change(desk.marks, desk))


def _flip(marks: Sequence[Mark], desk: "Desk", status: Status) -> Change:
    """Return the change to a status, or from it where all have it."""
    everywhere = all(mark.status is status for mark in marks)
    return SetStatus(Status.UNREAD if everywhere else status, desk.library.now)


def _put_aside(marks: Sequence[Mark], _desk: "Desk") -> Change:
    return RemoveTag(LATER) if all(LATER in mark.tags for mark in marks) else AddTag(LATER)


def _rating(stars: int) -> Callable[["Desk", int | None], None]:
    return _toggling(lambda _marks, _desk: Rate(stars))


def _tag_line(title: str, plain: PlainWords) -> Callable[["Desk", int | None], None]:
    """Return an action that opens a line of tags, whose plain words do what they are for."""

    def open_line(desk: "Desk", _count: int | None) -> None:
        if not (tags := [mark.tags for mark in desk.marks]):
            return
        on_all, on_some = frozenset[str].intersection(*tags), frozenset[str]().union(*tags)
        if plain == "remove" and not on_some:
            desk.reader.say("This paper has no tags." if len(tags) == 1 else "These papers have no tags.")
            return
        desk.library.require_writable()  # before anything is typed that could not be kept
        heading = title if len(tags) == 1 else f"{title} · {len(tags):,} papers"
        desk.edit(TagScreen(heading, desk.library.tags(), on_all, on_some, papers=len(tags), plain=plain), list)

    return open_line


def _note(desk: "Desk", _count: int | None) -> None:
    """Write the paper's note; for several papers, something that goes under the note of each.

    A text that cannot be stored is shown once more: there may be room for it later, or another place.
    """
    if not (papers := desk.targets):
        return
    several = len(papers) > 1
    entry = next(iter(desk.library.entries(papers[:1])), None)
    if entry is None:  # somebody else took it away
        return
    note, title = ("", f"{len(papers):,} papers") if several else (entry.mark.note, entry.paper.title)

    def write(text: str) -> None:
        desk.pick(NoteScreen(title, text), keep)

    def keep(text: str) -> None:
        if text == note:
            return
        try:
            desk.mark(AddNote(text) if several else SetNote(text), numbers=papers)
        except ReaderError:
            write(text)
            raise

    outside = edit_outside(desk.reader, note, desk.settings.editor)
    if outside is None:
        write(note)
    else:
        keep(outside)


def _repeat(desk: "Desk", _count: int | None) -> None:
    """Do to the paper what was done last to another."""
    if desk.repeat:
        desk.repeat()
    else:
        desk.reader.say("There is nothing to repeat yet: . does to this paper what was done to the one before.")


ACTIONS: dict[str, Callable[["Desk", int | None], None]] = {
    "paper.read": _toggling(lambda marks, desk: _flip(marks, desk, Status.READ)),
    "paper.skip": _toggling(lambda marks, desk: _flip(marks, desk, Status.SKIPPED)),
    "paper.later": _toggling(_put_aside),
    "paper.bookmark": _toggling(lambda marks, _desk: Bookmark(not all(mark.bookmarked for mark in marks))),
    **{f"paper.rate_{stars}": _rating(stars) for stars in range(6)},
    "paper.tags": _tag_line("Tags", "set"),
    "paper.add_tag": _tag_line("Add tags", "add"),
    "paper.remove_tag": _tag_line("Remove tags", "remove"),
    "paper.note": _note,
    "paper.repeat": _repeat,
}
